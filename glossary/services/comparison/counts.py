"""Whether a comparison would be too large, counted before any of it is loaded; as the records are now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import select

from glossary.db import db
from glossary.models import Statement
from glossary.services.reading import published as reading


def more_than(most: int, filters: Iterable[Mapping[str, str]]) -> bool:
    """Whether more published statements than `most` fit one or other of these filters; counts on no further."""
    found: set[int] = set()
    for some in filters:
        # Compared as it stands, SQLite would begin with the index on the state and walk all statements.
        query = reading.narrowed(select(Statement.id), some).where((Statement.state + "") == "published")
        found.update(db.session.scalars(query.limit(most + 1)))
        if len(found) > most:
            return True
    return False
