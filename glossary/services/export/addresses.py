"""The addresses of all published records, in parts, each with the moment of its standing revision."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import and_, select

from glossary.db import db
from glossary.models import RECORDS, Revision, Statement
from glossary.services.reading import counting

SLICE = 500


def parts(kind: str, size: int) -> int:
    """Into how many parts of this size the records of a kind go."""
    return -(-counting.counts()[kind] // size)


def part(kind: str, number: int, size: int) -> Iterator[tuple[str, datetime]]:
    """Slug and moment of the records of one part, by slug; nothing for a number beyond the last. Withdrawn statements
    are left out. Each slice is read for itself, so that no transaction stays open.
    """
    model = RECORDS[kind]
    ordered = _standing(kind).order_by(model.slug)
    left, query = size, ordered.offset((number - 1) * size)
    while left and (rows := db.session.execute(query.limit(min(SLICE, left))).all()):
        yield from ((slug, moment) for slug, moment in rows)
        left -= len(rows)
        query = ordered.where(model.slug > rows[-1][0])


def _standing(kind: str) -> Any:
    model = RECORDS[kind]
    mine = and_(Revision.kind == kind, Revision.record_id == model.id, Revision.number == model.revision)
    query = select(model.slug, Revision.published_at).select_from(model).join(Revision, mine)
    return query.where(Statement.state == "published") if kind == "statement" else query
