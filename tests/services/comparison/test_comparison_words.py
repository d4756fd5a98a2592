"""Words that differ: whole texts in pieces, peers told apart evenly, never across languages."""

from __future__ import annotations

from typing import Any
from unicodedata import category

import pytest
from flask import Flask
from hypothesis import example, given, settings
from hypothesis import strategies as st

from glossary.services.comparison.requests import ComparisonRequest, comparison_for
from glossary.services.comparison.words import alike, words_apart

texts = st.lists(st.sampled_from(["a", "pause", "for", "aid", ",", "هدنة", " ", "停火"]), max_size=12).map(" ".join)
KIRBY, OCHA = "john-kirby-humanitarian-pause-2023-10-31", "ocha-humanitarian-pause-2022"
ARABIC = "majed-al-ansari-humanitarian-truce-2023-11-22"


def of(pieces: list[dict[str, str]], side: str) -> str:
    return "".join(piece["text"] for piece in pieces if piece["in"] in ("both", side))


@given(texts, texts)
def test_the_pieces_of_a_text_are_that_text(first: str, second: str) -> None:
    """No letter of a quotation is lost, added or moved by the comparison."""
    pieces = words_apart(first, second)
    assert (of(pieces, "first"), of(pieces, "second")) == (first, second)
    assert all(piece["text"] for piece in pieces)


@given(texts, texts)
def test_exchanging_two_wordings_exchanges_exactly_their_marks(first: str, second: str) -> None:
    """Neither wording is the measure of the other: what both share is the same, whichever is named first."""
    there, back = words_apart(first, second), words_apart(second, first)
    turned = {"first": "second", "second": "first", "both": "both"}

    def alone(pieces: list[dict[str, str]], side: str) -> list[str]:
        return [piece["text"] for piece in pieces if piece["in"] == side]

    for side, other in turned.items():
        assert alone(there, side) == alone(back, other)


@given(texts)
def test_the_same_words_have_nothing_apart(text: str) -> None:
    """Two equal wordings are one piece."""
    assert {piece["in"] for piece in words_apart(text, text)} <= {"both"}


def test_phrases_are_marked_whole() -> None:
    """Words that differ beside each other are one stretch, blanks included; what is shared stays."""
    pieces = words_apart("an immediate and lasting truce", "an extended humanitarian truce")
    assert pieces[0] == {"text": "an ", "in": "both"}
    assert {"text": " truce", "in": "both"} in pieces
    assert len(pieces) == 4


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("a pause in fighting", "a truce in Gaza", True),  # 2 of 4
        ("a pause in the fighting", "a truce in all Gaza", False),  # 2 of 5
        ("a pause", "a pause, purely humanitarian, between all parties", True),
        ("pause, now", "truce, now", True),
        ("pause, at once", "truce, now", False),
        ("立即停火", "立即撤军", True),
    ],
)
def test_half_the_words_of_the_shorter_are_enough_to_be_alike(first: str, second: str, found: bool) -> None:
    """Words in both, in one order, count against the shorter text; blanks and signs do not count; at the limit, yes."""
    assert alike(words_apart(first, second)) is found
    assert alike(words_apart(second, first)) is found


def compared(*statements: str) -> dict[str, Any]:
    return comparison_for(ComparisonRequest(statements=statements))


def test_quotations_in_one_language_are_compared(context: Flask) -> None:
    """Each pair names its columns, statements and language, and gives the quotations back letter by letter."""
    document = compared(OCHA, KIRBY, ARABIC)
    [found] = document["differences"]
    assert (found["columns"], found["statements"], found["language"]) == ([0, 1], [OCHA, KIRBY], "en")
    for side, place in zip(("first", "second"), found["columns"], strict=True):
        assert of(found["pieces"], side) == document["columns"][place]["statements"][0]["quote"]


def test_languages_are_never_compared_word_by_word(context: Flask) -> None:
    """An Arabic and an English quotation stand side by side, unmarked."""
    assert compared(OCHA, ARABIC)["differences"] == []


def test_summaries_are_not_compared(context: Flask) -> None:
    """The editors' words of a paraphrase are nobody's wording."""
    assert compared(OCHA, "john-kirby-humanitarian-pause-2023-10-27")["differences"] == []


def test_more_than_three_columns_are_not_compared_word_by_word(context: Flask) -> None:
    """Of many there are too many pairs to read."""
    four = [OCHA, KIRBY, "john-kirby-humanitarian-pause-2023-10-26", "john-kirby-humanitarian-pause-2023-11-09"]
    assert len(compared(*four[:3])["differences"]) == 3
    assert compared(*four)["differences"] == []


def test_a_vowel_sign_is_no_word() -> None:
    """Words that differ by their marks alone differ as words: no sign is marked without its letter."""
    apart = words_apart("هُدْنَة إنسانية", "هُدْنَةٌ إنسانية")
    assert [(piece["in"], piece["text"]) for piece in apart] == [
        ("first", "هُدْنَة"),
        ("second", "هُدْنَةٌ"),
        ("both", " إنسانية"),
    ]


MARKED = st.text(
    st.sampled_from("aé ,.هدن 停か\u0301\u064c\u0652\u05b0\u0940\u3099\ufe0f\u200d\U000e0100"), max_size=20
)


@settings(deadline=None)
@given(MARKED | st.text(max_size=20), MARKED | st.text(max_size=20))
@example("\u064cه", "ه\u064c")
def test_no_piece_begins_with_a_mark(first: str, second: str) -> None:
    """Unless one of the texts does; and the pieces still are the texts."""
    pieces = words_apart(first, second)
    for text, own in ((first, "first"), (second, "second")):
        assert "".join(piece["text"] for piece in pieces if piece["in"] in ("both", own)) == text
    if not any(category(text[0])[0] == "M" for text in (first, second) if text):
        assert not [piece for piece in pieces if category(piece["text"][0])[0] == "M"]


def test_chinese_wordings_are_compared_letter_by_letter() -> None:
    """Writing without blanks between words has no words to be seen: each letter stands for itself."""
    apart = words_apart("立即实行人道主义停火", "立即停火")
    assert [(piece["in"], piece["text"]) for piece in apart] == [
        ("both", "立即"),
        ("first", "实行人道主义"),
        ("both", "停火"),
    ]
