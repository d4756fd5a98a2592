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
    """It stays ticked; the others on its term follow, oldest first, to be ticked; one more makes a comparison."""
    top = page(client, f"/compare?statement={KIRBY}", 400)
    others = [one["id"] for one in reading.statements_of(term="humanitarian-pause") if one["id"] != KIRBY]
    assert list(boxes(top).items()) == [(KIRBY, True), *((other, False) for other in others)]
    assert "Keep two to eight" not in top.text
    assert (
        top.one(id="others").one("p", class_="rule").text == "Oldest first. One more makes a comparison, up to eight."
    )
    assert client.get(f"/compare?statement={KIRBY}&statement={others[0]}").status_code == 200


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
    monkeypatch.setattr(compare_choose, "MOST_OPTIONS", limit)
    top = page(client, f"/compare?statement={OCHA}", 400)
    assert len(top.all(id="others")) == offered
    assert "/terms/humanitarian-pause" in [link.attributes["href"] for link in top.one("main").all("a")]
