"""Statements that may be the same as one about to be published: a hint to look, never a reason to refuse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from glossary.db import db
from glossary.models import Statement
from glossary.services import reading
from glossary.text import fold

Document = dict[str, Any]
MOST = 10
"""Statements shown; more would not be looked at."""


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
    for slug, quote in db.session.execute(select(Statement.slug, Statement.quote).where(like)):
        if fold(quote) == words:
            yield slug, "the same quotation"
