"""D7: guessing is slow, for known and unknown accounts alike, and stops nobody who is signed in."""

from __future__ import annotations

import threading

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.low_level import Type
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from glossary.db import db
from glossary.models import SignInFailures
from glossary.services.accounts import accounts, passwords, throttling
from glossary.services.auditing import OPERATOR
from tests.admin import rows
from tests.admin.conftest import PASSWORD, Clock, DeskClient, email_of, sign_in

WRONG = "not the password at all"
NEW = "nine loud herons at dawn"


def tries(client: DeskClient, number: int, email: str, password: str = WRONG) -> list[int]:
    """The answers to so many tries."""
    fields = {"email": email, "password": password}
    return [client.send("/admin/sign-in", fields).status_code for _ in range(number)]


@pytest.mark.parametrize("email", ["editor@example.org", "nobody@example.org"])
def test_d7_after_five_failures_one_waits(moved: Clock, anonymous: DeskClient, email: str) -> None:
    """D7: five tries are free, the sixth waits; then each failure doubles the wait, up to 15 minutes."""
    assert tries(anonymous, 6, email) == [422] * 5 + [429]
    for wait in (2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900):
        answer = anonymous.send("/admin/sign-in", {"email": email, "password": WRONG})
        assert answer.status_code == 429
        assert answer.headers["Retry-After"] == str(wait)
        assert "Too many tries" in answer.get_data(as_text=True)
        moved.move(seconds=wait - 1)
        assert tries(anonymous, 1, email) == [429]
        moved.move(seconds=1)
        assert tries(anonymous, 1, email) == [422]


def test_d7_the_right_password_waits_too(moved: Clock, desk: Flask, anonymous: DeskClient) -> None:
    """D7: while an account waits, the right password is not looked at; afterwards it opens and all is forgotten."""
    tries(anonymous, 5, email_of("editor"))
    assert sign_in(anonymous, "editor").status_code == 429
    moved.move(seconds=2)
    assert sign_in(anonymous, "editor").status_code == 303
    with desk.app_context(), Session(db.engine) as session:
        failures = {row.key: row.failures for row in session.scalars(select(SignInFailures))}
    assert throttling.account_key(email_of("editor")) not in failures


def test_d7_another_password_forgets_what_failed(
    moved: Clock, desk: Flask, anonymous: DeskClient, editor: DeskClient
) -> None:
    """D7: whom somebody keeps out by wrong tries is let in by an operator: no try of before counts any more."""
    tries(anonymous, 5, email_of("editor"))
    moved.move(seconds=2)
    tries(anonymous, 1, email_of("editor"))
    with desk.app_context():
        accounts.set_password(accounts.by_email(email_of("editor")).id, NEW, OPERATOR)
    elsewhere = desk.test_client()
    elsewhere.environ_base["REMOTE_ADDR"] = "192.0.2.77"
    assert sign_in(elsewhere, "editor", NEW).status_code == 303


def test_d7_an_address_waits_whatever_account_it_tries(moved: Clock, anonymous: DeskClient) -> None:
    """D7: one address that tries one password at many accounts waits like one that tries many at one."""
    for number in range(5):
        assert tries(anonymous, 1, f"nobody{number}@example.org") == [422]
    assert tries(anonymous, 1, email_of("editor"), PASSWORD) == [429]


def test_d7_an_account_waits_wherever_it_is_tried_from(moved: Clock, desk: Flask) -> None:
    """D7: many addresses that try one account wait together; another account is not kept waiting."""
    answers = []
    for number in range(7):
        client = desk.test_client()
        assert isinstance(client, DeskClient)
        client.environ_base["REMOTE_ADDR"] = f"192.0.2.{number}"
        answers += tries(client, 1, email_of("editor"))
    assert answers == [422] * 5 + [429] * 2
    assert sign_in(client, "administrator").status_code == 303


def test_d7_a_thousand_tries_get_nowhere(moved: Clock, desk: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """D7: of a thousand tries in a thousand seconds, passwords are compared in a handful."""
    compared = count_work(monkeypatch)
    account, address = throttling.account_key(email_of("editor")), throttling.address_key("192.0.2.1")
    with desk.app_context():
        for _ in range(1000):
            moved.move(seconds=1)
            try:
                throttling.begin([account, address])
            except throttling.Waiting:
                continue
            compared.append("tried")
    assert len(compared) <= 5 + 10


def test_d7_many_at_once_gain_nothing(moved: Clock, desk: Flask) -> None:
    """D7: a try is counted when it begins, so twenty at the same moment are five."""
    passed: list[int] = []

    def one() -> None:
        with desk.app_context():
            try:
                throttling.begin([throttling.account_key("a@example.org")])
            except throttling.Waiting:
                return
            passed.append(1)

    threads = [threading.Thread(target=one) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(passed) == 5


def test_d7_who_is_signed_in_is_not_locked_out(moved: Clock, anonymous: DeskClient, editor: DeskClient) -> None:
    """D7: while others guess at an account, its session works, at the same address too."""
    tries(anonymous, 12, email_of("editor"))
    assert editor.get("/admin/account").status_code == 200
    new = "nine brown foxes at dawn"
    fields = {"present": PASSWORD, "password": new, "again": new}
    assert editor.send("/admin/account/password", fields).status_code == 303


def test_d7_the_present_password_is_not_guessed_either(moved: Clock, editor: DeskClient) -> None:
    """D7: whoever finds an open desk cannot try passwords there for ever, and signing in is not slowed by it."""
    new = "nine brown foxes at dawn"
    fields = {"present": WRONG, "password": new, "again": new}
    answers = [editor.send("/admin/account/password", fields) for _ in range(6)]
    assert "Too many tries" in answers[5].get_data(as_text=True)
    assert "Too many tries" not in answers[4].get_data(as_text=True)
    assert sign_in(editor, "editor").status_code == 303


@pytest.mark.usefixtures("full_cost")
@pytest.mark.parametrize("email", [email_of("editor"), "nobody@example.org", "closed@example.org", ""])
def test_d7_the_same_work_for_all(
    desk: Flask, anonymous: DeskClient, monkeypatch: pytest.MonkeyPatch, email: str
) -> None:
    """D7: a wrong password costs one comparison by the same parameters, whether the account is there or not."""
    hash_as_in_production(desk)
    anonymous.token()
    compared = count_work(monkeypatch)
    assert tries(anonymous, 1, email) == [422]
    assert len(compared) == 1
    work = extract_parameters(compared[0])
    assert (work.type, work.memory_cost, work.time_cost, work.parallelism) == (Type.ID, 65536, 3, 4)


def hash_as_in_production(desk: Flask) -> None:
    """The editor's password is hashed anew, and there is an account that is closed."""
    with desk.app_context():
        accounts.set_password(accounts.by_email(email_of("editor")).id, PASSWORD, OPERATOR)
        closed = accounts.add("closed@example.org", PASSWORD, ["editor"], OPERATOR)
        accounts.set_active(closed, False, OPERATOR)


def count_work(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The hashes that passwords are compared with from now on."""
    compared: list[str] = []
    real = passwords.verify_password

    def counted(typed: str, kept: str) -> bool:
        compared.append(kept)
        return bool(real(typed, kept))

    monkeypatch.setattr(passwords, "verify_password", counted)
    return compared


def test_u8_a_clock_set_back_keeps_nobody_waiting(moved: Clock, anonymous: DeskClient) -> None:
    """U8: failures that seem to be from the future make nobody wait for that day to come."""
    tries(anonymous, 10, email_of("editor"))
    moved.move(days=-1)
    assert sign_in(anonymous, "editor").status_code == 303


def test_failures_are_forgotten_after_an_hour(moved: Clock, desk: Flask, anonymous: DeskClient) -> None:
    """Old failures neither slow anybody nor fill the table."""
    tries(anonymous, 5, email_of("editor"))
    moved.move(hours=1, seconds=1)
    anonymous.forget()
    assert tries(anonymous, 1, email_of("editor")) == [422]
    assert rows.count(desk, SignInFailures) == 2


def test_what_was_typed_is_not_kept(desk: Flask, anonymous: DeskClient) -> None:
    """A password typed into the wrong field ends in no table."""
    tries(anonymous, 1, "my secret password")
    with desk.app_context(), Session(db.engine) as session:
        keys = " ".join(session.scalars(select(SignInFailures.key)))
    assert "secret" not in keys


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("192.0.2.7", "address:192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "address:2001:db8:1:2::/64"),
        ("", "address:"),
        ("unknown", "address:unknown"),
    ],
)
def test_an_address_of_ipv6_counts_with_its_network(address: str, key: str) -> None:
    """One visitor has all addresses of a network of IPv6; what is no address is still a key."""
    assert throttling.address_key(address) == key


@pytest.mark.usefixtures("full_cost")
def test_the_hash_of_nobody_is_one() -> None:
    """The hash that unknown accounts are compared with has the parameters of real ones."""
    assert extract_parameters(passwords.NOBODYS) == extract_parameters(PasswordHasher(3, 65536, 4).hash("any"))
