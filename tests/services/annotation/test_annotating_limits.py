"""Annotation at its limits, and one beyond: how long a text may be, and what of a long answer is left out."""

from __future__ import annotations

import pytest
from flask import Flask

from glossary.errors import Invalid
from glossary.services.annotation import ambiguous as annotating_ambiguous
from glossary.services.annotation import annotating
from glossary.services.annotation import terms as annotating_terms
from glossary.services.annotation.annotating import BROKEN, MOST_BYTES, NOTHING, TOO_LONG, TooLong, annotate


def test_a_text_has_a_longest(context: Flask) -> None:
    """A million bytes in UTF-8 are read, one more is refused; letters beyond ASCII count as the bytes they are."""
    assert MOST_BYTES == 1_000_000
    assert annotate("x" * MOST_BYTES)["annotations_total"] == 0
    assert annotate("я" * (MOST_BYTES // 2))["annotations_total"] == 0
    for text in ("x" * (MOST_BYTES + 1), "я" * (MOST_BYTES // 2) + "x"):
        with pytest.raises(TooLong) as refused:
            annotate(text)
        assert str(refused.value) == TOO_LONG


@pytest.mark.parametrize("text", ["", " ", "\n\t\u00a0"])
def test_an_empty_text_is_refused(context: Flask, text: str) -> None:
    """There is nothing to read in blanks."""
    with pytest.raises(Invalid, match=NOTHING):
        annotate(text)


def test_half_a_character_is_refused(context: Flask) -> None:
    """A lone surrogate, which JSON can smuggle in, could not be answered in UTF-8."""
    with pytest.raises(Invalid, match=BROKEN):
        annotate("a truce \ud83d")


def test_marks_have_a_most(context: Flask) -> None:
    """20,000 are answered; of one more the number alone."""
    for number, shown in ((20_000, 20_000), (20_001, 20_000)):
        found = annotate("ceasefire\n" * number)
        assert len(found["annotations"]) == shown
        assert found["annotations_total"] == number
        assert [one["annotations"] for one in found["terms"]] == [number]


def test_uses_told_have_a_most(context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the first terms the use is told, of further ones name and page, in the same shape; none is left out."""
    assert annotating.MOST_USES == 100
    monkeypatch.setattr(annotating, "MOST_USES", 2)
    told = annotate("ceasefire, truce")["terms"]
    assert [one["told"] for one in told] == [True, True]
    found = annotate("ceasefire, truce, armistice")
    assert [(one["slug"], one["told"]) for one in found["terms"]] == [
        ("ceasefire", True),
        ("truce", True),
        ("armistice", False),
    ]
    last = found["terms"][2]
    assert set(last) == set(told[0])
    assert last["address"] == "/terms/armistice"
    assert (last["annotations"], last["statements"], last["definitions"]) == (1, None, [])


def test_ambiguous_words_looked_at_have_a_most(context: Flask) -> None:
    """A thousand bare pauses are looked at; one more is not marked."""
    assert annotating_ambiguous.MOST_ASKED == 1_000
    for number in (1_000, 1_001):
        assert annotate("They want a pause.\n" * number)["annotations_total"] == 1_000


def test_words_of_a_term_stand_near_each_other(context: Flask) -> None:
    """Twenty blanks between two words are read over, one more is not; nor does a million take long."""
    for blanks, found in ((20, 1), (21, 0), (900_000, 0)):
        assert annotate(f"safe{' ' * blanks}passage")["annotations_total"] == found


def test_a_word_has_a_longest(context: Flask) -> None:
    """A word of 128 code points, invisible ones included, is compared; a longer run of letters is no term's word."""
    for hyphens, found in ((123, 1), (124, 0), (400_000, 0)):
        assert annotate("t" + "\u00ad" * hyphens + "ruce")["annotations_total"] == found


def test_definitions_have_a_most(context: Flask) -> None:
    """The oldest five of eleven stand there, and how many there are; four are all there."""
    found = {one["slug"]: one for one in annotate("humanitarian pause, truce")["terms"]}
    assert annotating_terms.MOST_DEFINITIONS == 5
    assert (len(found["humanitarian-pause"]["definitions"]), found["humanitarian-pause"]["definitions_total"]) == (
        5,
        11,
    )
    assert (len(found["truce"]["definitions"]), found["truce"]["definitions_total"]) == (4, 4)
    dates = [one["said_from"] for one in found["humanitarian-pause"]["definitions"]]
    assert dates == sorted(dates)


def test_uses_kept_have_a_most(context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the most, what was kept is let go of, and the answer stays the same."""
    assert annotating_terms.MOST_KEPT == 500
    before = annotate("ceasefire, truce, armistice")
    monkeypatch.setattr(annotating_terms, "MOST_KEPT", 1)
    assert annotate("ceasefire, truce, armistice") == before
