"""What an engine keeps in memory beside its postings: one row a statement, for filters, facets and order.

Reading stored fields hit by hit is what makes a facet slow; columns of a few thousand rows are counted in an instant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from glossary.search.port import FACETS, IndexDocument, Query, Sort


class Row(NamedTuple):
    """A statement without its words."""

    id: str
    revision: int
    said_from: str
    said_to: str
    actor_name: str
    facets: tuple[tuple[str, ...], ...]
    """The values of each of FACETS, in that order."""


def row_of(document: IndexDocument) -> Row:
    """The row of a document; a value given twice counts once."""
    facets = tuple(tuple(dict.fromkeys(document.facets.get(facet, ()))) for facet in FACETS)
    span = (document.said_from, document.said_to)
    return Row(document.id, document.revision, *span, document.actor_name, facets)


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

    def ordered(self, numbers: Iterable[int], sort: Sort, scores: Mapping[int, float]) -> list[int]:
        """In the port's order, ties included."""
        if sort == "relevance":
            newest = self._rank("newest")
            return sorted(numbers, key=lambda number: (-scores[number], newest[number]))
        return sorted(numbers, key=self._rank(sort).__getitem__)

    def _at(self, number: int) -> Row:
        row = self.rows[number]
        if row is None:
            raise LookupError(f"Document {number} is no statement.")
        return row

    def _meeting(self, numbers: Iterable[int], facet: str, values: Sequence[str]) -> set[int]:
        """A filter without values is met by nothing."""
        wanted = frozenset(values)
        column = self._columns.get(facet)
        if column is None:
            return set()
        return {number for number in numbers if not wanted.isdisjoint(column[number])}

    def _count(self, facet: str, numbers: Iterable[int]) -> dict[str, int]:
        column = self._columns.get(facet)
        if column is None:
            return {}
        return dict(Counter(chain.from_iterable(map(column.__getitem__, numbers))))

    @cached_property
    def _columns(self) -> dict[str, list[tuple[str, ...]]]:
        return {facet: [row.facets[at] if row else () for row in self.rows] for at, facet in enumerate(FACETS)}

    def _rank(self, sort: Sort) -> Mapping[int, int]:
        """Each statement's place in an order that no query changes, sorted once for all searches."""
        if sort not in self._ranks:
            self._ranks[sort] = {number: place for place, number in enumerate(self._sorted(sort))}
        return self._ranks[sort]

    @cached_property
    def _ranks(self) -> dict[Sort, Mapping[int, int]]:
        return {}

    def _sorted(self, sort: Sort) -> list[int]:
        """By the least important first: Python's sort keeps the order of equals, and columns make cheap keys."""
        ids, days, names = ([row[at] if row else "" for row in self.rows] for at in (0, 2, 4))
        order = sorted(self.numbers, key=ids.__getitem__)
        order.sort(key=days.__getitem__, reverse=sort == "newest")
        if sort == "actor":
            order.sort(key=names.__getitem__)
        return order


def _in_all(numbers: Iterable[int], sets: Iterable[set[int]]) -> list[int]:
    found = list(numbers)
    for kept in sets:
        found = [number for number in found if number in kept]
    return found
