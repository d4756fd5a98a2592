"""Who used which term in what: the statements of all columns of a comparison at once, as the records are now."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import select, union_all

from glossary.db import db
from glossary.models import Actor, Participant, Statement, Term
from glossary.services.reading import published as reading

Document = dict[str, Any]
Uses = dict[tuple[str, str], list[Document]]


def uses_of(actors: Collection[str], terms: Collection[str]) -> Uses:
    """(actor, term) -> all published statements of the actor on the term, joint texts included, oldest first.

    Pairs without a statement are left out. Actors and terms (slugs) are those of one comparison, so one of both is one.
    """
    pairs = db.session.connection().execute(_pairs(actors, terms)).all()
    found = {one["id"]: one for one in reading.statements({row.statement for row in pairs})}
    uses: Uses = {}
    for row in pairs:
        if row.statement in found:
            uses.setdefault((row.actor, row.term), []).append(found[row.statement])
    return uses


def _pairs(actors: Collection[str], terms: Collection[str]) -> Any:
    """Each statement with its actor and its term, and a joint text with each of its parties too."""
    whose = select(Actor.id).where(Actor.slug.in_(actors))
    on = Statement.term_id.in_(select(Term.id).where(Term.slug.in_(terms)))
    own = select(Statement.slug, Statement.actor_id, Statement.term_id)
    joint = select(Statement.slug, Participant.actor_id, Statement.term_id)
    joint = joint.join(Participant, Participant.statement_id == Statement.id)
    either = union_all(
        own.where(Statement.state == "published", Statement.actor_id.in_(whose), on),  # an index holds these three
        joint.where(Participant.actor_id.in_(whose), on),
    ).subquery()
    query = select(Actor.slug.label("actor"), Term.slug.label("term"), either.c.slug.label("statement"))
    return query.join(either, either.c.actor_id == Actor.id).join(Term, Term.id == either.c.term_id)
