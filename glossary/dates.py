"""EDTF dates: what they span, and how they are said in words.

Bounds are strict (the calendar span of what is written) widened by one unit on each side where the date is marked
approximate (`~`) or uncertain (`?`): a day for a day, a month for a month, a year for a year. The padding is a rule of
our own; the library's own reading of `2023-10-27~` spans fourteen months.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache

from glossary.errors import Invalid

EARLIEST, LATEST = date(1, 1, 1), date(9999, 12, 31)
_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?%]?)", re.ASCII)
_MARKS = {"": "", "~": " (approximate)", "?": " (uncertain)", "%": " (approximate, uncertain)"}


@lru_cache(maxsize=20_000)
def bounds(edtf: str) -> tuple[date, date]:
    """First and last day that an EDTF text may mean, padded as the module says.

    Supports level 0 dates, the level 1 marks `~ ? %`, intervals, and open or unknown ends (`1949/..`).
    Raises `Invalid` with a sentence for anything else.
    """
    found = accepted_bounds(edtf)
    _agree_with_library(edtf)
    return found


@lru_cache(maxsize=20_000)
def accepted_bounds(edtf: str) -> tuple[date, date]:
    """The same for a date that was accepted before, as those of published records are, without a second opinion.

    A page with a hundred dates that were not met before would wait for the library a quarter of a second.
    """
    ends = edtf.split("/")
    if len(ends) > 2 or not any(end.strip(".") for end in ends):
        raise _wrong(edtf)
    first = _span(ends[0], edtf, open_end=EARLIEST, single=len(ends) == 1)[0]
    last = _span(ends[-1], edtf, open_end=LATEST, single=len(ends) == 1)[1]
    if first > last:
        raise Invalid(f"The date {edtf!r} ends before it begins.")
    return first, last


def _wrong(edtf: str) -> Invalid:
    return Invalid(f"{edtf!r} is not a date in EDTF, such as 2023-10-27, 2023-10~, 2016? or 1948/1949.")


def _span(point: str, whole: str, *, open_end: date, single: bool) -> tuple[date, date]:
    if point in ("", "..") and not single:
        return open_end, open_end
    match = _POINT.fullmatch(point)
    if not match:
        raise _wrong(whole)
    year, month, day, mark = match.groups()
    try:
        return _padded(year, month, day, bool(mark))
    except ValueError as error:
        raise _wrong(whole) from error


def _padded(year: str, month: str | None, day: str | None, pad: bool) -> tuple[date, date]:
    """The span, one unit wider on each side with `pad`, as far as the calendar goes."""
    exact = date(int(year), int(month or 1), int(day or 1))
    if day:
        unit = timedelta(days=pad)
        return exact - min(unit, exact - EARLIEST), exact + min(unit, LATEST - exact)
    months, step = exact.year * 12 + exact.month - 1, 1 if month else 12
    return _first_day(months - step * pad), _last_day(months + step * (1 + pad) - 1)


def _first_day(months: int) -> date:
    """The first day of a month, counted from the year 0; never before the calendar's own."""
    return date(months // 12, months % 12 + 1, 1) if months >= 12 else EARLIEST


def _last_day(months: int) -> date:
    return _first_day(months + 1) - timedelta(days=1) if months + 1 < 10_000 * 12 else LATEST


def _agree_with_library(edtf: str) -> None:
    """A second opinion on the syntax, asked once a text: a parse takes milliseconds, the import more."""
    from edtf import EDTFParseException, parse_edtf

    try:
        parse_edtf(edtf)
    except EDTFParseException as error:
        raise _wrong(edtf) from error


@lru_cache(maxsize=20_000)
def in_words(edtf: str) -> str:
    """The date as a reader says it: `27 October 2023 (approximate)`, `1948 to 1949`, `since 1949`.

    Any text that is no date comes back as it is.
    """
    try:
        accepted_bounds(edtf)
    except Invalid:
        return edtf
    ends = edtf.split("/")
    if len(ends) == 1:
        return _point_in_words(edtf)
    first, last = ends[0], ends[-1]
    if last in ("", ".."):
        return f"since {_point_in_words(first)}"
    if first in ("", ".."):
        return f"until {_point_in_words(last)}"
    return f"{_point_in_words(first)} to {_point_in_words(last)}"


def _point_in_words(point: str) -> str:
    match = _POINT.fullmatch(point)
    if not match:
        return point
    year, month, day, mark = match.groups()
    parts = [str(int(day))] if day else []
    parts += [calendar.month_name[int(month)]] if month else []
    return " ".join([*parts, year]) + _MARKS[mark]


def years(edtf: str) -> tuple[int, ...]:
    """The years that hold a day which the date may mean, by the same bounds: 2021, 2022 and 2023 for `2022?`.

    An open end (`1949/..`) reaches no year but the one that is named: it would reach all.
    """
    ends = edtf.split("/")
    spans = [_span(end, edtf, open_end=EARLIEST, single=True) for end in ends if end.strip(".")]
    return tuple(range(spans[0][0].year, spans[-1][1].year + 1))
