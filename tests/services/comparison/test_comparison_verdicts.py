"""The six verdicts: what each means, which comes first, and the sentence a reader gets."""

from __future__ import annotations

import pytest

from glossary.services.comparison.comparing import verdict_words
from glossary.services.comparison.rows import Cell, Row
from glossary.services.comparison.verdicts import pairs_apart, shared_codes, verdict


def codes_row(*cells: str | None) -> Row:
    """A row on which each column has these codes ("" for words without a code, None for silence)."""
    values = [None if cell is None else {"codes": cell.split()} for cell in cells]
    return Row("area", "Area", "dimension", tuple(() if value is None else (value,) for value in values))


TABLE = [
    ((None, None), "silent", "all silent"),
    ((None,) * 8, "silent", "all silent"),
    (("a", None), "only", "only A speaks"),
    ((None, None, "a b"), "only", "only C speaks"),
    (("", None), "only", "only A speaks"),
    (("a", "a"), "agree", "agree (2 of 2 speak)"),
    (("a b", None, "b a"), "agree", "agree (2 of 3 speak)"),
    (("a",) * 8, "agree", "agree (8 of 8 speak)"),
    (("a b", "b"), "overlap", "overlap (2 of 2 speak)"),
    (("a b", "b c", "c a"), "overlap", "overlap (3 of 3 speak)"),
    (("a b", *("a",) * 7), "overlap", "overlap (8 of 8 speak)"),
    (("a", "b"), "differ", "differ (2 of 2 speak)"),
    (("a b", "a", "b"), "differ", "differ (3 of 3 speak)"),
    (("a b", None, "a", None, "b"), "differ", "differ (3 of 5 speak)"),
    (("", "a"), "uncoded", "uncoded, compare the words (2 of 2 speak)"),
    (("", "", None), "uncoded", "uncoded, compare the words (2 of 3 speak)"),
    (("a", "b", ""), "uncoded", "uncoded, compare the words (3 of 3 speak)"),
]


@pytest.mark.parametrize(("cells", "expected", "words"), TABLE)
def test_each_verdict_has_its_case_and_its_sentence(cells: tuple[str | None, ...], expected: str, words: str) -> None:
    """The six verdicts, over two to eight columns, and the words a reader gets."""
    judged = codes_row(*cells)
    assert judged.verdict == expected
    assert verdict_words(judged, "ABCDEFGH") == words


def test_the_pair_that_differs_is_named() -> None:
    """Of three columns of which two share no code, exactly those two are named, even beside uncoded words."""
    assert pairs_apart([frozenset("ab"), frozenset("a"), frozenset("b")]) == [(1, 2)]
    assert pairs_apart([frozenset("a"), frozenset(), None, frozenset("b")]) == [(0, 3)]


def test_silence_is_never_no() -> None:
    """A silent column neither agrees nor differs: `none` beside silence is one voice, no contrast."""
    assert verdict([frozenset({"none"}), None]) == "only"
    assert verdict([frozenset({"none"}), None, frozenset({"none"})]) == "agree"


def test_a_verdict_tells_of_passages_that_no_code_fits() -> None:
    """Where an actor's codes agree but another passage of theirs has no code, the sentence says so."""
    cells: tuple[Cell, ...] = (({"codes": ["a"]}, {"codes": []}), ({"codes": ["a"]},), ())
    judged = Row("area", "Area", "dimension", cells)
    assert verdict_words(judged, "ABC") == "agree (2 of 3 speak; 1 passage fits no code)"


def test_shared_codes_are_those_of_all_that_speak() -> None:
    """Codes are shared only between two or more speakers, and silence takes none away."""
    assert shared_codes([frozenset("ba"), None, frozenset("abc")]) == ["a", "b"]
    assert shared_codes([frozenset("ab"), None]) == []
