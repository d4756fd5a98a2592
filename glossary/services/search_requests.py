"""What the address of a search asks for, checked once for pages and programs alike."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from glossary.dates import bounds
from glossary.errors import Invalid, NotFound
from glossary.search.port import FACETS, SORTS, Sort
from glossary.services import labels

PAGE_SIZE = 20
MOST_ROWS = 1000
MOST_VALUES = 20
"""Facet values in one request."""
MOST_PAGES = 5000
REMEMBERED = 3
"""Last hits that a cursor names: a walk goes on after the one that is still there."""
YES, NO = ("true", "1", "yes"), ("false", "0", "no")
PARAMETERS = ("q", *FACETS, "from", "to", "sort", "exact", "limit", "cursor", "page")


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A search as asked for. Dates are YYYY-MM-DD; `after` are the ids of the last few seen, in their order."""

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    said_from: str | None = None
    said_to: str | None = None
    sort: Sort = "relevance"
    exact: bool = False
    limit: int = PAGE_SIZE
    offset: int = 0
    after: tuple[str, ...] = ()


def read_request(args: Mapping[str, Sequence[str]]) -> SearchRequest:
    """The request that these parameters make; unknown names are left to the door to refuse or ignore.

    Raises `NotFound` for a value that the glossary does not have, `Invalid` with a sentence for a wrong date or
    number and for too many values.
    """
    text = _one(args, "q").replace("\x00", " ").strip()
    limit = _number(args, "limit", PAGE_SIZE, MOST_ROWS)
    offset = (_number(args, "page", 1, MOST_PAGES) - 1) * limit
    where, after = _read_cursor(_one(args, "cursor")) if _one(args, "cursor") else (offset, ())
    filters = _filters(args)
    said_from = _day(_one(args, "from"), "from", last=False)
    said_to = _day(_one(args, "to"), "to", last=True)
    if said_from and said_to and said_from > said_to:
        raise Invalid(f"The search runs from {said_from} to {said_to}, which ends before it begins.")
    return SearchRequest(
        text=text,
        filters=filters,
        said_from=said_from,
        said_to=said_to,
        sort=_sort(_one(args, "sort"), text),
        exact=_one(args, "exact") in YES,
        limit=limit,
        offset=where,
        after=after,
    )


def _one(args: Mapping[str, Sequence[str]], name: str) -> str:
    values = args.get(name, ())
    return values[-1].strip() if values else ""


def _filters(args: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    asked = {name: tuple(dict.fromkeys(value for value in args.get(name, ()) if value)) for name in FACETS}
    filters = {name: values for name, values in asked.items() if values}
    number = sum(len(values) for values in filters.values())
    if number > MOST_VALUES:
        raise Invalid(f"A search is narrowed by at most {MOST_VALUES} values; {number} were asked for.")
    for name, values in filters.items():
        for value in values:
            _check_value(name, value)
    return filters


def _check_value(facet: str, value: str) -> None:
    known = re.fullmatch(r"\d{4}", value, re.ASCII) if facet == "year" else value in labels.facet_values()[facet]
    if not known:
        raise NotFound(f"There is no {labels.FACET_LABELS[facet].lower()} {value[:80]!r} to narrow a search by.")


def _day(value: str, name: str, *, last: bool) -> str | None:
    if not value:
        return None
    try:
        return bounds(value)[last].isoformat()
    except Invalid as error:
        raise Invalid(f"The parameter {name} is no date: {error}") from error


def _sort(value: str, text: str) -> Sort:
    if value and value not in SORTS:
        raise Invalid(f"Results are sorted by {', '.join(SORTS)}; not by {value[:40]!r}.")
    default: Sort = "relevance" if text else "newest"
    return next((sort for sort in SORTS if sort == value), default)


def _number(args: Mapping[str, Sequence[str]], name: str, default: int, most: int) -> int:
    value = _one(args, name)
    if not value:
        return default
    if not re.fullmatch(r"\d{1,6}", value, re.ASCII) or not 1 <= int(value) <= most:
        raise Invalid(f"The parameter {name} is a number from 1 to {most}.")
    return int(value)


def write_cursor(offset: int, seen: Sequence[str]) -> str:
    """An opaque place in a list of hits: after how many, and after which."""
    place = [offset, *seen[-REMEMBERED:]]
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


def _read_cursor(text: str) -> tuple[int, tuple[str, ...]]:
    problem = Invalid("The cursor is not one that this service handed out; start the list again without it.")
    try:
        place: Any = json.loads(base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True))
        offset, *seen = place
    except (binascii.Error, ValueError, TypeError, RecursionError) as error:
        raise problem from error
    if type(offset) is not int or not 0 <= offset <= 10_000_000:
        raise problem
    if not 1 <= len(seen) <= REMEMBERED or not all(isinstance(one, str) for one in seen):
        raise problem
    return offset, tuple(seen)
