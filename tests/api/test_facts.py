"""Facts of the data: named statements answer by their address, in their lists, by search, with their attribution."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from flask.testing import FlaskClient

from tests.api.asking import document, everything
from tests.api.facts import FACTS, Fact
from tests.conftest import SEED

IDS = [fact.id for fact in FACTS]


def as_fact(statement: dict[str, Any]) -> tuple[str, ...]:
    """Who, as what, when, where, how it reached us, in which words."""
    return (
        statement["actor"]["slug"],
        statement["speaking_as"],
        statement["said"],
        statement["source"]["slug"],
        statement["attribution"],
        statement["quote"] or statement["summary"],
    )


def wanted(fact: Fact) -> tuple[str, ...]:
    """The same of a fact."""
    return (fact.actor, fact.speaking_as, fact.said, fact.source, fact.attribution, fact.words)


@pytest.mark.parametrize("fact", FACTS, ids=IDS)
def test_a_named_statement_answers_with_its_attribution(client: FlaskClient, fact: Fact) -> None:
    """The statement at its address has the actor, office, date, source and wording of the data set."""
    assert as_fact(document(client, f"/statements/{fact.id}")) == wanted(fact)


@pytest.mark.parametrize("fact", FACTS, ids=IDS)
def test_a_named_statement_is_found(client: FlaskClient, fact: Fact) -> None:
    """Words that a reader remembers lead to the statement on the first page of hits, with its attribution."""
    hits = client.get("/api/v1/search", query_string={"q": fact.asked}).get_json()["hits"]
    found = {hit["statement"]["id"]: hit["statement"] for hit in hits}
    assert fact.id in found
    assert as_fact(found[fact.id]) == wanted(fact)


@pytest.mark.parametrize("fact", FACTS, ids=IDS)
def test_a_named_statement_is_listed_under_its_actor_and_source(client: FlaskClient, fact: Fact) -> None:
    """The lists narrowed by its actor, and by its source, hold it."""
    for name, value in (("actor", fact.actor), ("source", fact.source)):
        items = document(client, f"/statements?limit=1000&{name}={value}")["items"]
        assert fact.id in [item["id"] for item in items]


def test_all_statements_say_what_the_data_set_says(client: FlaskClient) -> None:
    """Every statement of the seed's file is answered with each of its own fields unchanged."""
    rows = yaml.safe_load((SEED / "statements.yaml").read_text(encoding="utf-8"))["statements"]
    answered = {item["id"]: item for item in everything(client, "statements")}
    pointers = {"term": "slug", "actor": "slug", "source": "slug", "conflict": "slug"}
    for row in rows:
        item = answered[row["id"]]
        for name, value in row.items():
            if name in pointers:
                assert item[name][pointers[name]] == value, (row["id"], name)
            elif name == "event":
                assert (item["event"] or {"slug": ""})["slug"] == value, row["id"]
            elif name == "with":
                assert [{"actor": p["actor"]["slug"], "role": p["role"]} for p in item["with"]] == value, row["id"]
            else:
                assert item[name] == value, (row["id"], name)


def test_qatar_said_it_in_two_languages(client: FlaskClient) -> None:
    """The mediator's English pause and its spokesman's Arabic truce stand side by side under one event."""
    items = document(client, "/statements?event=gaza-four-day-arrangement-2023-11&limit=1000")["items"]
    said = {item["id"]: (item["language"], item["term"]["slug"]) for item in items}
    assert said["qatar-mofa-humanitarian-pause-2023-11-22"] == ("en", "humanitarian-pause")
    assert said["majed-al-ansari-humanitarian-truce-2023-11-22"] == ("ar", "humanitarian-truce")


def test_kirbys_two_accounts_are_both_found_and_dispute_each_other(client: FlaskClient) -> None:
    """Neither account of 26 and 27 October 2023 hides the other, and each names the other as disputed."""
    one, other = FACTS[0].id, FACTS[1].id
    hits = document(client, "/search?q=kirby&term=humanitarian-pause&kind=definition")["hits"]
    assert {one, other} <= {hit["statement"]["id"] for hit in hits}
    assert document(client, f"/statements/{one}")["disputes"] == [other]
    assert document(client, f"/statements/{other}")["disputes"] == [one]
