"""What forms offer to choose from: the records of a kind by address and name, in the order of a list of names.

Of thousands of records no more is read than is shown, and that until one of the kind is published.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Select, select

from glossary.db import db
from glossary.models import Actor, Event, Source, Term
from glossary.services.reading.kept import kept
from glossary.services.reading.listing import az_key


class Offered(NamedTuple):
    """A record that can be chosen."""

    slug: str
    name: str


def terms() -> Sequence[Offered]:
    """Terms from A to Z."""
    return kept("glossary.offered.terms", ("term",), lambda: _a_to_z(select(Term.slug, Term.preferred)))


def actors() -> Sequence[Offered]:
    """Actors from A to Z."""
    return kept("glossary.offered.actors", ("actor",), lambda: _a_to_z(select(Actor.slug, Actor.name)))


def sources() -> Sequence[Offered]:
    """Sources by publisher, day and title, called so."""
    return kept("glossary.offered.sources", ("source",), _sources)


def events() -> Sequence[Offered]:
    """Events, the latest first."""
    return kept("glossary.offered.events", ("event",), _events)


def _a_to_z(query: Select[str, str]) -> list[Offered]:
    found = [Offered(slug, name) for slug, name in db.session.execute(query)]
    return sorted(found, key=lambda one: (az_key(one.name), one.slug))


def _sources() -> list[Offered]:
    columns = (Source.slug, Source.publisher, Source.published, Source.published_from, Source.title)
    found = sorted(
        db.session.execute(select(*columns)), key=lambda row: (row.publisher.casefold(), row.published_from, row.slug)
    )
    return [Offered(row.slug, f"{row.publisher}, {row.published}: {row.title}") for row in found]


def _events() -> list[Offered]:
    rows = db.session.execute(select(Event.slug, Event.name, Event.date_from))
    return [
        Offered(row.slug, row.name) for row in sorted(rows, key=lambda row: (row.date_from, row.slug), reverse=True)
    ]
