"""The records as they stood at a moment, read from the revisions: the same question has the same answer for ever.

Only words that were blacked out since (services/redaction/) are missing from it, with a mark in their place.
`at(moment)` reads as the module `reading` does. Every call takes the newest revision of each record that was published
by then; later revisions, withdrawals, names and addresses play no part. What a record is called now serves to find it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

import msgspec
from sqlalchemy import ScalarSelect, Select, and_, literal, or_, select, union_all

from glossary.db import db
from glossary.errors import Invalid, NotFound
from glossary.models import RECORDS, Actor, Change, FormerSlug, Record, Revision, Statement
from glossary.services import clock
from glossary.services.history import pinning
from glossary.services.reading import published as reading
from glossary.services.reading import relations

Document = dict[str, Any]
Names = Mapping[str, Collection[str]]
_POINTERS = ("term", "actor", "source", "event")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?Z", re.ASCII)
LONGEST_WRITE = timedelta(hours=1)
"""So long a publication may take at most, the import of a large file included. Up to the newest change all is settled:
what comes later carries a later time (services/publishing/publishing.py)."""

NOT_HERE = (
    "It is not taken here, where all is as it is now. A statement, a term or a comparison is answered as it stood at a "
    "moment: at the address of its page and of its files, not of its feeds."
)
"""What a door says that is asked for a moment at an address without a past."""
_FORMS = "as_of takes a day that is over, such as 2026-11-25, or a moment in UTC, such as 2026-11-25T10:00:00Z"


@dataclass(frozen=True, slots=True)
class Past:
    """The published records at a moment (UTC, without zone). No query of its answers looks at anything later."""

    moment: datetime

    def document(self, kind: str, slug: str) -> Document:
        """The document that stood then (of a withdrawn statement too, which says so), under any address it ever had.

        Raises `NotFound` for a record that was not yet published then, and for one that there never was.
        """
        model = RECORDS[kind]
        query = select(model.id, self._standing(kind, model.id)).where(model.id == _identity(kind, slug))
        row = db.session.execute(query).first()
        if row is None:
            reading.document(kind, slug)  # says that there is none
        if row is None or row[1] is None:
            raise NotFound(f"The {kind} {slug[:120]!r} was not yet published on {in_words(self.moment)}.")
        return _read(row[1])

    def some(self, kind: str, slugs: Collection[str]) -> dict[str, Document]:
        """These records of a kind by the address asked for, whichever they had; as `reading.some`."""
        model = RECORDS[kind]
        present = select(model.id, model.slug).where(model.slug.in_(slugs))
        named = union_all(_former(kind).where(FormerSlug.slug.in_(slugs)), present).subquery()
        rows = db.session.execute(select(named.c.slug, self._standing(kind, named.c.id)))
        return {slug: _read(text) for slug, text in rows if text is not None}

    def statements(self, ids: Iterable[str]) -> list[Document]:
        """The statements that stood then, in the order asked for; unknown, later and withdrawn ones are left out."""
        wanted = list(ids)
        found = self.some("statement", wanted)
        return [found[slug] for slug in wanted if slug in found and not found[slug]["withdrawn"]]

    def statements_of(self, **filters: str) -> list[Document]:
        """All statements that stood then and fitted, oldest first; as `reading.statements_of`."""
        names = _names(filters)
        if any(name in _POINTERS and not names[name] for name in filters):
            return []
        query = select(self._standing("statement", Statement.id)).where(_may_fit(filters, names))
        standing = [_read(text) for text in db.session.scalars(query) if text is not None]
        fitting = [one for one in standing if not one["withdrawn"] and _fits(one, filters, names)]
        return sorted(fitting, key=lambda one: (one["said_from"], one["said_to"], one["id"]))

    def every(self, kind: str) -> list[Document]:
        """All records of a kind that stood then, by slug; as `reading.every`."""
        model = RECORDS[kind]
        texts = db.session.scalars(select(self._standing(kind, model.id)).select_from(model))
        found = [_read(text) for text in texts if text is not None]
        return sorted(found, key=lambda one: str(one.get("slug") or one["id"]))

    def affiliates(self, slug: str) -> list[Document]:
        """The actors that were directly affiliated with one then, by slug; as `reading.affiliates`."""
        names = _names({"actor": slug})["actor"]
        may_be = or_(Actor.affiliation_id == _identity("actor", slug), Actor.id.in_(_revised("actor")))
        texts = db.session.scalars(select(self._standing("actor", Actor.id)).where(may_be))
        found = [_read(text) for text in texts if text is not None]
        below = [one for one in found if one["affiliation"] and one["affiliation"]["slug"] in names]
        return sorted(below, key=lambda one: str(one["slug"]))

    def term_relations(self, slug: str, own: list[Document] | None = None) -> list[Document]:
        """How a term stood to others, read both ways; as `reading.term_relations`."""
        names = _names({"term": slug})["term"]
        said = own if own is not None else self.document("term", slug)["relations"]
        others = [(other, one) for other in self.every("term") for one in other["relations"]]
        inward = [_inward(one, other) for other, one in others if one["term"]["slug"] in names]
        return sorted([*said, *inward], key=relations.relation_order)

    def revisions(self, kind: str, slug: str) -> list[Document]:
        """The states that a record had had by then, newest first; as `reading.revisions`."""
        model, newest = RECORDS[kind], self.document(kind, slug)["revision"]
        present = db.session.scalars(select(model.slug).where(model.id == _identity(kind, slug))).one()
        return [entry for entry in reading.revisions(kind, present) if entry["number"] <= newest]

    def _standing(self, kind: str, record: Any) -> ScalarSelect[Any]:
        """The text of a record's newest document by then. Not a join: for that SQLite walks all revisions."""
        mine = and_(Revision.kind == kind, Revision.record_id == record, Revision.published_at <= self.moment)
        newest = select(Revision.document).where(mine).order_by(Revision.number.desc()).limit(1)
        return newest.scalar_subquery()


def at(moment: datetime) -> Past:
    """The records as they stood at a moment; one without zone is in UTC."""
    return Past(moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment)


def moment_of(text: str) -> datetime:
    """The moment that an address names, in UTC: the end of a day, or a second.

    Raises `Invalid` for what is no such day or moment and for one whose records may still change, `NotFound` for one
    before the first record.
    """
    asked = text.strip()
    moment = _parsed(asked)
    first = _first_published()
    if first is None or moment < first:
        said = f"the first record was published on {in_words(first)}" if first else "no record is published"
        raise NotFound(f"Nothing stood in the glossary on {in_words(moment)}: {said}.")
    newest, now = pinning.newest_change(), clock.now()
    if moment > max(newest, now - LONGEST_WRITE):
        raise Invalid(_not_settled(asked, moment, now, pinning.in_address(newest)))
    return moment


def in_words(moment: datetime) -> str:
    """A moment as a reader says it: "25 November 2026" for the end of that day, else with the time."""
    day = f"{moment.day} {moment:%B} {moment.year:04}"
    return day if moment.time() == time.max else f"{day} at {moment:%H:%M:%S} UTC"


def _parsed(text: str) -> datetime:
    try:
        if _DAY.fullmatch(text):
            return datetime.combine(datetime.fromisoformat(text), time.max)
        if _MOMENT.fullmatch(text):
            return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError as error:
        raise Invalid(f"{text!r} is no day of the calendar; {_FORMS}.") from error
    raise Invalid(f"{text[:60]!r} is no moment; {_FORMS}.")


def _not_settled(text: str, moment: datetime, now: datetime, newest: str) -> str:
    if moment.date() > now.date():
        return f"{text} is in the future; {_FORMS}."
    return (
        f"The records of {text} are not settled yet: what is being published may still carry that time. "
        f"For those up to now ask for as_of={newest}"
    )


def _first_published() -> datetime | None:
    """By the change log, whose first row is that of the first record: the revisions have no order of time to ask."""
    mine = and_(
        Revision.kind == Change.kind, Revision.record_id == Change.record_id, Revision.number == Change.revision
    )
    return db.session.scalar(select(Revision.published_at).join(Change, mine).order_by(Change.seq).limit(1))


def _read(text: str) -> Document:
    document: Document = msgspec.json.decode(text)
    return document


def _inward(relation: Document, term: Document) -> Document:
    """A relation that another term states, as it is read from the term that it names."""
    kind = "narrower" if relation["type"] == "broader" else relation["type"]
    other = {"slug": term["slug"], "preferred": term["preferred"]}
    return {"type": kind, "term": other, "according_to": relation["according_to"]}


def _former(kind: str) -> Select[int, str]:
    return select(FormerSlug.record_id.label("id"), FormerSlug.slug).where(FormerSlug.kind == kind)


def _identity(kind: str, slug: str) -> ScalarSelect[Any]:
    """The key of the record that has, or else had, this address."""
    model: type[Record] = RECORDS[kind]
    present = select(model.id, literal(0).label("rank")).where(model.slug == slug)
    former = select(FormerSlug.record_id, literal(1)).where(FormerSlug.kind == kind, FormerSlug.slug == slug)
    either = union_all(present, former).subquery()
    return select(either.c.id).order_by(either.c.rank).limit(1).scalar_subquery()


def _names(filters: Mapping[str, str]) -> dict[str, list[str]]:
    """Term, actor, source, event -> every address that the record has had, the present one first; empty for unknown."""
    pointers = {name: value for name, value in filters.items() if name in _POINTERS}
    names: dict[str, list[str]] = {name: [] for name in pointers}
    queries = [query for name, value in pointers.items() for query in _addresses(name, value)]
    if queries:
        rows = union_all(*queries).subquery()
        for name, slug, _ in db.session.execute(select(rows).order_by(rows.c.rank, rows.c.slug)):
            names[name].append(slug)
    return names


def _addresses(kind: str, slug: str) -> tuple[Select[str, str, int], Select[str, str, int]]:
    model, record = RECORDS[kind], _identity(kind, slug)
    present = select(literal(kind).label("kind"), model.slug, literal(0).label("rank")).where(model.id == record)
    of_record = (FormerSlug.kind == kind, FormerSlug.record_id == record)
    return present, select(literal(kind), FormerSlug.slug, literal(1)).where(*of_record)


def _may_fit(filters: Mapping[str, str], names: Names) -> Any:
    """Statements that fit at present, and all that were ever revised: an unrevised one always said what it says now."""
    present = {name: next(iter(names[name])) if name in names else value for name, value in filters.items()}
    fitting = reading.narrowed(select(Statement.id), present)
    return or_(Statement.id.in_(fitting), Statement.id.in_(_revised("statement")))


def _revised(kind: str) -> Select[int]:
    return select(Revision.record_id).where(Revision.kind == kind, Revision.number == 2)


def _fits(one: Document, filters: Mapping[str, str], names: Names) -> bool:
    return all(not set(_values(one, name)).isdisjoint(names.get(name, (value,))) for name, value in filters.items())


def _values(one: Document, name: str) -> list[str]:
    """What a statement's document says for a filter; an actor may be its speaker or stand behind it with others."""
    if name in ("kind", "stance"):
        return [one[name]]
    partners = [party["actor"]["slug"] for party in one["with"]] if name == "actor" else []
    return [*([one[name]["slug"]] if one[name] else []), *partners]
