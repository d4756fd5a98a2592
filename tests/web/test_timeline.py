"""The timeline: one mark a statement, no false points, and the same as a table."""

from __future__ import annotations

import re
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from glossary.services import reading
from glossary.web.timeline import CROWDED, HIGH, timeline
from tests.web.addresses import main


def said(*dates: str) -> list[dict[str, Any]]:
    return [{"said": date, "kind": "position"} for date in dates]


def test_years_and_months() -> None:
    """A crowded year is shown by months; a bare year then stands apart, for its month is not known."""
    line = timeline(said("1907", "2022?", *["2023-10-27"] * CROWDED, "2023-11-09", "2023"))
    assert line is not None
    assert [column.name for column in line.columns] == [
        *("1907", "2022", "2023, month not known", "October 2023", "November 2023"),
    ]
    assert [column.gap for column in line.columns] == [False, True, False, False, False]


def test_marks_fill_columns_from_the_floor() -> None:
    """A column grows upwards to its height, then sideways; no mark lies outside or on another."""
    line = timeline(said("1949", *["2024"] * (HIGH + 3)))
    assert line is not None
    marks = line.columns[1].marks
    assert len({(mark.x, mark.y) for mark in marks}) == HIGH + 3
    assert all(line.columns[1].x < mark.x < line.columns[1].x + line.columns[1].width for mark in marks)
    assert all(0 < mark.y < line.floor for mark in marks)


def test_uncertain_dates_are_hollow() -> None:
    """A date marked approximate or uncertain never looks exact."""
    line = timeline(said("2016?", "2018-02", "2019-03-01~"))
    assert line is not None
    assert [mark.exact for column in line.columns for mark in column.marks] == [False, True, False]


def test_nothing_to_see_is_no_picture() -> None:
    """None and one stretch of time need no picture."""
    assert timeline([]) is None
    assert timeline(said("2023", "2023")) is None


def test_every_term_with_a_picture_has_its_table(client: FlaskClient, context: Flask) -> None:
    """As many marks, and as many names in the table, as statements; a column leads to its line."""
    for slug in ("humanitarian-pause", "ceasefire", "armistice", "truce"):
        number = len(reading.statements_of(term=slug))
        part = main(client, f"/terms/{slug}").one(id="timeline")
        assert len(part.all("g")) == number
        assert len(part.one("tbody").all("a")) == number
        assert sum(int(cell.text) for cell in part.all("td", class_="num")) == number
        lines = {node.attributes["id"] for node in part.all("tr") if "id" in node.attributes}
        assert {a.attributes["href"][1:] for a in part.one("svg").all("a")} == lines


def test_the_picture_has_words(client: FlaskClient) -> None:
    """A title and a sentence that sums it up; each column its own words."""
    svg = main(client, "/terms/humanitarian-pause").one("svg")
    assert svg.one("title").text == "Timeline: humanitarian pause"
    assert svg.one("desc").text.startswith("90 statements, 2000 to 2025; most in October 2023 (27).")
    assert all(re.fullmatch(r"(\w+ )?\d{4}: \d+ statements?", a.attributes["aria-label"]) for a in svg.all("a"))
