"""Names recognised word by word: the longest first, each stretch once, and nothing in what is not plainly asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.search.analysis import NO_SPELLINGS, Spellings
from glossary.search.lexicon import LONGEST, MOST_MEANINGS, Lexicon, Meaning, words_of
from glossary.search.query import parse

JOINED = Spellings.of(["ceasefire", "cease-fire", "ceasefires", "cease-fires"])


def meaning(value: str, kind: str = "term", written: str = "") -> Meaning:
    return Meaning(kind, value, value, (f"{kind}:{value}",), written=written)


def lexicon(*names: tuple[str, str, Meaning], spellings: Spellings = NO_SPELLINGS) -> Lexicon:
    made = Lexicon(spellings)
    for name, language, means in names:
        made.add(name, language, means)
    return made


KNOWN = lexicon(
    ("pause", "en", meaning("pause")),
    ("humanitarian pause", "en", meaning("humanitarian-pause")),
    ("pause humanitaire", "fr", meaning("humanitarian-pause")),
    ("humanitarian", "en", meaning("humanitarian")),
    ("هدنة إنسانية", "ar", meaning("humanitarian-pause")),
    ("перемирие", "ru", meaning("truce")),
    ("הפוגה", "he", meaning("lull")),
    ("人道主义停火", "zh", meaning("humanitarian-ceasefire")),
    ("John Kirby", "en", meaning("john-kirby", "actor")),
    ("Kirby", "en", meaning("john-kirby", "actor")),
    ("WHO", "en", meaning("who", "actor", written="WHO")),
)


def seen(text: str, known: Lexicon = KNOWN) -> list[tuple[str, str]]:
    """The words of each stretch recognised, as typed, and what it stands for first."""
    words = words_of(parse(text, NO_SPELLINGS).clauses)
    return [
        (" ".join(word.text for word in words[one.start : one.end]), one.meanings[0].value)
        for one in known.recognise(words)
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Humanitarian Pauses", "humanitarian-pause"),
        ("pauses humanitaires", "humanitarian-pause"),
        ("هُدْنَة إنسانيّة", "humanitarian-pause"),
        ("ПЕРЕМИРИЯ", "truce"),
        ("הֲפוּגָה", "lull"),
        ("人道主义停火", "humanitarian-ceasefire"),
        ("Kirby's", "john-kirby"),
    ],
)
def test_a_name_is_known_in_its_forms_and_spellings(text: str, value: str) -> None:
    """S8: case, accents, vowel marks and endings hide no name, in any script."""
    assert [found for _, found in seen(text)] == [value]


def test_the_longest_name_is_taken_and_each_word_once() -> None:
    """A name inside a longer one is not recognised beside it; what follows is looked at afresh."""
    found = seen("a humanitarian pause, Kirby")
    assert found == [("humanitarian pause", "humanitarian-pause"), ("Kirby", "john-kirby")]
    assert seen("Kirby humanitarian") == [("Kirby", "john-kirby"), ("humanitarian", "humanitarian")]
    assert seen("humanitarian corridor pause") == [("humanitarian", "humanitarian"), ("pause", "pause")]


def test_a_name_with_a_gap_is_no_name() -> None:
    """John F. Kirby is not John Kirby, but still Kirby."""
    assert seen("John F. Kirby") == [("Kirby", "john-kirby")]
    assert seen("John") == []


@pytest.mark.parametrize("text", ["-Kirby", "Kirb*", '"הפוגה"', '"人道主义停火"', '-"John Kirby"', "Kirby*"])
def test_what_is_quoted_excluded_or_begun_names_nothing(text: str) -> None:
    """Words in quotation marks are just these words; what is left out or only begun stands for nothing."""
    assert seen(text) == []


@pytest.mark.parametrize(
    ("text", "is_name"), [("WHO", True), ("WHO?", True), ("(WHO)", True), ("who", False), ("Who", False)]
)
def test_a_name_like_a_small_word_must_be_typed_as_it_is_written(text: str, *, is_name: bool) -> None:
    """`WHO` is the organisation, `who` a question."""
    assert bool(seen(text)) is is_name


def test_one_name_may_stand_for_several_things_up_to_a_limit() -> None:
    """All bearers of a name are meant, none preferred by the order of entry, and at most so many are used."""
    bearers = [meaning(f"smith-{n}", "actor") for n in range(MOST_MEANINGS + 2)]
    known = lexicon(*(("Smith", "en", bearer) for bearer in (*bearers[:2], bearers[0])))
    assert {one.value for one in known.meanings("smith")} == {"smith-0", "smith-1"}
    assert len(lexicon(*(("Smith", "en", bearer) for bearer in bearers)).meanings("Smith")) == MOST_MEANINGS


@pytest.mark.parametrize(("words", "known"), [(LONGEST - 1, True), (LONGEST, True), (LONGEST + 1, False)])
def test_b4_names_are_compared_up_to_a_length(words: int, *, known: bool) -> None:
    """B4: a name of twelve words is known, one more is left to its words."""
    name = " ".join(f"w{n}x" for n in range(words))
    assert bool(lexicon((name, "en", meaning("long"))).meanings(name)) is known


@pytest.mark.parametrize("name", ["", " ", "!!!", "\u200b", "\u00ad"])
def test_a_name_without_letters_stands_for_nothing(name: str) -> None:
    """Neither adding nor asking for it does anything."""
    known = lexicon((name, "en", meaning("nothing")))
    assert known.meanings(name) == ()
    assert list(known.recognise([])) == []


def test_meanings_are_those_of_the_whole_name() -> None:
    """A part of a name, or more than it, has none of its meanings."""
    assert [one.value for one in KNOWN.meanings("John Kirby")] == ["john-kirby"]
    assert KNOWN.meanings("John") == KNOWN.meanings("John Kirby pause") == ()


def test_joined_spellings_are_one_name() -> None:
    """`cease fire` and `cease-fire` are the name `ceasefire`."""
    known = lexicon(("ceasefire", "en", meaning("ceasefire")), spellings=JOINED)
    for text in ("ceasefire", "cease fire", "Cease-Fires"):
        words = words_of(parse(text, JOINED).clauses)
        assert [one.meanings[0].value for one in known.recognise(words)] == ["ceasefire"], text


NAMES = [
    "humanitarian",
    "pause",
    "pauses",
    "John",
    "Kirby",
    "WHO",
    "who",
    "هدنة",
    "إنسانية",
    "人道主义停火",
    '"',
    "-",
    "*",
    "x",
]


@given(st.lists(st.sampled_from(NAMES), max_size=30).map(" ".join) | st.text())
def test_what_is_recognised_never_overlaps(text: str) -> None:
    """S7: for any text the stretches lie within it, from left to right, none touching a word of another."""
    words = words_of(parse(text, NO_SPELLINGS).clauses)
    found = list(KNOWN.recognise(words))
    ends = [0, *(one.end for one in found)]
    for before, one in zip(ends, found, strict=False):
        assert before <= one.start < one.end <= len(words)
        assert 0 < len(one.meanings) <= MOST_MEANINGS
