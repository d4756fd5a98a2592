"""What forms offer to choose from: the records of a kind by address and name, in the order of a list of names.

Of thousands of records no more is read than is shown, and that until one of the kind is published.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Row, func, select

from glossary.db import db
from glossary.models import RECORDS, Actor, Event, Source, Term
from glossary.services.reading.kept import kept
from glossary.services.reading.listing import az_key

MOST_LISTED = 500
"""Records of a kind that a form lists, every one; of more it asks for the name. So many make a page of some 100 kB, and
nobody looks through a longer list.
"""
_COLUMNS: dict[str, tuple[Any, ...]] = {
    "term": (Term.slug, Term.preferred.label("name")),
    "actor": (Actor.slug, Actor.name),
    "source": (Source.slug, Source.publisher, Source.published, Source.published_from, Source.title),
    "event": (Event.slug, Event.name, Event.date_from),
}
"""Kind -> what is read of a record to name it and to put it in its place."""


class Offered(NamedTuple):
    """A record that can be chosen."""

    slug: str
    name: str


def terms() -> Sequence[Offered]:
    """Terms from A to Z."""
    return _listed("term")


def actors() -> Sequence[Offered]:
    """Actors from A to Z."""
    return _listed("actor")


def sources() -> Sequence[Offered]:
    """Sources by publisher, day and title, called so."""
    return _listed("source")


def events() -> Sequence[Offered]:
    """Events, the latest first."""
    return _listed("event")


def are_many(kind: str) -> bool:
    """Whether there are more than `MOST_LISTED` of a kind: too many for a list."""
    query = select(func.count()).select_from(RECORDS[kind])
    number: int = kept(f"glossary.offered.{kind}.number", (kind,), lambda: db.session.scalar(query) or 0)
    return number > MOST_LISTED


def names(kind: str, slugs: Collection[str]) -> dict[str, str]:
    """Slug -> name, of those of the slugs that are there."""
    query = select(*_COLUMNS[kind]).where(RECORDS[kind].slug.in_(slugs))
    return dict(_offered(kind, row) for row in db.session.execute(query)) if slugs else {}


def every(kind: str) -> Iterator[Offered]:
    """All of a kind in the order of their list, read anew: for whoever keeps something else of them."""
    rows = db.session.execute(select(*_COLUMNS[kind])).all()
    return (_offered(kind, row) for row in sorted(rows, key=_ORDERS[kind], reverse=kind == "event"))


def _listed(kind: str) -> Sequence[Offered]:
    return kept(f"glossary.offered.{kind}s", (kind,), lambda: list(every(kind)))


def _offered(kind: str, row: Row[Any]) -> Offered:
    if kind == "source":
        return Offered(row.slug, f"{row.publisher}, {row.published}: {row.title}")
    return Offered(row.slug, row.name)


def _by_name(row: Row[Any]) -> tuple[Any, ...]:
    return az_key(row.name), row.slug


_ORDERS: dict[str, Callable[[Row[Any]], tuple[Any, ...]]] = {
    "term": _by_name,
    "actor": _by_name,
    "source": lambda row: (row.publisher.casefold(), row.published_from, row.slug),
    "event": lambda row: (row.date_from, row.slug),
}
