"""Where very many actors are recorded with a term, or one has very many statements on it: pages name a part of them."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary.services.reading import published as reading
from glossary.services.reading import speakers
from glossary.web import actor_on_term, compare_links, stretches
from tests.web.addresses import following, main
from tests.web.html import Node

TERM = "humanitarian-pause"
CHOOSER = f"/compare?term={TERM}"
COMPARED = f"{CHOOSER}&actor=john-kirby&actor=ocha"
ON_TERM = f"/actors/emanuela-chiara-gillard/{TERM}"


def boxes(page: Node, ticked: bool = False) -> list[str]:
    """The actors that can be ticked, or those that are."""
    found = [box for box in page.all("input", name="actor") if not ticked or "checked" in box.attributes]
    return [box.attributes["value"] for box in found]


@pytest.mark.parametrize("more", [0, 1], ids=["as many as a page takes", "one more"])
def test_the_actors_to_choose_from_are_divided_beyond_the_limit(
    client: FlaskClient, context: Flask, monkeypatch: pytest.MonkeyPatch, more: int
) -> None:
    """All pages together have every actor once, from A to Z; with just as many as one page takes there is one."""
    everyone = [actor["slug"] for actor in speakers.on_term(TERM)]
    monkeypatch.setattr(stretches, "MOST_LINES", len(everyone) - more)
    first = main(client, CHOOSER)
    address, found = following(first), boxes(first)
    assert bool(address) is bool(more)
    assert f"{len(everyone)} actors, of which this page has 1–{len(everyone) - 1}" in first.text or not more
    while address:
        page = main(client, address)
        found += boxes(page)
        address = following(page)
    assert found == everyone


def test_what_is_ticked_is_kept_on_every_page(
    client: FlaskClient, context: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who wants to add to a comparison finds those compared ticked, on whichever page they stand."""
    monkeypatch.setattr(stretches, "MOST_LINES", 5)
    address = f"{COMPARED}&choose=actors"
    seen = 0
    while address:
        page = main(client, address)
        assert sorted(boxes(page, ticked=True)) == ["john-kirby", "ocha"]
        assert len(boxes(page)) == len(set(boxes(page)))
        address, seen = following(page), seen + 1
    assert seen > 2


@pytest.mark.parametrize("more", [0, 1], ids=["as many as are named", "one more"])
def test_a_comparison_names_actors_to_add_up_to_a_number(
    client: FlaskClient, context: Flask, monkeypatch: pytest.MonkeyPatch, more: int
) -> None:
    """Beyond it the list of all is a step away."""
    others = len(speakers.on_term(TERM)) - 2
    monkeypatch.setattr(compare_links, "MOST_OTHERS", others - more)
    page = main(client, COMPARED)
    links = [link.attributes["href"] for link in page.all("a")]
    assert ("Add another actor" in page.text) is not bool(more)
    assert (f"{COMPARED}&choose=actors" in links) is bool(more)


@pytest.mark.parametrize("more", [0, -1], ids=["as many as a page takes", "one more"])
def test_an_actor_on_a_term_is_divided_only_beyond_the_limit(
    client: FlaskClient, context: Flask, monkeypatch: pytest.MonkeyPatch, more: int
) -> None:
    """With just as many statements as one page takes there is one page; with one more there are two, oldest first."""
    whole = [one["id"] for one in reading.statements_of(actor="emanuela-chiara-gillard", term=TERM)]
    monkeypatch.setattr(stretches, "MOST", len(whole) + more)
    address, shown, pages = ON_TERM, list[str](), 0
    while address:
        page = main(client, address)
        assert f"{len(whole)} statements recorded" in page.text
        shown += [node.attributes["id"] for node in page.all("article")]
        address, pages = following(page), pages + 1
    assert shown == whole
    assert pages == 1 - more


@pytest.mark.parametrize("more", [0, 1], ids=["as many as are named", "one more"])
def test_others_on_the_term_are_named_up_to_a_number(
    client: FlaskClient, context: Flask, monkeypatch: pytest.MonkeyPatch, more: int
) -> None:
    """Beyond it the page says how many there are and leads to a list in parts."""
    others = len(speakers.on_term(TERM)) - 1
    monkeypatch.setattr(actor_on_term, "MOST_NAMED", others - more)
    page = main(client, ON_TERM)
    links = [link for link in page.all("a") if link.attributes["href"] == CHOOSER]
    assert [link.text for link in links] == [f"{others} other actors on humanitarian pause"] * more
    assert ("Everyone recorded with" in page.text) is not bool(more)


@pytest.mark.parametrize("more", [0, 1], ids=["as many as are named", "one more"])
def test_people_and_bodies_are_named_up_to_a_number(
    client: FlaskClient, context: Flask, monkeypatch: pytest.MonkeyPatch, more: int
) -> None:
    """Beyond it the field has all of them."""
    kin = speakers.kin_on_term("united-states", [], TERM)
    monkeypatch.setattr(actor_on_term, "MOST_NAMED", len(kin) - more)
    section = main(client, f"/actors/united-states/{TERM}").one(id="kin")
    assert section.one("span", class_="n").text == str(len(kin))
    assert len(section.all("li")) == len(kin) - more
    links = [link.attributes["href"] for link in section.all("a")]
    field = f"/field?term={TERM}&affiliation=united-states"
    assert (field in links) is bool(more)
    answer = client.get(f"/api/v1{field}").get_json()
    named = {row["actor"]["slug"] for row in answer["actors"]}
    assert {actor["slug"] for actor, _ in kin} <= named
