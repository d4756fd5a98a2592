"""Dates as readers type them, read from the words of a query; numbers that are no dates stay numbers."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.search.analysis import NO_SPELLINGS
from glossary.search.cues import MONTHS
from glossary.search.dates_in_words import dates
from glossary.search.lexicon import words_of
from glossary.search.query import parse

NAMES = [[name for name, number in MONTHS.items() if number == month] for month in range(1, 13)]


def read(text: str) -> list[str]:
    """The dates of a query as YYYY, YYYY-MM or YYYY-MM-DD."""
    return [one.meanings[0].value for one in dates(words_of(parse(text, NO_SPELLINGS).clauses))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("27 October 2023", ["2023-10-27"]),
        ("27th October 2023", ["2023-10-27"]),
        ("October 27, 2023", ["2023-10-27"]),
        ("Oct 27, 2023", ["2023-10-27"]),
        ("OCT. 27 2023", ["2023-10-27"]),
        ("2023-10-27", ["2023-10-27"]),
        ("2023/10/27", ["2023-10-27"]),
        ("the 1st May 1948", ["1948-05-01"]),
        ("May 2023", ["2023-05"]),
        ("Sept. 2024", ["2024-09"]),
        ("2023-10", ["2023-10"]),
        ("2023", ["2023"]),
        ("٢٠٢٣", ["2023"]),
        ("1948 and 2023", ["1948", "2023"]),
        ("March 2023 or April 2024", ["2023-03", "2024-04"]),
    ],
)
def test_the_usual_ways_to_write_a_date_are_read(text: str, found: list[str]) -> None:
    """A day, a month or a year, in English words or in numbers, whatever stands between."""
    assert read(text) == found


@pytest.mark.parametrize(
    "text",
    [
        *("may", "march", "October", "27", "5 may", "27 October", "12/10/23", "2728", "1799", "2100", "20233", "999"),
        *(
            "20२३",
            "resolution 2023",
            "Article 1949",
            "no. 1949",
            "paragraph 1860",
            '"2023"',
            '"October 2023"',
            "-2023",
            "202*",
        ),
    ],
)
def test_what_is_no_date_is_left_alone(text: str) -> None:
    """Months and days alone, numbers of resolutions, years out of bounds, and what is quoted, excluded or begun."""
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("31 February 2023", ["2023-02"]),
        ("2023-13", ["2023"]),
        ("2023-02-30", ["2023-02"]),
        ("0 May 2023", ["2023-05"]),
        ("2023-00", ["2023"]),
        ("2023 10 00", ["2023-10"]),
    ],
)
def test_a_day_that_never_was_is_not_read(text: str, found: list[str]) -> None:
    """What remains of it, the month or the year, is."""
    assert read(text) == found


def test_each_word_belongs_to_one_date() -> None:
    """The longest date is taken and its words are not read again."""
    found = list(dates(words_of(parse("on 27 October 2023 and 2024", NO_SPELLINGS).clauses)))
    assert [(one.start, one.end) for one in found] == [(1, 4), (5, 6)]


@given(day=st.dates(date(1800, 1, 1), date(2099, 12, 31)), data=st.data())
def test_every_day_is_read_in_every_order(day: date, data: st.DataObject) -> None:
    """Each day of three centuries, with every name of its month, as words or as numbers."""
    name = data.draw(st.sampled_from(NAMES[day.month - 1]))
    ways = (
        f"{day.day} {name} {day.year}",
        f"{name.title()} {day.day}, {day.year}",
        day.isoformat(),
    )
    for text in ways:
        assert read(text) == [day.isoformat()], text
    assert read(f"{name} {day.year}") == [day.isoformat()[:7]]


@given(
    st.lists(st.sampled_from(["2023", "10", "27", "may", "May", "oct", "31", "0", "00", "1st", "-", "/", "no"])).map(
        " ".join
    )
    | st.text()
)
def test_any_text_is_read_without_overlap(text: str) -> None:
    """S7: nothing raises; dates stand from left to right, and each is a day, month or year of the calendar."""
    words = words_of(parse(text, NO_SPELLINGS).clauses)
    found = list(dates(words))
    assert all(before.end <= after.start for before, after in pairwise(found))
    for one in found:
        year, month, day = (*one.meanings[0].value.split("-"), "01", "01")[:3]
        assert 1800 <= date(int(year), int(month), int(day)).year <= 2099
