"""The secret key is changed while people work at the desk: with the one before at hand, nobody notices."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from glossary.services.accounts import accounts, second_factor, secret_keys
from glossary.services.auditing import OPERATOR
from glossary.services.health import safety as keeping_safety
from tests.admin.codes import SET_UP, code_of, password_then, secret_of, set_up
from tests.admin.conftest import PASSWORD, Clock, DeskClient, email_of, opened, sign_in
from tests.two_keys import ALONE, with_both


@pytest.fixture
def app_of(editor: DeskClient, moved: Clock) -> tuple[str, list[str]]:
    """The key and recovery codes of the editor, whose second factor is on; a minute has passed since."""
    made = set_up(editor)
    moved.move(minutes=1)
    return made


def signs_in(instance: Path, settings: dict[str, Any], code: str) -> bool:
    """Whether the editor signs in with this code where the settings are these."""
    (app,) = opened(instance, settings)
    client = app.test_client()
    assert isinstance(client, DeskClient)
    return password_then(client, "editor", code) == 303


def moved_to(client: DeskClient, instance: Path, settings: dict[str, Any]) -> DeskClient:
    """The same browser with its session and the token of its form, where the server has started with other settings."""
    (app,) = opened(instance, settings)
    other = app.test_client()
    assert isinstance(other, DeskClient)
    cookie = client.get_cookie("glossary")
    assert cookie
    other.set_cookie("glossary", cookie.value)
    other.csrf = client.token()
    return other


def test_a_second_factor_is_read_with_the_key_from_before_and_then_kept_under_the_new_one(
    app_of: tuple[str, list[str]], desk_instance: Path, moved: Clock
) -> None:
    """Without the old key its code is of no use; once it was typed with both, the new one suffices."""
    both = with_both(desk_instance)
    assert not signs_in(desk_instance, ALONE, code_of(app_of[0]))
    assert signs_in(desk_instance, both, code_of(app_of[0]))
    moved.move(minutes=1)
    assert signs_in(desk_instance, ALONE, code_of(app_of[0]))


def test_recovery_codes_go_with_their_key(app_of: tuple[str, list[str]], desk_instance: Path) -> None:
    """With both keys each works once; those that are left do not outlive the old one, those that are made anew do."""
    both, codes = with_both(desk_instance), app_of[1]
    assert not signs_in(desk_instance, ALONE, codes[0])
    assert signs_in(desk_instance, both, codes[0])
    assert not signs_in(desk_instance, both, codes[0])
    assert not signs_in(desk_instance, ALONE, codes[1])
    (app,) = opened(desk_instance, both)
    with app.app_context():
        fresh = second_factor.renew_codes(accounts.by_email(email_of("editor")).id, OPERATOR)
    assert not signs_in(desk_instance, both, codes[1])
    assert signs_in(desk_instance, ALONE, fresh[0])


def test_a_form_that_was_open_is_taken(editor: DeskClient, desk_instance: Path) -> None:
    """The session goes on with any key; the token of a form is of the old one, and refused where that was lost."""
    before, both = moved_to(editor, desk_instance, ALONE), moved_to(editor, desk_instance, with_both(desk_instance))
    assert before.get("/admin/account").status_code == 200
    assert before.send("/admin/sign-out").status_code == 400
    assert both.send("/admin/sign-out").status_code == 303


def test_a_second_factor_that_is_half_set_up_is_finished(editor: DeskClient, desk_instance: Path, moved: Clock) -> None:
    """The secret that waited in the session is kept under the new key at once."""
    key = secret_of(editor.get(SET_UP).get_data(as_text=True))
    client = moved_to(editor, desk_instance, with_both(desk_instance))
    assert client.send(SET_UP, {"code": code_of(key), "present": PASSWORD}).status_code == 200
    moved.move(minutes=1)
    assert signs_in(desk_instance, ALONE, code_of(key))


@pytest.mark.parametrize(("days", "fine"), [(0, True), (90, True), (91, False)])
def test_the_doctor_says_when_a_key_from_before_is_to_go(
    app_of: tuple[str, list[str]], desk: Flask, desk_instance: Path, moved: Clock, days: int, fine: bool
) -> None:
    """After 90 days it is a fault, and how many second factors still need it is said."""
    with desk.app_context():
        assert secret_keys.check() is None
        secret_keys.renew()
    (app,) = opened(desk_instance)
    moved.move(days=days)
    with app.app_context():
        told = [check for check in keeping_safety.checks() if check.name == "old keys"]
    assert [check.fine for check in told] == [fine]
    assert f"{days} days ago" in told[0].words
    assert "1 second factor under it" in told[0].words
    assert ("`glossary secrets forget`" in told[0].words) is not fine


def test_the_doctor_tells_of_keys_that_are_set(app_of: tuple[str, list[str]], desk_instance: Path) -> None:
    """Their age is not known; when to take them away is said."""
    (app,) = opened(desk_instance, with_both(desk_instance))
    with app.app_context():
        told = secret_keys.check()
    assert told
    assert told.fine
    assert told.words.startswith("SECRET_KEY_OLD is set, 1 second factor still under it.")
    assert sign_in(app.test_client(), "editor").status_code == 303
