"""What was published, newest first: each change with what kind of change it is, its note, and the fields that changed.

The change log has a number for each (`seq`), which never changes: a list walked by it skips nothing and repeats nothing
while others publish. Moments of publication rise with these numbers (services/publishing/publishing.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import and_, select, tuple_
from sqlalchemy.orm import aliased

from glossary.db import db
from glossary.models import Change, Revision
from glossary.services.history import pinning
from glossary.services.history import revisions as history
from glossary.services.history.changes_asked import Selection
from glossary.services.history.changes_notes import COMPUTED, follows, own_words, restored_number

Document = dict[str, Any]
KINDS_OF_CHANGE = ("added", "changed", "withdrawn", "reinstated", "restored", "follows")


@dataclass(frozen=True, slots=True)
class Changed:
    """A row of the change log: a revision, the state before it where there is one, and the state that its note says is
    restored, where that came before.
    """

    seq: int
    at: datetime
    kind: str
    revision: int
    origin: str
    note: str
    review: str
    document: Document
    before: Document | None
    named: Document | None = None

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
        if not self.review and follows(self.note, self.before, self.document):
            return "follows"
        is_restored = self.named is not None and own_words(self.named) == own_words(self.document)
        return "restored" if is_restored else "changed"

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
    key = (Change.seq, Revision.published_at, Change.kind, Change.record_id, Change.revision)
    query = select(*key, *of_revision, earlier.document)
    return query.select_from(Change).join(Revision, mine).outerjoin(earlier, previous)


def _read(query: Any) -> list[Changed]:
    rows: Sequence[tuple[Any, ...]] = db.session.execute(query).all()
    numbers = {seq: restored_number(note, revision) for seq, _, _, _, revision, _, note, *_ in rows}
    named = _states([(kind, record, numbers[seq]) for seq, _, kind, record, *_ in rows if numbers[seq]])
    return [
        Changed(
            seq=seq,
            at=at,
            kind=kind,
            revision=revision,
            origin=origin,
            note=note,
            review=review,
            document=_document(after),
            before=_document(before) if before else None,
            named=named.get((kind, record, numbers[seq])),
        )
        for seq, at, kind, record, revision, origin, note, review, after, before in rows
    ]


def _states(keys: list[tuple[Any, ...]]) -> dict[tuple[Any, ...], Document]:
    """(kind, record, number) of revisions -> their documents."""
    if not keys:
        return {}
    columns = (Revision.kind, Revision.record_id, Revision.number)
    found = db.session.execute(select(*columns, Revision.document).where(tuple_(*columns).in_(keys)))
    return {(kind, record, number): _document(text) for kind, record, number, text in found}


def _document(text: str) -> Document:
    document: Document = msgspec.json.decode(text)
    return document
