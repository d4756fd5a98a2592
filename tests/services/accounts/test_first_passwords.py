"""First passwords: how much chance is in one, that any account may have it, and that none is chosen again."""

from __future__ import annotations

from collections.abc import Callable
from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.services.accounts import first_passwords, passwords

WRITTEN = (str, str.upper, str.title, lambda text: text.replace("-", ""), lambda text: text.replace("-", " "))


def test_it_cannot_be_guessed() -> None:
    """At least 100 random bits: each place has any of the letters, and of many no two are the same."""
    made = [first_passwords.new("").password for _ in range(500)]
    assert len(set(made)) == 500
    assert {len(one.replace("-", "")) for one in made} == {24}
    for place in range(24):
        assert {one.replace("-", "")[place] for one in made} == set(first_passwords.LETTERS)
    assert 24 * log2(len(set(first_passwords.LETTERS))) >= 100


def test_it_can_be_read_over_the_telephone() -> None:
    """Six groups of four small letters; none that is taken for another or for a digit, no vowels, so no words."""
    made = first_passwords.new("").password
    assert [len(group) for group in made.split("-")] == [4] * 6
    assert not set(first_passwords.LETTERS) & set("aeioul0123456789")
    assert first_passwords.LETTERS.islower()


@given(email=st.text(max_size=300))
def test_it_passes_the_rules_for_passwords(email: str) -> None:
    """Whatever the account's address: what is made keeps to the same rules as what people choose."""
    assert passwords.problems(first_passwords.new(email).password, email) == []


@pytest.mark.parametrize("written", WRITTEN)
def test_nobody_chooses_one(written: Callable[[str], str]) -> None:
    """What has the form of a first password is refused as one's own, however it is written."""
    for made in (first_passwords.new("").password for _ in range(20)):
        assert "somebody else has seen" in first_passwords.problems(written(made))[0]


@pytest.mark.parametrize("chosen", ["nine brown foxes at dawn", "x7#kQp9!vL2m", "bcdf-ghjk", "bcdf" * 7, "bcdf" * 5])
def test_other_passwords_are_not_taken_for_one(chosen: str) -> None:
    """A password of another length or with other letters is one's own."""
    assert first_passwords.problems(chosen) == []
