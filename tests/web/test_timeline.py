"""The timeline: every statement drawn once, uncertain dates as spans and never as points, and the same as a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.dates import bounds
from glossary.web import timescale
from glossary.web.timeline import MANY, Column, Span, Timeline, timeline
from glossary.web.timeline_marks import HIGH
from glossary.web.timescale import CROWDED, MOST_COLUMNS
from glossary.web.wording import SHAPES

untimed = settings(deadline=None)
MARKS = ("~", "?", "%")


def said(*dates: str, stance: str = "supports") -> list[dict[str, Any]]:
    return [{"id": f"s{n}", "said": one, "stance": stance} for n, one in enumerate(dates)]


def drawn(*dates: str) -> Timeline:
    line = timeline(said(*dates))
    assert line is not None
    return line


def places_of(line: Timeline) -> list[Column | Span]:
    return [*line.columns, *line.spans]


@st.composite
def edtf(draw: st.DrawFn) -> str:
    """A day, month or year, perhaps marked; or an interval, perhaps open."""
    one, other = sorted(draw(st.lists(st.dates(date(1800, 1, 1), date(2030, 12, 31)), min_size=2, max_size=2)))
    size = draw(st.sampled_from([4, 7, 10]))
    first, last = (f"{one}"[:size] + draw(st.sampled_from(["", "", "~", "?", "%"])), f"{other}"[:size])
    return draw(st.sampled_from([first, first, first, f"{str(one)[:size]}/{last}", f"{first}/..", f"../{last}"]))


@st.composite
def near(draw: st.DrawFn) -> str:
    """A date of a few weeks, such as those of one event have."""
    day = date(2023, 11, 1) + timedelta(days=draw(st.integers(0, 50)))
    return str(day)[: draw(st.sampled_from([7, 10, 10, 10]))] + draw(st.sampled_from(["", "", "", "~"]))


@st.composite
def lists(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Statements of any dates and stances: few or more than are drawn one by one, far apart or of one event."""
    dates = draw(st.lists(draw(st.sampled_from([edtf(), near()])), min_size=1, max_size=40))
    dates *= draw(st.sampled_from([1, 1, 1, 12]))
    stances = draw(st.lists(st.sampled_from([*SHAPES, "unknown"]), min_size=1, max_size=8))
    pairs = enumerate(zip(dates, stances * len(dates), strict=False))
    return [{"id": f"s{n}", "said": one, "stance": stance} for n, (one, stance) in pairs]


@untimed
@given(lists())
def test_every_statement_is_drawn_once(statements: list[dict[str, Any]]) -> None:
    """In one column or on one span, in one line of the table, and as one mark or in the number of one."""
    line = timeline(statements)
    if line is None:
        stretches = {timescale.Scale([one["said"] for one in statements]).home(one["said"]) for one in statements}
        assert len(stretches) == 1
        return
    everyone = sorted(one["id"] for one in statements)
    places = places_of(line)
    assert sorted(one["id"] for place in places for one in place.statements) == everyone
    assert sorted(one["id"] for row in line.lines for _, some in row.stances for one in some) == everyone
    for place in places:
        numbers: dict[str, int] = {}
        for mark in place.marks:
            numbers[mark.stance] = numbers.get(mark.stance, 0) + mark.count
        stances = [one["stance"] for one in place.statements]
        assert numbers == {stance: stances.count(stance) for stance in stances}
    assert line.grouped == (len(statements) > MANY)
    assert {row.id for row in line.lines} == {place.id for place in places if place.statements}
    assert len(line.columns) <= MOST_COLUMNS + 3


@untimed
@given(lists())
def test_a_span_contains_the_bounds_of_its_date(statements: list[dict[str, Any]]) -> None:
    """From the first to the last day that the date may mean; days off the picture are an end that goes on beyond."""
    line = timeline(statements)
    if line is None:
        return
    for span in line.spans:
        first, last = bounds(span.said)
        axis = [column.stretch for column in line.columns]
        x0, x1 = timescale.place(axis, first.toordinal()), timescale.place(axis, last.toordinal() + 1)
        assert span.x <= x0 <= x1 <= span.x + span.width + 1e-6
        assert span.open == (first < axis[0].first, last > axis[-1].last)
        ends = span.said.split("/")
        assert span.soft == (ends[0][-1:] in MARKS, ends[-1][-1:] in MARKS)


@untimed
@given(lists())
def test_a_mark_is_no_false_point(statements: list[dict[str, Any]]) -> None:
    """What stands in a column lies in it for certain, doubts included, and is underlined where there are any."""
    line = timeline(statements)
    for column in line.columns if line else ():
        first, last = column.stretch.first, column.stretch.last
        for one in column.statements:
            assert first <= bounds(one["said"])[0] <= bounds(one["said"])[1] <= last
        if line and not line.grouped:
            plain = [bool(re.fullmatch(r"[\d-]+", one["said"])) for one in column.statements]
            assert [not mark.about for mark in column.marks] == plain


@untimed
@given(lists())
def test_nothing_lies_on_another_or_outside(statements: list[dict[str, Any]]) -> None:
    """Marks, columns and spans have places of their own within the picture; later days are never further back."""
    line = timeline(statements)
    if line is None:
        return
    marks = [(mark.x, mark.y) for place in places_of(line) for mark in place.marks]
    assert len(set(marks)) == len(marks)
    assert all(0 < x < line.width and 0 < y < line.foot for x, y in marks)
    axis = [column.stretch for column in line.columns]
    for before, after in pairwise(axis):
        assert before.last < after.first
        assert before.x + before.width <= after.x
        assert after.gap == (after.first - before.last > timedelta(days=1))
    days = sorted({day.toordinal() for one in statements for day in bounds(one["said"])})
    places = [timescale.place(axis, day) for day in days]
    assert places == sorted(places)
    assert all(0 <= place <= line.width for place in places)
    _lanes_are_free(line.spans)


def _lanes_are_free(spans: Sequence[Span]) -> None:
    lanes: dict[float, list[Span]] = {}
    for span in spans:
        lanes.setdefault(span.y, []).append(span)
    for lane in lanes.values():
        in_order = sorted(lane, key=lambda span: span.x)
        assert all(a.x + a.width < b.x for a, b in pairwise(in_order))


def test_years_and_months() -> None:
    """A crowded year is shown by months; a date that names the bare year may be any of them."""
    line = drawn("1907", "2022?", *["2023-10-27"] * (CROWDED + 1), "2023-11-09", "2023")
    assert [column.name for column in line.columns] == ["1907", "2022", "October 2023", "November 2023"]
    assert [column.stretch.gap for column in line.columns] == [False, True, True, False]
    assert [(span.said, span.soft, span.open) for span in line.spans] == [
        ("2022?", (True, True), (False, True)),
        ("2023", (False, False), (False, True)),
    ]
    assert [row.said for row in line.lines] == ["1907", "2022 (uncertain)", "2023", "October 2023", "November 2023"]


def test_an_event_is_shown_by_days() -> None:
    """What lies within some weeks has a column for each day, and a month without day is a span."""
    line = drawn("2023-11-21", "2023-11-22", "2023-11-22", "2023-11-24", "2023-11", "2023-11-23~")
    assert [column.name for column in line.columns] == [
        *("21 November 2023", "22 November 2023", "23 November 2023", "24 November 2023"),
    ]
    assert [len(column.statements) for column in line.columns] == [1, 2, 0, 1]
    assert [span.said for span in line.spans] == ["2023-11", "2023-11-23~"]


def test_very_many_years_become_decades() -> None:
    """More columns than a reader can take in are put together."""
    line = drawn(*(str(year) for year in range(1860, 2025)))
    assert [column.name for column in line.columns][:2] == ["the 1860s", "the 1870s"]
    assert [len(column.statements) for column in line.columns] == [*[10] * 16, 5]


def test_open_ends_go_on_beyond_the_picture() -> None:
    """A beginning or an end that no one recorded is no end in the picture."""
    line = drawn("1949/..", "../1950", "1955")
    assert [(span.said, span.open, span.reach) for span in line.spans] == [
        ("../1950", (True, False), ""),
        ("1949/..", (False, True), ""),
    ]


def test_many_are_grouped_with_their_number() -> None:
    """More than 200 are drawn as a mark a stance with its number, and so is a crowded span of fewer."""
    few = drawn("1949", *["2024?"] * (HIGH + 3))
    assert [(mark.stance, mark.count) for mark in few.spans[0].marks] == [("supports", HIGH + 3)]
    line = timeline([*said(*["1949"] * 150), *said(*["2024"] * 51, stance="opposes")])
    assert line is not None
    assert [[mark.count for mark in column.marks] for column in line.columns] == [[150], [51]]


def test_nothing_to_see_is_no_picture() -> None:
    """None and one stretch of time need no picture."""
    assert timeline([]) is None
    assert timeline(said("2023", "2023")) is None
    assert timeline(said("2023?", "2023?")) is None
