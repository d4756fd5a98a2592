"""People and bodies are offered to be taken along where an actor has any, and nowhere else."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary.services.comparison.offers import has_people
from glossary.services.reading import published as reading
from tests.web.addresses import main

WORDS = "With its people and bodies"
BY_TIME = "/compare?actor={}&over=time"
BY_TERM = "/compare?actor={}"


@pytest.mark.parametrize("address", [BY_TIME, BY_TERM])
@pytest.mark.parametrize("actor", ["joe-biden", "john-kirby"])
def test_who_has_nobody_is_not_offered_with_them(client: FlaskClient, address: str, actor: str) -> None:
    """Nobody is affiliated with them, so the offer would lead to what stands here already."""
    assert WORDS not in main(client, address.format(actor)).text


@pytest.mark.parametrize("address", [BY_TIME, BY_TERM])
@pytest.mark.parametrize("actor", ["united-states", "united-kingdom"])
def test_who_has_people_is_offered_with_them(client: FlaskClient, address: str, actor: str) -> None:
    """The offer stands there once, and its address takes them along."""
    links = [link for link in main(client, address.format(actor)).all("a") if link.text == WORDS]
    [query] = [link.attributes["href"].removeprefix("/compare?") for link in links]
    assert sorted(query.split("&")) == [f"actor={actor}", "over=time", "with=affiliated"]


def test_having_people_is_having_affiliates(context: Flask) -> None:
    """For every actor of the data set the two say the same."""
    for actor in reading.every("actor"):
        assert has_people(actor["slug"]) is bool(reading.affiliates(actor["slug"]))
    assert has_people("no-such-actor") is False
