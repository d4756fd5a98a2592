"""Reading what is published: documents by address, lists, and what a page lays together.

Everything is answered from the documents of the current revisions, in one query a list; the tables only select and
order. Order is always by a stated rule: statements oldest first (earliest day, then latest day, then id), other records
by slug.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

import msgspec
from flask import g
from sqlalchemy import Select, and_, bindparam, func, or_, select, tuple_
from sqlalchemy.orm import joinedload

from glossary.db import db
from glossary.errors import Moved, NotFound
from glossary.models import (
    LISTS,
    RECORDS,
    Actor,
    Change,
    Code,
    Event,
    FormerSlug,
    Participant,
    Record,
    Relation,
    Revision,
    Source,
    Statement,
    Term,
)

Document = dict[str, Any]
FILTERS = ("term", "actor", "source", "event", "kind", "stance", "conflict")
"""What a list of statements can be narrowed by."""
_STATE = "glossary_state"
_LOG = select(Change.seq, Revision.published_at).join(
    Revision,
    and_(Revision.kind == Change.kind, Revision.record_id == Change.record_id, Revision.number == Change.revision),
)
_NEWEST = _LOG.order_by(Change.seq.desc()).limit(1)
_AT = _LOG.where(Change.seq == bindparam("seq"))
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

_POINTERS: dict[str, tuple[type[Record], Any]] = {
    "term": (Term, Statement.term_id),
    "actor": (Actor, Statement.actor_id),
    "source": (Source, Statement.source_id),
    "event": (Event, Statement.event_id),
}
_VOCABULARIES = {"kind": "statement_kinds", "stance": "stances", "conflict": "conflicts"}


class State(NamedTuple):
    """The newest change: its number in the change log (0: there is none), and when it was published (UTC).

    The number alone does not name a state: a log that was put back from a backup reaches it again with other changes.
    Those are published later than the lost ones.
    """

    number: int
    moment: datetime | None


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


def check_known(name: str, value: str) -> None:
    """Raise `NotFound`, or `Moved`, for a value of a filter (`FILTERS`) that the glossary does not have."""
    if name in _POINTERS:
        model, _ = _POINTERS[name]
        if db.session.scalar(select(model.id).where(model.slug == value)) is None:
            raise _elsewhere(name, value)
    elif value not in vocabulary(_VOCABULARIES[name]):
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
            model, key = _POINTERS[name]
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
        return relations_of([slug])[slug]
    return sorted([*own, *relations_of([slug], outward=False)[slug]], key=relation_order)


def relations_of(slugs: Iterable[str], *, outward: bool = True) -> dict[str, list[Document]]:
    """The same for several terms at once; without the `outward` ones, what others say of them."""
    answer: dict[str, list[Document]] = {slug: [] for slug in slugs}
    terms = {term.id: term for term in db.session.scalars(select(Term))}
    mine = [key for key, term in terms.items() if term.slug in answer]
    either = or_(Relation.term_id.in_(mine), Relation.other_id.in_(mine))
    for relation in db.session.scalars(select(Relation).where(either).options(joinedload(Relation.source))):
        here, there = terms[relation.term_id], terms[relation.other_id]
        inward = "narrower" if relation.type == "broader" else relation.type
        if outward and here.slug in answer:
            answer[here.slug].append(_relation(relation.type, there, relation.source))
        if there.slug in answer:
            answer[there.slug].append(_relation(inward, here, relation.source))
    return {slug: sorted(found, key=relation_order) for slug, found in answer.items()}


def _relation(kind: str, other: Term, claimant: Source | None) -> Document:
    reference = {"slug": other.slug, "preferred": other.preferred}
    return {"type": kind, "term": reference, "according_to": _claimant(claimant)}


def relation_order(relation: Document) -> tuple[int, str, str]:
    """By type in the order that readers know, then by the other term, then by who says so."""
    order = ("broader", "narrower", "related", "contrasted-with")
    return order.index(relation["type"]), relation["term"]["slug"], str(relation["according_to"])


def _claimant(source: Source | None) -> Document | None:
    return {"slug": source.slug, "title": source.title, "publisher": source.publisher} if source else None


def affiliates(slug: str) -> list[Document]:
    """The actors directly affiliated with one, by slug."""
    above = select(Actor.id).where(Actor.slug == slug).scalar_subquery()
    return _load(_documents("actor").where(Actor.affiliation_id == above).order_by(Actor.slug))


def revisions(kind: str, slug: str) -> list[Document]:
    """The published states of a record, newest first: number, moment, hash, origin, note, review; not the documents."""
    model = RECORDS[kind]
    record = select(model.id).where(model.slug == slug).scalar_subquery()
    query = select(Revision).where(Revision.kind == kind, Revision.record_id == record)
    return [
        {
            "number": r.number,
            "published_at": r.published_at.isoformat(timespec="seconds") + "Z",
            "sha256": r.sha256,
            "origin": r.origin,
            "change_note": r.change_note,
            "review": r.review,
        }
        for r in db.session.scalars(query.order_by(Revision.number.desc()))
    ]


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
    model, key = _POINTERS[by]
    query = select(model.slug, func.count()).join(Statement, key == model.id)
    totals = dict(_tuples(query.where(Statement.state == "published").group_by(model.slug)))
    if by == "actor":
        joint = select(Actor.slug, func.count()).join(Participant, Participant.actor_id == Actor.id)
        joint = joint.join(Statement, Statement.id == Participant.statement_id)
        for slug, number in _tuples(joint.where(Statement.state == "published").group_by(Actor.slug)):
            totals[slug] = totals.get(slug, 0) + number
    return totals


def _tuples(query: Select[str, int]) -> Sequence[tuple[str, int]]:
    return [(slug, number) for slug, number in db.session.execute(query)]


def vocabulary(name: str) -> dict[str, str]:
    """A closed list in its own order: slug -> what it means. Names as in the data set (`stances`, `conflicts` ...)."""
    model = LISTS[name]
    query = select(model.slug, model.definition).order_by(model.position)
    return {row.slug: row.definition for row in db.session.execute(query)}


def codes() -> dict[str, dict[str, str]]:
    """Dimension -> code -> what it means, in the lists' own order."""
    answer: dict[str, dict[str, str]] = {dimension: {} for dimension in vocabulary("dimensions")}
    for code in db.session.scalars(select(Code).order_by(Code.dimension, Code.position)):
        answer[code.dimension][code.slug] = code.definition
    return answer


def last_change() -> int:
    """The newest number of the change log; 0 for an empty one. Changes whenever anything is published."""
    return state().number


def state() -> State:
    """The newest change with its moment, by which a state can be known again; one short query."""
    known: State | None = g.get(_STATE)
    return known if known is not None else _change(_NEWEST)


def still_in_log(change: State) -> bool:
    """Whether the log has this change still; it has not where a backup from before it was put back."""
    return change.number == 0 or _change(_AT, seq=change.number) == change


def _change(query: Select[int, datetime], **values: int) -> State:
    row = db.session.connection().execute(query, values).one_or_none()
    return State(*row) if row else State(0, None)


@contextmanager
def one_state() -> Iterator[int]:
    """Ask for the newest change once, for a stretch of reading that publishes nothing; yields its number."""
    before: State | None = g.get(_STATE)
    known = state()
    setattr(g, _STATE, known)
    try:
        yield known.number
    finally:
        setattr(g, _STATE, before)
