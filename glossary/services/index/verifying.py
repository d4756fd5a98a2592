"""Whether the search index holds what the database does: compared one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from glossary.db import db
from glossary.models import Statement
from glossary.services.index import state as indexed_state
from glossary.services.index.indexing import are_read_otherwise, index, known_now
from glossary.services.reading import change_log

LOOKS = 5
"""How often `verify` looks at an index that others bring up to date meanwhile."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What database and index disagree on, by statement id."""

    missing: list[str]
    surplus: list[str]
    stale: list[str]
    behind: int
    """How many rows of the change log the index does not hold yet."""
    outdated: bool = False
    """The index is to be made anew: of records that the database has no more, or of texts read by other rules."""

    @property
    def sound(self) -> bool:
        """Whether they agree."""
        return not (self.missing or self.surplus or self.stale or self.behind or self.outdated)


def verify() -> Verification:
    """Compare what database and index hold: ids, revisions, and what they were made from. Raises `IndexUnavailable`.

    The index is read first, and again where it has moved until the database was read: a publication meanwhile is no
    difference. One that moves all the time is told as it was met last.
    """
    change_log.last_change()  # a database without tables is told as that, whether or not there is an index
    for _ in range(LOOKS):
        seq, held = index().seq(), index().contents()
        found = _compared(held, seq)
        if index().seq() == seq:
            break
    return found


def _compared(held: Mapping[str, int], seq: int) -> Verification:
    """What the index holds, at this number of the log, beside the database of now."""
    db.session.rollback()
    published = select(Statement.slug, Statement.revision).where(Statement.state == "published")
    wanted = {row.slug: row.revision for row in db.session.execute(published)}
    last = change_log.last_change()
    return Verification(
        missing=sorted(set(wanted) - set(held)),
        surplus=sorted(set(held) - set(wanted)),
        stale=sorted(slug for slug, number in held.items() if wanted.get(slug, number) != number),
        behind=max(0, last - seq),
        outdated=seq > last or indexed_state.is_lost(index()) or are_read_otherwise(known_now()),
    )
