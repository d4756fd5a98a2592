"""The geometry of a timeline: columns of time, and in each one mark a statement. Numbers only, no markup.

A column is a year, or a month where a year holds many statements. Columns without statements are left out and the gap
is marked, so that 1863 and 2023 fit on one picture; the picture says so. A date known only by its year stands in a
column of its own beside the months. Marks of approximate or uncertain dates are hollow.
"""

from __future__ import annotations

from calendar import month_abbr, month_name
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from glossary.dates import years

Document = Mapping[str, Any]

HIGH = 10
"""Marks on top of each other before a column grows wider."""
CROWDED = 8
"""A year with more statements than this is shown by months."""
STEP, NARROWEST, GAP, MARGIN, TOP, FOOT = 13, 48, 18, 8, 24, 44
BY_MONTH, BY_YEAR = 7, 4


@dataclass(frozen=True, slots=True)
class Mark:
    """One statement: the middle of its mark, its kind, and whether its date is exact."""

    x: float
    y: float
    kind: str
    exact: bool


@dataclass(frozen=True, slots=True)
class Column:
    """One stretch of time and the statements that fall into it, oldest first."""

    name: str
    over: str
    under: str
    period: str
    x: float
    width: float
    middle: float
    gap: bool
    marks: tuple[Mark, ...]
    statements: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """A picture of so many pixels, and what it shows in a sentence."""

    width: float
    height: float
    floor: float
    columns: tuple[Column, ...]
    summary: str


def timeline(statements: Sequence[Document]) -> Timeline | None:
    """The timeline of some statements, oldest first; None where there is nothing to see (one column or none)."""
    periods = _periods(statements)
    if len(periods) < 2:
        return None
    tall = min(HIGH, max(map(len, periods.values())))
    floor = TOP + tall * STEP
    columns: list[Column] = []
    x, before = float(MARGIN), ""
    for period, some in periods.items():
        gap = bool(before) and not _adjoin(before, period)
        x += GAP if gap else 0
        split = any(other.startswith(period + "-") for other in periods)
        columns.append(_column(period, some, x, floor, gap=gap, split=split))
        x, before = x + columns[-1].width, period
    return Timeline(x + MARGIN, floor + FOOT, floor, tuple(columns), _summary(statements, columns))


def _periods(statements: Sequence[Document]) -> dict[str, list[Document]]:
    """Period (`2023` or `2023-10`) -> its statements, in the order of time; a bare year stands before its months."""
    crowd = Counter(_year(one) for one in statements)
    found: dict[str, list[Document]] = {}
    for one in statements:
        month = one["said"][:BY_MONTH].rstrip("~?%/")
        split = crowd[_year(one)] > CROWDED and len(month) == BY_MONTH
        found.setdefault(month if split else _year(one), []).append(one)
    return dict(sorted(found.items()))


def _year(statement: Document) -> str:
    """The year that the date itself names first."""
    return f"{years(statement['said'])[0]:04}"


def _adjoin(before: str, after: str) -> bool:
    """Whether nothing lies between two periods."""
    if len(before) == len(after) == BY_MONTH:
        return _months(after) - _months(before) == 1
    return int(after[:BY_YEAR]) - int(before[:BY_YEAR]) <= 1


def _months(period: str) -> int:
    return int(period[:BY_YEAR]) * 12 + int(period[BY_YEAR + 1 :])


def _column(period: str, some: Sequence[Document], x: float, floor: float, *, gap: bool, split: bool) -> Column:
    wide = -(-len(some) // HIGH)
    width = max(NARROWEST, (wide + 1) * STEP)
    middle = x + width / 2
    start = middle - (wide - 1) * STEP / 2
    marks = tuple(
        Mark(start + place // HIGH * STEP, floor - STEP / 2 - place % HIGH * STEP, one["kind"], _is_exact(one["said"]))
        for place, one in enumerate(some)
    )
    over, under, name = _names(period, split)
    return Column(name, over, under, period, x, width, middle, gap, marks, tuple(some))


def _names(period: str, split: bool) -> tuple[str, str, str]:
    """The two lines under a column, and its whole name. Beside months, a bare year is one whose month is not known."""
    year, _, month = period.partition("-")
    if month:
        return month_abbr[int(month)], year, f"{month_name[int(month)]} {year}"
    return (year, "no month", f"{year}, month not known") if split else (year, "", year)


def _is_exact(said: str) -> bool:
    return not said.endswith(("~", "?", "%"))


def _summary(statements: Sequence[Document], columns: Sequence[Column]) -> str:
    """What the picture shows, in a sentence for those who do not see it."""
    most = max(columns, key=lambda column: len(column.marks))
    first, last = columns[0].period[:BY_YEAR], columns[-1].period[:BY_YEAR]
    span = first if first == last else f"{first} to {last}"
    return f"{len(statements)} statements, {span}; most in {most.name} ({len(most.marks)})."
