"""Parts of long lists of statements, and what is told of a whole list without reading it.

`filters` are those of `published.statements_of`, and so are the statements: published ones, of an actor also its joint
texts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Select, case, func, literal, not_, or_, select

from glossary.dates import EARLIEST, LATEST, years
from glossary.db import db
from glossary.models import Statement, Term
from glossary.services.reading import published as reading

Document = dict[str, Any]


class OnTerm(NamedTuple):
    """A term (slug, preferred), how many statements of a list are on it, and the place of its first (from 0).

    The place is that in the list by term.
    """

    term: Document
    number: int
    first: int


def oldest(first: int, most: int, **filters: str) -> list[Document]:
    """A part of `statements_of`: at most so many from a place on (0: the first)."""
    return _read(_fitting(Statement.slug, **filters), first, most)


def terms_of(**filters: str) -> list[OnTerm]:
    """The terms of a list of statements, from A to Z."""
    rows = _counted(_fitting(Statement.term_id, literal(0).label("place"), **filters))
    return _placed(sorted(rows, key=lambda row: (row.preferred.casefold(), row.slug)))


def terms_by_use(**filters: str) -> list[OnTerm]:
    """The same in the order of their first use."""
    place = func.row_number().over(order_by=_OLDEST_FIRST).label("place")
    return _placed(sorted(_counted(_fitting(Statement.term_id, place, **filters)), key=lambda row: row.place))


def by_term(terms: Sequence[OnTerm], first: int, most: int, **filters: str) -> list[tuple[OnTerm, list[Document]]]:
    """A part of the list by term, as `terms` has them, oldest first under each; terms of which it has none are left
    out."""
    here = [one for one in terms if one.first < first + most and one.first + one.number > first]
    if not here:
        return []
    places = {one.term["slug"]: place for place, one in enumerate(here)}
    query = _fitting(Statement.slug, **filters).join(Term, Term.id == Statement.term_id)
    found = _read(query.where(Term.slug.in_(places)), first - here[0].first, most, case(places, value=Term.slug))
    parts = [(one, [some for some in found if some["term"]["slug"] == one.term["slug"]]) for one in here]
    return [(one, some) for one, some in parts if some]


def span(**filters: str) -> tuple[int, int] | None:
    """The first and the last year in which the statements of a list may have been said, as `dates.years` has them."""
    ends = db.session.execute(_fitting(Statement.said, **filters).where(_IS_OPEN).distinct())
    query = _fitting(func.min(Statement.said_from), func.max(Statement.said_to), **filters).where(not_(_IS_OPEN))
    first, last = db.session.execute(query).one()
    found = [year for row in ends for year in years(row.said)]
    found += [first.year, last.year] if first else []
    return (min(found), max(found)) if found else None


_OLDEST_FIRST = (Statement.said_from, Statement.said_to, Statement.slug)
_IS_OPEN = or_(Statement.said_from == EARLIEST, Statement.said_to == LATEST)
"""A date without a beginning or an end, which reaches no year but the one that it names."""


def _fitting(*columns: Any, **filters: str) -> Select[Any]:
    """Some columns of the published statements that fit."""
    # Few are withdrawn: asked for the state as it stands, SQLite would begin with it and walk all statements.
    query = select(*columns).select_from(Statement).where((Statement.state + "") == "published")
    return reading.narrowed(query, filters)


def _read(query: Select[Any], first: int, most: int, *before: Any) -> list[Document]:
    """The statements from a place on, oldest first; `before`: what they are put in order by before that."""
    return reading.statements(db.session.scalars(query.order_by(*before, *_OLDEST_FIRST).offset(first).limit(most)))


def _counted(statements: Select[Any]) -> Sequence[Any]:
    """Each term of these statements (term_id, place): slug, preferred, number, and the first of the places."""
    some = statements.subquery()
    number, place = func.count().label("number"), func.min(some.c.place).label("place")
    query = select(Term.slug, Term.preferred, number, place).join(some, some.c.term_id == Term.id)
    return db.session.execute(query.group_by(Term.slug, Term.preferred)).all()


def _placed(rows: Iterable[Any]) -> list[OnTerm]:
    found, first = list[OnTerm](), 0
    for row in rows:
        found.append(OnTerm({"slug": row.slug, "preferred": row.preferred}, row.number, first))
        first += row.number
    return found
