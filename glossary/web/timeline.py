"""The geometry of a timeline: a mark for each statement, in a column of time or on a span. Numbers only, no markup.

A date that lies within one column for certain is a mark in it, underlined where it is approximate, uncertain or an
interval. Any other (2016? among years, a year among months) is a span from the first to the last day that it may mean,
so that no picture shows a day that no one recorded. Statements of one such date share their span. The shape of a mark
is its stance. More than 200 statements are drawn as one mark a stance, with its number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from glossary.dates import EARLIEST, LATEST, accepted_bounds, in_words
from glossary.web import shown, timescale, wording
from glossary.web import timeline_marks as marks
from glossary.web.timeline_marks import STEP, Mark, by_stance
from glossary.web.timescale import LEAD, Stretch

Document = Mapping[str, Any]
Pair = tuple[bool, bool]
"""Of the beginning and of the end."""

MANY = 200
"""More statements than this are grouped."""
MARGIN, TOP, FOOT, LANE, SHORTEST = 10, 24, 44, 30, 14
"""Pixels: at the edge, above, below, of a lane, of the shortest span."""


@dataclass(frozen=True, slots=True)
class Column:
    """One stretch of time and the statements that fall into it for certain, oldest first; it may have none."""

    name: str
    over: str
    under: str
    stretch: Stretch
    marks: tuple[Mark, ...]
    statements: tuple[Document, ...]

    @property
    def id(self) -> str:
        """Its line in the table."""
        return f"time-{self.stretch.period}"

    @property
    def top(self) -> float:
        """Where the topmost mark lies."""
        return min(mark.y for mark in self.marks)


@dataclass(frozen=True, slots=True)
class Span:
    """The statements of one date that may be any day of a time.

    A `soft` end is one that the date itself calls approximate or uncertain; an `open` one lies beyond the picture.
    """

    id: str
    said: str
    x: float
    width: float
    y: float
    soft: Pair
    open: Pair
    marks: tuple[Mark, ...]
    statements: tuple[Document, ...]

    @property
    def reach(self) -> str:
        """From when to when it is drawn, in words; empty where there is no first or no last day."""
        first, last = accepted_bounds(self.said)
        return "" if first == EARLIEST or last == LATEST else f"{in_words(str(first))} to {in_words(str(last))}"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the table: where it stands, what it says of the time, and its statements."""

    id: str
    said: str
    reach: str
    statements: tuple[Document, ...]

    @property
    def stances(self) -> list[tuple[str, list[Document]]]:
        """Stance -> statements, in the order of the legend; those of a stance oldest first."""
        return by_stance(self.statements)


@dataclass(frozen=True, slots=True)
class Timeline:
    """A picture of so many pixels, what it shows in a sentence, and the same as a table."""

    width: float
    height: float
    floor: float
    foot: float
    columns: tuple[Column, ...]
    spans: tuple[Span, ...]
    lines: tuple[Line, ...]
    stances: tuple[str, ...]
    grouped: bool
    summary: str

    @property
    def soft(self) -> bool:
        """Whether any mark in a column is underlined."""
        return any(mark.about for column in self.columns for mark in column.marks)


def timeline(statements: Sequence[Document]) -> Timeline | None:
    """The timeline of some statements, oldest first; None where there is nothing to see (one stretch or none)."""
    scale = timescale.Scale(one["said"] for one in statements)
    homes: dict[str, list[Document]] = {}
    others: dict[str, list[Document]] = {}
    for one in statements:
        home = scale.home(one["said"])
        (homes if home else others).setdefault(home or one["said"], []).append(one)
    if len(homes) + len(others) < 2:
        return None
    grouped = len(statements) > MANY
    columns, floor = _columns(scale, homes, others, grouped)
    return _drawn(statements, columns, _laid(columns, others, floor, grouped), floor, grouped)


def _columns(
    scale: timescale.Scale, homes: Mapping[str, list[Document]], others: Mapping[str, list[Document]], grouped: bool
) -> tuple[tuple[Column, ...], float]:
    """The columns, and where their floor is. What a span names has its column, be it empty."""
    named = {scale.period(point) for said in others for point in timescale.points(said)} - {""}
    widths = {period: marks.width(some, grouped) for period, some in homes.items()}
    floor = TOP + STEP * float(max((marks.tallest(some, grouped) for some in homes.values()), default=1))
    axis = timescale.stretches({*homes, *named}, widths)
    return tuple(_column(stretch, homes.get(stretch.period, ()), floor, grouped) for stretch in axis), floor


def _column(stretch: Stretch, some: Sequence[Document], floor: float, grouped: bool) -> Column:
    over, under = timescale.lines(stretch.period)
    stack = marks.stacked(some, stretch.middle, floor, grouped)
    return Column(timescale.name(stretch.period), over, under, stretch, stack, tuple(some))


def _drawn(
    statements: Sequence[Document], columns: tuple[Column, ...], spans: tuple[Span, ...], floor: float, grouped: bool
) -> Timeline:
    foot = max(span.y for span in spans) + 10 if spans else floor
    return Timeline(
        width=max(_width(columns), *(_right(span) + MARGIN for span in spans)) if spans else _width(columns),
        height=foot + FOOT,
        floor=floor,
        foot=foot,
        columns=columns,
        spans=spans,
        lines=_lines(columns, spans),
        stances=tuple(sorted({one["stance"] for one in statements}, key=marks.rank)),
        grouped=grouped,
        summary=_summary(statements, _lines(columns, spans)),
    )


def _width(columns: Sequence[Column]) -> float:
    return columns[-1].stretch.x + columns[-1].stretch.width + LEAD


def _right(span: Span) -> float:
    return max(span.x + span.width, span.marks[-1].x + marks.COUNTED)


def _laid(
    columns: Sequence[Column], others: Mapping[str, list[Document]], floor: float, grouped: bool
) -> tuple[Span, ...]:
    """The spans in lanes under the floor, none on another; by their first day, then by their last."""
    spans: list[Span] = []
    ends: list[float] = []
    for number, said in enumerate(sorted(others, key=lambda said: (*accepted_bounds(said), said)), start=1):
        some = others[said]
        x0, x1 = _reach(columns, said)
        row = marks.row_width(some, grouped)
        middle = max(min((x0 + x1) / 2, _width(columns) - MARGIN - row / 2), MARGIN + row / 2)
        left, right = min(x0, middle - row / 2), max(x1, middle + row / 2)
        lane = next((at for at, end in enumerate(ends) if end < left), len(ends))
        ends[lane : lane + 1] = [right + MARGIN]
        y = floor + LANE * (lane + 1)
        row_of_marks = marks.in_a_row(some, middle, y - 10, grouped)
        spans.append(_span(columns, number, said, (x0, x1, y), row_of_marks, some))
    return tuple(spans)


def _reach(columns: Sequence[Column], said: str) -> tuple[float, float]:
    """From where to where a date is drawn: all the days that it may mean, and never too short to be seen."""
    axis = [column.stretch for column in columns]
    first, last = accepted_bounds(said)
    x0, x1 = timescale.place(axis, first.toordinal()), timescale.place(axis, last.toordinal() + 1)
    spare = max(0.0, SHORTEST - (x1 - x0)) / 2
    return max(x0 - spare, 0.0), min(x1 + spare, _width(columns))


def _span(
    columns: Sequence[Column],
    number: int,
    said: str,
    at: tuple[float, float, float],
    row: tuple[Mark, ...],
    some: Sequence[Document],
) -> Span:
    x0, x1, y = at
    first, last = accepted_bounds(said)
    ends = said.split("/")
    soft = (ends[0].endswith(("~", "?", "%")), ends[-1].endswith(("~", "?", "%")))
    beyond = (first < columns[0].stretch.first, last > columns[-1].stretch.last)
    return Span(f"time-span-{number}", said, x0, x1 - x0, y, soft, beyond, row, tuple(some))


def _lines(columns: Sequence[Column], spans: Sequence[Span]) -> tuple[Line, ...]:
    """The table's lines in the order of time: whatever began earlier, then whatever ended earlier."""
    known = [
        (timescale.span_of(column.stretch.period), Line(column.id, column.name, "", column.statements))
        for column in columns
        if column.statements
    ]
    loose = [
        (accepted_bounds(span.said), Line(span.id, in_words(span.said), span.reach, span.statements)) for span in spans
    ]
    return tuple(line for _, line in sorted([*known, *loose], key=lambda pair: (*pair[0], pair[1].id)))


def _summary(statements: Sequence[Document], lines: Sequence[Line]) -> str:
    """What the picture shows, in a sentence for those who do not see it."""
    most = max(lines, key=lambda line: len(line.statements))
    fullest = f"; most: {most.said} ({len(most.statements)})" if len(most.statements) > 1 else ""
    loose = sum(len(line.statements) for line in lines if line.reach) + sum(
        marks.is_about(one["said"]) for line in lines if not line.reach for one in line.statements
    )
    within = f" Dates approximate, uncertain or wider than a column: {loose}." if loose else ""
    return f"{wording.count(len(statements), 'statement')}, {shown.years(statements)}{fullest}.{within}"
