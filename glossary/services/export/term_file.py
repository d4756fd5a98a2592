"""One term with all that is said of it, as a file of TBX: what a translator takes along for one word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, select

from glossary.db import db
from glossary.interchange.outgoing.whole import Publisher
from glossary.models import Change, Revision
from glossary.services.export import disputes
from glossary.services.history import past, pinning
from glossary.services.history.dating import dated
from glossary.services.reading import change_log, vocabularies
from glossary.services.reading import published as reading

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class OfTerm:
    """A term, its statements, and what they name (`interchange.outgoing.whole.Whole`)."""

    moment: datetime
    change: int
    dimensions: Sequence[str]
    documents: Mapping[str, Sequence[Document]]

    @property
    def counts(self) -> Mapping[str, int]:
        """Kind -> how many records."""
        return {kind: len(some) for kind, some in self.documents.items()}

    def each(self, kind: str) -> Iterator[Document]:
        """The documents of a kind: statements by actor, then date; others by slug."""
        return iter(self.documents[kind])


def tbx(found: Document, publisher: Publisher, then: past.Past | None = None) -> bytes:
    """A term's document with everyone's uses of it, in the shape of an entry for each actor's uses.

    `then`: the records of the moment of which the document is; those of now without it.
    """
    from glossary.interchange.tbx import writing

    return b"".join(writing.by_actor(_taken(found, then), publisher))


def _taken(found: Document, then: past.Past | None) -> OfTerm:
    records: Any = then or reading
    standing = disputes.without_withdrawn(records.statements_of(term=found["slug"]), then)
    statements = sorted(standing, key=lambda one: str(one["actor"]["slug"]))
    documents = {"term": dated("term", [found]), "statement": dated("statement", statements)}
    for kind, slugs in _named(found, statements).items():
        documents[kind] = sorted(records.some(kind, slugs).values(), key=lambda one: str(one["slug"]))
    moment = then.moment if then else pinning.newest_change()
    change = _last_change(then) if then else change_log.last_change()
    return OfTerm(moment, change, list(vocabularies.vocabulary("dimensions")), documents)


def _named(found: Document, statements: Sequence[Document]) -> dict[str, set[str]]:
    """Kind -> the slugs of the records that are named by a term and the statements on it."""
    actors = {one["actor"]["slug"] for one in statements}
    actors |= {party["actor"]["slug"] for one in statements for party in one["with"]}
    sources = {one["source"]["slug"] for one in statements}
    sources |= {one["according_to"]["slug"] for one in found["relations"] if one["according_to"]}
    events = {one["event"]["slug"] for one in statements if one["event"]}
    return {"actor": actors, "source": sources, "event": events}


def _last_change(then: past.Past) -> int:
    """The number of the newest change by then."""
    mine = and_(
        Revision.kind == Change.kind, Revision.record_id == Change.record_id, Revision.number == Change.revision
    )
    query = select(Change.seq).join(Revision, mine).where(Revision.published_at <= then.moment)
    return db.session.scalar(query.order_by(Change.seq.desc()).limit(1)) or 0
