"""EDTF dates: what they span, what is refused, and how they are said."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from glossary.dates import EARLIEST, LATEST, accepted_bounds, bounds, in_words, years
from glossary.errors import Invalid
from tests import data_sets

SPANS = {
    "2023-10-27": ("2023-10-27", "2023-10-27"),
    "2023-10-27~": ("2023-10-26", "2023-10-28"),
    "2023-10-27?": ("2023-10-26", "2023-10-28"),
    "2023-10-27%": ("2023-10-26", "2023-10-28"),
    "2024-03-01~": ("2024-02-29", "2024-03-02"),
    "2023-10": ("2023-10-01", "2023-10-31"),
    "2016-10?": ("2016-09-01", "2016-11-30"),
    "2023-12~": ("2023-11-01", "2024-01-31"),
    "2023-01~": ("2022-12-01", "2023-02-28"),
    "2022": ("2022-01-01", "2022-12-31"),
    "2022?": ("2021-01-01", "2023-12-31"),
    "1948/1949": ("1948-01-01", "1949-12-31"),
    "2000-05-12/2000-06-24": ("2000-05-12", "2000-06-24"),
    "2023-11-24/2023-12": ("2023-11-24", "2023-12-31"),
    "2016-10?/2017": ("2016-09-01", "2017-12-31"),
    "1949/..": ("1949-01-01", "9999-12-31"),
    "../1949": ("0001-01-01", "1949-12-31"),
    "0001-01-01~": ("0001-01-01", "0001-01-02"),
    "0001-01?": ("0001-01-01", "0001-02-28"),
    "0001~": ("0001-01-01", "0002-12-31"),
    "9999-12": ("9999-12-01", "9999-12-31"),
    "9999-12-31~": ("9999-12-30", "9999-12-31"),
    "9999?": ("9998-01-01", "9999-12-31"),
}

WORDS = {
    "2023-10-27": "27 October 2023",
    "2023-10-07~": "7 October 2023 (approximate)",
    "2016-10?": "October 2016 (uncertain)",
    "2022%": "2022 (approximate, uncertain)",
    "1948/1949": "1948 to 1949",
    "1949/..": "since 1949",
    "../1949": "until 1949",
}

WRONG = (
    "",
    " ",
    "yesterday",
    "27 October 2023",
    "2023-13",
    "2023-00",
    "2023-02-29",
    "2023-10-27T10:00",
    "2023-10-27~~",
    "2023-1-1",
    "0000",
    "23",
    "20233",
    "2023-10-27/2023-10-26",
    "1/2/3",
    "/",
    "../..",
    "2023/2022",
    "2023-10-27 ",
    "٢٠٢٣",
    "2023\n",
)

points = st.builds(
    lambda day, length, mark: day.isoformat()[:length] + mark,
    st.dates(),
    st.sampled_from([4, 7, 10]),
    st.sampled_from(["", "~", "?", "%"]),
)


@pytest.mark.parametrize(("edtf", "span"), SPANS.items())
def test_a_date_spans_what_is_written_and_one_unit_more_where_it_is_marked(edtf: str, span: tuple[str, str]) -> None:
    """Bounds are the calendar span, padded by a day, a month or a year where the date is approximate or uncertain."""
    assert tuple(day.isoformat() for day in bounds(edtf)) == span


@pytest.mark.parametrize("edtf", WRONG)
def test_what_is_no_date_is_refused_with_a_sentence(edtf: str) -> None:
    """Anything but the supported EDTF raises Invalid, and the sentence repeats what was written."""
    with pytest.raises(Invalid, match="date") as refused:
        bounds(edtf)
    assert repr(edtf) in str(refused.value)


@given(points)
@example("9999-12~")
@example("0001-01~")
def test_every_calendar_date_has_ordered_bounds_that_hold_it(edtf: str) -> None:
    """Any date of the calendar, however marked, gives bounds in order and inside the calendar."""
    first, last = bounds(edtf)
    assert EARLIEST <= first <= last <= LATEST


@given(st.dates(date(2, 1, 1), date(9998, 12, 31)))
def test_a_mark_widens_a_day_by_exactly_one_on_each_side(day: date) -> None:
    """Padding is one unit: a day for a day."""
    one = timedelta(days=1)
    assert bounds(f"{day.isoformat()}~") == (day - one, day + one)


@given(points, points)
def test_an_interval_spans_from_its_first_end_to_its_last(one: str, other: str) -> None:
    """An interval either spans from the first day of its first end to the last day of its last, or is refused."""
    first, last = bounds(one)[0], bounds(other)[1]
    if first > last:
        with pytest.raises(Invalid):
            bounds(f"{one}/{other}")
        return
    assert bounds(f"{one}/{other}") == (first, last)


@given(st.text(max_size=40) | st.from_regex(r"[0-9./~?%-]{0,24}", fullmatch=True))
@example("../..")
@example("/")
@example("2004-06-31/..")
def test_any_text_is_a_date_or_is_refused(text: str) -> None:
    """No text raises anything but Invalid, and what is accepted has ordered bounds."""
    try:
        first, last = bounds(text)
    except Invalid:
        return
    assert first <= last


@pytest.mark.parametrize(("edtf", "words"), WORDS.items())
def test_a_date_is_said_in_words(edtf: str, words: str) -> None:
    """Readers see the date as they would say it, its doubts included."""
    assert in_words(edtf) == words


@given(st.text(max_size=40) | st.from_regex(r"[0-9./~?%-]{0,24}", fullmatch=True))
@example("2023-13")
@example("2023-02-31")
@example("foo/bar")
@example("1/2/3")
@example("2023-10-27/2023-10-26")
def test_saying_a_date_never_fails_and_leaves_other_text_alone(text: str) -> None:
    """in_words never raises, and what is no date comes back as it is."""
    said = in_words(text)
    try:
        bounds(text)
    except Invalid:
        assert said == text


@pytest.mark.parametrize(
    ("edtf", "found"),
    [
        ("2022", (2022,)),
        ("2022?", (2021, 2022, 2023)),
        ("2023-10-27~", (2023,)),
        ("2023-12-31~", (2023, 2024)),
        ("2023-01?", (2022, 2023)),
        ("1948/1951", (1948, 1949, 1950, 1951)),
        ("1948?/1949", (1947, 1948, 1949)),
        ("1949/..", (1949,)),
        ("../1949?", (1948, 1949, 1950)),
    ],
)
def test_the_years_of_a_date_are_those_it_may_mean(edtf: str, found: tuple[int, ...]) -> None:
    """Years come from the same bounds as the days, padding included; an open end reaches none but the one named."""
    assert years(edtf) == found


@given(points, points)
def test_the_years_of_a_date_are_those_that_its_bounds_touch(one: str, other: str) -> None:
    """Of any point and any interval, the years are all from that of the first day to that of the last."""
    for edtf in (one, f"{one}/{other}"):
        try:
            first, last = bounds(edtf)
        except Invalid:
            continue
        assert years(edtf) == tuple(range(first.year, last.year + 1))


@pytest.mark.parametrize("field", ["said", "published", "date"])
def test_every_date_of_the_data_set_is_understood(field: str) -> None:
    """Each date in the project's own files has bounds and words."""
    rows = [row for rows in data_sets.whole().values() for row in rows if field in row]
    assert rows
    for row in rows:
        first, last = bounds(row[field])
        assert first <= last
        assert in_words(row[field])


@given(points | st.from_regex(r"[0-9./~?%-]{0,24}", fullmatch=True))
def test_a_date_that_was_accepted_keeps_its_bounds(text: str) -> None:
    """What was accepted once is read as the same again, without the second opinion."""
    try:
        found = bounds(text)
    except Invalid:
        return
    assert accepted_bounds(text) == found
