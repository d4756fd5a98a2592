"""The nearest word of the glossary to a misspelt one: near enough, and the same whatever the order of entry."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.search import spelling
from glossary.search.spelling import SHORTEST, TWO_ERRORS_FROM, Vocabulary

OFTEN = {
    "ceasefire": 200,
    "humanitarian": 150,
    "pause": 100,
    "cause": 3,
    "truce": 50,
    "2023": 90,
    "es10": 5,
    "مراقبة": 9,
}
KNOWN = Vocabulary(OFTEN)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("ceasfire", "ceasefire"),
        ("ceasefrie", "ceasefire"),
        ("humanitrian", "humanitarian"),
        ("humnitarin", "humanitarian"),
        ("truse", "truce"),
        ("trcue", "truce"),
        ("truces", "truce"),
        ("مراقبه", "مراقبة"),
    ],
)
def test_slips_of_the_pen_are_understood(written: str, read: str) -> None:
    """A letter left out, added, changed or swapped with its neighbour; two of them in a long word."""
    assert KNOWN.nearest(written) == read


@pytest.mark.parametrize("written", ["tuse", "humntrn", "xyzzy", "zzzzzzzz", "pau"])
def test_what_is_not_near_is_nothing(written: str) -> None:
    """Two errors in a short word, three in a long one, or a word of three letters: no guess is made."""
    assert KNOWN.nearest(written) is None


@pytest.mark.parametrize("written", ["2024", "203", "es11", "es1o", "20233", "c3asefire"])
def test_numbers_are_never_mended(written: str) -> None:
    """A digit means what it says: no year, no number of a resolution becomes another, nor is one proposed."""
    assert KNOWN.nearest(written) is None
    assert KNOWN.nearest("es101") is None


@pytest.mark.parametrize(
    ("length", "errors"), [(SHORTEST - 1, 0), (SHORTEST, 1), (TWO_ERRORS_FROM - 1, 1), (TWO_ERRORS_FROM, 2)]
)
def test_b4_how_many_errors_are_forgiven(length: int, errors: int) -> None:
    """B4: none below four letters, one below eight, two from there on, counted in the word as written."""
    letters = "abcdefghijkl"[:length]
    for wrong in (1, 2, 3):
        known = Vocabulary({"z" * wrong + letters[wrong:]: 1})
        assert (known.nearest(letters) is not None) is (wrong <= errors), wrong


def test_of_equally_near_words_the_more_frequent_is_read() -> None:
    """Then A to Z; a nearer word goes before a more frequent one."""
    assert KNOWN.nearest("xause") == "pause"
    assert Vocabulary({"cause": 3, "pause": 3}).nearest("xause") == "cause"
    assert Vocabulary({"ceasefires": 1, "ceasefore": 900}).nearest("ceasefiress") == "ceasefires"


@given(st.permutations(sorted(OFTEN)), st.sampled_from(["xause", "ceasfire", "truse", "caise", "paise"]))
def test_the_order_of_entry_changes_nothing(order: list[str], written: str) -> None:
    """Whatever order the index gives its words in, the same one is read."""
    assert Vocabulary({word: OFTEN[word] for word in order}).nearest(written) == KNOWN.nearest(written)


def test_s7_the_number_of_comparisons_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """S7: beyond so many words of fitting length only the more frequent ones are compared."""
    monkeypatch.setattr(spelling, "MOST_COMPARED", 3)
    common = {f"qqqq{letter}": 10 for letter in "abc"}
    assert Vocabulary({**common, "truce": 1}).nearest("truse") is None
    assert Vocabulary({**common, "truce": 11}).nearest("truse") == "truce"


@given(st.text() | st.text("acefirs", max_size=12))
def test_s7_any_text_is_compared(written: str) -> None:
    """S7: nothing raises, and what is read instead is another word of the glossary, without digits changed."""
    read = KNOWN.nearest(written)
    assert read is None or (read in OFTEN and read != written and not any(c.isdigit() for c in written))
