"""What lacks evidence: quotations without a check of these words in this source, sources without an archived copy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from sqlalchemy import Select, exists, func, select

from glossary.db import db
from glossary.models import QuoteCheck, Source, Statement, Term

PAGE_SIZE = 50
MOST_PAGES = 1000
MOST_NAMED = 500
"""Terms or sources that are named with their numbers."""
Row = dict[str, Any]
Columns = tuple[Any, ...]


class Counts(NamedTuple):
    """Published quotations and those that are checked; sources and those with an archived copy."""

    quotes: int
    checked: int
    sources: int
    archived: int


class Page(NamedTuple):
    """Part of a list, how many there are in all, and whether more follow."""

    rows: list[Row]
    total: int
    more: bool


def counts() -> Counts:
    """The numbers, as they are now."""
    quotes = select(func.count()).select_from(Statement).where(*_quoting())
    sources = select(func.count()).select_from(Source)
    archived = sources.where(Source.archive_url != "")
    numbers = (quotes, quotes.where(_checked()), sources, archived)
    return Counts(*(db.session.scalar(query) or 0 for query in numbers))


def unchecked(narrowed: Mapping[str, str], page: int = 1, size: int = PAGE_SIZE) -> Page:
    """Published statements whose present quotation has no check, by term, then oldest first.

    `narrowed`: slugs of a `term` and a `source`. An unknown one fits nothing.
    """
    other = _check(QuoteCheck.quote != Statement.quote).label("other")
    columns: Columns = (
        *(Statement.slug, Statement.said, Statement.quote, Statement.language, Term.slug.label("term")),
        *(Term.preferred, Source.slug.label("source"), Source.publisher, Source.title, other),
    )
    query = _unchecked(select(*columns), narrowed)
    return _page(query.order_by(Term.slug, Statement.said_from, Statement.slug), page, size)


def unarchived(page: int = 1, size: int = PAGE_SIZE) -> Page:
    """Sources without an archive address, those with most published statements first, then by slug."""
    number = func.count(Statement.id).label("statements")
    stands = (Statement.source_id == Source.id) & (Statement.state == "published")
    columns: Columns = (Source.slug.label("source"), Source.publisher, Source.title, Source.language, Source.url)
    query = select(*columns, number).outerjoin(Statement, stands).where(Source.archive_url == "").group_by(Source.id)
    return _page(query.order_by(number.desc(), Source.slug), page, size)


def by(what: str) -> list[Row]:
    """Unchecked quotations of each `term` or `source` that has any: slug, name and number; most first, then by slug.

    At most 500 of them.
    """
    model, name = (Term, Term.preferred) if what == "term" else (Source, Source.title)
    number = func.count().label("number")
    columns: Columns = (model.slug, name.label("name"), number)
    query = _unchecked(select(*columns), {}).group_by(model.id)
    return _rows(query.order_by(number.desc(), model.slug).limit(MOST_NAMED))


def _quoting() -> tuple[Any, ...]:
    return Statement.state == "published", Statement.quote != ""


def _checked() -> Any:
    return _check(QuoteCheck.quote == Statement.quote, QuoteCheck.source_id == Statement.source_id)


def _check(*which: Any) -> Any:
    return exists().where(QuoteCheck.statement_id == Statement.id, QuoteCheck.struck_at.is_(None), *which)


def _unchecked(query: Select[Any], narrowed: Mapping[str, str]) -> Select[Any]:
    query = query.select_from(Statement).join(Term, Statement.term_id == Term.id)
    query = query.join(Source, Statement.source_id == Source.id).where(*_quoting(), ~_checked())
    for name, slug in narrowed.items():
        query = query.where((Term if name == "term" else Source).slug == slug)
    return query


def _page(query: Select[Any], page: int, size: int) -> Page:
    total = db.session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    rows = _rows(query.offset((page - 1) * size).limit(size))
    return Page(rows, total, page * size < total)


def _rows(query: Select[Any]) -> list[Row]:
    return [dict(row._mapping) for row in db.session.execute(query)]
