"""S8: what is written joined and apart in the data is one word, and tokens stand at their places."""

from __future__ import annotations

import pytest

from glossary.search.analysis import NO_SPELLINGS, TEXT_GAP, Spellings, index_tokens, pieces
from tests.search.search_samples import SPELLINGS


@pytest.mark.parametrize(
    ("expressions", "joins"),
    [
        (["ceasefire", "cease-fire", "cease fire"], {("cease", "fire")}),
        (["humanitarian ceasefire", "humanitarian cease-fire"], {("cease", "fire")}),
        (["de-escalation zone", "deescalation zone"], {("de", "escalation")}),
        (["safe zone", "safe-zone", "Safe Zone"], set()),
        (["ceasefire", "truce"], set()),
        (["a bc", "ab c"], {("a", "bc"), ("ab", "c")}),
        (["Waffen-Ruhe", "waffenruhe", "WAFFEN RUHE"], {("waffen", "ruhe")}),
        (["停火", "停 火"], set()),
        (["", "-", " "], set()),
    ],
)
def test_spellings_come_from_the_data(expressions: list[str], joins: set[tuple[str, ...]]) -> None:
    """S8: only stretches that the data writes in both ways are joined, also inside longer expressions."""
    assert Spellings.of(expressions).joins == joins


def test_a_joined_word_keeps_its_parts() -> None:
    """S8: `cease-fire` is the word ceasefire, and its parts stay findable at the same place."""
    tokens = index_tokens([("a cease-fire now", "en")], SPELLINGS)
    at = {position: {form for place, form in tokens if place == position} for position in range(3)}
    assert at[1] == {"=ceasefire", "en:ceasefir", "=cease", "en:ceas", "=fire", "en:fire"}
    assert at[2] == {"=now", "en:now"}
    assert len(at) == 3


def test_pieces_know_their_place() -> None:
    """S8: a joined word covers all it was written with; its parts cover themselves."""
    text = "the Cease  Fire"
    piece = pieces(text, "en", SPELLINGS)[1]
    assert text[piece.start : piece.end] == "Cease  Fire"
    assert {form: text[slice(*span)] for form, span in piece.forms.items() if form[0] == "="} == {
        "=ceasefire": "Cease  Fire",
        "=cease": "Cease",
        "=fire": "Fire",
    }


def test_texts_of_one_field_stand_apart() -> None:
    """S6: the gap between two texts is wider than any phrase."""
    tokens = index_tokens([("one", ""), ("", "en"), ("two", "")], NO_SPELLINGS)
    assert tokens == ((0, "=one"), (1 + 2 * TEXT_GAP, "=two"))


def test_the_longest_spelling_wins() -> None:
    """S8: where two joined spellings begin at one place, the longer one is the word."""
    spellings = Spellings.of(["ceasefire", "cease fire", "ceasefireline", "cease fire line"])
    assert [piece.word for piece in pieces("cease fire line", "en", spellings)] == ["ceasefireline"]
