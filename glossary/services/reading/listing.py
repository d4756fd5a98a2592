"""The lists of all records of a kind, in their order and under their headings; a page of one reads its part alone.

Names are put in order here, as no two databases order letters with accents and capitals alike. Of tens of thousands
only addresses and headings are kept, until a record of the kind is published.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import groupby
from typing import Any, NamedTuple
from unicodedata import combining, normalize

from sqlalchemy import select

from glossary.db import db
from glossary.models import Actor, Event, Source, Term
from glossary.services.reading import published as reading
from glossary.services.reading.kept import kept

Document = dict[str, Any]


class Line(NamedTuple):
    """A record: its address, its letter in a list from A to Z, and its kind or type, where it has one."""

    slug: str
    letter: str
    kind: str = ""


class Group(NamedTuple):
    """Lines under one heading: the heading, the place of the first in the list (from 0), how many there are."""

    name: str
    first: int
    number: int


class Listed(NamedTuple):
    """A whole list: the addresses in their order, and the groups that they make, one after the other."""

    slugs: Sequence[str]
    groups: Sequence[Group]


def terms() -> Listed:
    """Terms by letter, from A to Z."""
    return _by_letter(kept("glossary.listing.terms", ("term",), _terms))


def actors(of: str = "") -> Listed:
    """Actors by letter, from A to Z without accents. `of`: those directly affiliated with one."""
    return _by_letter(_actors_of(of))


def actors_by_kind(kinds: Iterable[str], of: str = "") -> Listed:
    """The same by kind, in the order of the kinds, and from A to Z in each."""
    return _by_kind(_actors_of(of), kinds)


def sources(types: Iterable[str]) -> Listed:
    """Sources by type, in the order of the types, and by title in each."""
    return _by_kind(kept("glossary.listing.sources", ("source",), _sources), types)


def events(first: int, most: int) -> list[tuple[Group, list[Document]]]:
    """Events by the year in which they begin, newest first: at most so many from a place on (0: the first).

    Here the database puts in order. The groups are those of the part.
    """
    query = select(Event.slug, Event.date_from).order_by(Event.date_from.desc(), Event.slug.desc())
    rows = db.session.execute(query.offset(first).limit(most))
    return documents("event", _grouped([(slug, f"{day.year:04}") for slug, day in rows]), 0, most)


def documents(kind: str, listed: Listed, first: int, most: int) -> list[tuple[Group, list[Document]]]:
    """The records of a list from a place on (0: the first), at most so many, under their headings."""
    known = reading.some(kind, listed.slugs[first : first + most])
    return [
        (group, [known[slug] for slug in slugs if slug in known])
        for group in listed.groups
        if (slugs := listed.slugs[max(group.first, first) : min(group.first + group.number, first + most)])
    ]


def plain(text: str) -> str:
    """A name without its accents, for sorting and initials."""
    return "".join(letter for letter in normalize("NFD", text) if not combining(letter))


def az_key(name: str) -> str:
    """What a name is sorted by from A to Z: its letters without accents, capitals like small ones."""
    return plain(name).casefold()


def _actors_of(slug: str) -> Sequence[Line]:
    lines: Sequence[Line] = kept("glossary.listing.actors", ("actor",), _actors)
    if not slug:
        return lines
    above = select(Actor.id).where(Actor.slug == slug).scalar_subquery()
    below = set(db.session.scalars(select(Actor.slug).where(Actor.affiliation_id == above)))
    return [line for line in lines if line.slug in below]


def _terms() -> list[Line]:
    rows = db.session.execute(select(Term.slug, Term.preferred)).all()
    ordered = sorted(rows, key=lambda row: (row.preferred.casefold(), row.slug))
    return [Line(row.slug, row.preferred[:1].upper()) for row in ordered]


def _actors() -> list[Line]:
    rows = db.session.execute(select(Actor.slug, Actor.name, Actor.kind)).all()
    ordered = sorted((az_key(row.name), row.slug, plain(row.name)[:1].upper(), row.kind) for row in rows)
    return [Line(slug, letter, kind) for _, slug, letter, kind in ordered]


def _sources() -> list[Line]:
    rows = db.session.execute(select(Source.slug, Source.title, Source.type)).all()
    ordered = sorted(rows, key=lambda row: (row.title.casefold(), row.slug))
    return [Line(row.slug, "", row.type) for row in ordered]


def _by_letter(lines: Iterable[Line]) -> Listed:
    return _grouped([(line.slug, line.letter) for line in lines])


def _by_kind(lines: Collection[Line], kinds: Iterable[str]) -> Listed:
    return _grouped([(line.slug, kind) for kind in kinds for line in lines if line.kind == kind])


def _grouped(pairs: Sequence[tuple[str, str]]) -> Listed:
    """Pairs of address and heading; those that follow each other under one heading are a group."""
    groups: list[Group] = []
    for name, some in groupby(pairs, key=lambda pair: pair[1]):
        first = groups[-1].first + groups[-1].number if groups else 0
        groups.append(Group(name, first, len(list(some))))
    return Listed([slug for slug, _ in pairs], groups)
