"""What a comparison is called, in even words and in the order of its columns; and a name for each column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from glossary.dates import in_words
from glossary.services.comparison.requests import ComparisonRequest, records_of

Document = dict[str, Any]
Heading = list[tuple[str, bool]]
"""Pieces of text, and whether each is a value of the data: those are set apart from the words around them."""


def heading(answer: Document, wanted: ComparisonRequest) -> Heading:
    """The heading of a comparison, in even words and in the order of its columns."""
    columns = answer["columns"]
    if answer["by"] == "event":
        return [("All names of: ", False), (columns[0]["statements"][0]["event"]["name"], True)]
    if answer["by"] == "time":
        return _over_time(columns, wanted)
    if answer["by"] == "term":
        terms = _listed(column["label"] for column in columns)
        return [("Comparing ", False), *terms, (", as used by ", False), (columns[0]["actor"]["name"], True)]
    terms = _listed(dict.fromkeys(column["term"]["preferred"] for column in columns))
    return [("Comparing ", False), *_listed(names(columns)), (" on ", False), *terms]


def _over_time(columns: Sequence[Document], wanted: ComparisonRequest) -> Heading:
    people = [(", its people and bodies", False)] if wanted.affiliated else []
    on = [(" on ", False), (columns[0]["term"]["preferred"], True)] if wanted.terms else []
    return [(actor_of(columns, wanted), True), *people, *on, (" over time", False)]


def actor_of(columns: Sequence[Document], wanted: ComparisonRequest) -> str:
    """The name of the one actor whose course of time is shown, whether or not it speaks here itself."""
    [slug] = wanted.actors
    return speakers(columns).get(slug) or str(records_of(wanted).document("actor", slug)["name"])


def speakers(columns: Sequence[Document]) -> dict[str, str]:
    """Slug -> name of all who speak here, under their own name or as parties of joint texts."""
    statements = [one for column in columns for one in column["statements"]]
    actors = [actor for one in statements for actor in (one["actor"], *(party["actor"] for party in one["with"]))]
    return {actor["slug"]: str(actor["name"]) for actor in actors}


def _listed(values: Iterable[str]) -> Heading:
    """A, B and C."""
    every = list(values)
    joints = ["", *([", "] * (len(every) - 2)), " and "] if len(every) > 1 else [""]
    pairs = (
        (piece, of_data)
        for joint, value in zip(joints, every, strict=True)
        for piece, of_data in ((joint, False), (value, True))
    )
    return [(piece, of_data) for piece, of_data in pairs if piece]


def names(columns: Sequence[Document]) -> list[str]:
    """A name for each column that is no other's: its label; where several have it, the date, the term, a number."""
    named = [str(column["label"]) for column in columns]
    named = _told_apart(named, [_dated(column["label"], column) for column in columns])
    named = _told_apart(named, [_dated(f"{one['label']} on {one['term']['preferred']}", one) for one in columns])
    return _told_apart(named, [f"{name} ({place})" for place, name in enumerate(named, start=1)])


def _told_apart(named: Sequence[str], longer: Sequence[str]) -> list[str]:
    """The names, but for those that several columns have: of these the longer ones."""
    times = Counter(named)
    return [more if times[name] > 1 else name for name, more in zip(named, longer, strict=True)]


def _dated(name: str, column: Document) -> str:
    return f"{name}, {in_words(column['said'])}" if column["said"] else name
