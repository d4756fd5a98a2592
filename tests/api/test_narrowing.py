"""The list of statements narrowed: by each filter, by several at once, by values that do not exist."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.api.asking import document, everything, refusal

Item = dict[str, Any]

FILTERS = [
    ("term", "humanitarian-truce", lambda item: item["term"]["slug"] == "humanitarian-truce"),
    ("source", "reuters-fmt-2023-10-27", lambda item: item["source"]["slug"] == "reuters-fmt-2023-10-27"),
    ("kind", "definition", lambda item: item["kind"] == "definition"),
    ("stance", "opposes", lambda item: item["stance"] == "opposes"),
    ("conflict", "israel-hamas-2023", lambda item: item["conflict"]["slug"] == "israel-hamas-2023"),
    (
        "event",
        "gaza-four-day-arrangement-2023-11",
        lambda item: (item["event"] or {}).get("slug") == "gaza-four-day-arrangement-2023-11",
    ),
    (
        "actor",
        "hamas",
        lambda item: "hamas" in [item["actor"]["slug"], *(party["actor"]["slug"] for party in item["with"])],
    ),
]


@pytest.mark.parametrize(("name", "value", "fits"), FILTERS, ids=[row[0] for row in FILTERS])
def test_a_filter_leaves_exactly_what_fits(client: FlaskClient, name: str, value: str, fits: Any) -> None:
    """Each filter answers the statements that have the value, in the order of the whole list."""
    wanted = [item for item in everything(client, "statements") if fits(item)]
    assert wanted
    assert document(client, f"/statements?limit=1000&{name}={value}")["items"] == wanted


def test_filters_hold_together(client: FlaskClient) -> None:
    """Two filters answer what fits both."""
    items = document(client, "/statements?term=ceasefire&stance=opposes&limit=1000")["items"]
    assert items
    assert all(item["term"]["slug"] == "ceasefire" and item["stance"] == "opposes" for item in items)


def test_a_narrowed_walk_stays_narrowed(client: FlaskClient) -> None:
    """The `Link` to the next part keeps the filter."""
    answer = client.get("/api/v1/statements?term=humanitarian-pause&limit=2")
    assert "term=humanitarian-pause&limit=2&cursor=" in answer.headers["Link"]


@pytest.mark.parametrize("name", [row[0] for row in FILTERS])
def test_an_unknown_value_is_not_found(client: FlaskClient, name: str) -> None:
    """A value that the glossary does not have is 404: an empty list would say that nothing is recorded."""
    assert (
        f"There is no {name} 'nobody-has-this'" in refusal(client, f"/statements?{name}=nobody-has-this", 404)["detail"]
    )


@pytest.mark.parametrize("facet", ["term", "actor", "actor_kind", "kind", "stance", "conflict", "event", "source_type"])
def test_a_search_is_narrowed_by_known_values_only(client: FlaskClient, facet: str) -> None:
    """A search narrowed by an unknown value is 404 with a sentence that names it."""
    assert "'nobody-has-this'" in refusal(client, f"/search?q=pause&{facet}=nobody-has-this", 404)["detail"]
