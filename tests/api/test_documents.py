"""Each endpoint answers in its promised shape, whatever it holds."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.api.asking import KIRBY_TWICE, LISTS, THREE_ACTORS, document, everything, key

SIZES = {"terms": 60, "actors": 216, "sources": 276, "events": 54, "statements": 401}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_answers_its_items_and_what_is_next(client: FlaskClient, name: str) -> None:
    """A list is {items, next}, also when one item is asked for and when nothing is left."""
    one, rest = document(client, f"/{name}?limit=1"), document(client, f"/{name}?limit=1000")
    assert set(one) == set(rest) == {"items", "next"}
    assert len(one["items"]) == 1
    assert isinstance(one["next"], str)
    assert rest["next"] is None


@pytest.mark.parametrize("name", LISTS)
def test_every_record_of_the_data_set_is_in_its_list(client: FlaskClient, name: str) -> None:
    """As many records are listed as the data set has, each once."""
    items = everything(client, name)
    assert len(items) == len({key(item) for item in items}) == SIZES[name]


@pytest.mark.parametrize("name", LISTS)
def test_a_record_is_the_same_alone_and_in_its_list(client: FlaskClient, name: str) -> None:
    """One shape, whatever the cardinality: the document at a record's address is the list's item."""
    for item in everything(client, name):
        assert document(client, f"/{name}/{key(item)}") == item


def test_a_statement_always_embeds_its_attribution(client: FlaskClient) -> None:
    """Each statement carries term, actor, office, source, date and attribution; only a body speaks without office."""
    for item in everything(client, "statements"):
        assert item["term"]["slug"], item["id"]
        assert item["actor"]["slug"], item["id"]
        assert item["actor"]["name"], item["id"]
        assert item["speaking_as"] or item["actor"]["kind"] != "person", item["id"]
        assert all(item["source"][part] for part in ("slug", "title", "publisher", "url", "published")), item["id"]
        assert item["source"]["url"].startswith(("https://", "http://")), item["id"]
        assert item["said"], item["id"]
        assert item["attribution"] in ("direct", "reported", "translated", "reconstructed"), item["id"]


def test_a_statement_shows_words_of_its_own_or_of_the_editors(client: FlaskClient) -> None:
    """A quote is verbatim and at most 25 words; a paraphrase has no quote and says so."""
    for item in everything(client, "statements"):
        assert (item["wording"] == "quote") == bool(item["quote"]), item["id"]
        assert len(item["quote"].split()) <= 25, item["id"]
        assert item["quote"] or item["summary"], item["id"]


def test_disputes_hold_both_ways(client: FlaskClient) -> None:
    """A statement that disputes another is disputed by it."""
    disputes = {item["id"]: item["disputes"] for item in everything(client, "statements")}
    assert all(one in disputes[other] for one, others in disputes.items() for other in others)
    assert sum(map(len, disputes.values())) > 0


def test_a_search_answers_hits_facets_and_how_it_was_understood(client: FlaskClient) -> None:
    """A search has its hits, counts and the query as understood; a hit holds a whole statement."""
    answer = document(client, "/search?q=humanitarian+pause&limit=5")
    lists = {"hits", "groups", "facets"}
    assert set(answer) == {"total", "whole", "group_total", "interpreted", "next", "notice"} | lists
    assert (answer["groups"], answer["group_total"], answer["whole"]) == ([], None, answer["total"])
    assert answer["notice"] is None
    assert answer["total"] > len(answer["hits"]) == 5
    for hit in answer["hits"]:
        assert set(hit) == {"statement", "score", "highlights", "found_by", "missing"}
        assert hit["statement"] == document(client, f"/statements/{hit['statement']['id']}")


def test_highlights_join_to_the_text_they_mark(client: FlaskClient) -> None:
    """The parts of a highlight, joined, are the statement's own text; what is marked was asked for."""
    for hit in document(client, "/search?q=pause&limit=50")["hits"]:
        parts = hit["highlights"]["summary"]
        assert "".join(part["text"] for part in parts) == hit["statement"]["summary"]
        marked = [p["text"].lower() for some in hit["highlights"].values() for p in some if p["match"]]
        assert marked or hit["found_by"]


def test_facet_counts_are_those_of_the_narrowed_search(client: FlaskClient) -> None:
    """The number beside a facet's value is the total that the search narrowed by it answers."""
    for facet in document(client, "/search?q=ceasefire&limit=1")["facets"]:
        for value in facet["values"][:2]:
            narrowed = document(client, f"/search?q=ceasefire&limit=1&{facet['name']}={value['value']}")
            assert narrowed["total"] == value["count"], (facet["name"], value)


@pytest.mark.parametrize(("query", "columns"), [(KIRBY_TWICE, 2), (THREE_ACTORS, 3)])
def test_a_comparison_answers_columns_and_rows(client: FlaskClient, query: str, columns: int) -> None:
    """A comparison has its columns in the order asked for, and in every row one cell a column."""
    answer = document(client, f"/compare?{query}")
    assert len(answer["columns"]) == columns
    for row in answer["rows"]:
        assert {"dimension", "verdict", "speaking", "cells"} <= set(row)
        assert len(row["cells"]) == columns
        assert row["speaking"] == sum(bool(cell) for cell in row["cells"])


def test_a_comparison_of_two_accounts_says_that_they_dispute_each_other(client: FlaskClient) -> None:
    """Kirby's two accounts of one utterance are named as a pair."""
    answer = document(client, f"/compare?{KIRBY_TWICE}")
    assert answer["disputes"] == [
        ["john-kirby-humanitarian-pause-2023-10-26", "john-kirby-humanitarian-pause-2023-10-27"]
    ]


def test_there_is_no_best_definition(client: FlaskClient) -> None:
    """A term holds no definition of its own; its definitions are statements, several and attributed."""
    assert "definition" not in document(client, "/terms/humanitarian-pause")
    found = document(client, "/statements?term=humanitarian-pause&kind=definition")["items"]
    assert {"john-kirby", "ocha", "icrc"} <= {item["actor"]["slug"] for item in found}


def test_a_document_keeps_its_order_and_its_letters(client: FlaskClient) -> None:
    """Fields stand in the order of the document, not of the alphabet; every script is written in its own letters."""
    answer = client.get("/api/v1/statements/majed-al-ansari-humanitarian-truce-2023-11-22")
    fields = list(answer.get_json())
    assert (fields[:2], fields[-1]) == (["id", "term"], "revision")
    assert "\\u" not in answer.get_data(as_text=True)
    assert "\u0647\u062f\u0646\u0629" in answer.get_data(as_text=True)
