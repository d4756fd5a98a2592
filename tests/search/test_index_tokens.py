"""Tokens made fast, word by word, are those of the text read as a whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.search.analysis import TEXT_GAP, Spellings, index_tokens, name_tokens, pieces, words

JOINED = Spellings.of(["ceasefire", "cease-fire", "de-escalation", "deescalation", "停火 now", "停火now"])
PARTS = [
    *("cease", "fire", "cease-fire", "Cease-Fires", "de", "escalation", "l'armistice", "U.N.", "it's", "’s", "a.b"),
    *("هُدْنَة", "إنسانيّة", "ПЕРЕМИРИЯ", "й", "הֲפוּגָה", 'צה"ל', "人道主义停火", "停", "한국", "ﬁre", "é", "e\u0301"),
    *("\u0301", "\u0301fire", "\u200b", "\u00a0", "\u3000", "\u2028", "\x1c", "\u0bbe", "\uff9e", "²", "-", ".", "'"),
    *("x" * 70, "停" * 30),
]
TEXTS = st.lists(st.sampled_from([*PARTS, " ", "  ", "\n"]), max_size=14).map("".join) | st.text(max_size=40)


@given(TEXTS, st.sampled_from(["", "en", "fr", "ar", "ru", "he", "zh", "de-CH"]))
def test_tokens_are_the_forms_of_the_pieces(text: str, language: str) -> None:
    """Any text, also where blanks and marks stand oddly, and the second time as the first."""
    wanted = tuple((at, form) for at, piece in enumerate(pieces(text, language, JOINED)) for form in piece.forms)
    for _ in range(2):
        assert index_tokens([(text, language)], JOINED) == wanted
        assert name_tokens(((text, language),), JOINED) == wanted
    assert words(text, JOINED) == [piece.word for piece in pieces(text, "", JOINED)]


@pytest.mark.parametrize("own", range(4))
def test_texts_that_come_again_follow_the_others(own: int) -> None:
    """Whether a text is the statement's own or comes again changes nothing in what is stored of it."""
    texts = [("the cease fire", "en"), ("", "en"), ("une trêve", "fr")]
    found = index_tokens(texts[:own], JOINED, texts[own:])
    assert found == index_tokens(texts, JOINED) == name_tokens(tuple(texts), JOINED)
    assert max(position for position, _ in found) == 2 * TEXT_GAP + 3
