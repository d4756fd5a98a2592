"""Lists to download: the same statements as on the page, in the same order."""

from __future__ import annotations

import csv
import io

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary.services import reading
from tests.web.addresses import main


def lines(client: FlaskClient, address: str) -> list[dict[str, str]]:
    """The lines of a table."""
    response = client.get(address)
    assert response.status_code == 200
    assert response.content_type == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"].startswith("attachment; filename=")
    return list(csv.DictReader(io.StringIO(response.text.removeprefix("\ufeff"))))


@pytest.mark.parametrize(
    ("address", "filters"),
    [
        ("/terms/truce.csv", {"term": "truce"}),
        ("/actors/israel.csv", {"actor": "israel"}),
        ("/events/gaza-four-day-arrangement-2023-11.csv", {"event": "gaza-four-day-arrangement-2023-11"}),
    ],
)
def test_statements_of_a_page(client: FlaskClient, context: Flask, address: str, filters: dict[str, str]) -> None:
    """All of them, oldest first, each with actor, date, source and rights."""
    found = lines(client, address)
    assert [line["id"] for line in found] == [one["id"] for one in reading.statements_of(**filters)]
    assert all(line["actor_name"] and line["said"] and line["source_url"] and line["rights"] for line in found)


def test_statements_of_a_search(client: FlaskClient) -> None:
    """A filter on the page also filters the download, which has all pages at once in the page's order."""
    found = [line["id"] for line in lines(client, "/search.csv?q=truce&kind=position&sort=oldest")]
    first = main(client, "/search?q=truce&kind=position&sort=oldest")
    shown = [node.attributes["id"] for node in first.all("article")]
    assert found[: len(shown)] == shown
    assert f"of {len(found)} statements" in first.one("h2", class_="total").text


@pytest.mark.parametrize("address", ["/terms/nope.csv", "/actors/nope.csv", "/events/nope.csv"])
def test_no_table_of_what_is_not_there(client: FlaskClient, address: str) -> None:
    """An unknown record has no table."""
    assert client.get(address).status_code == 404
