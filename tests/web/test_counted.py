"""What is counted in words: how many actors speak, and one statement that is one."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from glossary import ROOT
from tests.web.addresses import main

COUNTED = ("/", "/about", "/about/data", "/actors", "/actors?by=kind")
ONE_OF_SEVERAL = re.compile(r"(?<![\d,.])1 (statement|actor|term|source|event)s\b")


@pytest.fixture
def speakers(client: FlaskClient) -> int:
    """How many actors have a statement, by the table of all statements."""
    found: int = client.get("/api/v1/field").get_json()["actor_page"]["total"]
    return found


@pytest.mark.parametrize("address", COUNTED)
def test_every_page_counts_the_actors_whose_words_are_recorded(
    client: FlaskClient, speakers: int, address: str
) -> None:
    """Where a page says how many actors the statements are by, it is the number that the field has."""
    assert f"{speakers} actors" in main(client, address).text


@pytest.mark.parametrize("file", ["README.md", "seed/README.md"])
def test_the_documents_count_the_same(client: FlaskClient, speakers: int, file: str) -> None:
    """What the project says of its data set is what the data set holds."""
    total = client.get("/api/v1/search").get_json()["total"]
    counted = re.findall(r"(\d+) (?:attributed )?statements by (\d+) actors", (ROOT / file).read_text("utf-8"))
    assert counted == [(str(total), str(speakers))]


def test_actors_without_a_statement_are_told_apart(client: FlaskClient, speakers: int) -> None:
    """The list of actors says how many of them have no statement, and those are the ones with none beside them."""
    page = main(client, "/actors")
    numbers = [item.one("span", class_="hint").text for item in page.all("li")]
    silent = numbers.count("0 statements")
    assert silent == len(numbers) - speakers > 0
    assert f"{silent} others have no statement of their own" in page.one("p", class_="lead").text


@pytest.mark.parametrize("address", [*COUNTED, "/terms", "/field", "/search", "/export"])
def test_one_is_not_several(client: FlaskClient, address: str) -> None:
    """No page says "1 statements", neither to those who see it nor to those who hear it."""
    assert ONE_OF_SEVERAL.search(main(client, address).text) is None
