"""A password that one person gives to another is made here, shown once, short-lived, and good for choosing another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from glossary.admin import access
from glossary.services.accounts import accounts, tokens
from glossary.services.auditing import OPERATOR
from tests.admin import rows
from tests.admin.codes import SET_UP, app_of, signed_out
from tests.admin.conftest import PASSWORD, Clock, DeskClient, email_of, opened, sign_in, signed_in
from tests.admin.first import CHOOSE, OWN, SLIPS, before, choose, given_to, shown_in
from tests.admin.forms import tree
from tests.admin.test_access import filled
from tests.data_sets import contents

__all__ = ["app_of"]

NEW = {"email": "new@example.org", "role": ["editor"]}
RAN_OUT = "This first password ran out"


def holds(desk: Flask, secret: str) -> list[str]:
    """The tables that hold a text anywhere."""
    from glossary.db import db

    with desk.app_context():
        found = [name for name, some in contents(db.engine).items() if secret in repr(some)]
        db.engine.dispose()
    return found


def test_nobody_chooses_anothers_password(desk: Flask, administrator: DeskClient, anonymous: DeskClient) -> None:
    """Neither form has a field for it, and a password that is sent along all the same is not the account's."""
    number = rows.account(desk, email_of("editor")).id
    for path in ("/admin/accounts/new", f"/admin/accounts/{number}"):
        assert 'type="password"' not in administrator.get(path).text
    assert administrator.send("/admin/accounts/new", {**NEW, "password": OWN}).status_code == 201
    administrator.send(f"/admin/accounts/{number}/change", {"do": "password", "password": OWN})
    for email in ("new@example.org", email_of("editor")):
        anonymous.forget()
        assert anonymous.send("/admin/sign-in", {"email": email, "password": OWN}).status_code == 422


def test_it_is_shown_once_and_kept_nowhere(
    desk: Flask, administrator: DeskClient, capsys: pytest.CaptureFixture[str]
) -> None:
    """The page that answers shows it, for no cache; no other page does, no table, no log, no address, no reload."""
    answer = administrator.send("/admin/accounts/new", NEW)
    first = shown_in(answer)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (201, "no-store")
    assert "Location" not in answer.headers
    again = administrator.send("/admin/accounts/new", NEW)
    number = rows.account(desk, "new@example.org").id
    pages = [administrator.get(path).text for path in (f"/admin/accounts/{number}", "/admin/accounts", "/admin/audit")]
    assert again.status_code == 422
    assert not [page for page in (again.text, *pages) if first in page]
    assert holds(desk, first) == []
    assert first not in "".join(capsys.readouterr())


def test_a_second_press_makes_another(desk: Flask, administrator: DeskClient, anonymous: DeskClient) -> None:
    """Sent again, the page shows a new one, and the one before it signs nobody in."""
    once, after = given_to(desk, administrator), given_to(desk, administrator)
    assert once != after
    assert sign_in(anonymous, "editor", once).status_code == 422
    assert sign_in(anonymous, "editor", after).status_code == 303


def test_the_pages_say_until_when(desk: Flask, administrator: DeskClient, moved: Clock) -> None:
    """The page that shows it, the account's own and the list say until when it holds, and then that it ran out."""
    number = rows.account(desk, email_of("editor")).id
    shown = administrator.send(f"/admin/accounts/{number}/change", {"do": "password"}).text
    moment = f"{rows.account(desk, email_of('editor')).first_password_until:%Y-%m-%d %H:%M} UTC"
    assert f"until {moment}" in shown
    for path in ("/admin/accounts", f"/admin/accounts/{number}"):
        assert f"first password until {moment}" in administrator.get(path).text
    moved.move(hours=72, seconds=1)
    sign_in(administrator, "administrator")
    for path in ("/admin/accounts", f"/admin/accounts/{number}"):
        assert f"first password ran out {moment}" in administrator.get(path).text


@pytest.mark.parametrize(("seconds", "status"), [(0, 303), (1, 422)])
def test_it_holds_for_72_hours(
    desk: Flask, moved: Clock, administrator: DeskClient, anonymous: DeskClient, seconds: int, status: int
) -> None:
    """At 72 hours sharp it signs in; a second later it does not, and its owner is told why and by whom to be helped."""
    first = given_to(desk, administrator)
    moved.move(hours=72, seconds=seconds)
    answer = sign_in(anonymous, "editor", first)
    assert answer.status_code == status
    assert (RAN_OUT in answer.text) == ("An administrator gives you another" in answer.text) == (status == 422)
    assert anonymous.get("/admin/account").status_code == (303 if status == 303 else 302)


def test_who_guesses_learns_nothing_of_it(
    desk: Flask, moved: Clock, administrator: DeskClient, anonymous: DeskClient
) -> None:
    """With a first password outstanding, or run out, a wrong password is told what it is told for any account."""
    given_to(desk, administrator)

    def told(role: str) -> str:
        page = sign_in(anonymous, role, "a wrong password altogether")
        assert page.status_code == 422
        return re.sub(r'(csrf_token" value=")[^"]*', r"\1", page.text).replace(email_of(role), "")

    assert told("editor") == told("contributor")
    moved.move(hours=73)
    assert told("editor") == told("contributor")


def test_one_that_ran_out_is_a_failure(desk: Flask, moved: Clock, administrator: DeskClient) -> None:
    """It is counted as a wrong password is: five tries, then one waits; the log says that a sign-in failed."""
    first = given_to(desk, administrator)
    moved.move(hours=73)
    client = signed_out(desk)
    assert [sign_in(client, "editor", first).status_code for _ in range(6)] == [422] * 5 + [429]
    entries = rows.audit_entries(desk, "sign-in-failed")
    assert [(entry.who, entry.detail) for entry in entries] == [("nobody", "first password ran out")] * 5


def test_one_that_ran_out_costs_the_same_work(
    desk: Flask, moved: Clock, administrator: DeskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Right and late, it is compared once, as a wrong password is."""
    from tests.admin.test_throttle import count_work

    first = given_to(desk, administrator)
    moved.move(hours=73)
    client = signed_out(desk)
    client.token()
    compared = count_work(monkeypatch)
    for password in (first, "a wrong password altogether"):
        sign_in(client, "editor", password)
    assert len(compared) == 2


def test_of_a_closed_account_it_says_nothing(desk: Flask, administrator: DeskClient, anonymous: DeskClient) -> None:
    """A right first password of a closed account is wrong like any other."""
    first = given_to(desk, administrator)
    administrator.send(f"/admin/accounts/{rows.account(desk, email_of('editor')).id}/change", {"do": "close"})
    assert "is wrong, or the account is closed" in sign_in(anonymous, "editor", first).text


def test_it_opens_nothing_but_the_choice(desk: Flask, administrator: DeskClient, anonymous: DeskClient) -> None:
    """By every address of the table, by reading and by writing, its owner comes to the choice or is refused."""
    first = given_to(desk, administrator, "reviewer")
    with desk.app_context():
        accounts.set_active(accounts.by_email(email_of("reviewer")).id, True, OPERATOR)
    sign_in(anonymous, "reviewer", first)
    page = tree(anonymous.get(CHOOSE))
    for route in access.table():
        for method in sorted(set(route.allowed) - ({"POST"} if route.address == "/sign-out" else set())):
            answer = anonymous.open(filled(route.address), method=method)
            told = (method, route.address, answer.status_code, answer.location)
            if not route.allowed[method] & {"anyone", "account", "reviewer"}:
                assert answer.status_code == 403, told
            elif access.OWN_PASSWORD not in route.open_before:
                assert (answer.status_code, (answer.location or "").split("?")[0]) == (303, CHOOSE), told
    assert rows.audit(desk)[-1] == "sign-in"
    assert page.all("nav", aria_label="Desk") == []
    assert {form.attributes["action"] for form in page.all("form", method="post")} == {CHOOSE, "/admin/sign-out"}


def test_no_token_is_made_with_it(desk: Flask, administrator: DeskClient, anonymous: DeskClient) -> None:
    """An account whose password is a first one makes no token; those from before go on, as after any new password."""
    with desk.app_context():
        number = accounts.by_email(email_of("editor")).id
        old = tokens.create(number, "wire", ["statements:write"], 9, OPERATOR)
    first = given_to(desk, administrator)
    sign_in(anonymous, "editor", first)
    form = {"name": "mine", "scope": ["statements:write"], "days": "9", "present": first}
    assert anonymous.send("/admin/account/tokens/new", form).location == CHOOSE
    with desk.app_context():
        assert [token.name for token in tokens.of_account(number)] == ["wire"]
        assert tokens.bearer(old)


def test_choosing_opens_the_desk(desk: Flask, administrator: DeskClient, anonymous: DeskClient) -> None:
    """The own password opens where one wanted to go, other sessions have ended, and from then on it alone signs in."""
    first = given_to(desk, administrator)
    other = signed_out(desk)
    sign_in(other, "editor", first)
    wanted = "/admin/statements/new?term=humanitarian-pause"
    sign_in(anonymous, "editor", first, next=wanted)
    step = anonymous.get(wanted)
    assert (step.status_code, step.location) == (303, before(wanted))
    assert f'name="next" value="{wanted}"' in anonymous.get(step.location).text
    cookie = anonymous.get_cookie("glossary")
    answer = choose(anonymous, first, next=wanted)
    after = anonymous.get_cookie("glossary")
    assert (answer.status_code, answer.location) == (303, wanted)
    assert anonymous.get(wanted).status_code == 200
    assert cookie
    assert after
    assert cookie.value != after.value
    assert other.get("/admin/account").status_code == 302
    assert rows.account(desk, email_of("editor")).first_password_until is None
    assert sign_in(signed_out(desk), "editor", first).status_code == 422
    assert sign_in(signed_out(desk), "editor", OWN).status_code == 303


def test_the_desks_first_page_says_that_it_is_changed(
    desk: Flask, administrator: DeskClient, anonymous: DeskClient
) -> None:
    """Who wanted to go nowhere else, or to another site, is at the desk's first page, and reads what was done."""
    first = given_to(desk, administrator)
    sign_in(anonymous, "editor", first)
    assert choose(anonymous, first, next="https://elsewhere.example/").location == "/admin/"
    assert "Your password is changed." in anonymous.get("/admin/").text


def test_a_session_that_began_in_time_may_end_the_choice(
    desk: Flask, moved: Clock, administrator: DeskClient, anonymous: DeskClient
) -> None:
    """Who signed in at the last minute is not stopped while thinking of a password."""
    first = given_to(desk, administrator)
    moved.move(hours=71, minutes=59)
    sign_in(anonymous, "editor", first)
    moved.move(minutes=5)
    assert choose(anonymous, first).status_code == 303
    assert anonymous.get("/admin/account").status_code == 200


@pytest.mark.parametrize(("fields", "told"), SLIPS)
def test_the_own_password_is_chosen_with_care(
    desk: Flask, administrator: DeskClient, anonymous: DeskClient, fields: dict[str, str], told: str
) -> None:
    """The rules are those of any change of a password; what is wrong is said, and the desk stays closed."""
    first = given_to(desk, administrator)
    sign_in(anonymous, "editor", first)
    answer = choose(anonymous, first, **fields)
    assert answer.status_code == 422
    assert answer.text.count(told) == 2
    assert first not in answer.text
    assert anonymous.get("/admin/account").location == before("/admin/account")


@pytest.mark.parametrize("written", [str, str.upper, lambda first: first.replace("-", ""), lambda first: f" {first} "])
def test_the_first_one_does_not_stay(
    desk: Flask,
    administrator: DeskClient,
    anonymous: DeskClient,
    written: object,
) -> None:
    """It cannot be chosen as one's own, in no spelling: not at the choice, and not by a change soon after."""
    assert callable(written)
    first = given_to(desk, administrator)
    sign_in(anonymous, "editor", first)
    answer = choose(anonymous, first, written(first))
    assert (answer.status_code, "somebody else has seen" in answer.text) == (422, True)
    assert choose(anonymous, first).status_code == 303
    back = {"present": OWN, "password": written(first), "again": written(first)}
    assert anonymous.send("/admin/account/password", back).status_code == 422


def test_with_an_own_password_there_is_no_such_choice(editor: DeskClient) -> None:
    """Whoever has an own password is led to their account, and nothing is changed there."""
    assert editor.get(CHOOSE).location == "/admin/account"
    answer = editor.send(CHOOSE, {"present": PASSWORD, "password": OWN, "again": OWN})
    assert (answer.status_code, answer.location) == (303, "/admin/account")
    assert sign_in(editor, "editor").status_code == 303


def test_the_second_factor_is_asked_for_too(
    app_of: tuple[str, list[str]], desk: Flask, administrator: DeskClient
) -> None:
    """A second factor that is on is asked for at signing in and at the choice, which uses no code up by a slip."""
    first, client = given_to(desk, administrator), signed_out(desk)
    assert sign_in(client, "editor", first).location == "/admin/sign-in/code?next=/admin/"
    assert client.get("/admin/account").status_code == 302
    assert client.send("/admin/sign-in/code", {"code": app_of[1][0]}).status_code == 303
    assert choose(client, first, code="000000").status_code == 422
    assert choose(client, first, "short", code=app_of[1][1]).status_code == 422
    assert choose(client, first, code=app_of[1][1]).status_code == 303


@pytest.fixture
def strict(desk_instance: Path, moved: Clock) -> Iterator[Flask]:
    """A desk that requires a second factor of editors."""
    yield from opened(desk_instance, {"REQUIRE_SECOND_FACTOR": "editor"})


def test_the_own_password_comes_before_the_second_factor(strict: Flask) -> None:
    """Where both are wanting, the password is chosen first: the app is set up by whoever knows the own one."""
    first, client = given_to(strict, signed_in(strict, "administrator")), signed_out(strict)
    sign_in(client, "editor", first)
    assert (client.get(SET_UP).status_code, client.get(SET_UP).location) == (303, before(SET_UP))
    assert choose(client, first).status_code == 303
    assert client.get("/admin/account").location == SET_UP


def test_what_was_typed_waits_through_the_choice(desk: Flask, administrator: DeskClient, editor: DeskClient) -> None:
    """A form that was being filled in when the password was reset is there again once an own one is chosen."""
    path = "/admin/statements/new"
    page = editor.get(path).text
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found
    editor.csrf = found[1]
    first = given_to(desk, administrator)
    assert editor.send(path, {"summary": "Quiet words about pauses."}).location.startswith("/admin/sign-in")
    sign_in(editor, "editor", first, next=path)
    assert choose(editor, first, next=path).location == path
    assert "Quiet words about pauses." in editor.get(path).text
