"""What no two records of a kind may share (names, spellings, addresses), while many are written one after another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from glossary.db import db
from glossary.errors import Refused
from glossary.models import RECORDS, Change
from glossary.services.bulk import held as bulk_held
from glossary.services.publishing.rules import names_of

Row = dict[str, Any]
TAKEN = "{!r} has been taken by {} since the file was judged."


class Names:
    """The names of all records of one kind, kept up to date by the change log."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        with Session(db.engine) as session:
            self.seq = session.scalar(select(func.max(Change.seq))) or 0
        self.names: dict[str, set[str]] = {}
        """Slug -> its names, as they are compared."""
        self.owner: dict[str, str] = {}
        for row in bulk_held.every(kind):
            self._put(row)

    def take(self, session: Session, rows: Iterable[Row]) -> None:
        """Note what the records are called from now on. Raises `Refused` where another one has a name.

        Records that are taken together may have each other's names.
        """
        self._catch_up(session)
        rows = list(rows)
        for row in rows:
            self._release(row["id"])
        for row in rows:
            taken = next(
                (name for name in names_of(self.kind, row) if self.owner.get(name, row["id"]) != row["id"]), ""
            )
            if taken:
                raise Refused({"": [TAKEN.format(taken, self.owner[taken])]})
            self._put(row)

    def _catch_up(self, session: Session) -> None:
        """What was published since, by whomever."""
        newest = session.scalar(select(func.max(Change.seq))) or 0
        if newest > self.seq:
            mine = select(Change.record_id).where(Change.kind == self.kind, Change.seq > self.seq)
            model = RECORDS[self.kind]
            slugs = session.scalars(select(model.slug).where(model.id.in_(mine))).all()
            for slug, held in bulk_held.recorded_in(session, self.kind, slugs):
                self._release(slug)
                self._put(held.row)
            self.seq = newest

    def _put(self, row: Row) -> None:
        slug: str = row["id"]
        self.names[slug] = names_of(self.kind, row)
        self.owner.update(dict.fromkeys(self.names[slug], slug))

    def _release(self, slug: str) -> None:
        for name in self.names.pop(slug, ()):
            self.owner.pop(name, None)
