"""How many records are published, of each kind and with each term, actor, source or event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Select, func, select, union

from glossary.db import db
from glossary.models import (
    RECORDS,
    Actor,
    Participant,
    Record,
    Statement,
)
from glossary.services.reading.published import POINTERS

Counted = Select[str, int]


def counts() -> dict[str, int]:
    """How many records of each kind are published."""
    answer = {kind: number_of(kind) for kind in RECORDS}
    published = select(func.count()).select_from(Statement).where(Statement.state == "published")
    answer["statement"] = db.session.scalar(published) or 0
    return answer


def number_of(kind: str) -> int:
    """How many records of a kind are published, of statements also the withdrawn ones."""
    return db.session.scalar(select(func.count()).select_from(RECORDS[kind])) or 0


def statement_counts(by: str, of: Collection[str] | None = None) -> dict[str, int]:
    """Slug of a term, actor, source or event -> number of its published statements. `of`: of these alone.

    A joint text counts for its actor and for every actor named in `with`.
    """
    model, key = POINTERS[by]
    totals = Counter[str]()
    _count(totals, _of(model, of).join(Statement, key == model.id))
    if by == "actor":
        _count(totals, _of(model, of).join(Participant, Participant.actor_id == Actor.id), Participant.statement_id)
    return {slug: number for slug, number in totals.items() if number}


def _of(model: type[Record], of: Collection[str] | None) -> Counted:
    query = select(model.slug, func.count()).select_from(model).group_by(model.slug)
    return query if of is None else query.where(model.slug.in_(of))


def _count(totals: Counter[str], query: Counted, statement: Any = Statement.id) -> None:
    """Add the published ones: all, which an index alone can tell, without the withdrawn, which are few."""
    totals.update(dict(_tuples(query)))
    withdrawn = select(Statement.id).where(Statement.state == "withdrawn")
    totals.subtract(dict(_tuples(query.where(statement.in_(withdrawn)))))


def speakers() -> int:
    """How many actors have a published statement, as its actor or named in `with`; records of others' are more."""
    own = select(Statement.actor_id).where(Statement.state == "published")
    joint = select(Participant.actor_id).join(Statement, Statement.id == Participant.statement_id)
    either = union(own, joint.where(Statement.state == "published")).subquery()
    return db.session.scalar(select(func.count()).select_from(either)) or 0


def _tuples(query: Select[str, int]) -> Sequence[tuple[str, int]]:
    return [(slug, number) for slug, number in db.session.execute(query)]
