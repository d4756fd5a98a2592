"""How many records are published, of each kind and with each term, actor, source or event."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, func, select, union

from glossary.db import db
from glossary.models import (
    RECORDS,
    Actor,
    Participant,
    Statement,
)
from glossary.services.reading.published import POINTERS


def counts() -> dict[str, int]:
    """How many records of each kind are published."""
    answer = {kind: db.session.scalar(select(func.count()).select_from(RECORDS[kind])) or 0 for kind in RECORDS}
    published = select(func.count()).select_from(Statement).where(Statement.state == "published")
    answer["statement"] = db.session.scalar(published) or 0
    return answer


def statement_counts(by: str) -> dict[str, int]:
    """Slug of a term, actor, source or event -> number of its published statements.

    A joint text counts for its actor and for every actor named in `with`.
    """
    model, key = POINTERS[by]
    query = select(model.slug, func.count()).join(Statement, key == model.id)
    totals = dict(_tuples(query.where(Statement.state == "published").group_by(model.slug)))
    if by == "actor":
        joint = select(Actor.slug, func.count()).join(Participant, Participant.actor_id == Actor.id)
        joint = joint.join(Statement, Statement.id == Participant.statement_id)
        for slug, number in _tuples(joint.where(Statement.state == "published").group_by(Actor.slug)):
            totals[slug] = totals.get(slug, 0) + number
    return totals


def speakers() -> int:
    """How many actors have a published statement, as its actor or named in `with`; records of others' are more."""
    own = select(Statement.actor_id).where(Statement.state == "published")
    joint = select(Participant.actor_id).join(Statement, Statement.id == Participant.statement_id)
    either = union(own, joint.where(Statement.state == "published")).subquery()
    return db.session.scalar(select(func.count()).select_from(either)) or 0


def _tuples(query: Select[str, int]) -> Sequence[tuple[str, int]]:
    return [(slug, number) for slug, number in db.session.execute(query)]
