"""The properties of terms and actors that a query may ask for, and what of an entity answers to a value.

Each value is understood in words or as an id: an affiliation by any of its names, a country by its code or by a name of
its state, a kind with blanks or hyphens.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from glossary.services.reconciling.asked import EMPTY, Asked, Value
from glossary.services.reconciling.table import Table

Answers = Callable[[Table, Value], set[str]]


def _words(table: Table, value: Value) -> set[str]:
    return {table.key(value.text), table.key(value.id)} - {""}


def _tag(_: Table, value: Value) -> set[str]:
    return {value.text.strip().lower(), value.id.strip().lower()} - {""}


def _record(table: Table, value: Value) -> set[str]:
    return ({value.text.strip(), value.id.strip()} - {""}) | table.owners(value.text)


def _name(table: Table, value: Value) -> set[str]:
    return table.owners(value.text)


def _slug(_: Table, value: Value) -> set[str]:
    return {value.text.strip(), value.id.strip()} - {""}


def _country(table: Table, value: Value) -> set[str]:
    """A code, or whatever the state of that code is called."""
    named = (table.entities[table.places[slug]] for slug in table.owners(value.text))
    return _tag(table, value) | {code for one in named if "state" in one.types for code in one.values["country"]}


class Property(NamedTuple):
    """A property: its id, its name, what it says, which of an entity's values are compared, and with what.

    `identifies`: whether the value belongs to one entity only, so that an entity found by it alone is certain.
    """

    id: str
    name: str
    description: str
    compares: str
    answers: Answers
    identifies: bool = False


_OF_ALL = (
    Property("slug", "Slug", "The id of the record in the glossary.", "slug", _slug, identifies=True),
    Property("name", "Name", "Any name that the record has, in any language.", "slug", _name),
    Property("language", "Language of the name", "BCP 47, of the name that is found (ar, fr).", "language", _tag),
)
QUERIED: dict[str, tuple[Property, ...]] = {
    "term": (
        *_OF_ALL,
        Property("broader", "Broader term", "A wider term, by any of its names or its slug.", "broader", _record),
        Property("narrower", "Narrower term", "A narrower term, by any name or its slug.", "narrower", _record),
        Property("related", "Related term", "A term that belongs to it, by any name or its slug.", "related", _record),
        Property(
            "contrasted-with",
            "Contrasted with",
            "A term that is set against it, by any name or its slug.",
            "contrasted-with",
            _record,
        ),
    ),
    "actor": (
        *_OF_ALL,
        Property("kind", "Kind of actor", "person, organization, state, armed group …", "kind", _words),
        Property("country", "Country", "ISO 3166-1 code of two letters, or a name of the state.", "country", _country),
        Property(
            "affiliation",
            "Affiliation",
            "What the actor is affiliated with, directly or further up, by any name or its slug.",
            "affiliation",
            _record,
        ),
    ),
}
"""Kind of record -> its properties, in the order in which they are offered."""


class Wish(NamedTuple):
    """A property that is asked for, and the values that fit."""

    property: Property
    fitting: frozenset[str]


def wishes(kind: str, asked: tuple[Asked, ...], table: Table) -> list[Wish]:
    """What is asked for, of the properties that there are. Others, and empty values, say nothing, and are left out."""
    known = {one.id: one for one in QUERIED[kind]}
    said = ((known[one.pid], [v for v in one.values if v != EMPTY]) for one in asked if one.pid in known)
    return [
        Wish(property_, frozenset().union(*(property_.answers(table, value) for value in values)))
        for property_, values in said
        if values
    ]
