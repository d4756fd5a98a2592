"""What the database counts for the field: published statements by actor, by term and by cell, and the joint texts.

The queries group in the database, by an index that holds what they need. A statement counts here under the actor it
stands first under; that it counts for the others named in it too is worked out from the joint texts, which are few.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import aliased

from glossary.db import db
from glossary.models import Actor, Participant, Statement, Term
from glossary.services.field.requests import FieldRequest
from glossary.services.reading.kept import kept
from glossary.services.reading.listing import az_key

MOST_HEADS = 60
"""Actors with people and bodies that a reader can choose from a list."""
Query = Select[*tuple[Any, ...]]
Ids = Select[int] | None
"""A choice of actors; None: all of them."""


class Joint(NamedTuple):
    """One of those named in a joint text besides the actor that it stands first under."""

    statement: int
    first: int
    party: int
    term: int
    stance: str
    conflict: str = ""
    said_from: date = date.min
    said_to: date = date.max


Counted = tuple[int, int, str, int]


class Cell(NamedTuple):
    """Statements that stand first under one actor, on one term, with one stance."""

    first: int
    term: int
    stance: str
    number: int


def chosen_actors(asked: FieldRequest) -> Ids:
    """The actors that the request names, by their ids."""
    if not asked.narrows_actors:
        return None
    query = select(Actor.id)
    if asked.actors:
        query = query.where(Actor.slug.in_(asked.actors))
    if asked.actor_kinds:
        query = query.where(Actor.kind.in_(asked.actor_kinds))
    if asked.affiliation:
        query = query.where(Actor.id.in_(with_affiliated(select(Actor.id).where(Actor.slug == asked.affiliation))))
    return query


def counted(asked: FieldRequest) -> Ids:
    """The actors whose statements count: those chosen, and where it was asked for their people and bodies."""
    chosen = chosen_actors(asked)
    return with_affiliated(chosen) if asked.affiliated and chosen is not None else chosen


def with_affiliated(actors: Select[int]) -> Select[int]:
    """These actors and their people and bodies, and theirs; circles end where they began."""
    top = actors.cte(recursive=True)
    every = top.union(select(Actor.id).where(Actor.affiliation_id == top.c.id))
    return select(every.c.id)


def some(actors: Collection[int]) -> Select[int]:
    """These actors, as a choice."""
    return select(Actor.id).where(Actor.id.in_(actors))


def ids(actors: Select[int]) -> set[int]:
    """The ids chosen."""
    return set(db.session.scalars(actors))


def by_actor(asked: FieldRequest, actors: Ids) -> dict[int, int]:
    """Actor -> number of the statements that stand first under it."""
    return _numbers(Statement.actor_id, asked, actors)


def by_term(asked: FieldRequest, actors: Ids) -> dict[int, int]:
    """Term -> number of the statements that stand first under one of the actors."""
    return _numbers(Statement.term_id, asked, actors)


def cells(asked: FieldRequest, actors: Select[int], terms: Collection[int]) -> Sequence[Counted]:
    """The statements that stand first under these actors on these terms, by stance: each as the values of a `Cell`."""
    key = (Statement.actor_id, Statement.term_id, Statement.stance)
    # Asked for the terms as they stand, SQLite looks up each actor with each of them: there may be thousands of actors.
    query = _narrowed(select(*key, func.count()), asked, actors).where((Statement.term_id + 0).in_(terms))
    return db.session.connection().execute(query.group_by(*key)).all()


def joint_texts(asked: FieldRequest) -> list[Joint]:
    """The parties of all joint texts in the selection, whoever they are."""
    found = kept("glossary.field.joint", ("statement",), _joint_texts)
    if asked.terms:
        on = ids(select(Term.id).where(Term.slug.in_(asked.terms)))
        found = [one for one in found if one.term in on]
    if asked.conflicts:
        found = [one for one in found if one.conflict in asked.conflicts]
    first, last = asked.said_from or date.min, asked.said_to or date.max
    if asked.begin or asked.end:
        found = [one for one in found if one.said_from <= last and first <= one.said_to]
    return found


def _joint_texts() -> list[Joint]:
    """All of them: they are few, and asking for those of a selection takes as long as asking for all."""
    of = (Statement.id, Statement.actor_id, Participant.actor_id, Statement.term_id, Statement.stance)
    query = select(*of, Statement.conflict, Statement.said_from, Statement.said_to)
    query = query.join(Participant, Participant.statement_id == Statement.id)
    # Joint texts are few, so they are to lead to their statements. SQLite would rather go through all statements, by an
    # index on their state or day: asked for their ids, and not for the state as it stands, it does not.
    joint = query.where(Statement.id.in_(select(Participant.statement_id)), (Statement.state + "") == "published")
    return list(map(Joint._make, db.session.connection().execute(joint).all()))


def passages(asked: FieldRequest, limit: int | None, offset: int) -> tuple[list[str], int]:
    """The statements of the selection, each once, oldest first: some of their ids, and how many there are.

    `limit` None: all from the offset on.
    """
    query = _narrowed(select(Statement.slug), asked, None)
    whose = counted(asked)
    if whose is not None:
        party = select(Participant.statement_id).where(Participant.actor_id.in_(whose))
        query = query.where(or_(Statement.actor_id.in_(whose), Statement.id.in_(party)))
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    ordered = query.order_by(Statement.said_from, Statement.said_to, Statement.slug)
    return list(db.session.scalars(ordered.limit(limit).offset(offset))), total


def above() -> dict[int, int]:
    """Actor -> what it is affiliated with, for those that are."""
    rows = db.session.connection().execute(
        select(Actor.id, Actor.affiliation_id).where(Actor.affiliation_id.is_not(None))
    )
    return {row[0]: row[1] for row in rows.all() if row[1] is not None}


def places() -> dict[int, int]:
    """Actor -> its place from A to Z, in that order. Kept until an actor changes: there may be tens of thousands."""
    return kept("glossary.field.places", ("actor",), _places)


def named_actors(chosen: Collection[int]) -> dict[int, dict[str, str]]:
    """Some actors as they are named: address, name, kind."""
    rows = db.session.execute(select(Actor.id, Actor.slug, Actor.name, Actor.kind).where(Actor.id.in_(chosen)))
    return {row.id: {"slug": row.slug, "name": row.name, "kind": row.kind} for row in rows}


def named_terms() -> dict[int, dict[str, str]]:
    """All terms as they are named: address and heading."""
    rows = db.session.execute(select(Term.id, Term.slug, Term.preferred))
    return {row.id: {"slug": row.slug, "preferred": row.preferred} for row in rows}


def heads(besides: str = "") -> list[dict[str, str]]:
    """The actors that others are affiliated with, those with most first, up to `MOST_HEADS`; from A to Z. `besides` is
    among them, if it is there at all."""
    found = kept("glossary.field.heads", ("actor",), _heads)
    if besides not in [one["slug"] for one in found]:
        more = db.session.execute(select(Actor.slug, Actor.name).where(Actor.slug == besides))
        found = [*found, *({"slug": row.slug, "name": row.name} for row in more)]
    return sorted(found, key=lambda one: (az_key(one["name"]), one["slug"]))


def _heads() -> list[dict[str, str]]:
    below = aliased(Actor)
    query = select(Actor.slug, Actor.name).join(below, below.affiliation_id == Actor.id).group_by(Actor.id)
    query = query.order_by(func.count().desc(), Actor.slug).limit(MOST_HEADS)
    return [{"slug": row.slug, "name": row.name} for row in db.session.execute(query)]


def _places() -> dict[int, int]:
    rows: Sequence[Any] = db.session.execute(select(Actor.id, Actor.name, Actor.slug)).all()
    ordered = sorted(rows, key=lambda row: (az_key(row.name), row.slug))
    return {row.id: place for place, row in enumerate(ordered)}


def _numbers(key: Any, asked: FieldRequest, actors: Ids) -> dict[int, int]:
    query: Any = _narrowed(select(key, func.count()), asked, actors).group_by(key)
    return dict(db.session.connection().execute(query).all())


def _narrowed(query: Query, asked: FieldRequest, actors: Ids) -> Query:
    """Only what is published, within terms, conflicts and period, and standing first under one of the actors."""
    query = query.where(Statement.state == "published")
    return _within(query if actors is None else query.where(Statement.actor_id.in_(actors)), asked)


def _within(query: Query, asked: FieldRequest) -> Query:
    """Only what is within terms, conflicts and period."""
    if asked.terms:
        query = query.where(Statement.term_id.in_(select(Term.id).where(Term.slug.in_(asked.terms))))
    if asked.conflicts:
        query = query.where(Statement.conflict.in_(asked.conflicts))
    if asked.said_to:
        query = query.where(Statement.said_from <= asked.said_to)
    if asked.said_from:
        query = query.where(
            or_(Statement.said_from >= asked.said_from, Statement.id.in_(_begun_before(asked.said_from)))
        )
    return query


def _begun_before(day: date) -> Select[int]:
    """The few statements whose span begins before a day and ends on it or later; an index of its own finds them."""
    other = aliased(Statement)
    return select(other.id).where(other.said_to >= day, other.said_from < day)
