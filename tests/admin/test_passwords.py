"""D8: which passwords are taken, and how they are kept."""

from __future__ import annotations

import pytest
from argon2 import extract_parameters
from argon2.low_level import Type
from flask import Flask

from glossary.services.accounts import accounts, passwords
from glossary.services.auditing import OPERATOR
from tests.admin import rows
from tests.admin.conftest import PASSWORD, DeskClient, email_of, sign_in

EMAIL = "ada.lovelace@example.org"


@pytest.mark.parametrize(
    "password",
    [
        "twelve chars",
        "x7#kQp9!vL2m",
        "heron quiet dusk mud",
        "הפסקה ושלווה בלילה",
        "هدنة مساء طويلة جدا",
        "夜半静寂鷺飛去水面月光",
        "🦢🌙🦊🌾🐚🪵🍂🫖🪁🧭🪶🏺",
        "   leading and trailing   ",
        "tab\tand\nnewline here",
        "a quite long sentence about herons " * 3 + "and foxes",
    ],
)
def test_d8_any_characters_are_taken(password: str) -> None:
    """D8: any script, blanks, signs and pictures; no rule asks for digits or capitals."""
    if len(password) >= passwords.FEWEST:
        assert passwords.problems(password, EMAIL) == []


@pytest.mark.parametrize(("length", "taken"), [(11, False), (12, True), (128, True), (129, False)])
def test_d8_the_limits_of_length(length: int, taken: bool) -> None:
    """D8: 12 and 128 characters are taken, 11 and 129 are not."""
    password = "".join(chr(0x4E00 + 7 * number) for number in range(length))
    assert (passwords.problems(password, EMAIL) == []) is taken


@pytest.mark.parametrize(
    "password",
    [
        "passwordpassword",
        "Password1234",
        "P@ssw0rd12345!",
        "correct horse battery staple",
        "CorrectHorseBatteryStaple1",
        "iloveyou1234567",
        "letmeinletmein",
        "administrator",
        "Welcome2023!!",
        "changeme2024",
        "qwertyuiop123",
        "1q2w3e4r5t6y",
        "sunshine!!!!!!",
        "trustno1trustno1",
    ],
)
def test_d8_what_is_guessed_first_is_refused(password: str) -> None:
    """D8: the bundled list, also in thin disguise, is looked at offline."""
    assert "guessed first" in passwords.problems(password, EMAIL)[0]


@pytest.mark.parametrize(
    "password",
    [
        "aaaaaaaaaaaa",
        "abababababab",
        "xyzxyzxyzxyz",
        "123456789012",
        "abcdefghijkl",
        "lkjhgfdsapoi",
        "zxcvbnm,zxcvbnm,",
    ],
)
def test_d8_repetitions_and_runs_are_refused(password: str) -> None:
    """D8: few characters over and over, and runs along keyboard or alphabet, are refused."""
    assert passwords.problems(password, EMAIL)


@pytest.mark.parametrize(
    "password", ["ada.lovelace@example.org", "lovelace-1815!", "AdaLovelace42", "glossary-2024", "Ceasefire glossary"]
)
def test_d8_ones_own_address_and_the_site_are_refused(password: str) -> None:
    """D8: what anybody knows of the account or the site is no secret."""
    assert "mostly your e-mail" in passwords.problems(password, EMAIL)[0]


def test_the_list_says_where_it_is_from() -> None:
    """The bundled list is small, states its origin, and its words are as they are compared."""
    text = passwords._COMMON.read_text(encoding="utf-8")
    assert "Written for this project" in text
    assert len(text) < 10_000
    assert all(word == word.casefold().strip() for word in passwords.common())


@pytest.mark.usefixtures("full_cost")
def test_d8_the_hash_is_argon2id(desk: Flask, anonymous: DeskClient) -> None:
    """D8: Argon2id with 64 MiB, 3 passes, 4 lanes and a salt of its own each time; and one signs in with it."""
    addresses = ("ada@example.org", "eva@example.org")
    with desk.app_context():
        for email in addresses:
            accounts.add(email, PASSWORD, ["editor"], OPERATOR)
    kept, another = (rows.account(desk, email).password or "" for email in addresses)
    found = extract_parameters(kept)
    assert (found.type, found.memory_cost, found.time_cost, found.parallelism) == (Type.ID, 65536, 3, 4)
    assert found.salt_len >= 16
    assert kept != another
    typed = {"email": addresses[0], "password": PASSWORD}
    assert anonymous.send("/admin/sign-in", typed | {"password": f"{PASSWORD}."}).status_code == 422
    assert anonymous.send("/admin/sign-in", typed).status_code == 303


@pytest.mark.usefixtures("full_cost")
def test_a_hash_carries_its_parameters(anonymous: DeskClient) -> None:
    """Who was given a hash of other parameters (as by the tests' cheap ones) still signs in."""
    assert sign_in(anonymous, "editor").status_code == 303


def test_the_hash_needs_no_key(desk: Flask) -> None:
    """Whoever loses SECRET_KEY does not lose the passwords: the hash is of the password alone."""
    from argon2 import PasswordHasher

    assert PasswordHasher().verify(rows.account(desk, email_of("editor")).password or "", PASSWORD)


def test_d8_what_is_taken_fits(desk: Flask) -> None:
    """D8: letters count as they are kept, not by how many parts they are typed with: 90 have an accent each."""
    words = (
        "ceasing zones recall weary crews using maize coal mining slow wins making pleas grow early around lake siren"
    )
    typed = "".join(f"{letter}\u0301" for letter in words if letter not in " d")
    with desk.app_context():
        assert passwords.problems(typed, "somebody@example.org") == []
        assert passwords.matches(typed, passwords.hashed(typed))
        assert passwords.problems("a\u0301" * 10_000, "somebody@example.org") == ["Take at most 128 characters."]


@pytest.mark.parametrize("typed", ["", "x" * 129, "x" * 100_000, "a\0b", "\ud800" * 12])
def test_odd_passwords_are_wrong_and_not_fatal(desk: Flask, typed: str) -> None:
    """What can be no password is wrong like any other."""
    with desk.app_context():
        assert not passwords.matches(typed, passwords.hashed(PASSWORD))


def test_one_password_typed_in_two_ways(desk: Flask) -> None:
    """A letter with its accent is the same, composed or not."""
    with desk.app_context():
        assert passwords.matches("cafe\u0301 au lait le soir", passwords.hashed("caf\u00e9 au lait le soir"))
