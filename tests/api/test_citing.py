"""Citations by the API: the same as on the pages, for each published state of a record."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.api.asking import RECORDS, document, refusal
from tests.interchange.kept_files import QUERIES
from tests.services.publishing import editing as by_hand


@pytest.mark.parametrize("kind", ["statements", "terms", "sources"])
def test_it_says_what_the_page_says(client: FlaskClient, kind: str) -> None:
    """The CSL items, entries and lines are those of the page's own files."""
    found = document(client, f"/{kind}/{RECORDS[kind]}/citations")["items"]
    page = f"/{kind}/{RECORDS[kind]}/cite?format="
    assert [one["csl"] for one in found] == client.get(f"{page}csl").get_json(force=True)
    for form, between in (("bibtex", "\n"), ("ris", "\r\n")):
        assert between.join(one[form] for one in found) == client.get(page + form).get_data(as_text=True)
    for style in ("apa", "chicago"):
        assert [one[style] for one in found] == client.get(page + style).get_data(as_text=True).splitlines()


def test_a_statement_has_its_source_and_our_record(client: FlaskClient) -> None:
    """What is the source's and what is ours stand under two names, in this order."""
    found = document(client, f"/statements/{RECORDS['statements']}/citations")["items"]
    assert [one["of"] for one in found] == ["The source of the words", "Our record"]
    assert "publisher stands in the author" in found[0]["note"]


def test_a_revision_stays_citable(own_app: Flask) -> None:
    """After a change the older state is cited at its own address, and a state that there never was is refused."""
    client, slug = own_app.test_client(), RECORDS["terms"]
    before = document(client, f"/terms/{slug}/citations")["items"][0]["csl"]
    by_hand.revise("term", slug, gloss="Another gloss.")
    assert document(client, f"/terms/{slug}/citations?revision=1")["items"][0]["csl"] == before
    assert document(client, f"/terms/{slug}/citations")["items"][0]["csl"]["URL"].endswith("/history/2")
    refusal(client, f"/terms/{slug}/citations?revision=3", 404)
    refusal(client, f"/terms/{slug}/citations?revision=0", 400)


def test_a_state_from_before_a_move_stays_citable(own_app: Flask) -> None:
    """A record that has another address now is cited as it stood under the old one, by the API and on the page."""
    client, slug = own_app.test_client(), RECORDS["terms"]
    before = document(client, f"/terms/{slug}/citations")["items"][0]["csl"]
    by_hand.rename("term", slug, "pause-for-people")
    assert document(client, "/terms/pause-for-people/citations?revision=1")["items"][0]["csl"] == before
    assert client.get("/terms/pause-for-people/cite?revision=1&format=csl").get_json(force=True) == [before]


def test_actors_have_none(client: FlaskClient) -> None:
    """Who asks is told which records have citations, and not of a term of that name; nor is one of an unknown actor."""
    told = refusal(client, f"/actors/{RECORDS['actors']}/citations", 404)["detail"]
    assert told == "There is no such address: statements, terms and sources have citations, actors have none."
    assert "'nobody'" in refusal(client, "/actors/nobody/citations", 404)["detail"]
    assert "'no-such-term'" in refusal(client, f"/actors/{RECORDS['actors']}/no-such-term", 404)["detail"]


def test_a_term_of_that_name_is_one(own_app: Flask) -> None:
    """Where the glossary has a term at this address, what the actor says on it is answered."""
    by_hand.rename("term", RECORDS["terms"], "citations")
    assert document(own_app.test_client(), f"/actors/{RECORDS['actors']}/citations")["recorded"] is True


@pytest.mark.parametrize("kind", QUERIES)
def test_a_comparison_is_cited_as_on_its_page(client: FlaskClient, kind: str) -> None:
    """The comparison at its permanent address, then every source that it rests on; the items are those of the page."""
    query = QUERIES[kind]
    found = document(client, f"/compare/citations?{query}")["items"]
    assert [one["csl"] for one in found] == client.get(f"/compare/cite?{query}&format=csl").get_json(force=True)
    assert [one["of"] for one in found[:2]] == ["This comparison", "The sources it rests on"]
    assert "&as_of=" in found[0]["csl"]["URL"]
    assert found[0]["apa"].count("http") == 1


def test_a_comparison_that_cannot_be_is_not_cited(client: FlaskClient) -> None:
    """What cannot be compared, or is asked for with other names, is refused as the comparison itself is."""
    refusal(client, "/compare/citations", 400)
    refusal(client, f"/compare/citations?{QUERIES['actor']}&revision=1", 400)
    refusal(client, "/compare/citations?term=humanitarian-pause&actor=ocha&actor=no-such-actor", 404)
