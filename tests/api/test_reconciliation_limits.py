"""The limits of the reconciliation services: what is answered at the limit, and refused or left out one beyond it."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from glossary.api.reconciliation import MOST_BYTES
from glossary.services.reconciling.asked import (
    MOST_ASKED,
    MOST_CANDIDATES,
    MOST_CELLS,
    MOST_IDS,
    MOST_LETTERS,
    MOST_QUERIES,
    MOST_TYPES,
    MOST_VALUES,
    MOST_VALUES_IN_ALL,
    MOST_WANTED,
)
from tests.api.reconciliation import ACTORS, batch, extend, one, refused, send


def many(number: int) -> dict[str, Any]:
    """So many queries."""
    return {f"q{at}": {"query": "Qatar", "limit": 1} for at in range(number)}


def test_a_batch_has_a_limit(client: FlaskClient) -> None:
    """A thousand queries are answered, one more is 413, as the manifest and the specification say."""
    assert len(batch(client, many(MOST_QUERIES))) == MOST_QUERIES == 1_000
    assert "At most 1,000 queries" in refused(send(client, many(MOST_QUERIES + 1)), 413)


def test_a_form_has_a_limit(client: FlaskClient) -> None:
    """Two million bytes are read, more are 413."""
    empty = len("queries=")
    for beyond, status in ((0, 400), (1, 413)):
        text = "x" * (MOST_BYTES - empty + beyond)
        assert client.post(ACTORS, data={"queries": text}).status_code == status


@pytest.mark.parametrize("name", ["types", "properties", "values"])
def test_lists_of_a_query_have_limits(client: FlaskClient, name: str) -> None:
    """Types, properties and values are read up to their limit; one more is refused."""
    most = {"types": MOST_TYPES, "properties": MOST_ASKED, "values": MOST_VALUES}[name]
    for number in (most, most + 1):
        values = ["state"] * number
        query = {
            "types": {"query": "Qatar", "type": values},
            "properties": {"query": "Qatar", "properties": [{"pid": "kind", "v": one} for one in values]},
            "values": {"query": "Qatar", "properties": [{"pid": "kind", "v": values}]},
        }[name]
        if number == most:
            assert one(client, query)[0]["match"]
        else:
            assert f"at most {most}" in refused(send(client, {"q": query}))


def test_values_of_a_batch_have_a_limit(client: FlaskClient) -> None:
    """All values of a batch together are read up to their limit; one more is refused."""
    whole = {"properties": [{"pid": "kind", "v": ["state"] * MOST_VALUES}] * MOST_ASKED, "limit": 1}
    queries: dict[str, Any] = {f"q{at}": whole for at in range(MOST_VALUES_IN_ALL // (MOST_VALUES * MOST_ASKED))}
    assert len(batch(client, queries)) == len(queries)
    queries["more"] = {"properties": [{"pid": "kind", "v": "state"}]}
    assert "at most 20,000" in refused(send(client, queries))


@pytest.mark.parametrize("place", ["name", "pid", "type", "id"])
def test_names_and_ids_have_a_limit(client: FlaskClient, place: str) -> None:
    """Names of queries, types, properties and ids are read up to their limit; one letter more is refused."""
    for number in (MOST_LETTERS, MOST_LETTERS + 1):
        text = "a" * number
        sent: Any = {
            "name": {text: {"query": "OCHA"}},
            "pid": {"q": {"query": "OCHA", "properties": [{"pid": text, "v": "a"}]}},
            "type": {"q": {"query": "OCHA", "type": text}},
            "id": {"ids": [text], "properties": []},
        }[place]
        answer = send(client, sent, "extend" if place == "id" else "queries")
        assert answer.status_code == (200 if number == MOST_LETTERS else 400)


def test_a_long_cell_finds_nothing_and_spoils_nothing(client: FlaskClient) -> None:
    """A cell with a whole article in it is no name: no candidate for it, and the others of its batch are answered."""
    within, beyond = (f"{'of ' * 200}"[: length - 4] + "OCHA" for length in (MOST_LETTERS, MOST_LETTERS + 1))
    found = batch(client, {"within": {"query": within}, "beyond": {"query": beyond}, "other": {"query": "OCHA"}})
    assert [len(found[name]) > 0 for name in found] == [True, False, True]
    for length, fits in ((MOST_LETTERS, True), (MOST_LETTERS + 1, False)):
        value = [{"pid": "kind", "v": "organization".ljust(length, ".")}]
        assert one(client, {"query": "OCHA", "properties": value})[0]["match"] == fits


def test_candidates_have_a_limit(client: FlaskClient) -> None:
    """Up to fifty candidates are told; who wishes for more gets fifty, which the specification allows."""
    persons = {"properties": [{"pid": "kind", "v": "person"}]}
    assert len(one(client, {**persons, "limit": MOST_CANDIDATES - 1})) == MOST_CANDIDATES - 1
    for limit in (MOST_CANDIDATES, MOST_CANDIDATES + 1, 1e300, 10**4000, 50.0):
        assert len(one(client, {**persons, "limit": limit})) == MOST_CANDIDATES == 50
    assert len(one(client, persons)) == 10


def test_an_extension_has_limits(client: FlaskClient) -> None:
    """Ids, properties and cells are answered up to their limits; one more is refused."""
    ids = [f"nobody-{at}" for at in range(MOST_IDS + 1)]
    names = [{"id": f"unknown-{at}"} for at in range(MOST_WANTED + 1)]
    cells = MOST_CELLS // MOST_WANTED
    assert len(extend(client, {"ids": ids[:MOST_IDS], "properties": names[:5]})["rows"]) == MOST_IDS
    assert len(extend(client, {"ids": ids[:cells], "properties": names[:MOST_WANTED]})["rows"]) == cells
    for asked in (
        {"ids": ids, "properties": names[:1]},
        {"ids": ids[:1], "properties": names},
        {"ids": ids[: cells + 1], "properties": names[:MOST_WANTED]},
    ):
        refused(send(client, asked, "extend"))
