"""A form that is sent after its session has run out is shown again after signing in, as it was sent (WCAG 3.3.7)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, request

from glossary.admin import access
from glossary.admin.access import EDITORS, Route
from glossary.admin.csrf import FIELD
from glossary.admin.kept import kept_form
from glossary.models import WebSession
from tests.admin import rows
from tests.admin.conftest import ORIGIN, PASSWORD, Clock, DeskClient, opened, sign_in, signed_in

TYPED = {"quote": "هدنة “pause”\r\n<b>", "note": "", "tag": ["one", "two"]}


def trial() -> str:
    """A form of the desk that says what it is given."""
    fields = kept_form()
    if request.method == "POST":
        return "saved: " + request.form.get("quote", "")
    return "kept: " + repr(sorted((fields or {}).items(multi=True)) if fields else None)


@pytest.fixture
def desk(desk_instance: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """A desk with two forms, one of which holds a password."""
    form = {"GET": EDITORS, "POST": EDITORS}
    more = (Route("/trial", "trial", trial, form), Route("/secret", "secret", trial, form, keeps_form=False))
    rows_ = (*access.routes(), *more, Route("/other", "other", lambda: trial(), form))
    monkeypatch.setattr(access, "table", lambda: rows_)
    yield from opened(desk_instance)


def send(client: DeskClient, address: str, token: str = "stale", fields: dict | None = None) -> str:  # noqa: S107
    """Send a form whose session may be over; answers where it leads."""
    data = {**(fields or TYPED), FIELD: token}
    answer = client.post(address, data=data, headers={"Origin": ORIGIN})
    assert answer.status_code == 303, answer.status
    return str(answer.location)


def test_d4_what_was_typed_survives_the_session(moved: Clock, editor: DeskClient) -> None:
    """The form is led to the sign-in page and back, with every field; sent again, it is saved and let go of."""
    moved.move(minutes=31)
    location = send(editor, "/admin/trial")
    assert location == "/admin/sign-in?next=%2Fadmin%2Ftrial"
    assert "What you typed is kept" in editor.get(location).get_data(as_text=True)
    assert sign_in(editor, "editor", next="/admin/trial").location == "/admin/trial"
    page = editor.get("/admin/trial").get_data(as_text=True)
    pairs = [("note", ""), ("quote", TYPED["quote"]), ("tag", "one"), ("tag", "two")]
    assert page == "kept: " + repr(pairs)
    assert editor.get("/admin/trial").get_data(as_text=True) == page, "loading the page again loses nothing"
    assert "saved" in editor.send("/admin/trial", TYPED).get_data(as_text=True)
    assert editor.get("/admin/trial").get_data(as_text=True) == "kept: None"


def test_a_wrong_password_in_between_loses_nothing(moved: Clock, editor: DeskClient) -> None:
    """The form waits until somebody has signed in."""
    moved.move(minutes=31)
    send(editor, "/admin/trial")
    assert sign_in(editor, "editor", "a wrong password altogether").status_code == 422
    sign_in(editor, "editor")
    assert "quote" in editor.get("/admin/trial").get_data(as_text=True)


def test_two_forms_wait_side_by_side(moved: Clock, editor: DeskClient) -> None:
    """Two tabs with two forms: both are there after signing in once."""
    moved.move(minutes=31)
    send(editor, "/admin/trial")
    send(editor, "/admin/other", fields={"quote": "the other"})
    sign_in(editor, "editor")
    assert "هدنة" in editor.get("/admin/trial").get_data(as_text=True)
    assert "the other" in editor.get("/admin/other").get_data(as_text=True)


def test_a_session_that_was_ended_keeps_the_form_too(desk: Flask, moved: Clock, editor: DeskClient) -> None:
    """Being signed out from elsewhere loses no text either."""
    signed_in(desk, "editor").send("/admin/account/sessions", {"session": "others", "present": PASSWORD})
    send(editor, "/admin/trial")
    sign_in(editor, "editor")
    assert "quote" in editor.get("/admin/trial").get_data(as_text=True)


def test_nobody_else_sees_it(moved: Clock, editor: DeskClient) -> None:
    """Another account that signs in in the same browser is not shown what was typed."""
    moved.move(minutes=31)
    send(editor, "/admin/trial")
    sign_in(editor, "administrator")
    assert editor.get("/admin/trial").get_data(as_text=True) == "kept: None"


def test_forms_with_passwords_are_not_kept(desk: Flask, moved: Clock, editor: DeskClient) -> None:
    """What may hold a password is not stored anywhere."""
    moved.move(minutes=31)
    send(editor, "/admin/secret", fields={"password": "planted-secret"})
    send(editor, "/admin/account/password", fields={"password": "planted-secret"})
    assert all("planted-secret" not in row.data for row in rows.sessions(desk))


def test_strangers_can_store_nothing(desk: Flask, anonymous: DeskClient) -> None:
    """Who never was signed in is sent to the sign-in page, and nothing of theirs is written."""
    send(anonymous, "/admin/trial")
    assert rows.count(desk, WebSession) == 0
    anonymous.get("/admin/sign-in")
    send(anonymous, "/admin/trial", fields={"quote": "planted"})
    assert all("planted" not in row.data for row in rows.sessions(desk))


def test_a_form_from_elsewhere_is_not_kept(desk: Flask, moved: Clock, editor: DeskClient) -> None:
    """D2: another site cannot plant text in a form of ours."""
    moved.move(minutes=31)
    answer = editor.post("/admin/trial", data=TYPED, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    sign_in(editor, "editor")
    assert editor.get("/admin/trial").get_data(as_text=True) == "kept: None"


def test_no_more_is_kept_than_may_be_sent_at_once(desk: Flask, moved: Clock, editor: DeskClient) -> None:
    """Long forms take each other's place: a session keeps at most about a megabyte."""
    moved.move(minutes=31)
    long = {"quote": "x" * 600_000}
    send(editor, "/admin/trial", fields=long)
    send(editor, "/admin/other", fields=long)
    assert max(len(row.data) for row in rows.sessions(desk)) < 1_100_000
    sign_in(editor, "editor")
    assert editor.get("/admin/trial").get_data(as_text=True) == "kept: None"
    assert "xxx" in editor.get("/admin/other").get_data(as_text=True)


def test_a_form_from_before_signing_in_anew_is_kept(moved: Clock, editor: DeskClient) -> None:
    """D3: signed in anew in another tab, the form of the first tab is refused (400), and shown again as it was sent."""
    moved.move(minutes=31)
    sign_in(editor, "editor")
    answer = editor.post("/admin/trial", data={**TYPED, FIELD: "stale"}, headers={"Origin": ORIGIN})
    assert answer.status_code == 400
    assert 'href="/admin/trial"' in answer.get_data(as_text=True)
    assert "هدنة" in editor.get("/admin/trial").get_data(as_text=True)


def test_a_form_of_unknown_origin_is_not_planted(editor: DeskClient) -> None:
    """D3: without a token, and without a browser's word that it is ours, nothing of a form is kept."""
    assert editor.post("/admin/trial", data={"quote": "planted"}).status_code == 400
    assert editor.get("/admin/trial").get_data(as_text=True) == "kept: None"
