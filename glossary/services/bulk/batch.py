"""What an import writes in one transaction: records with their revisions, as publishing a single one would.

It differs from publishing one by one in what it asks: what is there, and what new records point at, is loaded at once
for all that may come; what was judged before is not judged again, but for what others may have published since.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from glossary.db import first_line
from glossary.errors import Overtaken, Refused
from glossary.models import LISTS, RECORDS, Record, Redaction, Statement
from glossary.services import auditing
from glossary.services.auditing import Doer
from glossary.services.bulk import held as bulk_held
from glossary.services.bulk.names import Names
from glossary.services.bulk.report import Judged
from glossary.services.bulk.rows import is_same
from glossary.services.publishing import withdrawn
from glossary.services.publishing.dependents import disputed_by, publish_dependents, store_disputes
from glossary.services.publishing.filling import Filler
from glossary.services.publishing.publishing import publish

Row = dict[str, Any]
GONE = "{} {!r} is not there any more."


@dataclass(slots=True)
class Written:
    """What was written so far; `stopped` says why not all."""

    new: int = 0
    changed: int = 0
    same: int = 0
    """Those that had been written before, as by an import that broke off."""
    stopped: str = ""

    @property
    def done(self) -> int:
        """Records that are as the file wants them."""
        return self.new + self.changed + self.same

    def sentence(self) -> str:
        """What happened, in words."""
        told = f"Published: {counted(self.new, self.changed)}."
        return f"{told} Then it stopped: {self.stopped}" if self.stopped else told


def counted(new: int, changed: int) -> str:
    """`12 new and 3 changed records`."""
    parts = [f"{number:,} {word}" for number, word in ((new, "new"), (changed, "changed")) if number]
    return f"{' and '.join(parts) or 'no'} record{'' if new + changed == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class Deed:
    """Who imports, with which note, and whether somebody else had looked at it."""

    by: Doer
    note: str
    review: Callable[[Session], str] = lambda _: "none"
    """Asked in every transaction. Raises `GlossaryError` where the doer may not publish."""


class Batch:
    """What is written in one transaction."""

    def __init__(
        self, session: Session, deed: Deed, keys: dict[tuple[str, str], int], names: Names | None, written: Written
    ) -> None:
        self.session, self.deed, self.keys, self.names, self.written = session, deed, keys, names, written
        self.review = deed.review(session)
        self.conflicts = {row.slug: row.definition for row in session.scalars(select(LISTS["conflicts"]))}
        self.filler = Filler(session, self._key)
        self.made: dict[tuple[str, str], int] = {}
        self.there: dict[str, Record] = {}
        self.pointed_at: list[Record] = []
        """Held on to, so that the session finds them again without asking."""

    def look_up(self, coming: list[Judged]) -> None:
        """Load at once what is there of the records to come, and what new ones among them point at."""
        model = RECORDS[coming[0].kind]
        found = self.session.scalars(select(model).where(model.slug.in_({one.id for one in coming})))
        self.there = {record.slug: record for record in found}
        for kind in ("term", "actor", "source", "event"):
            slugs = {one.row[kind] for one in coming if one.kind == "statement" and one.row}
            pointed = RECORDS[kind]
            self.pointed_at += self.session.scalars(select(pointed).where(pointed.slug.in_(slugs))) if slugs else ()
        self.made |= {(record.__tablename__, record.slug): record.id for record in self.pointed_at}

    def put(self, group: list[Judged]) -> None:
        """Publish records that go together. Raises `Overtaken` and `Refused`."""
        found = [(one, self.there.get(one.id)) for one in group]
        due = [(one, record) for one, record in found if self._is_due(one, record)]
        self.written.same += len(group) - len(due)
        try:
            self._write(due)
        except IntegrityError as error:
            raise Refused({"": [f"The database refused it: {first_line(error)}."]}) from error

    def _write(self, due: list[tuple[Judged, Record | None]]) -> None:
        """As an import of the data set does: empty, fill, link, publish; records may have each other's names."""
        if self.names is not None:
            self.names.take(self.session, [one.row or {} for one, _ in due])
        held = [record for _, record in due if record is not None]
        for record in held:
            self.filler.empty(record)
        if held:
            self.session.flush()
        filled = [self._fill(one, record) for one, record in due]
        self.session.flush()
        if self.names is not None:
            for one, record in filled:
                self.filler.link(record, one.row or {})
            self.session.flush()
        for one, record in filled:
            self._publish(one, record)

    def _is_due(self, one: Judged, record: Record | None) -> bool:
        """Whether there is something to write. Raises `Overtaken` where somebody else has written since."""
        if record is None and one.base is None:
            return True
        if record is None or one.row is None:
            raise Refused({"": [GONE.format(one.kind, one.id)]})
        if record.revision == one.base:
            return True
        present = self._row(one, record, record.revision)
        if present is not None and is_same(present, one.row):
            return False
        if self._blacked_out_since(one, record):  # in the revision that it was judged against, too
            raise Overtaken(one.kind, one.id, one.base or 0, record.revision)
        before = self._row(one, record, one.base) if one.base else None
        if before is None or present is None or not _only_follows(before, present, one.row):
            raise Overtaken(one.kind, one.id, one.base or 0, record.revision)
        return True

    def _blacked_out_since(self, one: Judged, record: Record) -> bool:
        mine = (Redaction.kind == one.kind, Redaction.record_id == record.id, Redaction.revision > (one.base or 0))
        return self.session.scalar(select(Redaction.id).where(*mine).limit(1)) is not None

    def _row(self, one: Judged, record: Record, number: int) -> Row | None:
        return bulk_held.row_at(self.session, one.kind, record.id, number)

    def _fill(self, one: Judged, record: Record | None) -> tuple[Judged, Record]:
        record = RECORDS[one.kind](slug=one.id) if record is None else record
        self.filler.fill(record, one.row or {})
        return one, record

    def _publish(self, one: Judged, record: Record) -> None:
        self.made[one.kind, one.id] = record.id
        disputes = self._disputes(one, record)
        if one.base is not None or one.kind != "statement":
            self.session.expire(record)  # what it pointed at before is still in it
        told: dict[str, Any] = {"origin": "editor", "change_note": self.deed.note, "review": self.review}
        told["new"] = one.base is None and self.there.get(one.id) is None
        if not publish(self.session, one.kind, record, conflicts=self.conflicts, disputes=disputes or [], **told):
            self.written.same += 1
            return
        if one.kind != "statement" or disputes is not None:
            publish_dependents(self.session, one.kind, record)
        verb = "publish" if one.base is None else "change"
        noted = {"kind": one.kind, "slug": one.id, "revision": record.revision, "detail": self.deed.note}
        auditing.note(self.session, self.deed.by, verb, **noted)  # type: ignore[arg-type]
        self.written.new += one.base is None
        self.written.changed += one.base is not None

    def _disputes(self, one: Judged, record: Record) -> list[str] | None:
        """Store whom the statement disputes, as far as they are there: the others come later and point back.

        None where it disputes nobody and did not.
        """
        if not isinstance(record, Statement) or one.row is None:
            return None
        before = disputed_by(self.session, record) if one.base is not None else []
        wanted = one.row["disputes"]
        if not wanted and not before:
            return None
        there = set(self.session.scalars(select(Statement.slug).where(Statement.slug.in_(wanted))))
        if there != set(before):
            self._refuse_withdrawn(one.id, there - set(before))
            store_disputes(self.session, record, sorted(there))
        return sorted(there)

    def _refuse_withdrawn(self, slug: str, others: set[str]) -> None:
        """What was withdrawn since the file was judged."""
        if why := withdrawn.disputed_anew(slug, others, withdrawn.among(self.session, [slug, *others])):
            raise Refused({"disputes": [f"{why}."]})

    def _key(self, kind: str, slug: str) -> int | None:
        """The key of a record that is pointed at."""
        key = self.keys.get((kind, slug)) or self.made.get((kind, slug))
        if key is None:
            key = self.session.scalar(select(RECORDS[kind].id).where(RECORDS[kind].slug == slug))
            if key is None:
                raise Refused({"": [GONE.format(kind, slug)]})
            self.made[kind, slug] = key
        return key


def _only_follows(before: Row, present: Row, wanted: Row) -> bool:
    """Whether a later revision of a record only says what others are called now, or which of them dispute it.

    An import that renames an actor gives its statements new revisions: these are nobody's words.
    """
    aside: Row = {"disputes": []}
    if {**before, **aside} != {**present, **aside}:
        return False
    was, now, mine = (set(row.get("disputes", ())) for row in (before, present, wanted))
    return now - was <= mine and not (was - now) & mine
