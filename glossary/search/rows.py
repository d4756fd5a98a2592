"""What an engine keeps in memory beside its postings: one row a statement, for filters, facets and order.

Reading stored fields hit by hit is what makes a facet slow; columns of a few thousand rows are counted in an instant.
Statements share most of their values, so equal ones are kept once.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest, nsmallest
from operator import itemgetter
from typing import Any, NamedTuple

from glossary.search.port import FACETS, IndexDocument, Query, Sort

SCORE_DIGITS = 6
"""Scores are rounded to so many digits before they are compared; see the port."""

Values = tuple[str, ...]
"""The values of one facet that a statement has."""


class Row(NamedTuple):
    """A statement without its words."""

    id: str
    revision: int
    said_from: str
    said_to: str
    actor_name: str
    facets: tuple[Values, ...]
    """The values of each of FACETS, in that order."""


def shared(row: Row, known: dict[object, Any]) -> Row:
    """The row with values that others have too in place of its own copies of them."""
    facets = tuple(known.setdefault(values, values) for values in row.facets)
    said_from, said_to, name = (known.setdefault(text, text) for text in row[2:5])
    return Row(row.id, row.revision, said_from, said_to, name, known.setdefault(facets, facets))


def row_of(document: IndexDocument) -> Row:
    """The row of a document; a value given twice counts once."""
    facets = tuple(tuple(dict.fromkeys(document.facets.get(facet, ()))) for facet in FACETS)
    span = (document.said_from, document.said_to)
    return Row(document.id, document.revision, *span, document.actor_name, facets)


class Column:
    """One facet of all rows. Most have one value; it stands there itself, none or several as a tuple."""

    def __init__(self, facet: str, rows: Sequence[Row | None]) -> None:
        at = FACETS.index(facet)
        found = (row.facets[at] if row else () for row in rows)
        self._values: list[str | Values] = [values[0] if len(values) == 1 else values for values in found]
        self._several = {values for values in self._values if isinstance(values, tuple)}

    def meeting(self, values: Sequence[str], numbers: Iterable[int]) -> set[int]:
        """The rows among these that have any of the values; without values none."""
        wanted = {*values, *(several for several in self._several if not set(values).isdisjoint(several))}
        return {number for number in numbers if self._values[number] in wanted}

    def count(self, numbers: Sequence[int]) -> dict[str, int]:
        """How often each value occurs among these rows."""
        counts: Counter[Any] = Counter(self._of(numbers))
        for several in self._several & counts.keys():
            often = counts.pop(several)
            for value in several:
                counts[value] += often
        return dict(counts)

    def _of(self, numbers: Sequence[int]) -> Iterable[str | Values]:
        """All at once where that is possible: it takes half the time."""
        return itemgetter(*numbers)(self._values) if len(numbers) > 1 else [self._values[number] for number in numbers]


@dataclass(frozen=True)
class Rows:
    """The rows of one state of the index by document number; None where a number has no statement."""

    rows: Sequence[Row | None]

    def id(self, number: int) -> str:
        return self._at(number).id

    def contents(self) -> dict[str, int]:
        """Statement id -> revision."""
        return {row.id: row.revision for row in self.rows if row}

    @cached_property
    def numbers(self) -> list[int]:
        """The document numbers that have a statement."""
        return [number for number, row in enumerate(self.rows) if row]

    def within_span(self, numbers: Iterable[int], said_from: str | None, said_to: str | None) -> list[int]:
        """Statements whose days touch the span, both ends included. Days are compared as text: YYYY-MM-DD."""
        found = list(numbers)
        if said_to is not None:
            found = [number for number in found if self._at(number).said_from <= said_to]
        if said_from is not None:
            found = [number for number in found if self._at(number).said_to >= said_from]
        return found

    def narrowed(
        self, numbers: Sequence[int], query: Query, facets: Iterable[str]
    ) -> tuple[list[int], dict[str, dict[str, int]]]:
        """The numbers that meet every filter, and the counts of each facet without that facet's own filter."""
        met = {facet: self._meeting(numbers, facet, values) for facet, values in query.filters.items()}
        found = _in_all(numbers, met.values())
        counts = {}
        for facet in facets:
            others = [kept for other, kept in met.items() if other != facet]
            counts[facet] = self._count(facet, _in_all(numbers, others) if facet in met else found)
        return found, counts

    def first(self, wanted: int, numbers: Sequence[int], sort: Sort, scores: Mapping[int, float]) -> list[int]:
        """The first so many in the port's order, ties included."""
        if sort == "relevance" and any(scores.values()):
            newest = self._rank("newest")
            close = _close(wanted, numbers, scores)
            return nsmallest(wanted, close, key=lambda number: (-round(scores[number], SCORE_DIGITS), newest[number]))
        steady: Sort = "newest" if sort == "relevance" else sort
        order, rank = self._order(steady), self._rank(steady)
        return [order[place] for place in nsmallest(wanted, map(rank.__getitem__, numbers))]

    def _at(self, number: int) -> Row:
        row = self.rows[number]
        if row is None:
            raise LookupError(f"Document {number} is no statement.")
        return row

    def _meeting(self, numbers: Iterable[int], facet: str, values: Sequence[str]) -> set[int]:
        return self._column(facet).meeting(values, numbers) if facet in FACETS else set()

    def _count(self, facet: str, numbers: Sequence[int]) -> dict[str, int]:
        """Of all statements counted once: that is what a reader sees who asks for nothing yet."""
        if facet not in FACETS:
            return {}
        if len(numbers) < len(self.numbers):
            return self._column(facet).count(numbers)
        if facet not in self._totals:
            self._totals[facet] = self._column(facet).count(numbers)
        return dict(self._totals[facet])

    def _column(self, facet: str) -> Column:
        if facet not in self._columns:
            self._columns[facet] = Column(facet, self.rows)
        return self._columns[facet]

    @cached_property
    def _columns(self) -> dict[str, Column]:
        return {}

    @cached_property
    def _totals(self) -> dict[str, dict[str, int]]:
        return {}

    def _order(self, sort: Sort) -> Sequence[int]:
        """All statements in an order that no query changes, sorted once for all searches."""
        if sort not in self._orders:
            self._orders[sort] = array("I", self._sorted(sort))
        return self._orders[sort]

    def _rank(self, sort: Sort) -> Sequence[int]:
        """Each statement's place in that order."""
        if sort not in self._ranks:
            rank = self._ranks[sort] = array("I", bytes(4 * len(self.rows)))
            for place, number in enumerate(self._order(sort)):
                rank[number] = place
        return self._ranks[sort]

    @cached_property
    def _orders(self) -> dict[Sort, Sequence[int]]:
        return {}

    @cached_property
    def _ranks(self) -> dict[Sort, array[int]]:
        return {}

    def _sorted(self, sort: Sort) -> list[int]:
        """By the least important first: Python's sort keeps the order of equals, and columns make cheap keys."""
        ids, days, names = ([row[at] if row else "" for row in self.rows] for at in (0, 2, 4))
        order = sorted(self.numbers, key=ids.__getitem__)
        order.sort(key=days.__getitem__, reverse=sort == "newest")
        if sort == "actor":
            order.sort(key=names.__getitem__)
        return order


def _close(wanted: int, numbers: Sequence[int], scores: Mapping[int, float]) -> Sequence[int]:
    """Those that may be among the first so many once scores are rounded: to round and sort all of them takes longer."""
    if len(numbers) <= wanted or wanted <= 0:
        return numbers
    best = nlargest(wanted, map(scores.__getitem__, numbers))
    least = best[-1] - 2 * 10**-SCORE_DIGITS
    return [number for number in numbers if scores[number] >= least]


def _in_all(numbers: Iterable[int], sets: Iterable[set[int]]) -> list[int]:
    found = list(numbers)
    for kept in sets:
        found = [number for number in found if number in kept]
    return found
