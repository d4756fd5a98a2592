"""Terms whose adjective stands apart from their noun: beside what is recognised anyway, and never instead of it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.search.analysis import NO_SPELLINGS
from glossary.search.coordinated import REACH, coordinated
from glossary.search.lexicon import Lexicon, Meaning, words_of
from glossary.search.query import parse

KNOWN = Lexicon(NO_SPELLINGS)
for name in ("ceasefire", "immediate ceasefire", "permanent ceasefire", "truce", "humanitarian truce"):
    slug = name.replace(" ", "-")
    KNOWN.add(name, "en", Meaning("term", slug, name, (f"term:{slug}",)))
KNOWN.add("Immediate Response", "en", Meaning("actor", "response", "Immediate Response", ("actor:response",)))
FAR = "immediate and firm full "
assert len(FAR.split()) == REACH
"""So many words before a noun that the first is the furthest that is looked at."""


def seen(text: str) -> list[tuple[str, set[str]]]:
    """The words of each stretch recognised, and all that it may stand for."""
    words = words_of(parse(text, NO_SPELLINGS).clauses)
    found = coordinated(words, list(KNOWN.recognise(words)), KNOWN)
    return [
        (" ".join(word.text for word in words[one.start : one.end]), {meaning.value for meaning in one.meanings})
        for one in found
    ]


@pytest.mark.parametrize(
    ("text", "recognised"),
    [
        (
            "an immediate and durable ceasefire",
            [("immediate and durable ceasefire", {"immediate-ceasefire"}), ("ceasefire", {"ceasefire"})],
        ),
        (
            "immediate and permanent ceasefires",
            [
                ("immediate and permanent ceasefires", {"immediate-ceasefire", "permanent-ceasefire"}),
                ("permanent ceasefires", {"permanent-ceasefire"}),
            ],
        ),
        (
            "a permanent and immediate ceasefire",
            [
                ("permanent and immediate ceasefire", {"immediate-ceasefire", "permanent-ceasefire"}),
                ("immediate ceasefire", {"immediate-ceasefire"}),
            ],
        ),
        (f"{FAR}ceasefire", [(f"{FAR}ceasefire", {"immediate-ceasefire"}), ("ceasefire", {"ceasefire"})]),
    ],
)
def test_an_adjective_before_and_belongs_to_the_noun(text: str, recognised: list[tuple[str, set[str]]]) -> None:
    """Both adjectives make a term of the noun, as far as there are such terms."""
    assert seen(text) == recognised


@pytest.mark.parametrize(
    "text",
    [
        "immediate durable ceasefire",
        "immediate or permanent ceasefire",
        "durable and lasting ceasefire",
        "truce and immediate ceasefire",
        "an immediate end and the ceasefire",
        "humanitarian and durable ceasefire",
        "Immediate Response and ceasefire",
        f"{FAR}fair ceasefire",
        "immediate and",
        '"immediate and durable ceasefire"',
    ],
)
def test_nothing_else_is_joined(text: str) -> None:
    """Not without `and`, nor over another name or a small word, nor from further away, nor what is no term."""
    words = words_of(parse(text, NO_SPELLINGS).clauses)
    found = list(KNOWN.recognise(words))
    assert coordinated(words, found, KNOWN) == found


WORDS = ("immediate", "permanent", "and", "or", "the", "ceasefire", "truce", "humanitarian", "firm")


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_nothing_that_was_recognised_is_lost(typed: list[str]) -> None:
    """Whatever the words, what was recognised stands in its order; what is made lies around it, and is apart."""
    words = words_of(parse(" ".join(typed), NO_SPELLINGS).clauses)
    before = list(KNOWN.recognise(words))
    after = coordinated(words, before, KNOWN)
    assert [one for one in after if not one.apart] == before
    for wider, one in pairwise(after):
        assert not wider.apart or (0 <= wider.start < one.start and wider.end == one.end)
