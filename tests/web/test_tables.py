"""Lists to take along: each in three formats, with what its page lists, in its order."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook

from glossary.interchange.tables import read_csv
from glossary.services.bulk import judging as bulk
from glossary.services.reading import published as reading

LISTS = (
    "/search?q=truce",
    "/terms/humanitarian-truce",
    "/actors/united-kingdom",
    "/events/gaza-four-day-arrangement-2023-11",
    "/sources/abc-2023-10-27-kirby",
    "/field/statements?term=humanitarian-truce",
)


def _in(address: str, ending: str) -> str:
    path, _, query = address.partition("?")
    return f"{path}.{ending}{'?' if query else ''}{query}"


def _ids(client: FlaskClient, address: str) -> list[str]:
    lines = client.get(_in(address, "jsonl")).get_data().splitlines()
    return [json.loads(line)["id"] for line in lines]


@pytest.mark.parametrize("address", LISTS)
def test_the_three_formats_hold_the_same(client: FlaskClient, context: Flask, address: str) -> None:
    """The documents of the JSON Lines are those of the API; table and workbook have a row for each, in their order."""
    ids = _ids(client, address)
    lines = client.get(_in(address, "jsonl")).get_data().splitlines()
    assert [json.loads(line) for line in lines] == reading.statements(ids)
    table = read_csv(client.get(_in(address, "csv")).text)
    assert [row[0] for row in table] == ["id", *ids]
    book = load_workbook(io.BytesIO(client.get(_in(address, "xlsx")).get_data()))
    assert [row[0].value for row in book["statements"].iter_rows()] == ["id", *ids]


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize("form", ["csv", "xlsx", "jsonl"])
def test_what_is_taken_along_reads_back_as_the_same(
    client: FlaskClient, context: Flask, tmp_path: Path, address: str, form: str
) -> None:
    """The import finds nothing new and nothing changed in it."""
    path = tmp_path / f"list.{form}"
    path.write_bytes(client.get(_in(address, form)).get_data())
    report = bulk.judge(path, form, tmp_path / "judged", hint=path.stem)
    assert report.counts["same"] == report.total > 0, report.first


@pytest.mark.parametrize("plural", ["terms", "actors", "sources", "events", "statements"])
def test_a_list_of_all_is_the_file_of_its_kind(client: FlaskClient, plural: str) -> None:
    """At its own addresses there is what the files of the whole hold."""
    for form in ("csv", "xlsx", "jsonl"):
        assert client.get(f"/{plural}.{form}").get_data() == client.get(f"/export/{plural}.{form}").get_data()


@pytest.mark.parametrize("address", [*LISTS, "/changes", "/terms", "/actors", "/sources", "/events"])
def test_pages_offer_their_formats(client: FlaskClient, address: str) -> None:
    """Each list links to itself in the three formats."""
    page = client.get(address).get_data(as_text=True)
    for form in ("csv", "xlsx", "jsonl"):
        assert f'href="{_in(address, form)}"' in page


def test_changes_are_taken_along_with_their_addresses(client: FlaskClient) -> None:
    """The newest changes, the same in each format."""
    lines = [json.loads(line) for line in client.get("/changes.jsonl?kind=term").get_data().splitlines()]
    table = read_csv(client.get("/changes.csv?kind=term").text)
    assert [row[0] for row in table[1:]] == [str(one["seq"]) for one in lines]
    book = load_workbook(io.BytesIO(client.get("/changes.xlsx?kind=term").get_data()))
    assert [row[0].value for row in book["changes"].iter_rows()] == [row[0] for row in table]
    assert len(lines) > 10
