"""Choosing what to compare: statements can be ticked wherever they are listed, and nothing ticked is ever lost."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary.services.reading import published as reading
from tests.web.addresses import COMPARISON, KIRBY, main, page

LISTING = (
    "/search?q=humanitarian+pause",
    "/search?q=truce&group=actor",
    "/terms/humanitarian-pause",
    "/actors/john-kirby",
    "/actors/john-kirby/humanitarian-pause",
    "/actors/united-states/humanitarian-pause",
    "/events/gaza-four-day-arrangement-2023-11",
    "/sources/hague-regulations-1907",
)


@pytest.mark.parametrize("address", LISTING)
def test_every_listed_statement_can_be_ticked(address: str, client: FlaskClient) -> None:
    """Each stands once in a form that asks for the comparison, with a box of its own that says whose it is."""
    listed = main(client, address)
    statements = [node.attributes["id"] for node in listed.all("article") if "id" in node.attributes]
    boxes = [box for form in listed.all("form", action="/compare", method="get") for box in form.all("input")]
    assert [box.attributes["value"] for box in boxes] == statements
    assert {(box.attributes["type"], box.attributes["name"]) for box in boxes} <= {("checkbox", "statement")}
    assert all(box.around is not None and len(box.around.text) > len("Compare: ") for box in boxes)
    assert bool(statements) == bool([b for f in listed.all("form", action="/compare") for b in f.all("button")])


@pytest.mark.parametrize("number", [2, 8])
def test_what_is_ticked_is_compared(number: int, client: FlaskClient, context: Flask) -> None:
    """Two to eight of them, in the order of the page."""
    chosen = [one["id"] for one in reading.statements_of(term="humanitarian-pause")[:number]]
    answer = client.get(f"/compare.json?{urlencode({'statement': chosen}, doseq=True)}").get_json()
    assert [column["statements"][0]["id"] for column in answer["columns"]] == chosen


@pytest.mark.parametrize("number", [1, 9, 20])
def test_too_few_or_too_many_are_kept_with_a_sentence(number: int, client: FlaskClient, context: Flask) -> None:
    """The page says how many a comparison takes and how many were asked for, and what was ticked still is."""
    chosen = [one["id"] for one in reading.statements_of(term="humanitarian-pause")[:number]]
    found = page(client, f"/compare?{urlencode({'statement': chosen}, doseq=True)}", 400)
    assert "A comparison takes 2 to 8 columns" in found.text
    ticked = [box.attributes["value"] for box in found.all("input", name="statement") if "checked" in box.attributes]
    assert sorted(ticked) == sorted(chosen)


def test_the_comparison_leads_back_to_the_choice(client: FlaskClient) -> None:
    """From a comparison of statements the page of their term is one step away."""
    hrefs = [link.attributes["href"] for link in main(client, COMPARISON).all("a")]
    assert "/terms/humanitarian-pause" in hrefs
    assert f"/statements/{KIRBY}" in hrefs
