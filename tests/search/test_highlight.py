"""Marks stand where the index matches, and the parts give the text back."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.search.analysis import pieces
from glossary.search.highlight import Seeker, mark
from glossary.search.memory_index import MemoryIndex
from glossary.search.port import Query
from glossary.search.query import parse
from tests.search.search_samples import SPELLINGS, document

TEXTS = st.text() | st.lists(
    st.sampled_from(
        [
            "pause",
            "Pauses",
            "cease",
            "fire",
            "cease-fire",
            " ",
            "-",
            ". ",
            "é",
            "e\u0301",
            "ﬁre",
            "停火",
            "火",
            "L’accord",
            "הַפוּגה",
        ]
    )
).map(" ".join)
TYPED = st.sampled_from(
    ["pause", "pau*", "fire", "ceasefire", '"pause pause"', "停火", "火", "accord", "é", "-pause", "הפוגה", "a* e*"]
)


def marked(text: str, typed: str, language: str = "en") -> str:
    """The text with its marks in square brackets."""
    parts = mark(text, language, parse(typed, SPELLINGS).clauses, SPELLINGS)
    return "".join(f"[{part.text}]" if part.match else part.text for part in parts)


@given(text=TEXTS, typed=TYPED | st.text(), language=st.sampled_from(["en", "fr", "he", "zh", ""]))
def test_the_parts_give_the_text_back(text: str, typed: str, language: str) -> None:
    """S8: joined parts are the original, no part is empty, and marks alternate with the rest."""
    parts = mark(text, language, parse(typed, SPELLINGS).clauses, SPELLINGS)
    assert "".join(part.text for part in parts) == text
    assert all(part.text for part in parts)
    assert all(left.match != right.match for left, right in pairwise(parts))


@given(text=TEXTS, typed=TYPED)
def test_a_mark_stands_where_the_index_matches(text: str, typed: str) -> None:
    """S6, S8: for a query of one clause there is a mark exactly when the index finds the text."""
    clauses = tuple(clause for clause in parse(typed, SPELLINGS).clauses[:1] if not clause.excluded)
    index = MemoryIndex()
    index.rebuild([document("a", text)], 1)
    found = index.search(Query(clauses)).total if clauses else 0
    assert any(part.match for part in mark(text, "en", clauses, SPELLINGS)) is bool(found)


@given(text=TEXTS, typed=st.lists(TYPED, min_size=1, max_size=3).map(" ".join), language=st.sampled_from(["en", "fr"]))
def test_words_seen_in_passing_are_those_that_reading_finds(text: str, typed: str, language: str) -> None:
    """S8: of clauses of one word the marks are just the places where the text, read whole, has a form of it."""
    clauses = [one for one in parse(typed, SPELLINGS).clauses if len(one.places) == 1 and not one.prefix]
    seeker = Seeker(clauses, SPELLINGS)
    for clause in clauses:
        read = [
            next(piece.forms[form] for form in clause.places[0] if form in piece.forms)
            for piece in pieces(text, language, SPELLINGS)
            if not set(clause.places[0]).isdisjoint(piece.forms)
        ]
        assert list(seeker.spans(text, language).get(clause, [])) == read


@pytest.mark.parametrize(
    ("text", "typed", "expected"),
    [
        ("A pause; the Pauses", "pause", "A [pause]; the [Pauses]"),
        ("humanitarian pause", "humanitarian pause", "[humanitarian] [pause]"),
        ("humanitarian pause", '"humanitarian pause"', "[humanitarian pause]"),
        ("a pause, humanitarian", '"humanitarian pause"', "a pause, humanitarian"),
        ("the pause and a humanitarian pause", '"humanitarian pause"', "the pause and a [humanitarian pause]"),
        ("a cease-fire, a Ceasefire, cease fire", "ceasefire", "a [cease-fire], a [Ceasefire], [cease fire]"),
        ("a cease-fire", "fire", "a cease-[fire]"),
        ("they cease. Fire!", "ceasefire", "they cease. Fire!"),
        ("Israel’s cafe\u0301", "israel cafe", "[Israel]’s [cafe\u0301]"),
        ("evacuated evac", "evac*", "[evacuated] [evac]"),
        ("pause", "-pause", "pause"),
        ("pause", "", "pause"),
        ("", "pause", ""),
        ("no no no", '"no no"', "[no no no]"),
    ],
)
def test_marks(text: str, typed: str, expected: str) -> None:
    """S8: words for themselves, phrases as one, joined spellings whole, exclusions never."""
    assert marked(text, typed) == expected


@pytest.mark.parametrize(
    ("text", "language", "typed", "expected"),
    [
        ("人道主义停火协议", "zh", "停火", "人道主义[停火]协议"),
        ("停火", "zh", "火", "停[火]"),
        ("火停火", "zh", "停火", "火[停火]"),
        ("هُدْنَة إنسانية", "ar", "هدنة", "[هُدْنَة] إنسانية"),
        ("הַפוּגה", "he", "הפוגה", "[הַפוּגה]"),
        ("die Straßen", "de", "strasse", "die [Straßen]"),
        ("une trêve d’été", "fr", "treves ete", "une [trêve] d’[été]"),
    ],
)
def test_marks_in_other_languages(text: str, language: str, typed: str, expected: str) -> None:
    """S8: a mark covers the word as written, with its vowel marks and accents."""
    assert marked(text, typed, language) == expected
