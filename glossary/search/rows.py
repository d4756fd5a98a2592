"""What an engine keeps in memory beside its postings: one row a statement, for filters, facets and order.

Reading stored fields hit by hit is what makes a facet slow; columns of a few thousand rows are counted in an instant.
Statements share most of their values, so equal ones are kept once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nlargest, nsmallest
from itertools import chain
from operator import itemgetter
from typing import Any, NamedTuple

from glossary.search.port import FACETS, IndexDocument, Query, Sort

SCORE_DIGITS = 6
"""Scores are rounded to so many digits before they are compared; see the port."""

Values = tuple[str, ...]
"""The values of one facet that a statement has."""

Key = tuple[str, ...]
"""By what a statement is sorted."""


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


def _backwards(day: str) -> str:
    """What sorts as the day does from its end: 9 for 0, 8 for 1, and so on."""
    return day.translate(_OTHER_DIGITS)


_OTHER_DIGITS = str.maketrans("0123456789", "9876543210")
KEYS: Mapping[Sort, Callable[[Row], Key]] = {
    "newest": lambda row: (_backwards(row.said_from), row.id),
    "oldest": lambda row: (row.said_from, row.id),
    "actor": lambda row: (row.actor_name, row.said_from, row.id),
}
"""How statements are sorted, ties by id; see the port."""


def row_of(document: IndexDocument) -> Row:
    """The row of a document; a value given twice counts once."""
    facets = tuple(tuple(dict.fromkeys(document.facets.get(facet, ()))) for facet in FACETS)
    span = (document.said_from, document.said_to)
    return Row(document.id, document.revision, *span, document.actor_name, facets)


class Column:
    """One facet of some rows. Most have one value; it stands there itself, none or several as a tuple."""

    def __init__(self, values: Iterable[str | Values], several: Iterable[Values]) -> None:
        self._values, self._several = list(values), set(several)

    @classmethod
    def of(cls, facet: str, rows: Sequence[Row | None]) -> Column:
        """That of these rows."""
        at = FACETS.index(facet)
        found = (row.facets[at] if row else () for row in rows)
        values: list[str | Values] = [values[0] if len(values) == 1 else values for values in found]
        return cls(values, (one for one in values if isinstance(one, tuple)))

    @classmethod
    def joined(cls, columns: Sequence[Column]) -> Column:
        """That of all their rows, one column after the other."""
        values = chain.from_iterable(column._values for column in columns)
        return cls(values, chain.from_iterable(column._several for column in columns))

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


class Block:
    """Rows that no later state of the index changes, with what is made of them once: those of a segment.

    None where a number has no statement.
    """

    def __init__(self, rows: Sequence[Row | None]) -> None:
        self.rows = rows
        self._columns: dict[str, Column] = {}
        self._keys: dict[Sort, list[Key]] = {}

    def column(self, facet: str) -> Column:
        """A facet of these rows."""
        if facet not in self._columns:
            self._columns[facet] = Column.of(facet, self.rows)
        return self._columns[facet]

    def keys(self, sort: Sort) -> list[Key]:
        """By what they are sorted in an order that no query changes: the first has the least key."""
        if sort not in self._keys:
            self._keys[sort] = [KEYS[sort](row) if row else () for row in self.rows]
        return self._keys[sort]


@dataclass(frozen=True)
class Rows:
    """The rows of one state of the index, block by block; `gone` are the numbers that are no longer held."""

    blocks: Sequence[Block]
    gone: Collection[int] = ()

    @cached_property
    def rows(self) -> Sequence[Row | None]:
        """By document number, which runs on through the blocks; None where a number has no statement."""
        rows = list(chain.from_iterable(block.rows for block in self.blocks))
        for number in self.gone:
            rows[number] = None
        return rows

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
            newest = self._keys("newest")
            close = _close(wanted, numbers, scores)
            return nsmallest(wanted, close, key=lambda number: (-round(scores[number], SCORE_DIGITS), newest[number]))
        return nsmallest(wanted, numbers, key=self._keys("newest" if sort == "relevance" else sort).__getitem__)

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
            self._columns[facet] = Column.joined([block.column(facet) for block in self.blocks])
        return self._columns[facet]

    def _keys(self, sort: Sort) -> Sequence[Key]:
        if sort not in self._sorted_by:
            self._sorted_by[sort] = list(chain.from_iterable(block.keys(sort) for block in self.blocks))
        return self._sorted_by[sort]

    @cached_property
    def _columns(self) -> dict[str, Column]:
        return {}

    @cached_property
    def _totals(self) -> dict[str, dict[str, int]]:
        return {}

    @cached_property
    def _sorted_by(self) -> dict[Sort, Sequence[Key]]:
        return {}


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
