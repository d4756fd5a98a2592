"""Sessions: kept at the server, ended in time and by every change, listed for their owners (D4, U8)."""

from __future__ import annotations

import re

import pytest
from flask import Flask, session

from glossary.services.accounts import accounts, sessions
from glossary.services.auditing import OPERATOR
from tests.admin import rows
from tests.admin.conftest import PASSWORD, Clock, DeskClient, email_of, sign_in, signed_in


def is_in(client: DeskClient) -> bool:
    """Whether somebody is signed in there."""
    return client.get("/admin/account").status_code == 200


def id_of(desk: Flask, role: str) -> int:
    """The number of the account of a role."""
    return rows.account(desk, email_of(role)).id


def test_d4_signing_in_gives_a_new_id(desk: Flask, anonymous: DeskClient) -> None:
    """D4: the token of before signing in, which somebody may have planted, is worth nothing afterwards."""
    anonymous.get("/admin/sign-in")
    before = anonymous.get_cookie("glossary")
    sign_in(anonymous, "editor")
    after = anonymous.get_cookie("glossary")
    assert before
    assert after
    assert before.value != after.value
    planted = desk.test_client()
    planted.set_cookie("glossary", before.value)
    assert planted.get("/admin/account").status_code == 302


def test_d4_an_unused_session_ends(moved: Clock, editor: DeskClient) -> None:
    """D4: 30 minutes idle are allowed, a second more is not; use keeps a session alive."""
    for _ in range(3):
        moved.move(minutes=30)
        assert is_in(editor)
    moved.move(minutes=30, seconds=1)
    assert not is_in(editor)


def test_d4_every_session_ends_after_twelve_hours(moved: Clock, editor: DeskClient) -> None:
    """D4: 12 hours are the end, however busy the session is."""
    for _ in range(24):
        moved.move(minutes=30)
        assert is_in(editor)
    moved.move(minutes=1)
    assert not is_in(editor)


def test_a1_how_long_a_session_lasts_is_said_beforehand(
    anonymous: DeskClient, editor: DeskClient, desk: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A1: where one signs in, and on one's own page, as the settings have it (WCAG 2.2.1)."""
    for minutes, hours, told in ((30, 12, "30 minutes without use, and after 12 hours"), (60, 1, "after 1 hour in")):
        monkeypatch.setitem(desk.config["GLOSSARY"], "SESSION_IDLE_MINUTES", minutes)
        monkeypatch.setitem(desk.config["GLOSSARY"], "SESSION_HOURS", hours)
        for answer in (anonymous.get("/admin/sign-in"), editor.get("/admin/account")):
            assert told in answer.text


def test_d4_other_roles_end_the_sessions(desk: Flask, editor: DeskClient) -> None:
    """D4: whoever gets other roles signs in anew."""
    with desk.app_context():
        accounts.set_roles(id_of(desk, "editor"), ["editor", "reviewer"], OPERATOR)
    assert not is_in(editor)


def test_d4_another_password_ends_the_sessions(desk: Flask, editor: DeskClient) -> None:
    """D4: one's own change of the password ends every other session and gives this one a new token."""
    other = signed_in(desk, "editor")
    before = editor.get_cookie("glossary")
    new = "nine brown foxes at dawn"
    answer = editor.send("/admin/account/password", {"present": PASSWORD, "password": new, "again": new})
    assert answer.status_code == 303
    after = editor.get_cookie("glossary")
    assert is_in(editor)
    assert not is_in(other)
    assert before
    assert after
    assert before.value != after.value
    assert editor.get("/admin/account").get_data(as_text=True).count("Werkzeug/") == 1
    assert sign_in(other, "editor").status_code == 422
    assert sign_in(other, "editor", new).status_code == 303


def test_d4_own_sessions_are_listed_and_ended(desk: Flask, editor: DeskClient) -> None:
    """D4: my account lists my sessions with browser and address, and ends one of them or all others."""
    other = signed_in(desk, "editor")
    page = editor.get("/admin/account").get_data(as_text=True)
    assert page.count("Werkzeug/") == 2
    assert "this one" in page
    key = re.search(r'name="session" value="([0-9a-f]{64})"', page)
    assert key
    assert editor.send("/admin/account/sessions", {"session": key[1], "present": PASSWORD}).status_code == 303
    assert is_in(editor)
    assert not is_in(other)
    third = signed_in(desk, "editor")
    editor.send("/admin/account/sessions", {"session": "others", "present": PASSWORD})
    assert is_in(editor)
    assert not is_in(third)


def test_ending_sessions_takes_the_password(desk: Flask, editor: DeskClient) -> None:
    """Whoever finds an open desk cannot sign its owner out elsewhere; the page says that nothing was changed."""
    other = signed_in(desk, "editor")
    editor.send("/admin/account/sessions", {"session": "others", "present": "not the password"})
    assert is_in(other)
    assert "Nothing was changed. This is not your present password." in editor.get("/admin/account").text


def test_nobody_ends_anothers_session_by_its_name(desk: Flask, editor: DeskClient, reviewer: DeskClient) -> None:
    """The name of somebody else's session, sent from my own page, ends nothing."""
    (row,) = [row for row in rows.sessions(desk) if row.account_id == id_of(desk, "reviewer")]
    editor.send("/admin/account/sessions", {"session": row.token_sha256, "present": PASSWORD})
    assert is_in(reviewer)


def test_d4_an_administrator_ends_sessions(desk: Flask, administrator: DeskClient, editor: DeskClient) -> None:
    """D4: an administrator sees an account's sessions and ends them."""
    address = f"/admin/accounts/{id_of(desk, 'editor')}"
    assert "Werkzeug/" in administrator.get(address).get_data(as_text=True)
    assert administrator.send(f"{address}/change", {"do": "sessions"}).status_code == 303
    assert not is_in(editor)


def test_being_seen_is_written_once_a_minute(moved: Clock, desk: Flask, editor: DeskClient) -> None:
    """Reading at the desk costs no write but once a minute."""
    editor.get("/admin/account")
    said = rows.Statements(desk)
    for seconds in (10, 20, 29):
        moved.move(seconds=seconds)
        editor.get("/admin/account")
    assert said.writes() == []
    moved.move(seconds=1)
    editor.get("/admin/account")
    assert len(said.writes()) == 1


def test_long_over_sessions_are_swept_away(
    moved: Clock, desk: Flask, anonymous: DeskClient, editor: DeskClient
) -> None:
    """A row is there for a day after its last use, and goes when another session begins."""
    moved.move(days=1, minutes=2)
    anonymous.get("/admin/sign-in")
    assert [row.account_id for row in rows.sessions(desk)] == [None]


@pytest.mark.parametrize("back", [{"minutes": 5}, {"days": 1}, {"days": 400}])
def test_u8_a_clock_set_back_breaks_no_session(moved: Clock, editor: DeskClient, back: dict[str, float]) -> None:
    """U8: after the clock was set back a session goes on, and its idle time counts from then."""
    moved.move(**{unit: -much for unit, much in back.items()})
    assert is_in(editor)
    moved.move(minutes=29)
    assert is_in(editor)
    moved.move(minutes=31)
    assert not is_in(editor)


def test_a_session_that_was_ended_meanwhile_stays_ended(desk: Flask, editor: DeskClient, moved: Clock) -> None:
    """A page that is still being made when the session is ended does not bring it back."""
    (row,) = [row for row in rows.sessions(desk) if row.account_id]
    moved.move(minutes=2)
    with desk.test_request_context("/admin/account", headers={"Cookie": f"glossary={cookie_of(editor)}"}):
        session.begin()  # type: ignore[attr-defined]
        sessions.end(row.token_sha256)
        session["changed"] = True
        session.store()  # type: ignore[attr-defined]
    assert not is_in(editor)


def cookie_of(client: DeskClient) -> str:
    """What the browser holds."""
    cookie = client.get_cookie("glossary")
    assert cookie
    return str(cookie.value)
