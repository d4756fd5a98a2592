"""Records whose public document names another: when that one changes its name, they are published anew."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from sqlalchemy import Select, delete, or_, select
from sqlalchemy.orm import Session, selectinload

from glossary.models import LISTS, Actor, Dispute, FacetValue, Participant, Record, Relation, Revision, Statement, Term
from glossary.services.publishing.publishing import publish

SHOWN = {
    "term": ("slug", "preferred"),
    "actor": ("slug", "name", "kind"),
    "source": ("slug", "title", "publisher", "url", "published", "type", "language"),
    "event": ("slug", "name"),
}
"""What the documents of others say of a record."""
WHOLE = (
    *(selectinload(part) for part in (Statement.term, Statement.actor, Statement.source, Statement.event)),
    selectinload(Statement.participants).selectinload(Participant.actor),
    selectinload(Statement.facets).selectinload(FacetValue.codes),
)
"""What a statement's document is made of; loaded for all at once, for a term may have hundreds."""


def publish_one(
    session: Session,
    kind: str,
    record: Record,
    note: str,
    origin: str = "editor",
    review: str = "",
    *,
    anew: bool = False,
) -> bool:
    """Append a revision where the document has changed, or `anew` in any case; say whether it did."""
    conflicts = {row.slug: row.definition for row in session.scalars(select(LISTS["conflicts"]))}
    disputes = disputed_by(session, record) if kind == "statement" else []
    return publish(
        session,
        kind,
        record,
        conflicts=conflicts,
        disputes=disputes,
        origin=origin,
        change_note=note,
        review=review,
        anew=anew,
    )


def publish_dependents(session: Session, kind: str, record: Record) -> None:
    """Publish whatever embeds the record and now reads differently, with a note that says why."""
    if _reads_as_before(session, kind, record):
        return
    note = f"Follows a change of the {kind} {record.slug}."
    for other_kind, other in _dependents(session, kind, record):
        publish_one(session, other_kind, other, note, origin=_origin(session, other_kind, other))


def _reads_as_before(session: Session, kind: str, record: Record) -> bool:
    """Whether the newest revision changed nothing that others say of the record; a first one nobody embeds yet."""
    if kind not in SHOWN:
        return False
    query = select(Revision.document).where(Revision.kind == kind, Revision.record_id == record.id)
    texts = session.scalars(query.order_by(Revision.number.desc()).limit(2))
    shown = [[document[name] for name in SHOWN[kind]] for document in map(json.loads, texts)]
    return len(shown) < 2 or shown[0] == shown[1]


def _origin(session: Session, kind: str, record: Record) -> str:
    """A record that only follows stays whose it was: an import may still bring it up to date."""
    query = select(Revision.origin).where(Revision.kind == kind, Revision.record_id == record.id)
    return "editor" if "editor" in set(session.scalars(query)) else "seed"


def _dependents(session: Session, kind: str, record: Record) -> Iterator[tuple[str, Record]]:
    for query in _statement_queries(kind, record):
        yield from (("statement", other) for other in session.scalars(query).unique())
    if kind == "term":
        yield from (("term", other) for other in session.scalars(_related(Relation.other_id == record.id)))
    if kind == "source":
        yield from (("term", other) for other in session.scalars(_related(Relation.source_id == record.id)))
    if kind == "actor":
        people = select(Actor).where(Actor.affiliation_id == record.id).order_by(Actor.slug)
        yield from (("actor", other) for other in session.scalars(people))


def _related(condition: object) -> Select[Term]:
    within = select(Relation.term_id).where(condition)  # type: ignore[arg-type]
    return select(Term).where(Term.id.in_(within)).order_by(Term.slug)


def _statement_queries(kind: str, record: Record) -> Iterator[Select[Statement]]:
    columns = {"term": Statement.term_id, "source": Statement.source_id, "event": Statement.event_id}
    every = select(Statement).order_by(Statement.slug).options(*WHOLE)
    if kind in columns:
        yield every.where(columns[kind] == record.id)
    elif kind == "actor":
        joint = select(Participant.statement_id).where(Participant.actor_id == record.id)
        yield every.where(or_(Statement.actor_id == record.id, Statement.id.in_(joint)))
    else:
        yield every.where(Statement.id.in_(_partners(record)))


def _partners(record: Record) -> Select[int]:
    mine = select(Dispute.other_id.label("id")).where(Dispute.one_id == record.id)
    theirs = select(Dispute.one_id.label("id")).where(Dispute.other_id == record.id)
    return select(mine.union(theirs).subquery().c.id)


def disputed_by(session: Session, record: Record) -> list[str]:
    """Slugs of the statements that tell the utterance otherwise."""
    query = select(Statement.slug).where(Statement.id.in_(_partners(record))).order_by(Statement.slug)
    return list(session.scalars(query))


def store_disputes(session: Session, record: Record, slugs: Sequence[str]) -> None:
    """Make these the statements that the record disputes; both sides are published when they changed."""
    before = set(disputed_by(session, record))
    either = or_(Dispute.one_id == record.id, Dispute.other_id == record.id)
    session.execute(delete(Dispute).where(either))
    others = session.scalars(select(Statement).where(Statement.slug.in_(slugs))).all()
    session.add_all(Dispute(one_id=min(record.id, other.id), other_id=max(record.id, other.id)) for other in others)
    session.flush()
    note = f"Follows a change of the statement {record.slug}."
    for slug in sorted(before - set(slugs)):  # those no longer named are not among the dependents any more
        other = session.scalars(select(Statement).where(Statement.slug == slug)).one()
        publish_one(session, "statement", other, note, origin=_origin(session, "statement", other))
