"""The texts built from records are grammatical sentences with the actor in them, and nothing is invented."""

from __future__ import annotations

import re

import pytest

from tests.bench.built_summaries import built, sentence
from tests.bench.built_texts import records

NAME, OFFICE = "António Guterres", "UN Secretary-General"


@pytest.mark.parametrize(
    ("summary", "expected"),
    [
        ("Welcomes the truce.", f"{NAME}, {OFFICE}, welcomes the truce."),
        ("Reported as supporting a truce.", f"{NAME}, {OFFICE}, is reported as supporting a truce."),
        ("The Secretary-General asked for a truce.", f"{NAME}, {OFFICE}, asked for a truce."),
        ("In May he says a truce is near.", f"In May {NAME} says a truce is near."),
        ("A truce is a halt to fighting.", f"{NAME}, {OFFICE}, said that a truce is a halt to fighting."),
        ("A political official says that a truce is near.", ""),
        ("Same sentence: a truce.", ""),
    ],
)
def test_how_a_summary_becomes_a_sentence(summary: str, expected: str) -> None:
    """One example of each build; what tells of the actor in another's words, and what is no clause, is left out."""
    assert sentence(summary, NAME, OFFICE) == expected


def test_every_summary_is_built_or_counted() -> None:
    """Together the texts and the summaries left out are all statements, and at least a third of them can be built."""
    made, left_out = built()
    assert len(made) + left_out == len(records("statements"))
    assert len(made) * 3 >= len(records("statements"))


def test_a_built_text_has_the_words_of_its_record() -> None:
    """Apart from the actor, the office and the words of saying, each word is one of the summary's first sentence."""
    statements = {one["id"]: one for one in records("statements")}
    actors = {one["id"]: one["name"] for one in records("actors")}
    made, _ = built()
    for one in made:
        record = statements[one.record]
        known = f"{record['summary']} {actors[record['actor']]} {record['speaking_as']} said noted that according to is"
        assert set(re.findall(r"\w+", one.text.lower())) <= set(re.findall(r"\w+", known.lower()))
