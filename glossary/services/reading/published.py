"""Reading what is published: documents by address, lists, and what a page lays together.

Everything is answered from the documents of the current revisions, in one query a list; the tables only select and
order. Order is always by a stated rule: statements oldest first (earliest day, then latest day, then id), other records
by slug.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Select, and_, bindparam, case, func, select, tuple_

from glossary.db import db
from glossary.errors import Moved, NotFound
from glossary.models import (
    RECORDS,
    Actor,
    Event,
    FormerSlug,
    Participant,
    Record,
    Revision,
    Source,
    Statement,
    Term,
)
from glossary.services.history import chain
from glossary.services.reading import relations, vocabularies

Document = dict[str, Any]
FILTERS = ("term", "actor", "source", "event", "kind", "stance", "conflict")
"""What a list of statements can be narrowed by."""
_CURRENT = select(Statement.id, Statement.revision, Statement.state).where(
    Statement.slug.in_(bindparam("slugs", expanding=True))
)
_HELD = select(Revision.record_id, Revision.number, Revision.document).where(
    Revision.kind == "statement",
    Revision.record_id.in_(bindparam("ids", expanding=True)),
    Revision.number.in_(bindparam("numbers", expanding=True)),
)
"""Made once and asked of the connection: every search needs them, and the ways around took longer than the answers."""

Place = tuple[str, ...]
"""Where an item stands in its list: (first day, last day, id) for statements, (slug,) for others."""

POINTERS: dict[str, tuple[type[Record], Any]] = {
    "term": (Term, Statement.term_id),
    "actor": (Actor, Statement.actor_id),
    "source": (Source, Statement.source_id),
    "event": (Event, Statement.event_id),
}
_VOCABULARIES = {"kind": "statement_kinds", "stance": "stances", "conflict": "conflicts"}


@dataclass(frozen=True, slots=True)
class Page:
    """Part of a list, and the place after its last item (None: that was all)."""

    items: list[Document]
    next: Place | None


def document(kind: str, slug: str) -> Document:
    """The public document of one record (a withdrawn statement too, which says so).

    Raises `Moved` where the record has another address now, `NotFound` where there is none.
    """
    text = db.session.scalar(_documents(kind).where(RECORDS[kind].slug == slug))
    if text is None:
        raise _elsewhere(kind, slug)
    answer: Document = msgspec.json.decode(text)
    return answer


def _elsewhere(kind: str, slug: str) -> Moved | NotFound:
    model = RECORDS[kind]
    query = select(model.slug).join(FormerSlug, and_(FormerSlug.kind == kind, FormerSlug.record_id == model.id))
    present = db.session.scalar(query.where(FormerSlug.slug == slug))
    return Moved(present) if present else NotFound(f"There is no {kind} {slug[:120]!r} in the glossary.")


def _documents(kind: str) -> Select[str]:
    """The documents of the current revisions of one kind of record."""
    model = RECORDS[kind]
    mine = and_(Revision.kind == kind, Revision.record_id == model.id, Revision.number == model.revision)
    return select(Revision.document).select_from(model).join(Revision, mine)


def _load(query: Select[str]) -> list[Document]:
    return [msgspec.json.decode(text) for text in db.session.scalars(query)]


def _published(query: Select[str]) -> Select[str]:
    return query.where(Statement.state == "published")


def _oldest_first(query: Select[str]) -> Select[str]:
    return query.order_by(Statement.said_from, Statement.said_to, Statement.slug)


def statements(ids: Iterable[str]) -> list[Document]:
    """The published statements with these ids, in the order asked for; unknown and withdrawn ones are left out."""
    wanted, connection = list(ids), db.session.connection()
    # In two steps: joined, SQLite walks all revisions once it is asked for more than a few statements. The state is
    # looked at here: asked for it, SQLite may walk all published statements instead of looking up twenty.
    current = connection.execute(_CURRENT, {"slugs": wanted})
    numbers = {row.id: row.revision for row in current if row.state == "published"}
    rows = connection.execute(_HELD, {"ids": list(numbers), "numbers": list({*numbers.values()})})
    texts = (row.document for row in rows if numbers[row.record_id] == row.number)
    found = {document["id"]: document for document in map(msgspec.json.decode, texts)}
    return [found[slug] for slug in wanted if slug in found]


def statements_of(**filters: str) -> list[Document]:
    """All published statements that fit, oldest first. See `FILTERS`; an actor fits under `with` too."""
    return _load(_oldest_first(_published(narrowed(_documents("statement"), filters))))


def number_of(**filters: str) -> int:
    """How many statements `statements_of` has."""
    query = select(func.count()).select_from(Statement)
    return db.session.scalar(_published(narrowed(query, filters))) or 0


def some_of(kinds: Sequence[str], first: int, most: int, **filters: str) -> list[Document]:
    """A part of `statements_of`, ordered by kind first: at most so many from a place on (0: the first)."""
    query = _published(narrowed(select(Statement.slug), filters))
    place = case({kind: number for number, kind in enumerate(kinds)}, value=Statement.kind, else_=len(kinds))
    ordered = query.order_by(place, Statement.said_from, Statement.said_to, Statement.slug)
    return statements(db.session.scalars(ordered.offset(first).limit(most)))


def check_known(name: str, value: str) -> None:
    """Raise `NotFound`, or `Moved`, for a value of a filter (`FILTERS`) that the glossary does not have."""
    if name in POINTERS:
        model, _ = POINTERS[name]
        if db.session.scalar(select(model.id).where(model.slug == value)) is None:
            raise _elsewhere(name, value)
    elif value not in vocabularies.vocabulary(_VOCABULARIES[name]):
        raise NotFound(f"There is no {name} {value[:120]!r} in the glossary.")


def narrowed(query: Select[Any], filters: Mapping[str, str]) -> Select[Any]:
    """The query of statements narrowed to those that fit at present; an unknown value fits none."""
    columns = {"kind": Statement.kind, "stance": Statement.stance, "conflict": Statement.conflict}
    for name, value in filters.items():
        if name in columns:
            query = query.where(columns[name] == value)
        elif name == "actor":
            query = query.where(_speaks(value))
        else:
            model, key = POINTERS[name]
            query = query.where(key == select(model.id).where(model.slug == value).scalar_subquery())
    return query


def _speaks(slug: str) -> Any:
    """The actor made the statement, or stands behind it with others."""
    actor = select(Actor.id).where(Actor.slug == slug).scalar_subquery()
    own = select(Statement.id).where(Statement.actor_id == actor)
    # As one set of statements: asked whether one of two things is so, SQLite walks all statements.
    return Statement.id.in_(own.union(select(Participant.statement_id).where(Participant.actor_id == actor)))


def list_records(kind: str, /, *, limit: int, after: Place | None = None, **filters: str) -> Page:
    """A part of the list of one kind of record, from after a place on. Stable while others publish.

    Statements stand oldest first and can be narrowed by `FILTERS`; others stand by slug. Raises `NotFound` for a
    filter's value that the glossary does not have: an empty list would say that nothing is recorded.
    """
    for name, value in filters.items():
        check_known(name, value)
    query = _statement_list(after, filters) if kind == "statement" else _slug_list(kind, after)
    items = _load(query.limit(limit + 1))
    return Page(items[:limit], _place(items[limit - 1]) if len(items) > limit else None)


def _statement_list(after: Place | None, filters: Mapping[str, str]) -> Select[str]:
    query = _oldest_first(narrowed(_published(_documents("statement")), filters))
    if after:
        first, last = (date.fromisoformat(day) for day in after[:2])
        query = query.where(tuple_(Statement.said_from, Statement.said_to, Statement.slug) > (first, last, after[2]))
    return query


def _slug_list(kind: str, after: Place | None) -> Select[str]:
    model = RECORDS[kind]
    query = _documents(kind).order_by(model.slug)
    return query.where(model.slug > after[0]) if after else query


def _place(item: Document) -> Place:
    return (item["said_from"], item["said_to"], item["id"]) if "said_from" in item else (item["slug"],)


def every(kind: str) -> list[Document]:
    """All records of a kind that has few: terms, actors, sources or events, by slug."""
    return list(each(kind))


def each(kind: str) -> Iterator[Document]:
    """`every`, one after the other, so that not all of them are in memory at a time."""
    texts = db.session.scalars(_documents(kind).order_by(RECORDS[kind].slug), execution_options={"yield_per": 500})
    return (msgspec.json.decode(text) for text in texts)


def some(kind: str, slugs: Collection[str]) -> dict[str, Document]:
    """These records of a kind by slug; unknown ones are left out."""
    return {one["slug"]: one for one in _load(_documents(kind).where(RECORDS[kind].slug.in_(slugs)))}


def newest(limit: int) -> list[Document]:
    """The statements said last."""
    query = _published(_documents("statement"))
    return _load(query.order_by(Statement.said_from.desc(), Statement.said_to.desc(), Statement.slug).limit(limit))


def term_relations(slug: str, own: list[Document] | None = None) -> list[Document]:
    """How a term stands to others, read both ways: broader, narrower, related, contrasted-with.

    `narrower` is computed from the others' `broader`; the other two hold in both directions. Each says according to
    whom ({slug, title, publisher}, or None for the editors). Ordered by type, then the other term. `own`: what the term
    itself says in another state of it than the present one.
    """
    if own is None:
        return relations.relations_of([slug])[slug]
    return sorted([*own, *relations.relations_of([slug], outward=False)[slug]], key=relations.relation_order)


def affiliates(slug: str, most: int | None = None) -> list[Document]:
    """The actors directly affiliated with one, by slug; at most so many of them."""
    above = select(Actor.id).where(Actor.slug == slug).scalar_subquery()
    return _load(_documents("actor").where(Actor.affiliation_id == above).order_by(Actor.slug).limit(most))


def revisions(kind: str, slug: str) -> list[Document]:
    """The published states of a record, newest first: number, moment, hash, origin, note, review, redactions.

    Not the documents. Of each redaction, when and why words of the state were blacked out.
    """
    model = RECORDS[kind]
    record = select(model.id).where(model.slug == slug).scalar_subquery()
    query = select(Revision).where(Revision.kind == kind, Revision.record_id == record)
    found = db.session.scalars(query.order_by(Revision.number.desc())).all()
    since = chain.redacted(db.session, kind, found[0].record_id) if found else {}
    blacked_out = chain.told(db.session, kind, found[0].record_id) if since else {}
    return [
        {
            "number": r.number,
            "published_at": r.published_at.isoformat(timespec="seconds") + "Z",
            "sha256": (r.sha256, *since.get(chain.Key(kind, r.record_id, r.number), chain.UNTOUCHED).hashes)[-1],
            "origin": r.origin,
            "change_note": r.change_note,
            "review": r.review,
            "blacked_out": blacked_out.get(r.number, []),
        }
        for r in found
    ]
