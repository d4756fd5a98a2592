"""A list of statements as it stands at one moment, for whoever takes it along while others publish.

As with the whole (`exporting`): which revision stands is read at once, the documents, which no publication
changes, afterwards in slices, each in a transaction of its own.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select

from glossary.db import db
from glossary.models import Statement
from glossary.services.export import exporting

SLICE = 500


def held(ids: Sequence[str], size: int = SLICE) -> Iterator[dict[str, Any]]:
    """The published ones of these statements, in their order, `size` read at a time.

    What is published after this returns is not in it; the database is asked before it does.
    """
    records, revisions = array("q"), array("q")
    for start in range(0, len(ids), SLICE):
        for record, revision in _standing(ids[start : start + SLICE]):
            records.append(record)
            revisions.append(revision)
    return exporting.documents("statement", records, revisions, size)


def _standing(ids: Sequence[str]) -> Iterator[tuple[int, int]]:
    query = select(Statement.slug, Statement.id, Statement.revision, Statement.state).where(Statement.slug.in_(ids))
    found = {row.slug: row for row in db.session.execute(query)}
    present = (found[slug] for slug in ids if slug in found)
    return ((row.id, row.revision) for row in present if row.state == "published")
