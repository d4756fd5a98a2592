"""Everything that is published, as it stands at one moment, for whoever takes the whole along.

Which revision of which record stands is read at once, in one transaction; the documents, which no publication changes,
afterwards in slices, each in a transaction of its own. So an export shows one state while others publish, its memory
hardly grows with the glossary (sixteen bytes a record), and nobody who reads slowly keeps a transaction open.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Select, select

from glossary import site
from glossary.db import db
from glossary.interchange.outgoing.whole import KINDS, Publisher
from glossary.models import RECORDS, Actor, Revision, Statement, Term
from glossary.services.history import pinning
from glossary.services.reading import change_log, vocabularies
from glossary.services.reading import published as reading

Document = dict[str, Any]
SLICE = 500


class Snapshot:
    """The published records of one moment (`interchange.outgoing.whole.Whole`); `take` makes one."""

    def __init__(
        self, moment: datetime, change: int, dimensions: Sequence[str], standing: Mapping[str, tuple[array[int], ...]]
    ) -> None:
        self.moment = moment
        self.change = change
        self.dimensions = dimensions
        self.counts = {kind: len(ids) for kind, (ids, _) in standing.items()}
        self._standing = standing

    @property
    def state(self) -> change_log.State:
        """The newest change that it shows."""
        return change_log.State(self.change, self.moment)

    def each(self, kind: str) -> Iterator[Document]:
        """The public documents of a kind: statements by term, then actor, then date; others by slug."""
        ids, numbers = self._standing[kind]
        return documents(kind, ids, numbers, SLICE)


def documents(kind: str, ids: Sequence[int], numbers: Sequence[int], size: int) -> Iterator[Document]:
    """The documents of these revisions of records of a kind, in their order; `size` of them are read at a time."""
    for start in range(0, len(ids), size):
        yield from _documents(kind, ids[start : start + size], numbers[start : start + size])


def publisher() -> Publisher:
    """This site, as files name it."""
    return Publisher(site.NAME, site.base())


def take(**filters: str) -> Snapshot:
    """The present state of all records; of statements only those that fit (`reading.FILTERS`).

    Raises `NotFound` where nothing is published, and for a filter's value that the glossary does not have.
    """
    for name, value in filters.items():
        reading.check_known(name, value)
    moment, change = pinning.newest_change(), change_log.last_change()
    return Snapshot(
        moment, change, list(vocabularies.vocabulary("dimensions")), {k: _standing(k, filters) for k in KINDS}
    )


def _standing(kind: str, filters: Mapping[str, str]) -> tuple[array[int], ...]:
    """The numbers of the records of a kind, and of their revisions, in the order of `each`."""
    query = _statements(filters) if kind == "statement" else select(*_numbers(kind)).order_by(RECORDS[kind].slug)
    ids, revisions = array("q"), array("q")
    for record, revision in db.session.execute(query, execution_options={"yield_per": 5000}):
        ids.append(record)
        revisions.append(revision)
    return ids, revisions


def _numbers(kind: str) -> tuple[Any, Any]:
    return RECORDS[kind].id, RECORDS[kind].revision


def _statements(filters: Mapping[str, str]) -> Select[Any]:
    query = select(*_numbers("statement")).where(Statement.state == "published")
    query = query.join(Term, Statement.term_id == Term.id).join(Actor, Statement.actor_id == Actor.id)
    by_date = (Statement.said_from, Statement.said_to, Statement.slug)
    return reading.narrowed(query, filters).order_by(Term.slug, Actor.slug, *by_date)


def _documents(kind: str, ids: Sequence[int], numbers: Sequence[int]) -> Iterator[Document]:
    wanted = dict(zip(ids, numbers, strict=True))
    query = select(Revision.record_id, Revision.number, Revision.document).where(
        Revision.kind == kind, Revision.record_id.in_(list(wanted)), Revision.number.in_(set(numbers))
    )
    texts = {row.record_id: row.document for row in db.session.execute(query) if row.number == wanted[row.record_id]}
    db.session.rollback()  # ends the transaction: who reads slowly holds up no writer
    return (msgspec.json.decode(texts[record]) for record in ids)
