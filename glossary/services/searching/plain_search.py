"""Searching without an index: words that begin as asked, matched by the database. Slower and simpler, never down."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, and_, func, not_, or_, select, true

from glossary.db import db
from glossary.models import Actor, ActorAlias, Equivalent, Revision, Source, Statement, Term, TermVariant
from glossary.search.port import FACETS, Clause, Hit, Hits, Query
from glossary.services.index.documents import facet_values, tags

MOST_WORDS = 10


def search(query: Query, *, limit: int, offset: int) -> Hits:
    """Statements in which every word asked for begins a word of the wording, the term, the actor or the source.

    What is excluded is left out so too. Filters, dates and counts hold as in the index; there is no ranking, so
    relevance means newest first.
    """
    found = [item for item in _begin_with(query.clauses) if _within_dates(item, query)]
    found = [item for item in found if not _excluded(item, query)]
    values = {item["id"]: {name: set(v) for name, v in facet_values(item).items()} for item in found}
    fitting = [item for item in found if _fits(values[item["id"]], query)]
    fitting.sort(key=lambda item: str(item["id"]))
    if query.sort == "actor":
        fitting.sort(key=lambda item: (item["actor"]["name"].casefold(), item["said_from"]))
    else:
        fitting.sort(key=lambda item: str(item["said_from"]), reverse=query.sort != "oldest")
    counts = {
        facet: dict(Counter(v for entry in values.values() if _fits(entry, query, but=facet) for v in entry[facet]))
        for facet in FACETS
    }
    hits = tuple(Hit(item["id"], 0.0) for item in fitting[offset : offset + limit])
    return Hits(len(fitting), hits, counts)


def _excluded(item: dict[str, Any], query: Query) -> bool:
    """Whether an exclusion by a value, such as `-actor:kirby`, leaves this statement out."""
    banned = {tag for clause in query.clauses if clause.excluded for tag in clause.tags}
    return bool(banned) and not banned.isdisjoint(tags(item, facet_values(item)))


def _words(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in text).split()


def _begin_with(clauses: Iterable[Clause]) -> list[dict[str, Any]]:
    current = and_(
        Revision.kind == "statement", Revision.record_id == Statement.id, Revision.number == Statement.revision
    )
    query = (
        select(Revision.document)
        .select_from(Statement)
        .join(Revision, current)
        .join(Term, Term.id == Statement.term_id)
        .join(Actor, Actor.id == Statement.actor_id)
        .join(Source, Source.id == Statement.source_id)
        .where(Statement.state == "published", *_conditions(clauses))
    )
    return [json.loads(text) for text in db.session.scalars(query)]


def _conditions(clauses: Iterable[Clause]) -> Iterator[ColumnElement[bool]]:
    """One a clause, together of at most so many words; an exclusion that is too long for them is passed over."""
    left = MOST_WORDS
    for clause in (clause for clause in clauses if clause.places):
        words = _words(clause.text)
        taken = words[:left]
        left -= len(taken)
        condition = and_(true(), *(_begins(word) for word in taken))
        if not clause.excluded:
            yield condition
        elif taken == words:
            yield not_(condition)


def _begins(word: str) -> ColumnElement[bool]:
    """Somewhere a word begins so: at the start of a text, after a blank, or after a hyphen."""
    columns: tuple[Any, ...] = (
        Statement.quote,
        Statement.summary,
        Statement.speaking_as,
        Term.preferred,
        Actor.name,
        Source.title,
        Source.publisher,
    )
    variants = select(TermVariant.term_id).where(_starts(TermVariant.form, word))
    equivalents = select(Equivalent.term_id).where(_starts(Equivalent.form, word))
    aliases = select(ActorAlias.actor_id).where(_starts(ActorAlias.form, word))
    return or_(
        *(_starts(column, word) for column in columns),
        Statement.term_id.in_(variants),
        Statement.term_id.in_(equivalents),
        Statement.actor_id.in_(aliases),
    )


def _starts(column: Any, word: str) -> ColumnElement[bool]:
    lowered = func.lower(column)
    return or_(
        lowered.startswith(word.lower(), autoescape=True),
        *(lowered.contains(f"{before}{word.lower()}", autoescape=True) for before in (" ", "-")),
    )


def _within_dates(item: dict[str, Any], query: Query) -> bool:
    begins = query.said_to is None or item["said_from"] <= query.said_to
    ends = query.said_from is None or item["said_to"] >= query.said_from
    return bool(begins and ends)


def _fits(values: dict[str, set[str]], query: Query, but: str = "") -> bool:
    return all(values[facet] & set(wanted) for facet, wanted in query.filters.items() if facet != but)
