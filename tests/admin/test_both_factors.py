"""Both factors are asked for again before the account changes, and a slip elsewhere uses up no code."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.admin import rows
from tests.admin.codes import SET_UP, app_of, code_of, password_then, set_up, signed_out
from tests.admin.conftest import PASSWORD, Clock, DeskClient, email_of, sign_in, signed_in

__all__ = ["app_of"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"present": "not the password"}, "This is not your present password."),
        ({"code": "000000"}, "The code is wrong or was used already."),
        ({"code": ""}, "The code is wrong or was used already."),
    ],
)
@pytest.mark.parametrize("address", [f"{SET_UP}/off", "/admin/account/recovery-codes", "/admin/account/sessions"])
def test_both_factors_are_asked_for_again(
    app_of: tuple[str, list[str]], desk: Flask, editor: DeskClient, address: str, wrong: dict[str, str], said: str
) -> None:
    """Whoever finds an open desk, or knows the password alone, changes nothing of how one signs in, and is told why."""
    other, before = signed_in_by_code(desk, app_of), rows.account(desk, email_of("editor"))
    fields = {"present": PASSWORD, "code": app_of[1][0], "session": "others", **wrong}
    assert editor.send(address, fields).status_code == 303
    assert f"Nothing was changed. {said}" in editor.get("/admin/account").get_data(as_text=True)
    account = rows.account(desk, email_of("editor"))
    assert account.tf_totp_secret == before.tf_totp_secret
    assert account.mf_recovery_codes == before.mf_recovery_codes
    assert other.get("/admin/account").status_code == 200


def signed_in_by_code(desk: Flask, app_of: tuple[str, list[str]]) -> DeskClient:
    """Another browser of the editor, signed in with a recovery code."""
    client = signed_out(desk)
    assert password_then(client, "editor", app_of[1][9]) == 303
    return client


def test_a_new_password_takes_both_factors(app_of: tuple[str, list[str]], desk: Flask, editor: DeskClient) -> None:
    """With the second factor on, a password alone does not change the password; with a code it does."""
    new = "nine brown foxes at dawn"
    fields = {"present": PASSWORD, "password": new, "again": new}
    answer = editor.send("/admin/account/password", fields | {"code": "000000"})
    assert answer.status_code == 422
    assert "The code is wrong or was used already." in answer.get_data(as_text=True)
    assert sign_in(signed_out(desk), "editor", new).status_code == 422
    assert editor.send("/admin/account/password", fields | {"code": code_of(app_of[0])}).status_code == 303
    assert sign_in(signed_out(desk), "editor", new).status_code == 303


def test_a_token_takes_both_factors(app_of: tuple[str, list[str]], editor: DeskClient) -> None:
    """What lets a program write for an account is not made with the password alone."""
    fields = {"name": "Wire", "scope": ["statements:write"], "days": "9", "present": PASSWORD}
    assert editor.send("/admin/account/tokens/new", fields).status_code == 422
    assert editor.send("/admin/account/tokens/new", fields | {"code": code_of(app_of[0])}).status_code == 201


def test_switching_off_ends_the_other_sessions(app_of: tuple[str, list[str]], desk: Flask, editor: DeskClient) -> None:
    """Like switching it on: one's own session goes on, the others sign in anew."""
    other = signed_in_by_code(desk, app_of)
    editor.send(f"{SET_UP}/off", {"present": PASSWORD, "code": code_of(app_of[0])})
    assert editor.get("/admin/account").status_code == 200
    assert other.get("/admin/account").status_code == 302


def test_switching_off_takes_password_and_code(app_of: tuple[str, list[str]], desk: Flask, editor: DeskClient) -> None:
    """With both, signing in is by password alone from then on, and nothing of the factor is kept."""
    editor.send(f"{SET_UP}/off", {"present": PASSWORD, "code": code_of(app_of[0])})
    account = rows.account(desk, email_of("editor"))
    assert (account.tf_totp_secret, account.tf_last_counter, account.mf_recovery_codes) == (None, None, [])
    assert sign_in(signed_out(desk), "editor").location == "/admin/"


def test_setting_up_ends_the_other_sessions(desk: Flask, moved: Clock, editor: DeskClient) -> None:
    """A session that was opened by the password alone does not outlive the second factor; one's own does."""
    other = signed_in(desk, "editor")
    set_up(editor)
    assert editor.get("/admin/account").status_code == 200
    assert other.get("/admin/account").status_code == 302


TO_PASSWORD, TO_TOKEN = "/admin/account/password", "/admin/account/tokens/new"


RIGHT = {
    TO_PASSWORD: dict.fromkeys(("password", "again"), "nine brown foxes at dawn"),
    TO_TOKEN: {"name": "Wire", "scope": ["statements:write"], "days": "9"},
}


SLIPS = [
    (TO_PASSWORD, {"present": "not the password"}),
    (TO_PASSWORD, {"again": "nine brown foxes at dusk"}),
    (TO_PASSWORD, {"password": "short", "again": "short"}),
    (TO_PASSWORD, {"password": "passwordpassword", "again": "passwordpassword"}),
    (TO_TOKEN, {"present": "not the password"}),
    (TO_TOKEN, {"name": ""}),
    (TO_TOKEN, {"name": "Taken"}),
    (TO_TOKEN, {"scope": []}),
    (TO_TOKEN, {"scope": ["everything"]}),
    (TO_TOKEN, {"days": "367"}),
]


@pytest.mark.parametrize(("address", "slip"), SLIPS, ids=range(len(SLIPS)))
@pytest.mark.parametrize("kind", ["recovery", "app"])
def test_a_slip_elsewhere_uses_up_no_code(
    app_of: tuple[str, list[str]], desk: Flask, moved: Clock, editor: DeskClient, address: str, slip: dict, kind: str
) -> None:
    """What is wrong with the rest of the form is said first, and the code that was typed with it is still good."""
    taken = {**RIGHT[TO_TOKEN], "name": "Taken", "present": PASSWORD, "code": app_of[1][9]}
    assert editor.send(TO_TOKEN, taken).status_code == 201
    before = rows.account(desk, email_of("editor")).mf_recovery_codes
    fields = RIGHT[address] | {"present": PASSWORD, "code": app_of[1][0] if kind == "recovery" else code_of(app_of[0])}
    answer = editor.send(address, fields | slip)
    assert answer.status_code == 422
    assert "The code is wrong" not in answer.get_data(as_text=True)
    assert rows.account(desk, email_of("editor")).mf_recovery_codes == before
    assert editor.send(address, fields).status_code in (201, 303)


def test_ending_a_session_that_is_over_uses_up_no_code(
    app_of: tuple[str, list[str]], desk: Flask, editor: DeskClient
) -> None:
    """A session that ended meanwhile is told so, and the recovery code that was typed is kept."""
    fields = {"present": PASSWORD, "code": app_of[1][0], "session": "0" * 64}
    assert editor.send("/admin/account/sessions", fields).status_code == 303
    page = editor.get("/admin/account").get_data(as_text=True)
    assert "Nothing was changed. There is no such session any more." in page
    assert "Recovery codes left: 10" in page


def test_a_slip_forgives_no_wrong_code(app_of: tuple[str, list[str]], editor: DeskClient) -> None:
    """Between guesses at the code a form with a slip in it counts neither for nor against whoever guesses."""
    fields = RIGHT[TO_PASSWORD] | {"present": PASSWORD, "code": "000000"}
    for _ in range(4):
        assert "The code is wrong" in editor.send(TO_PASSWORD, fields).get_data(as_text=True)
        assert "not the same" in editor.send(TO_PASSWORD, fields | {"again": "other"}).get_data(as_text=True)
    assert "The code is wrong" in editor.send(TO_PASSWORD, fields).get_data(as_text=True)
    assert "Too many tries" in editor.send(TO_PASSWORD, fields).get_data(as_text=True)
