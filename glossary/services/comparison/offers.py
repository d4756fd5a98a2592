"""What else can be compared: which actors use which terms, counted at once, so that an offer never leads nowhere."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import aliased

from glossary.db import db
from glossary.models import Actor, Participant, Statement, Term

Uses = dict[str, dict[str, int]]


def uses(actors: Collection[str]) -> Uses:
    """Actor -> term -> number of its published statements, joint texts included; as the records are now."""
    answer: Uses = {slug: {} for slug in actors}
    whose = dict(db.session.execute(select(Actor.id, Actor.slug).where(Actor.slug.in_(actors))).all())
    terms = dict(db.session.execute(select(Term.id, Term.slug)).all())
    for query in (_alone(whose), _jointly(whose)):
        for actor, term, number in db.session.connection().execute(query):
            used = answer[whose[actor]]
            used[terms[term]] = used.get(terms[term], 0) + number
    return answer


def _alone(actors: Collection[int]) -> Any:
    """Counted by ids, which an index holds together with the state; names would have every row looked into."""
    query = select(Statement.actor_id, Statement.term_id, func.count())
    query = query.where(Statement.state == "published", Statement.actor_id.in_(actors))
    return query.group_by(Statement.actor_id, Statement.term_id)


def _jointly(actors: Collection[int]) -> Any:
    query = select(Participant.actor_id, Statement.term_id, func.count())
    query = query.join(Statement, Statement.id == Participant.statement_id).where(Participant.actor_id.in_(actors))
    # Nearly all are published. Asked for the state as it stands, SQLite would begin with it and walk all statements.
    published = (Statement.state + "") == "published"
    return query.where(published).group_by(Participant.actor_id, Statement.term_id)


def has_people(actor: str) -> bool:
    """Whether anybody is affiliated with an actor, so that there is somebody to take along."""
    below = aliased(Actor)
    found = exists().where(below.affiliation_id == Actor.id)
    return db.session.scalar(select(Actor.id).where(Actor.slug == actor, found)) is not None
