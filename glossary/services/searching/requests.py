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
from glossary.search.operators import NARROWING, Operator, take_operators
from glossary.search.port import FACETS, SORTS, Sort
from glossary.services.reading import labels
from glossary.services.searching import narrowing

PAGE_SIZE = 20
MOST_ROWS = 1000
MOST_VALUES = 20
"""Facet values in one request."""
MOST_PAGES = 5000
REMEMBERED = 3
"""Last hits that a cursor names: a walk goes on after the one that is still there."""
YES, NO = ("true", "1", "yes"), ("false", "0", "no")
GROUPS = ("term", "actor")
"""What results may be grouped by."""
AFFILIATED = "affiliated"
PARAMETERS = ("q", *FACETS, "from", "to", "narrower", "with", "sort", "group", "exact", "limit", "cursor", "page")


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A search as asked for. Dates are YYYY-MM-DD; `after` are the ids of the last few seen, in their order.

    `text` is without the operators typed in it (`actor:kirby`): they are among the filters and dates, or `without`.
    `narrower` and `affiliated` take narrower terms and an actor's people and bodies along. `ignored` are sentences.
    """

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    without: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    said_from: str | None = None
    said_to: str | None = None
    narrower: bool = False
    affiliated: bool = False
    sort: Sort = "relevance"
    group: str = ""
    exact: bool = False
    limit: int = PAGE_SIZE
    offset: int = 0
    after: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()


def read_request(args: Mapping[str, Sequence[str]]) -> SearchRequest:
    """The request that these parameters make; unknown names are left to the door to refuse or ignore.

    Raises `NotFound` for a value that the glossary does not have, `Invalid` with a sentence for a wrong date or
    number and for too many values.
    """
    typed = _one(args, "q").replace("\x00", " ").strip()
    limit = _number(args, "limit", PAGE_SIZE, MOST_ROWS)
    offset = (_number(args, "page", 1, MOST_PAGES) - 1) * limit
    where, after = _read_cursor(_one(args, "cursor")) if _one(args, "cursor") else (offset, ())
    said_from = _day(_one(args, "from"), "from", last=False)
    said_to = _day(_one(args, "to"), "to", last=True)
    if said_from and said_to and said_from > said_to:
        raise Invalid(f"The search runs from {said_from} to {said_to}, which ends before it begins.")
    asked = _Operators(typed, _filters(args), said_from, said_to)
    return SearchRequest(
        text=asked.text,
        filters=asked.filters,
        without=asked.without,
        said_from=asked.said_from,
        said_to=asked.said_to,
        narrower=_one(args, "narrower") in YES,
        affiliated=_one(args, "with") == AFFILIATED,
        sort=_sort(_one(args, "sort"), asked.text),
        group=_group(_one(args, "group")),
        exact=_one(args, "exact") in YES,
        limit=limit,
        offset=where,
        after=after,
        ignored=tuple(dict.fromkeys(asked.ignored)),
    )


class _Operators:
    """What the operators typed in a query change: nothing typed is an error, what names nothing is sought as words."""

    def __init__(
        self, typed: str, filters: Mapping[str, tuple[str, ...]], said_from: str | None, said_to: str | None
    ) -> None:
        self.text, operators = take_operators(typed)
        self.filters, self.without = dict(filters), dict[str, tuple[str, ...]]()
        self.said_from, self.said_to = said_from, said_to
        self.ignored: list[str] = []
        for operator in operators:
            if operator.name in ("from", "to"):
                self._date(operator)
            else:
                self._narrow(operator)
        if operators and self.said_from and self.said_to and self.said_from > self.said_to:
            self.ignored.append(f"The dates run from {self.said_from} to {self.said_to}: nothing can fit both.")

    def _narrow(self, operator: Operator) -> None:
        found = narrowing.values(operator)
        if not found:
            self.ignored.append(narrowing.unknown(operator))
            plain = operator.value.replace('"', "")
            self.text = f'{self.text} -"{plain}"' if operator.excluded else f"{self.text} {plain}"
            self.text = self.text.strip()
            return
        if len(found) > narrowing.MOST_VALUES:
            self.ignored.append(narrowing.too_many(operator, len(found)))
            found = found[: narrowing.MOST_VALUES]
        target, facet = self.without if operator.excluded else self.filters, NARROWING[operator.name]
        target[facet] = tuple(dict.fromkeys((*target.get(facet, ()), *found)))

    def _date(self, operator: Operator) -> None:
        """A date typed twice narrows to what fits both."""
        try:
            first, last = (day.isoformat() for day in bounds(operator.value))
        except Invalid:
            self.ignored.append(f"{operator.typed[:60]!r} holds no date such as 2023, 2023-10 or 2023-10-27.")
            return
        if operator.name == "from":
            self.said_from = max(self.said_from or first, first)
        else:
            self.said_to = min(self.said_to or last, last)


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


def _group(value: str) -> str:
    if value and value not in GROUPS:
        raise Invalid(f"Results are grouped by {' or '.join(GROUPS)}; not by {value[:40]!r}.")
    return value


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
