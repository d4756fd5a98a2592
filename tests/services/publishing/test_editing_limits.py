"""How long texts and lists may be (B4), and which letters may stand in them (B5), through the editors' own door."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from marshmallow import Schema, validate

from glossary.interchange.fields import MAX_CJK, MAX_WORDS
from glossary.interchange.records import MOST_PARTS, SCHEMAS
from glossary.services.publishing.rules import FILE_OF
from glossary.services.reading import published as reading
from tests.reliability.records import KIRBY, changed, publish
from tests.services.publishing.refusing import RECORD_OF, refusal

PAUSE = "humanitarian-pause"


@pytest.mark.parametrize("script", ["words", "letters"])
def test_a_quote_has_a_length(kept: Flask, script: str) -> None:
    """B4: 24 and 25 words, or 59 and 60 Chinese characters, are published; one more is refused with the number."""
    most, part = {"words": (MAX_WORDS, "pause "), "letters": (MAX_CJK, "停")}[script]
    for length in (most - 1, most):
        publish(changed("statement", KIRBY, wording="quote", quote=(part * length).strip()))
    told = refusal(changed("statement", KIRBY, wording="quote", quote=(part * (most + 1)).strip()))
    assert str(most + 1) in told["quote"][0]


def texts(kind: str) -> Iterator[tuple[str, int, int]]:
    """Name, least and most length of each text of a record that may be anything."""
    schema: Schema = SCHEMAS[FILE_OF[kind]]()
    for name, field in schema.fields.items():
        rules = list(getattr(field, "validators", []))
        if len(rules) == 2 and isinstance(rules[0], validate.Length):
            yield name, rules[0].min or 0, rules[0].max or 0


@pytest.mark.parametrize(("kind", "name", "least", "most"), [(k, *t) for k in RECORD_OF for t in texts(k)])
def test_a_text_has_a_length(kept: Flask, kind: str, name: str, least: int, most: int) -> None:
    """B4: at the limit it is published, one letter more is refused, and nothing at all where something is needed."""
    for length in (most - 1, most):
        publish(changed(kind, RECORD_OF[kind], **{name: "x" * length}))
    assert (
        f"{least} to {most} characters" in refusal(changed(kind, RECORD_OF[kind], **{name: "x" * (most + 1)}))[name][0]
    )
    if least:
        assert refusal(changed(kind, RECORD_OF[kind], **{name: ""}))[name]


HOSTILE = [*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", "\x00", "\x1f", "\x7f", "\x85", "\n", "\ud800"]


@pytest.mark.parametrize("letter", HOSTILE, ids=[f"U+{ord(one):04X}" for one in HOSTILE])
@pytest.mark.parametrize("kind", list(RECORD_OF))
def test_letters_that_hide_or_turn_others_are_refused(kept: Flask, kind: str, letter: str) -> None:
    """B5: in every text of every kind of record, in its middle."""
    names = [name for name, *_ in texts(kind)]
    told = refusal(changed(kind, RECORD_OF[kind], **dict.fromkeys(names, f"a{letter}b")))
    assert set(names) <= set(told)


@pytest.mark.parametrize("text", [" a", "a ", "\u3000a", "a\u00a0"])
def test_outer_blanks_are_refused(kept: Flask, text: str) -> None:
    """Two names that look the same are the same."""
    assert "blanks" in refusal(changed("actor", "john-kirby", name=text))["name"][0]


def test_marks_of_scripts_are_kept(kept: Flask) -> None:
    """B5: joiners, direction marks, combining accents and emoji are letters of their scripts, and stay as typed."""
    for text in ("می‌خواهم", "a\u200fb", "e\u0301", "👩‍👧", "هُدْنَة"):
        publish(changed("statement", KIRBY, note=text))
        assert reading.document("statement", KIRBY)["note"] == text


def test_a_list_has_a_length(kept: Flask) -> None:
    """B4: 200 variants are published, 201 are refused with the number."""
    variants = [f"lull {number}" for number in range(MOST_PARTS + 1)]
    publish(changed("term", PAUSE, variants=variants[:-1]))
    assert "201" in refusal(changed("term", PAUSE, variants=variants))["variants"][0]
