"""Whoever ticks one statement alone is shown what it can be compared with."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary.services.reading import published as reading
from glossary.web import compare_choose
from tests.web.addresses import KIRBY, OCHA, page
from tests.web.html import Node


def boxes(top: Node) -> dict[str, bool]:
    """Statement -> whether its box is ticked."""
    ticks = [box for box in top.all("input") if box.attributes.get("name") == "statement"]
    assert len({box.attributes["value"] for box in ticks}) == len(ticks)
    return {box.attributes["value"]: "checked" in box.attributes for box in ticks}


def test_one_alone_stands_above_the_others_on_its_term(client: FlaskClient, context: Flask) -> None:
    """It stays ticked; the others on its term follow, definitions first, under each kind oldest first.

    They stood oldest first whatever their kind, and one had to go through all of them for the definitions.
    """
    top = page(client, f"/compare?statement={KIRBY}", 400)
    kinds = ["definition", "position", "provision", "usage"]
    found = [one for one in reading.statements_of(term="humanitarian-pause") if one["id"] != KIRBY]
    others = [one["id"] for one in sorted(found, key=lambda one: kinds.index(one["kind"]))]
    assert list(boxes(top).items()) == [(KIRBY, True), *((other, False) for other in others)]
    assert "Keep two to eight" not in top.text
    assert top.one(id="others").one("p", class_="rule").text.startswith("One more makes a comparison, up to eight.")
    assert client.get(f"/compare?statement={KIRBY}&statement={others[0]}").status_code == 200


def test_the_others_are_told_apart_by_their_words(client: FlaskClient, context: Flask) -> None:
    """Beside each box stand the words, or the paraphrase; the box is described by them, and no two read alike."""
    top = page(client, f"/compare?statement={KIRBY}", 400)
    known = {one["id"]: one for one in reading.statements_of(term="humanitarian-pause")}
    entries = top.one(id="others").all("li")
    assert len(entries) == len(known) - 1
    for entry in entries:
        box = entry.one("input")
        said, words = known[box.attributes["value"]], entry.one(id=box.attributes["aria-describedby"])
        assert (said["quote"] or said["summary"]) in words.text
        if said["quote"]:
            assert words.one("blockquote").attributes["lang"] == said["language"]
    assert len({entry.text for entry in entries}) == len(entries)


def test_too_many_keep_to_themselves(client: FlaskClient) -> None:
    """Nine are there to be made fewer, not more."""
    nine = [one["id"] for one in client.get("/api/v1/statements?limit=9").get_json()["items"]]
    top = page(client, "/compare?" + "&".join(f"statement={one}" for one in nine), 400)
    assert boxes(top) == dict.fromkeys(nine, True)
    assert "Keep two to eight" in top.text
    assert not top.all(id="others")


@pytest.mark.parametrize(("limit", "offered"), [(89, 0), (90, 1)])
def test_a_term_with_very_many_is_left_to_its_own_page(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, limit: int, offered: int
) -> None:
    """Up to the limit they are listed, the ticked one counted; beyond it the way leads to the page of the term."""
    monkeypatch.setattr(compare_choose, "MOST_BESIDE", limit)
    top = page(client, f"/compare?statement={OCHA}", 400)
    assert len(top.all(id="others")) == offered
    assert "/terms/humanitarian-pause" in [link.attributes["href"] for link in top.one("main").all("a")]
