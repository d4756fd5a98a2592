"""Statements that may be the same as one about to be published: a hint to look, never a reason to refuse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, LargeBinary, SQLColumnExpression, cast, func, or_, select

from glossary.dates import accepted_bounds
from glossary.db import db
from glossary.errors import Invalid
from glossary.models import Statement
from glossary.services.reading import published as reading
from glossary.text import fold, folds_to

Document = dict[str, Any]
MOST = 10
"""Statements shown; more would not be looked at."""
NEAR, MOST_QUOTE = 3, 1000
"""Days between statements that may be one, told with another date; characters of a quotation that is looked for."""


@dataclass(frozen=True, slots=True)
class Similar:
    """A published statement and what it has in common."""

    statement: Document
    reasons: tuple[str, ...]


def similar_to(document: Document) -> list[Similar]:
    """Published statements like this one, oldest first, without the statement itself."""
    reasons: dict[str, list[str]] = {}
    for slug, reason in (*_same_speaker(document), *_same_words(document)):
        reasons.setdefault(slug, []).append(reason)
    reasons.pop(document["id"], None)
    found = sorted(reading.statements(reasons), key=lambda one: (one["said_from"], one["said_to"], one["id"]))
    return [Similar(one, tuple(reasons[one["id"]])) for one in found[:MOST]]


def similar_to_unfinished(row: Mapping[str, Any]) -> list[Similar]:
    """The same for a statement of which only a part is written, in the shape of the data set."""
    reasons: dict[str, list[str]] = {}
    for slug, reason in (*_near(row), *_quoted_alike(str(row.get("quote") or ""))):
        reasons.setdefault(slug, []).append(reason)
    reasons.pop(str(row.get("id")), None)
    found = sorted(reading.statements(reasons), key=lambda one: (one["said_from"], one["said_to"], one["id"]))
    return [Similar(one, tuple(reasons[one["id"]])) for one in found[:MOST]]


def _near(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """By the actor on the term within a few days, or from the source that is chosen."""
    actor, term, source = (str(row.get(name) or "") for name in ("actor", "term", "source"))
    said = _span(str(row.get("said") or ""))
    for other in reading.statements_of(actor=actor, term=term) if actor and term else ():
        days = _days_between(said, _span(other["said"])) if said else NEAR + 1
        if days <= NEAR:
            yield other["id"], f"the same actor and term, {'the same day' if not days else f'within {NEAR} days'}"
        if other["source"]["slug"] == source:
            yield other["id"], "the same actor, term and source"


def _span(said: str) -> tuple[date, date] | None:
    try:
        return accepted_bounds(said) if said else None
    except Invalid:
        return None


def _days_between(one: tuple[date, date], other: tuple[date, date] | None) -> int:
    """Days from the end of the earlier span to the beginning of the later one; 0 where they touch."""
    if other is None:
        return NEAR + 1
    return max((max(one[0], other[0]) - min(one[1], other[1])).days, 0)


def _quoted_alike(quote: str) -> Iterator[tuple[str, str]]:
    """Only what may still be a quotation is looked for: longer texts are refused when the statement is published."""
    if len(quote) <= MOST_QUOTE:
        yield from _same_words({"quote": quote})


def _same_speaker(document: Document) -> Iterator[tuple[str, str]]:
    """By the actor on the term: on a day that both may mean, or from the source that both were read in."""
    named = {name: document[name]["slug"] for name in ("actor", "term")}
    for other in reading.statements_of(**named):
        if other["said_from"] <= document["said_to"] and document["said_from"] <= other["said_to"]:
            yield other["id"], "the same actor, term and day"
        if other["source"]["slug"] == document["source"]["slug"]:
            yield other["id"], "the same actor, term and source"


def _same_words(document: Document) -> Iterator[tuple[str, str]]:
    """With the same quotation, spelling habits aside; only those of a like length are compared."""
    words, length = fold(document["quote"]), len(document["quote"])
    if not words:
        return
    like = func.length(Statement.quote).between(length // 2, length * 2)
    query = select(Statement.slug, Statement.quote).where(like, _may_fold_to(Statement.quote, words))
    for slug, quote in db.session.execute(query):
        if folds_to(quote, words):
            yield slug, "the same quotation"


def _may_fold_to(quote: SQLColumnExpression[str], words: str) -> ColumnElement[bool]:
    """Which quotations are worth reading: plain ASCII stays ASCII when it is folded, and as long as it was.

    A text is plain ASCII where it has as many bytes as characters.
    """
    characters, size = func.length(quote), func.length(cast(quote, LargeBinary))
    if db.engine.dialect.name == "postgresql":  # where a backslash in a text would not be cast as it is
        size = func.octet_length(quote)
    return or_(size != characters, characters == len(words)) if words.isascii() else size != characters
