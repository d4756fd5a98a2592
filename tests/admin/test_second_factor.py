"""D9: the second factor is offered to all, and each code works once."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from glossary.db import db
from glossary.models import WebSession
from glossary.services.accounts import second_factor
from glossary.services.accounts.sessions import OVER
from glossary.services.auditing import OPERATOR
from tests.admin import rows
from tests.admin.codes import SET_UP, app_of, code_of, password_then, recovery_codes_of, secret_of, set_up, signed_out
from tests.admin.conftest import PASSWORD, Clock, DeskClient, email_of, opened, sign_in, signed_in
from tests.admin.first import given_to

__all__ = ["app_of"]


def test_d9_setting_up(desk: Flask, moved: Clock, editor: DeskClient) -> None:
    """D9: a picture, the key in letters, a code and the password; then ten recovery codes, shown once."""
    page = editor.get(SET_UP).get_data(as_text=True)
    assert 'src="data:image/svg+xml;base64,' in page
    key, codes = set_up(editor)
    assert len(set(codes)) == 10
    account = rows.account(desk, email_of("editor"))
    assert account.tf_primary_method == "authenticator"
    assert key not in (account.tf_totp_secret or "")
    kept = " ".join(account.mf_recovery_codes or [])
    assert not any(code in kept or code.replace("-", "") in kept for code in codes)
    assert codes[0] not in editor.get("/admin/account").get_data(as_text=True)
    assert "second-factor-on" in rows.audit(desk)


@pytest.mark.parametrize(("code", "present"), [("000000", PASSWORD), ("", PASSWORD), (None, "not the password")])
def test_d9_setting_up_takes_code_and_password(
    desk: Flask, moved: Clock, editor: DeskClient, code: str | None, present: str
) -> None:
    """D9: with a wrong code or a wrong password nothing is set up, and the same key is shown again."""
    key = secret_of(editor.get(SET_UP).get_data(as_text=True))
    typed = code_of(key) if code is None else code
    answer = editor.send(SET_UP, {"code": typed, "present": present})
    assert answer.status_code == 422
    assert secret_of(answer.get_data(as_text=True)) == key
    assert rows.account(desk, email_of("editor")).tf_totp_secret is None


def test_d9_the_password_alone_opens_nothing(app_of: tuple[str, list[str]], anonymous: DeskClient) -> None:
    """D9: after the password the desk is closed until the code is given."""
    sign_in(anonymous, "editor")
    assert anonymous.get("/admin/account").status_code == 302
    assert anonymous.send("/admin/sign-in/code", {"code": code_of(app_of[0])}).status_code == 303
    assert anonymous.get("/admin/account").status_code == 200


def test_d4_the_password_ends_the_session_before(
    app_of: tuple[str, list[str]], desk: Flask, editor: DeskClient
) -> None:
    """D4, D9: who is signed in and types a password again is signed in no more, as anybody, until the code is given."""
    assert editor.get("/admin/account").status_code == 200
    assert sign_in(editor, "editor").location == "/admin/sign-in/code?next=/admin/"
    assert editor.get("/admin/account").status_code == 302
    with desk.app_context():
        assert [one.account_id for one in db.session.scalars(select(WebSession)) if one.data != OVER] == [None]


def test_d9_a_key_that_is_shown_goes_to_nobody_else(editor: DeskClient) -> None:
    """D9: who signs in with another account in the same browser is shown another key, not the one that was begun."""
    begun = secret_of(editor.get(SET_UP).get_data(as_text=True))
    assert sign_in(editor, "administrator").status_code == 303
    assert secret_of(editor.get(SET_UP).get_data(as_text=True)) != begun


@pytest.mark.parametrize(("steps", "status"), [(-2, 422), (-1, 303), (0, 303), (1, 303), (2, 422)])
def test_d9_a_code_of_the_step_before_or_after_is_taken(
    app_of: tuple[str, list[str]], moved: Clock, anonymous: DeskClient, steps: int, status: int
) -> None:
    """D9: the clock of an app may be one step of 30 seconds off, and no more."""
    moved.move(minutes=2)
    assert password_then(anonymous, "editor", code_of(app_of[0], steps)) == status


def test_d9_each_code_works_once(app_of: tuple[str, list[str]], desk: Flask, anonymous: DeskClient) -> None:
    """D9: a code that somebody looked at cannot be used after its owner, nor can an older one."""
    code, before = code_of(app_of[0]), code_of(app_of[0], -1)
    assert password_then(anonymous, "editor", code) == 303
    other = desk.test_client()
    assert isinstance(other, DeskClient)
    assert password_then(other, "editor", code) == 422
    assert password_then(other, "editor", before) == 422


def test_d9_the_code_of_setting_up_is_used_up(desk: Flask, moved: Clock, editor: DeskClient) -> None:
    """D9: the code that showed that the app works does not sign in, too."""
    key, _ = set_up(editor)
    assert password_then(signed_out(desk), "editor", code_of(key)) == 422


def test_d9_a_recovery_code_works_once(app_of: tuple[str, list[str]], desk: Flask, editor: DeskClient) -> None:
    """D9: each recovery code signs in one time, as printed or without its hyphens; how many are left is shown."""
    codes = app_of[1]
    assert password_then(signed_out(desk), "editor", codes[0]) == 303
    assert password_then(signed_out(desk), "editor", codes[0]) == 422
    assert password_then(signed_out(desk), "editor", codes[1].replace("-", "").upper()) == 303
    assert "Recovery codes left: 8" in editor.get("/admin/account").get_data(as_text=True)
    assert rows.audit_entries(desk, "recovery-code")[-1].detail == "editor@example.org: 8 left"


def test_d9_new_recovery_codes_end_the_old(app_of: tuple[str, list[str]], desk: Flask, editor: DeskClient) -> None:
    """D9: after new codes are made, none of the old ones works."""
    answer = editor.send("/admin/account/recovery-codes", {"present": PASSWORD, "code": code_of(app_of[0])})
    new = recovery_codes_of(answer.get_data(as_text=True))
    assert len(new) == 10
    assert not set(new) & set(app_of[1])
    assert password_then(signed_out(desk), "editor", app_of[1][0]) == 422
    assert password_then(signed_out(desk), "editor", new[0]) == 303


def test_d7_codes_are_not_guessed(app_of: tuple[str, list[str]], moved: Clock, desk: Flask) -> None:
    """D7, D9: five wrong codes wait as five wrong passwords do; the right password in between forgives none."""
    client = signed_out(desk)
    statuses = []
    for _ in range(5):
        assert sign_in(client, "editor").status_code == 303
        statuses.append(client.send("/admin/sign-in/code", {"code": "000000"}).status_code)
    assert statuses == [422] * 5
    assert client.send("/admin/sign-in/code", {"code": code_of(app_of[0])}).status_code == 429
    assert sign_in(client, "editor").status_code == 429
    moved.move(seconds=2)
    assert password_then(client, "editor", code_of(app_of[0])) == 303


def test_the_second_step_ends_after_five_minutes(app_of: tuple[str, list[str]], moved: Clock, desk: Flask) -> None:
    """A right password does not wait for ever for its code."""
    client = signed_out(desk)
    sign_in(client, "editor")
    token = client.token()
    moved.move(minutes=5, seconds=1)
    fields = {"code": code_of(app_of[0]), "csrf_token": token}
    page = client.post("/admin/sign-in/code", data=fields).get_data(as_text=True)
    assert "begin again" in page
    assert client.get("/admin/account").status_code == 302


def test_the_second_step_needs_the_first(anonymous: DeskClient) -> None:
    """Without a password before it there is no page for the code."""
    page = anonymous.get("/admin/sign-in/code").get_data(as_text=True)
    assert 'name="password"' in page


def test_u8_a_clock_set_back_does_not_use_up_codes(app_of: tuple[str, list[str]], moved: Clock, desk: Flask) -> None:
    """U8: after the clock was set back by a day, the app's codes of that day are taken."""
    moved.move(days=-1)
    assert password_then(signed_out(desk), "editor", code_of(app_of[0])) == 303


def test_a_password_set_by_another_leaves_the_second_factor(app_of: tuple[str, list[str]], desk: Flask) -> None:
    """Who has lost a password gets another one from an administrator, and is asked for the code still."""
    first, client = given_to(desk, signed_in(desk, "administrator")), signed_out(desk)
    assert sign_in(client, "editor", first).location == "/admin/sign-in/code?next=/admin/"
    assert client.get("/admin/account").status_code == 302


def test_recovery_codes_cannot_be_guessed_from_their_hashes() -> None:
    """120 random bits each, more than the 112 from which on a hash without salt and cost is enough; none twice."""
    codes = [code for _ in range(20) for code in second_factor.new_codes()]
    assert len(set(codes)) == 200
    assert {len(code.replace("-", "")) * 5 for code in codes} == {120}
    assert set("".join(codes)) == set("abcdefghijklmnopqrstuvwxyz234567-")


def test_another_secret_key_is_told_not_fatal(app_of: tuple[str, list[str]], desk_instance: Path, moved: Clock) -> None:
    """Where SECRET_KEY was lost, the page says what to do; a recovery code is of no use either."""
    for app in opened(desk_instance, {"SECRET_KEY": "another key of at least thirty-two letters"}):
        client = signed_out(app)
        sign_in(client, "editor")
        answer = client.send("/admin/sign-in/code", {"code": code_of(app_of[0])})
        assert answer.status_code == 422
        assert "An administrator can switch it off" in answer.get_data(as_text=True)
        assert client.send("/admin/sign-in/code", {"code": app_of[1][0]}).status_code == 422


def test_one_transaction_checks_and_uses_a_code(app_of: tuple[str, list[str]], desk: Flask) -> None:
    """D9: the same code by two requests at the same moment signs in one of them."""
    code, answers = code_of(app_of[0]), []
    number = rows.account(desk, email_of("editor")).id

    def one() -> None:
        with desk.app_context():
            answers.append(second_factor.is_right(number, code, OPERATOR))
            db.session.close()

    threads = [threading.Thread(target=one) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [False] * 7 + [True]
