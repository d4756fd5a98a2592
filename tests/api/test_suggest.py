"""`GET /api/v1/suggest`: what is answered while somebody types, to programs and to the search boxes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from glossary import create_app
from glossary.db import db
from glossary.services.searching import suggesting
from tests.api.asking import document, refusal

ADDRESS = "/suggest?q=armist"
FIELDS = {"kind", "slug", "label", "language", "direction", "found_by", "parts", "statements", "address"}


def suggested(client: FlaskClient, text: str) -> list[dict[str, Any]]:
    """The suggestions for what is typed."""
    answer = client.get("/api/v1/suggest", query_string={"q": text})
    assert answer.status_code == 200, text
    items: list[dict[str, Any]] = answer.get_json()["items"]
    return items


def test_it_answers_what_the_service_suggests(client: FlaskClient, context: Flask) -> None:
    """Every field of every suggestion, in the service's order."""
    for text in ("armist", "هدنة", "united na", "停", "cease-f", "kirby", "zzzz", ""):
        assert suggested(client, text) == suggesting.suggest(text), text


def test_its_fields_are_these(client: FlaskClient) -> None:
    """D11: nothing but these is in an answer; a new public field must be added here by hand."""
    answer = document(client, "/suggest?q=%D9%87%D8%AF")
    assert set(answer) == {"items"}
    for one in answer["items"]:
        assert set(one) == FIELDS
        assert set(one["found_by"]) == {"text", "language", "direction"}
        assert {name for part in one["parts"] for name in part} == {"text", "match"}


def test_it_is_described_and_answers_as_described(client: FlaskClient) -> None:
    """The OpenAPI document has the path, its parameter and its schema; the order is stated there."""
    spec = document(client, "/openapi.json")
    described = spec["paths"]["/api/v1/suggest"]["get"]
    assert [(p["name"], p["required"]) for p in described["parameters"]] == [("q", True)]
    assert "whole names come before words within" in " ".join(described["description"].split())
    schema = described["responses"]["200"]["content"]["application/json"]["schema"]
    validator = jsonschema_rs.Draft202012Validator({**schema, "components": spec["components"]})
    for text in ("armist", "هدنة", "u"):
        validator.validate(document(client, f"/suggest?q={text}"))
    assert "/api/v1/suggest?q=armist" in client.get("/api/docs").text


@pytest.mark.parametrize("query", ["", "?text=a", "?q=a&q=b", "?q=a&limit=3", "?q=a&page=1"])
def test_what_is_not_described_is_refused(client: FlaskClient, query: str) -> None:
    """Without `q`, with two, or with a name that there is not, the answer is a problem with a sentence."""
    refusal(client, f"/suggest{query}", 400)


@pytest.mark.parametrize(
    "text", ["\x00", "🕊️", "a" * 10_000, "%", "%%ff", "<script>", "' OR 1=1", "\ud7ff", "*", "\n\r\t"]
)
def test_any_text_is_a_safe_question(client: FlaskClient, text: str) -> None:
    """S7: whatever is typed, the answer is a list of at most eight."""
    assert len(suggested(client, text)) <= 8


def test_bytes_that_are_no_text_are_no_failure(client: FlaskClient) -> None:
    """B1: a query that is not UTF-8 is answered like any other."""
    assert client.get("/api/v1/suggest?q=%ff%fe%ed%a0%80").status_code == 200


def test_an_unchanged_answer_is_not_sent_again(client: FlaskClient) -> None:
    """ETag and 304 as for every document; a browser asks again each time, so that nothing stale is shown."""
    first = client.get(f"/api/v1{ADDRESS}")
    assert first.headers["Cache-Control"] == "no-cache"
    again = client.get(f"/api/v1{ADDRESS}", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_it_is_open_to_other_sites(client: FlaskClient) -> None:
    """A search box on another site may use it, without cookies."""
    answer = client.get(f"/api/v1{ADDRESS}", headers={"Origin": "https://elsewhere.example"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in answer.headers
    assert client.post(f"/api/v1{ADDRESS}").status_code == 405


def test_an_answer_costs_one_question_to_the_database(app: Flask, client: FlaskClient) -> None:
    """Only the number of the last publication is asked for, whatever is typed."""
    document(client, ADDRESS)
    asked: list[str] = []

    def note(*given: Any) -> None:
        asked.append(given[2])

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    for text in ("un", "humanitarian", "هد", "a"):
        asked.clear()
        suggested(client, text)
        assert len([one for one in asked if one != "BEGIN"]) == 1, asked
    event.remove(engine, "before_cursor_execute", note)


def test_processes_agree(client: FlaskClient, seeded: Path) -> None:
    """Two processes on the same data give the same bytes under the same ETag."""
    other = create_app(instance=seeded).test_client()
    for text in ("armist", "un", "هدنة"):
        one, two = (one.get("/api/v1/suggest", query_string={"q": text}) for one in (client, other))
        assert (one.data, one.headers["ETag"]) == (two.data, two.headers["ETag"])
