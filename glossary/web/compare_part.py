"""Which statements of a comparison stand on a page of it, where it has more than one page takes.

Columns, verdicts and counts are always those of the whole. Of a comparison that stands statement by statement a page
has some of its rows; of one with columns of several statements, some of each column.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from glossary.services.comparison.comparing import OF_STATEMENTS
from glossary.web import links, stretches
from glossary.web.stretches import Stretch

Document = dict[str, Any]
MOST_COMPARED = 50
"""Statements on one page: some 210 kB; of 325 it had 1.3 MB."""


@dataclass(frozen=True, slots=True)
class Part:
    """The stretch, the statements (ids) that it has of each column, how many there are in all columns, and whether each
    column is cut, or else their row."""

    stretch: Stretch
    columns: tuple[frozenset[str], ...]
    total: int
    by_column: bool

    @property
    def here(self) -> frozenset[str]:
        """The statements on the page, of whichever column."""
        return frozenset().union(*self.columns)

    def page_of(self, place: int, path: str, query: links.Pairs) -> str:
        """The address of the page with a column of one statement, by its place; empty for this page."""
        return "" if self.by_column else self.stretch.address_of(place, path, query)


def part(answer: Document) -> Part:
    """The part of a comparison that the address names by `page`."""
    uses = [[one["id"] for one in column["statements"]] for column in answer["columns"]]
    total = sum(map(len, uses))
    if answer["by"] in OF_STATEMENTS:
        stretch = stretches.asked(len(uses), MOST_COMPARED)
        shown = range(stretch.first - 1, stretch.end)
        columns = tuple(frozenset(some if place in shown else ()) for place, some in enumerate(uses))
        return Part(stretch, columns, total, by_column=False)
    longest = max(map(len, uses))
    most = longest if total <= MOST_COMPARED else MOST_COMPARED // len(uses)
    stretch = stretches.asked(longest, max(1, most))
    columns = tuple(frozenset(some[stretch.first - 1 : stretch.end]) for some in uses)
    return Part(stretch, columns, total, by_column=True)
