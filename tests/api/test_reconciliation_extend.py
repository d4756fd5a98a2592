"""Data extension: columns on terms and actors for somebody's table, each answer valid by the official schema."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary.services.reconciling.asked import MOST_CELL, USUAL_CELL
from tests.api.reconciliation import SERVICES, asked, examples, extend, valid
from tests.services.publishing import editing

KIRBY, PAUSE = "john-kirby", "humanitarian-pause"
TERMS = "/reconcile/terms"


def column(client: FlaskClient, service: str, slug: str, pid: str, **settings: Any) -> list[Any]:
    """The values of one cell."""
    rows = extend(client, {"ids": [slug], "properties": [{"id": pid, "settings": settings}]}, service)["rows"]
    cell: list[Any] = rows[slug][pid]
    return [next(iter(value.values())) if len(value) == 1 else value for value in cell]


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("path", examples("data-extension-query", "valid"), ids=lambda path: path.stem)
def test_official_queries_are_answered(client: FlaskClient, path: Path, service: str) -> None:
    """The official queries are answered, by form and by address: a row for each id and a cell for each property."""
    query = json.loads(path.read_text("utf-8"))
    answer = extend(client, query, service)
    assert [one["id"] for one in answer["meta"]] == [one["id"] for one in query["properties"]]
    assert answer["rows"] == {one: {wanted["id"]: [] for wanted in query["properties"]} for one in query["ids"]}
    assert asked(client, f"{service}?extend={path.read_text('utf-8')}") == answer


@pytest.mark.parametrize("service", SERVICES)
def test_everything_that_is_proposed_is_told(client: FlaskClient, service: str) -> None:
    """Each property that is proposed can be asked for, of all records, and the answers are valid."""
    proposed = valid("proposal", asked(client, f"{service}/properties"))["properties"]
    items = asked(client, f"/api/v1/{service.rpartition('/')[2]}?limit=1000")["items"]
    ids = [one["slug"] for one in items]
    for one in proposed:
        answer = extend(client, {"ids": ids, "properties": [{"id": one["id"]}]}, service)
        assert answer["meta"][0]["name"] == one["name"]
        assert any(row[one["id"]] for row in answer["rows"].values()), one


@pytest.mark.parametrize(
    ("address", "type_", "number"),
    [
        ("/reconcile/terms/properties?type=term", "term", None),
        ("/reconcile/terms/properties", "term", None),
        ("/reconcile/terms/properties?type=term&limit=3", "term", 3),
        ("/reconcile/actors/properties?type=armed-group&limit=2&_=7", "armed-group", 2),
        ("/reconcile/actors/properties?type=DifferentiatedPerson&limit=5", "DifferentiatedPerson", 0),
    ],
)
def test_properties_are_proposed_for_a_type(client: FlaskClient, address: str, type_: str, number: int | None) -> None:
    """For a type of ours its properties, up to the limit; for another's none."""
    answer = valid("proposal", asked(client, address))
    assert answer["type"] == type_
    assert len(answer["properties"]) == number if number is not None else len(answer["properties"]) > 8


def test_no_definition_leaves_without_actor_source_and_date(client: FlaskClient) -> None:
    """A definition is told with who said it, when, where it was read, and its address; all of every term are so."""
    every = asked(client, "/api/v1/statements?kind=definition&limit=1000")["items"]
    told = {
        slug: column(client, TERMS, slug, "definitions", limit=50) for slug in {one["term"]["slug"] for one in every}
    }
    assert sum(map(len, told.values())) == len(every)
    for one in every:
        (line,) = [line for line in told[one["term"]["slug"]] if line.endswith(f"/statements/{one['id']}")]
        wanted = (one["actor"]["name"], one["said"], one["source"]["title"], one["quote"] or one["summary"])
        assert all(part in line for part in wanted), line
        assert ("[in summary]" in line) == (not one["quote"])
        assert one["attribution"] == "direct" or one["attribution"] in line


def test_records_are_told_as_records(client: FlaskClient) -> None:
    """Values that are records have id and name; where they are of the other service, the column says which."""
    asked_for = [{"id": "defined-by"}, {"id": "narrower"}]
    answer = extend(client, {"ids": [PAUSE], "properties": asked_for}, TERMS)
    assert answer["meta"][0]["service"] == "http://localhost/reconcile/actors"
    assert "service" not in answer["meta"][1]
    row = answer["rows"][PAUSE]
    assert {"id": "ocha", "name": "UN Office for the Coordination of Humanitarian Affairs"} in row["defined-by"]
    assert {"id": "extended-humanitarian-pause", "name": "extended humanitarian pause"} in row["narrower"]
    assert {"id": "ceasefire", "name": "ceasefire"} in column(client, SERVICES[1], KIRBY, "terms")


def test_an_actor_is_told_as_its_page_has_it(client: FlaskClient) -> None:
    """Kind, country, affiliation, dates and the count are those of the records."""
    said = asked(client, f"/api/v1/statements?actor={KIRBY}&limit=1000")["items"]
    told = {
        pid: column(client, SERVICES[1], KIRBY, pid)
        for pid in ("name", "kind", "country", "affiliation", "first-said", "last-said", "statements", "address")
    }
    assert told == {
        "name": ["John Kirby"],
        "kind": ["person"],
        "country": ["US"],
        "affiliation": [{"id": "united-states", "name": "United States of America"}],
        "first-said": [said[0]["said"]],
        "last-said": [max(said, key=lambda one: one["said_to"])["said"]],
        "statements": [len(said)],
        "address": [f"http://localhost/actors/{KIRBY}"],
    }


def test_names_are_told_by_language(client: FlaskClient) -> None:
    """What a term is called in Arabic is a column, and only that."""
    assert "هدنة إنسانية" in column(client, TERMS, PAUSE, "name-ar")
    assert not [name for name in column(client, TERMS, PAUSE, "name-ar") if re.search("[A-Za-z]", name)]


@pytest.mark.parametrize(
    ("limit", "number"), [(1, 1), ("2", 2), (0, USUAL_CELL), ("", USUAL_CELL), ("0", USUAL_CELL), (10**8, MOST_CELL)]
)
def test_a_limit_is_kept(client: FlaskClient, limit: Any, number: int) -> None:
    """As number or as text; 0 and nothing are the usual one; beyond the most it is the most."""
    whole = len(column(client, TERMS, PAUSE, "definitions", limit=MOST_CELL))
    assert len(column(client, TERMS, PAUSE, "definitions", limit=limit)) == min(whole, number)
    assert whole > USUAL_CELL


def test_settings_and_properties_of_others_are_left_out(client: FlaskClient) -> None:
    """A setting that is not ours changes nothing; a property that is not ours is an empty column."""
    assert column(client, SERVICES[1], KIRBY, "country", content="id") == ["US"]
    assert column(client, SERVICES[1], KIRBY, "wikidataId") == []
    assert column(client, SERVICES[1], KIRBY, "") == []


def test_a_property_that_is_asked_for_twice_is_told_once(client: FlaskClient) -> None:
    """A row has one cell for each property: the last wish for it counts."""
    twice = [{"id": "definitions", "settings": {"limit": limit}} for limit in (1, 2)]
    answer = extend(client, {"ids": [PAUSE], "properties": twice}, TERMS)
    assert [one["id"] for one in answer["meta"]] == ["definitions"]
    assert len(answer["rows"][PAUSE]["definitions"]) == 2


@pytest.mark.parametrize("slug", ["nobody", "", "\0", "OCHA", "../terms/truce", "🙂", "'; DROP TABLE actor"])
def test_an_unknown_id_has_an_empty_row(client: FlaskClient, slug: str) -> None:
    """A row for each id that was asked for, whatever it is; beside it the others are told."""
    rows = extend(client, {"ids": [slug, "ocha", "ocha"], "properties": [{"id": "kind"}]})["rows"]
    assert rows == {slug: {"kind": []}, "ocha": {"kind": [{"str": "organization"}]}}


def test_a_record_that_has_moved_is_told_under_its_former_id(own_app: Flask) -> None:
    """Ids in somebody's table stay good: the row stands under the id that was asked for."""
    editing.rename("actor", "ocha", "un-ocha")
    client = own_app.test_client()
    rows = extend(client, {"ids": ["ocha"], "properties": [{"id": "address"}]})["rows"]
    assert rows == {"ocha": {"address": [{"str": "http://localhost/actors/un-ocha"}]}}
    assert "un-ocha" in client.get("/reconcile/actors/preview?id=ocha").get_data(as_text=True)
    assert client.get("/reconcile/actors/flyout/entity?id=ocha").get_json()["id"] == "ocha"


def test_what_is_withdrawn_is_told_no_more(own_app: Flask) -> None:
    """A withdrawn definition leaves the column and the preview at once."""
    client = own_app.test_client()
    before = column(client, TERMS, PAUSE, "definitions", limit=50)
    editing.withdraw("ocha-humanitarian-pause-2022")
    after = column(client, TERMS, PAUSE, "definitions", limit=50)
    assert [line for line in before if line not in after] == [line for line in before if "ocha-humanitarian" in line]
    assert len(after) == len(before) - 1
