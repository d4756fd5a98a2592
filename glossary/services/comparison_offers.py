"""What else can be compared: which actors use which terms, counted at once, so that an offer never leads nowhere."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, func, select

from glossary.db import db
from glossary.models import Actor, Participant, Statement, Term

Uses = dict[str, dict[str, int]]


def uses(actors: Collection[str]) -> Uses:
    """Actor -> term -> number of its published statements, joint texts included; as the records are now."""
    answer: Uses = {slug: {} for slug in actors}
    for speaks in (_alone(actors), _jointly(actors)):
        for actor, term, number in db.session.execute(speaks):
            answer[actor][term] = answer[actor].get(term, 0) + number
    return answer


def _alone(actors: Collection[str]) -> Any:
    return _counted(actors).join(Statement, Statement.actor_id == Actor.id).join(Term, _term()).where(_published())


def _jointly(actors: Collection[str]) -> Any:
    joint = _counted(actors).join(Participant, Participant.actor_id == Actor.id)
    return joint.join(Statement, Statement.id == Participant.statement_id).join(Term, _term()).where(_published())


def _counted(actors: Collection[str]) -> Any:
    query = select(Actor.slug, Term.slug, func.count()).select_from(Actor)
    return query.where(Actor.slug.in_(actors)).group_by(Actor.slug, Term.slug)


def _term() -> ColumnElement[bool]:
    return Term.id == Statement.term_id


def _published() -> ColumnElement[bool]:
    """Nearly all are. Compared as it stands, SQLite would begin with the index on it and walk all statements."""
    return (Statement.state + "") == "published"
