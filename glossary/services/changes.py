"""What was published, newest first: each change with what kind of change it is, its note, and the fields that changed.

The change log has a number for each (`seq`), which never changes: a list walked by it skips nothing and repeats nothing
while others publish. Moments of publication rise with these numbers (services/publishing.py).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import and_, select
from sqlalchemy.orm import aliased

from glossary.db import db
from glossary.models import Change, Revision
from glossary.services import history, pinning
from glossary.services.changes_asked import Selection

Document = dict[str, Any]
KINDS_OF_CHANGE = ("added", "changed", "withdrawn", "reinstated", "restored", "follows")
COMPUTED = frozenset({"said_from", "said_to", "date_from", "date_to", "published_from", "published_to"})
"""Days that follow from a date which is a field itself."""
_FOLLOWS = re.compile(r"Follows a change of the [a-z]+ [a-z0-9-]+\.")
_RESTORED = re.compile(r"Restored from revision [0-9]+\.")
"""Notes that services/dependents.py and services/editing.py write."""
_OF_OTHERS = frozenset({"term", "actor", "with", "source", "event", "affiliation", "relations", "disputes"})
"""Fields in which a record names another one: nothing else can change when it only follows."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A row of the change log: a revision, and the state before it where there is one."""

    seq: int
    at: datetime
    kind: str
    revision: int
    origin: str
    note: str
    review: str
    document: Document
    before: Document | None

    @property
    def slug(self) -> str:
        """The record's address as it was then; it leads on where it has moved."""
        return str(self.document.get("slug") or self.document["id"])

    @property
    def differences(self) -> list[history.Difference]:
        """The fields that changed, word by word; none for a record that is new."""
        if self.before is None:
            return []
        return [one for one in history.differences(self.before, self.document) if one.field not in COMPUTED]

    @property
    def fields(self) -> list[str]:
        """The names of these fields, in the order of the document."""
        if self.before is None:
            return []
        names = [name for name in {**self.document, **self.before} if name != "revision" and name not in COMPUTED]
        return [name for name in names if self.before.get(name) != self.document.get(name)]

    @property
    def what(self) -> str:
        """One of `KINDS_OF_CHANGE`. The words of a note count only where the record bears them out."""
        if self.before is None:
            return "added"
        if bool(self.before.get("withdrawn")) != bool(self.document.get("withdrawn")):
            return "withdrawn" if self.document["withdrawn"] else "reinstated"
        if _FOLLOWS.fullmatch(self.note) and _OF_OTHERS.issuperset(self.fields):
            return "follows"
        return "restored" if _RESTORED.fullmatch(self.note) else "changed"

    def to_document(self) -> Document:
        """What the doors serve of it."""
        return {
            "seq": self.seq,
            "at": pinning.in_address(self.at),
            "kind": self.kind,
            "slug": self.slug,
            "revision": self.revision,
            "what": self.what,
            "note": self.note,
            "review": self.review,
            "origin": self.origin,
            "fields": self.fields,
        }


def listed(selection: Selection, *, limit: int, before: int | None = None) -> tuple[list[Changed], int | None]:
    """A part of the selected changes, newest first, and the `before` of the next part (None: that was all)."""
    query = selection.narrowed(_whole(), before).order_by(Change.seq.desc()).limit(limit + 1)
    found = _read(query)
    return found[:limit], found[limit - 1].seq if len(found) > limit else None


def numbered(numbers: Sequence[int]) -> dict[int, Changed]:
    """The changes with these numbers."""
    return {one.seq: one for one in _read(_whole().where(Change.seq.in_(numbers)))}


def _whole() -> Any:
    earlier = aliased(Revision)
    mine = and_(
        Revision.kind == Change.kind, Revision.record_id == Change.record_id, Revision.number == Change.revision
    )
    previous = and_(
        earlier.kind == Change.kind, earlier.record_id == Change.record_id, earlier.number == Change.revision - 1
    )
    of_revision = (Revision.origin, Revision.change_note, Revision.review, Revision.document)
    query = select(Change.seq, Revision.published_at, Change.kind, Change.revision, *of_revision, earlier.document)
    return query.select_from(Change).join(Revision, mine).outerjoin(earlier, previous)


def _read(query: Any) -> list[Changed]:
    rows: Sequence[tuple[Any, ...]] = db.session.execute(query).all()
    return [
        Changed(seq, at, kind, revision, origin, note, review, _document(after), _document(before) if before else None)
        for seq, at, kind, revision, origin, note, review, after, before in rows
    ]


def _document(text: str) -> Document:
    document: Document = msgspec.json.decode(text)
    return document
