"""Timelines on the pages of terms, actors and events: the same as their tables, stances in shapes and in words."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary.dates import bounds
from glossary.services.reading import published as reading
from tests.web.addresses import main
from tests.web.html import Node

PICTURED = (
    "/terms/humanitarian-pause",
    "/terms/ceasefire",
    "/terms/armistice",
    "/terms/truce",
    "/actors/john-kirby",
    "/actors/unsc",
    "/actors/benjamin-netanyahu",
    "/events/gaza-four-day-arrangement-2023-11",
    "/events/gaza-requests-2023-10-27",
)


def statements_of(address: str) -> list[dict[str, Any]]:
    _, kind, slug = address.split("/")
    return reading.statements_of(**{kind[:-1]: slug})


@pytest.mark.parametrize("address", PICTURED)
def test_a_picture_has_its_table(address: str, client: FlaskClient, context: Flask) -> None:
    """As many marks, and as many names in the table, as statements; each column and span leads to its line."""
    number = len(statements_of(address))
    page = main(client, address)
    part = page.one(id="timeline")
    assert sum(int(g.text or 1) for g in part.all("g")) == number
    assert len(part.one("tbody").all("a")) == number
    assert sum(int(cell.text) for cell in part.all("td", class_="num")) == number
    lines = {row.attributes["id"]: row for row in part.one("tbody").all("tr")}
    links = _picture(part).all("a")
    assert {link.attributes["href"][1:] for link in links} == set(lines)
    for link in links:
        told = int(link.attributes["aria-label"].rpartition(": ")[2].split()[0])
        assert told == len(lines[link.attributes["href"][1:]].all("a"))
        assert [text.text for text in link.all("text", class_="number")] in ([], [str(told)])
    ids = {node.attributes["id"] for node in page.all("article")}
    assert {link.attributes["href"][1:] for link in part.one("tbody").all("a")} == ids


@pytest.mark.parametrize("address", PICTURED)
def test_stances_have_shapes_and_words(address: str, client: FlaskClient, context: Flask) -> None:
    """Each stance has one shape of its own in legend and picture alike; the table says it in words."""
    part = main(client, address).one(id="timeline")
    legend = {item.text: _shape(item.one("svg")) for item in part.one("ul", class_="key").all("li")}
    assert len({*legend.values()}) == len(legend)
    assert {_shape(mark) for mark in part.all("g")} == set(legend.values())
    words = {node.text.split(" ", 1)[1] for node in part.one("tbody").all("span", class_="stance")}
    assert words == set(legend)


def _picture(part: Node) -> Node:
    return part.one("svg", role="group")


def _shape(node: Node) -> tuple[tuple[str, str], ...]:
    inner = [one for one in node.nodes() if "dot" in one.attributes.get("class", "").split()]
    return tuple((one.tag, one.attributes.get("d", "") + one.attributes["class"]) for one in inner)


def test_the_picture_has_words(client: FlaskClient) -> None:
    """A title and a sentence that sums it up; each column and span its own words; no style but classes."""
    svg = _picture(main(client, "/terms/humanitarian-pause").one(id="timeline"))
    assert svg.one("title").text == "Timeline: humanitarian pause"
    assert re.match(
        r"90 statements, 2000 to 2025; most: October 2023 \(\d+\)\. Dates approximate, uncertain or wider",
        svg.one("desc").text,
    )
    assert all(re.fullmatch(r"[^:]+: \d+ statements?", a.attributes["aria-label"]) for a in svg.all("a"))
    assert not [node for node in svg.nodes() if "style" in node.attributes]


def test_dates_that_were_accepted_are_not_parsed_again(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second opinion of the library is for what is entered: a hundred dates would take a quarter of a second."""

    def refuse(text: str) -> None:
        raise AssertionError(text)

    monkeypatch.setattr("edtf.parse_edtf", refuse)
    bounds.cache_clear()
    assert client.get(PICTURED[0]).status_code == 200
