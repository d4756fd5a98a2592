"""What the glossary holds, as far as the judging of many records needs it: loaded once, or asked for in batches.

No transaction stays open between two questions: an open read would keep every write of the desk from being committed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from glossary.db import db
from glossary.models import LISTS, RECORDS, Code, Event, FormerSlug, Revision, Statement
from glossary.services.publishing.records import row_of_document
from glossary.services.publishing.rules import FILE_OF, Known

Row = dict[str, Any]


class Recorded(NamedTuple):
    """A published record, in the shape of the data set."""

    row: Row
    revision: int
    withdrawn: str
    """The reason, where it is withdrawn."""


@dataclass
class Held:
    """Slugs of all records, closed lists, and what comes with the file itself."""

    slugs: dict[str, set[str]] = field(default_factory=dict)
    former: dict[str, set[str]] = field(default_factory=dict)
    withdrawn: frozenset[str] = frozenset()
    """The statements that are withdrawn."""
    lists: dict[str, frozenset[str]] = field(default_factory=dict)
    codes: dict[str, list[str]] = field(default_factory=dict)
    """Dimension -> its codes; the dimensions in their order."""
    conflicts: dict[str, str] = field(default_factory=dict)
    """Event -> its conflict."""

    @classmethod
    def read(cls) -> Held:
        """All of it, as it is now."""
        held = cls()
        with Session(db.engine) as session:
            held.slugs = {kind: set(session.scalars(select(model.slug))) for kind, model in RECORDS.items()}
            held.former = {kind: set() for kind in RECORDS}
            for former in session.execute(select(FormerSlug.kind, FormerSlug.slug)):
                held.former[former.kind].add(former.slug)
            gone = select(Statement.slug).where(Statement.state == "withdrawn")
            held.withdrawn = frozenset(session.scalars(gone))
            listed = LISTS.items()
            held.lists = {name: frozenset(session.scalars(select(model.slug))) for name, model in listed}
            dimensions = session.scalars(select(LISTS["dimensions"].slug).order_by(LISTS["dimensions"].position))
            held.codes = {slug: [] for slug in dimensions}
            for code in session.execute(select(Code.dimension, Code.slug).order_by(Code.position)):
                held.codes[code.dimension].append(code.slug)
            held.conflicts = {e.slug: e.conflict for e in session.execute(select(Event.slug, Event.conflict))}
        return held

    def known(self, coming: dict[str, Collection[str]], conflicts: dict[str, str]) -> Known:
        """What records may point at: those that are there, and those that come with them."""
        return Known(
            ids={FILE_OF[kind]: frozenset(slugs | set(coming.get(kind, ()))) for kind, slugs in self.slugs.items()},
            lists=self.lists,
            codes={dimension: frozenset(codes) for dimension, codes in self.codes.items()},
            event_conflicts={**self.conflicts, **conflicts},
            disputes=None,
            withdrawn=self.withdrawn,
        )


def recorded(kind: str, slugs: Collection[str]) -> dict[str, Recorded]:
    """The records of one kind at these slugs, as far as there are any."""
    with Session(db.engine) as session:
        return dict(recorded_in(session, kind, slugs))


def recorded_in(session: Session, kind: str, slugs: Collection[str]) -> Iterator[tuple[str, Recorded]]:
    """The same, in the caller's transaction."""
    for found in session.execute(_present(kind).where(RECORDS[kind].slug.in_(slugs))):
        yield found.slug, _read(kind, found.document)


def every(kind: str) -> Iterator[Row]:
    """All records of one kind, by slug."""
    with Session(db.engine) as session:
        texts = session.execute(_present(kind).order_by(RECORDS[kind].slug)).all()
    for found in texts:
        yield _read(kind, found.document).row


def _present(kind: str) -> Select[str, str]:
    model = RECORDS[kind]
    mine = and_(Revision.kind == kind, Revision.record_id == model.id, Revision.number == model.revision)
    return select(model.slug, Revision.document).select_from(model).join(Revision, mine)


def row_at(session: Session, kind: str, record_id: int, number: int) -> Row | None:
    """What a record said in one of its revisions."""
    mine = (Revision.kind == kind, Revision.record_id == record_id, Revision.number == number)
    text = session.scalar(select(Revision.document).where(*mine))
    return _read(kind, text).row if text else None


def _read(kind: str, text: str) -> Recorded:
    document = msgspec.json.decode(text)
    withdrawn = document.get("withdrawn") or {"reason": ""}
    return Recorded(row_of_document(kind, document), document["revision"], withdrawn["reason"])
