"""A term in a few lines, for the script on other people's pages: small, open, never without date and source."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary.services.reading import published as reading
from tests.api.asking import document, refusal
from tests.services.publishing import editing

ADDRESS = "/terms/humanitarian-pause/tooltip"


def test_with_an_actor_its_words_with_date_and_source(client: FlaskClient) -> None:
    """Each item has who, when, the words, and where they were read."""
    told = document(client, f"{ADDRESS}?actor=john-kirby")
    assert [one["said"] for one in told["items"]] == ["2023-10-26~", "2023-10-27~"]
    for one in told["items"]:
        assert one["actor"]["name"] == "John Kirby"
        assert one["text"]
        assert one["source"]["title"]
        assert one["published"]
        assert client.get(one["address"]).status_code == 200


def test_without_an_actor_no_words_but_where_they_differ(client: FlaskClient) -> None:
    """No wording is the default one."""
    told = document(client, ADDRESS)
    assert told["items"] == []
    assert "actors differ on duration" in told["sentence"]
    assert client.get(told["compare"]).status_code == 200


@pytest.mark.parametrize("actor", ["john-kirby", "ocha", "emanuela-chiara-gillard"])
def test_the_comparison_is_with_the_actor_that_was_asked_for(client: FlaskClient, actor: str) -> None:
    """Whoever is compared is named, A to Z, and in the address; the asked actor is one of the two."""
    told = document(client, f"{ADDRESS}?actor={actor}")
    assert actor in [one["slug"] for one in told["compared"]]
    asked = parse_qs(urlsplit(told["compare"]).query)
    assert asked == {"term": ["humanitarian-pause"], "actor": [one["slug"] for one in told["compared"]]}
    names = [one["name"] for one in told["compared"]]
    assert names == sorted(names)
    assert len(names) == 2


def test_who_has_nobody_to_be_compared_with_is_compared_with_nobody(client: FlaskClient) -> None:
    """Without a statement of the actor there is no comparison; two others are not put in the place."""
    told = document(client, "/terms/armistice/tooltip?actor=john-kirby")
    assert (told["compare"], told["compared"]) == (None, [])
    assert document(client, "/terms/armistice/tooltip")["compare"] is not None


def test_every_answer_is_small(app: Flask, client: FlaskClient) -> None:
    """No term and no actor makes it more than eight thousand bytes."""
    with app.app_context():
        pairs = {(one["term"]["slug"], one["actor"]["slug"]) for one in reading.statements_of()}
    assert len(pairs) > 200
    for term, actor in pairs:
        assert len(client.get(f"/api/v1/terms/{term}/tooltip?actor={actor}").data) < 8_000


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("/terms/nothing/tooltip", 404, "There is no term 'nothing' in the glossary."),
        (f"{ADDRESS}?actor=nobody", 404, "There is no actor 'nobody' in the glossary."),
        (f"{ADDRESS}?actor=John", 400, "The parameter actor: Small letters, digits and single hyphens are wanted"),
        (f"{ADDRESS}?actor=ocha&actor=un", 400, "The parameter actor: It is given more than once"),
        (f"{ADDRESS}?callback=x", 400, "The parameter callback: There is no such parameter here."),
    ],
)
def test_what_is_unknown_is_refused(client: FlaskClient, address: str, status: int, says: str) -> None:
    """Each refusal says what was wrong."""
    assert says in refusal(client, address, status)["detail"]


def test_it_follows_a_term_to_its_new_address(own_app: Flask) -> None:
    """A page that names a term by its former address still gets it, with the actor it asked for."""
    editing.rename("term", "humanitarian-pause", "pause-humanitarian")
    answer = own_app.test_client().get(f"/api/v1{ADDRESS}?actor=john-kirby", follow_redirects=True)
    assert answer.status_code == 200
    assert answer.get_json()["actor"]["slug"] == "john-kirby"
