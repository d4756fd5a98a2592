"""What tantivy stores: the fields, and each statement as a document of the engine's."""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b
from itertools import repeat
from typing import NamedTuple

import tantivy as tv

from glossary.errors import IndexUnavailable
from glossary.search.port import (
    FACETS,
    FIELDS,
    IndexDocument,
    IndexToken,
)

STATEMENT, STATE = "statement", "state"
"""The two kinds of documents; the one of the second kind says how many changes and statements the index holds."""

BY_ACTOR, BY_DAY = "by_actor", "said_from"
"""The columns that the engine orders by. The first holds all that any order needs, and is stored as well."""

MANY_VALUED = ("actor", "event", "source")
"""The facets whose values grow in number with the statements. They are counted by numbers."""

_END = "\0"
"""Parts the members of a key; it comes before every letter, so that a name comes before a longer one."""


class Key(NamedTuple):
    """What orders a statement and names it."""

    actor_name: str
    said_from: str
    id: str
    revision: str

    @classmethod
    def read(cls, text: str) -> Key:
        return cls(*text.rsplit(_END, 3))

    def written(self) -> str:
        return _END.join(self)


def schema() -> tv.Schema:
    """The fields of every document. An index with others counts as damaged; where only their meaning changes, the
    folder needs another FORMAT."""
    builder = tv.SchemaBuilder()
    for field in FIELDS:
        builder.add_text_field(field, index_option="position")
    for name in ("kind", "id", "tag"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for facet in FACETS:
        few = facet not in MANY_VALUED
        builder.add_text_field(column(facet), tokenizer_name="raw", index_option="basic", fast=few)
    for facet in MANY_VALUED:
        builder.add_unsigned_field(numbers(facet), fast=True)
    builder.add_text_field(BY_ACTOR, tokenizer_name="raw", index_option="basic", fast=True, stored=True)
    for name in (BY_DAY, "said_to"):
        builder.add_integer_field(name, fast=True)
    for name in ("seq", "statements"):
        builder.add_integer_field(name, stored=True)
    return builder.build()


def stored(document: IndexDocument) -> tv.Document:
    """A statement as tantivy is given it. Refused before it reaches a writer where it cannot be told faithfully."""
    try:
        return _stored(document)
    except (ValueError, TypeError, OverflowError) as error:
        raise IndexUnavailable(f"Statement {document.id!r} cannot be indexed.") from error


def state(seq: int, statements: int) -> tv.Document:
    """The document that says what the index holds; written with the statements, in the same commit."""
    made = tv.Document()
    made.add_text("kind", STATE)
    made.add_integer("seq", seq)
    made.add_integer("statements", statements)
    return made


def day(text: str) -> int:
    """A day as a number that rises with the days: YYYYMMDD."""
    digits = "".join(re.findall(r"[0-9]", text))[:8]
    return int(digits.ljust(8, "0"))


def _stored(document: IndexDocument) -> tv.Document:
    key = Key(document.actor_name, document.said_from, document.id, str(document.revision))
    if key != Key.read(key.written()):
        raise ValueError("The sign that parts a key stands in it.")
    made = tv.Document()
    made.add_text("kind", STATEMENT)
    made.add_text("id", document.id)
    made.add_text(BY_ACTOR, key.written())
    made.add_integer(BY_DAY, day(document.said_from))
    made.add_integer("said_to", day(document.said_to))
    for tag in dict.fromkeys(document.tags):
        made.add_text("tag", tag)
    for facet in FACETS:
        for value in dict.fromkeys(document.facets.get(facet, ())):
            made.add_text(column(facet), value)
            if facet in MANY_VALUED:
                made.add_unsigned(numbers(facet), number(value))
    for field in FIELDS:
        made.add_pre_tokenized_text(field, _tokens(document, field))
    return made


def _tokens(document: IndexDocument, field: str) -> tv.PreTokenizedString:
    """Quotes and summaries stand once each; names of terms, actors and sources come again and are kept ready."""
    tokens = document.tokens.get(field, ())
    return _pre_tokenized(tokens) if field in ("quote", "summary") else _recent_tokens(tokens)


def _pre_tokenized(tokens: tuple[IndexToken, ...]) -> tv.PreTokenizedString:
    """Sorted, since postings keep positions as differences. A token that is handed over twice finds nothing more.

    Tokens come by the ten million, nearly always in order: that is seen without a step in Python for each.
    """
    positions, forms = zip(*tokens, strict=True) if tokens else ((), ())
    if list(positions) != sorted(positions):
        positions, forms = zip(*sorted(tokens), strict=True)
    if "" in forms:
        raise ValueError("A form without letters.")
    return tv.PreTokenizedString("", list(map(tv.Token, forms, positions, repeat(0), repeat(0))))


_recent_tokens = lru_cache(maxsize=1024)(_pre_tokenized)


def column(facet: str) -> str:
    """Where the values of a facet are found."""
    return f"facet_{facet}"


def numbers(facet: str) -> str:
    """Where the values of a facet are counted, if there are many."""
    return f"counted_{facet}"


@lru_cache(maxsize=1024)
def number(value: str) -> int:
    """What a value is counted by where there are thousands of them: five times as fast as by texts.

    The same for ever, and for no two values: of a million the chance that any two agree is one in ten million.
    """
    return int.from_bytes(blake2b(value.encode(), digest_size=8).digest()) >> 1
