"""Statements that tell otherwise than a withdrawn one: a page says that it is withdrawn, a file does not name it.

Who withdraws a statement publishes nothing of the others: their documents name it as before. A file does not have what
was withdrawn, so that the name would lead nowhere in it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import select

from glossary.db import db
from glossary.models import Statement
from glossary.services.history.past import Past

Document = dict[str, Any]
SLICE = 500
"""Statements of which it is asked at once whom they name."""


def withdrawn(ids: Collection[str], then: Past | None = None) -> frozenset[str]:
    """Those of these statements that are withdrawn; with `then`, that were at its moment."""
    if not ids:
        return frozenset()
    if then:
        return frozenset(slug for slug, one in then.some("statement", ids).items() if one["withdrawn"])
    query = select(Statement.slug).where(Statement.slug.in_(ids), Statement.state == "withdrawn")
    return frozenset(db.session.scalars(query))


def without_withdrawn(statements: Sequence[Document], then: Past | None = None) -> list[Document]:
    """The public documents of statements, naming only such others as stand, or stood at the moment."""
    gone = withdrawn({other for one in statements for other in one["disputes"]}, then)
    if not gone:
        return list(statements)
    return [{**one, "disputes": [other for other in one["disputes"] if other not in gone]} for one in statements]


def each_without(statements: Iterable[Document], then: Past | None = None) -> Iterator[Document]:
    """The same, of however many."""
    coming = iter(statements)
    while some := list(islice(coming, SLICE)):
        yield from without_withdrawn(some, then)
