"""Who is recorded with a term: in a statement of their own, or named beside its actor in a joint text."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, func, or_, select, union

from glossary.db import db
from glossary.models import Actor, Participant, Statement, Term
from glossary.services.reading.listing import az_key

Document = dict[str, Any]


def on_term(term: str, most: int | None = None) -> list[Document]:
    """Everyone recorded with a term (slug, name, kind), A to Z. With `most` no more than so many, whichever they are:
    for whoever shows all of them or none."""
    either = union(_own(term, Statement.actor_id), _joint(term, Participant.actor_id))
    query = select(Actor.slug, Actor.name, Actor.kind).where(Actor.id.in_(either)).limit(most)
    return sorted((_actor(row) for row in db.session.execute(query)), key=_a_to_z)


def kin_on_term(actor: str, above: Collection[str], term: str) -> list[tuple[Document, int]]:
    """People and bodies of an actor, and theirs, and what it belongs to (`above`), as far as they are recorded with a
    term: each with the number of its statements on it, A to Z."""
    kin = _kin(actor, above)
    own = _own(term, Statement.id, Statement.actor_id.label("actor")).where(Statement.actor_id.in_(kin))
    joint = _joint(term, Statement.id, Participant.actor_id).where(Participant.actor_id.in_(kin))
    some = union(own, joint).subquery()
    number = func.count().label("number")
    query = select(Actor.slug, Actor.name, Actor.kind, number).join(some, some.c.actor == Actor.id)
    rows = db.session.execute(query.group_by(Actor.slug, Actor.name, Actor.kind))
    return sorted(((_actor(row), row.number) for row in rows), key=lambda pair: _a_to_z(pair[0]))


def _kin(actor: str, above: Collection[str]) -> set[int]:
    top = select(Actor.id).where(Actor.slug == actor).cte(recursive=True)
    below = top.union(select(Actor.id).where(Actor.affiliation_id == top.c.id))
    either = or_(Actor.id.in_(select(below.c.id)), Actor.slug.in_(above))
    return set(db.session.scalars(select(Actor.id).where(either, Actor.slug != actor)))


def _own(term: str, *columns: Any) -> Select[Any]:
    """Of the published statements on a term, as they stand under their first actor."""
    return select(*columns).where(Statement.state == "published", Statement.term_id == _id(term))


def _joint(term: str, *columns: Any) -> Select[Any]:
    """Of the published joint texts on a term, as they stand under those named besides."""
    query = select(*columns).select_from(Participant).join(Statement, Statement.id == Participant.statement_id)
    # Joint texts are few, so they are to lead to their statements: asked for state or term as they stand, SQLite would
    # begin with all statements that have them.
    return query.where((Statement.state + "") == "published", (Statement.term_id + 0) == _id(term))


def _id(term: str) -> Any:
    return select(Term.id).where(Term.slug == term).scalar_subquery()


def _actor(row: Any) -> Document:
    return {"slug": row.slug, "name": row.name, "kind": row.kind}


def _a_to_z(actor: Document) -> tuple[str, str]:
    return az_key(actor["name"]), actor["slug"]
