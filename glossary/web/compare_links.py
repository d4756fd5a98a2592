"""Addresses of a comparison with one thing changed: a column less or moved, an actor more, other rows."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from flask import request

from glossary.services.comparison import keeping as comparison_keeping
from glossary.services.comparison.comparing import MAX_COLUMNS, MIN_COLUMNS
from glossary.services.comparison.requests import ComparisonRequest, Records, records_of
from glossary.services.reading import published as reading
from glossary.services.reading import speakers
from glossary.web import links, shown

Document = dict[str, Any]
CHOOSE = ("choose", "actors")
"""What an address has that asks for the list of all actors on the term, to choose from."""
MOST_OTHERS = 200
"""Actors that a comparison names to be added; where there are more, the list of all is the way."""


def named() -> links.Pairs:
    """The part of this address that says what is compared, in its order; blanks left out.

    `asked` refuses what it would not read in full: this is what was read of it, and nothing else.
    """
    return links.asked(*comparison_keeping.ASKED)


def view(wanted: ComparisonRequest) -> list[tuple[str, str]]:
    """The part that says which rows are shown, and as of when."""
    rows = [("show", "differences")] if wanted.only else []
    return [*rows, *([("as_of", wanted.as_of)] if wanted.as_of else [])]


def columns(answer: Document, query: links.Pairs, looked: links.Pairs) -> list[Document]:
    """The columns, each with the address of the comparison without it, and with it one place earlier."""
    heads = answer["columns"]
    if answer["by"] not in ("statement", "actor", "term"):
        return [{**head, "remove": None, "earlier": None} for head in heads]
    parts = [pair for pair in query if pair[0] == answer["by"]]
    rest = links.without(query, answer["by"])
    return [_column(head, place, parts, rest, looked) for place, head in enumerate(heads)]


def _column(head: Document, place: int, parts: links.Pairs, rest: links.Pairs, looked: links.Pairs) -> Document:
    fewer = [*parts[:place], *parts[place + 1 :]]
    swapped = [*parts[: place - 1], parts[place], parts[place - 1], *parts[place + 1 :]] if place else []
    return {
        **head,
        "remove": links.with_query(request.path, [*rest, *fewer, *looked]) if len(parts) > MIN_COLUMNS else None,
        "earlier": links.with_query(request.path, [*rest, *swapped, *looked]) if place else None,
    }


def others(answer: Document, wanted: ComparisonRequest, query: links.Pairs, looked: links.Pairs) -> list[Document]:
    """Actors on the same term that could be added, A to Z; none for other comparisons or a full one.

    Of more than `MOST_OTHERS` there are none: `to_choose` leads to them.
    """
    if not _takes_more(answer):
        return []
    present = {column["actor"]["slug"] for column in answer["columns"]}
    some = actors_on(answer["columns"][0]["term"]["slug"], records_of(wanted), MOST_OTHERS + MAX_COLUMNS + 1)
    found = [actor for actor in some if actor["slug"] not in present]
    if len(found) > MOST_OTHERS:
        return []
    return [
        {**actor, "address": links.with_query(request.path, [*query, ("actor", actor["slug"]), *looked])}
        for actor in found
    ]


def to_choose(answer: Document, query: links.Pairs, looked: links.Pairs) -> str:
    """The address of all actors on the term, with those compared ticked; empty where no other can be added."""
    pinned = any(name == "as_of" for name, _ in looked)
    return "" if pinned or not _takes_more(answer) else links.with_query(request.path, [*query, CHOOSE])


def _takes_more(answer: Document) -> bool:
    return answer["by"] == "actor" and len(answer["columns"]) < MAX_COLUMNS


def actors_on(term: str, records: Records, most: int | None = None) -> list[Document]:
    """Everyone with a statement on the term, in joint texts too, A to Z; of those of now no more than `most`, any."""
    if records is reading:
        return speakers.on_term(term, most)
    found: dict[str, Document] = {}
    for one in records.statements_of(term=term):
        for actor in (one["actor"], *(party["actor"] for party in one["with"])):
            found[actor["slug"]] = actor
    return a_to_z(found.values())


def a_to_z(actors: Collection[Document]) -> list[Document]:
    """Actors by their names, accents left aside."""
    return sorted(actors, key=shown.by_name)


def side_by_side(name: str, values: Sequence[str], *more: tuple[str, str]) -> str:
    """The address of a comparison of these statements, actors or terms."""
    return links.with_query("/compare", [*more, *((name, value) for value in values)])
