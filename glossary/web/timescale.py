"""The axis of a timeline: columns of time, as fine as the statements are many, and the place of any day on it.

A column is a day, a month, a year or a decade. Stretches without statements are left out and the gap is marked, so that
1863 and 2023 fit on one picture. Every day has its place, in columns and in gaps: a later one is never further back.
"""

from __future__ import annotations

from calendar import month_abbr, month_name, monthrange
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from glossary.dates import accepted_bounds

DAY, MONTH, YEAR, DECADE = 10, 7, 4, 3
"""Letters of a date that name the period: 2023-10-27, 2023-10, 2023, 202."""
CROWDED = 8
"""A year with more statements than this is shown by months."""
NEAR = timedelta(days=62)
"""What lies within so long is shown by days."""
MOST_COLUMNS = 60
NARROWEST, WIDEST, WHOLE = 48, 120, 720
"""Pixels of a column: few of them share the whole."""
GAP, LEAD = 18, 26
"""Pixels of a gap, and of the free room at both ends of the axis."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A column of the axis: its period with first and last day, and from where to where it is drawn."""

    period: str
    first: date
    last: date
    x: float
    width: float
    gap: bool

    @property
    def middle(self) -> float:
        """Half of its width."""
        return self.x + self.width / 2


def points(said: str) -> list[str]:
    """The days, months and years that a date names, without its marks; open ends name none."""
    return [end.rstrip("~?%") for end in said.split("/") if end.strip(".")]


class Scale:
    """How finely time is divided for some dates: which period each of their points belongs to."""

    def __init__(self, dates: Iterable[str]) -> None:
        named = [point for said in dates for point in points(said)]
        self._crowd = Counter(point[:YEAR] for point in named if len(point) >= MONTH)
        self.level = self._fitting(named)

    def _fitting(self, named: Sequence[str]) -> int:
        if _within_days(named):
            return DAY
        counts = {level: len({_period(point, level, self._crowd) for point in named}) for level in (MONTH, YEAR)}
        return next((level for level, count in counts.items() if count <= MOST_COLUMNS), DECADE)

    def period(self, point: str) -> str:
        """The period of a point; empty where the point is longer than the periods around it."""
        return _period(point, self.level, self._crowd)

    def home(self, said: str) -> str:
        """The period in which a date lies for certain, its doubts included; empty where it may reach beyond one."""
        period = self.period(points(said)[0])
        if not period:
            return ""
        (first, last), (begin, end) = accepted_bounds(said), span_of(period)
        return period if begin <= first and last <= end else ""


def _within_days(named: Sequence[str]) -> bool:
    """Whether the days named are close together, and whatever is longer than a day touches them."""
    days = sorted({date.fromisoformat(point) for point in named if len(point) == DAY})
    if len(days) < 2 or days[-1] - days[0] > NEAR:
        return False
    return all(first <= days[-1] and days[0] <= last for first, last in map(span_of, named))


def _period(point: str, level: int, crowd: Counter[str]) -> str:
    if level == MONTH and crowd[point[:YEAR]] <= CROWDED:
        level = YEAR
    return point[:level] if len(point) >= level else ""


def span_of(period: str) -> tuple[date, date]:
    """First and last day of a day, month, year or decade."""
    if len(period) == DECADE:
        return date(max(int(period) * 10, 1), 1, 1), date(int(period) * 10 + 9, 12, 31)
    year, month, day = (int(part) if part else 0 for part in (period[:4], period[5:7], period[8:]))
    first = date(year, month or 1, day or 1)
    return first, date(year, month or 12, day or monthrange(year, month or 12)[1])


def stretches(periods: Iterable[str], widths: dict[str, float]) -> list[Stretch]:
    """The columns of these periods (one at least) from left to right; one is as wide as it needs to be."""
    found: list[Stretch] = []
    x = float(LEAD)
    known = sorted((*span_of(period), period) for period in set(periods))
    room = float(min(WIDEST, max(NARROWEST, WHOLE // len(known))))
    for first, last, period in known:
        gap = bool(found) and first - found[-1].last > timedelta(days=1)
        x += GAP if gap else 0
        found.append(Stretch(period, first, last, x, max(room, widths.get(period, 0)), gap))
        x += found[-1].width
    return found


def place(axis: Sequence[Stretch], day: int) -> float:
    """Where the beginning of a day (counted as `date.toordinal` does) lies; days off the axis lie at its very ends."""
    x, at = axis[0].x - LEAD, axis[0].first.toordinal()
    if day < at:
        return x
    x = axis[0].x
    for stretch in axis:
        for edge, there in ((stretch.first.toordinal(), stretch.x), (_end(stretch), stretch.x + stretch.width)):
            if day <= edge:
                return there if edge == at else x + (there - x) * (day - at) / (edge - at)
            x, at = there, edge
    return x + LEAD


def _end(stretch: Stretch) -> int:
    return stretch.last.toordinal() + 1


def lines(period: str) -> tuple[str, str]:
    """The two lines under a column."""
    if len(period) == DECADE:
        return f"{period}0s", ""
    year, month, day = period[:4], period[5:7], period[8:]
    return (" ".join(filter(None, (day.lstrip("0"), month_abbr[int(month)]))), year) if month else (year, "")


def name(period: str) -> str:
    """A period as a reader says it."""
    if len(period) == DECADE:
        return f"the {period}0s"
    year, month, day = period[:4], period[5:7], period[8:]
    return " ".join(filter(None, (day.lstrip("0"), month_name[int(month)] if month else "", year)))
