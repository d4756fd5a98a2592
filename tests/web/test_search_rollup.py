"""Narrower terms and an actor's people and bodies: off at first, switched on by a link, and said when on."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from tests.web.addresses import main


def total(client: FlaskClient, address: str) -> int:
    """How many statements a search has."""
    return int(client.get(address.replace("/search?", "/search.json?")).get_json()["total"])


def test_narrower_terms_are_taken_along_by_a_link(client: FlaskClient) -> None:
    """Off: the page says how many narrower terms there are. On: how many statements under which, and the total fits."""
    off = main(client, "/search?term=ceasefire").one("p", class_="roll")
    assert off.text == "Take along: with its 14 narrower terms"
    address = off.one("a").attributes["href"]
    on = main(client, address).one("p", class_="roll")
    assert "✓ Leave out: with its 14 narrower terms" in on.text.replace("✓Leave", "✓ Leave")
    added = int(re.search(r"and (\d+) under its narrower terms: ", on.text)[1])  # type: ignore[index]
    assert "permanent ceasefire 13" in on.text
    assert total(client, address) == total(client, "/search?term=ceasefire") + added
    assert on.one("a").attributes["href"] == "/search?term=ceasefire"


def test_people_and_bodies_are_taken_along_by_a_link(client: FlaskClient) -> None:
    """Off by default; on, the page names them with their numbers, and more statements are found."""
    off = main(client, "/search?actor=israel").one("p", class_="roll")
    assert off.text == "Take along: with its people and bodies"
    address = off.one("a").attributes["href"]
    on = main(client, address).one("p", class_="roll")
    assert "Benjamin Netanyahu 11" in on.text
    assert total(client, address) > total(client, "/search?actor=israel")


@pytest.mark.parametrize("address", ["/search?term=tactical-pause&actor=john-kirby", "/search?q=ceasefire", "/search"])
def test_nothing_is_offered_where_nothing_is_below(client: FlaskClient, address: str) -> None:
    """A term without narrower ones, a person alone, and words that choose nothing have no such link."""
    assert not main(client, address).all("p", class_="roll")


def test_a_switch_goes_with_what_it_widened(client: FlaskClient) -> None:
    """Taking the last term away takes its narrower terms away, so that no later choice is widened unasked."""
    top = main(client, "/search?q=pause&term=ceasefire&narrower=1")
    assert top.one("p", class_="chosen").one("a", class_="code").attributes["href"] == "/search?q=pause"


def test_what_several_chosen_take_along_is_counted_once(client: FlaskClient) -> None:
    """A narrower term that is chosen itself is not also taken along."""
    roll = main(client, "/search?term=ceasefire&term=permanent-ceasefire").one("p", class_="roll")
    assert "with their 13 narrower terms" in roll.text


def test_nothing_under_narrower_terms_is_said(client: FlaskClient) -> None:
    """On, but without a statement that fits: the page says so and does not show a bare nought."""
    roll = main(client, "/search?term=ceasefire&narrower=1&year=1987").one("p", class_="roll")
    assert "nothing here under its narrower terms" in roll.text
