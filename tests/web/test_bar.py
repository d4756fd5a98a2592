"""The bar under a list of statements, which stays in sight."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.web.addresses import page


@pytest.mark.parametrize("address", ["/terms/humanitarian-pause", "/actors/john-kirby"])
def test_from_the_middle_of_a_long_page_one_gets_to_its_sections(client: FlaskClient, address: str) -> None:
    """On a phone the list of sections does not follow: the bar, which does, leads back to it."""
    found = page(client, address)
    link = found.one("p", class_="bar").one("a")
    assert (link.text, link.attributes["href"]) == ("On this page", "#contents")
    assert found.one("nav", id="contents").all("a")


@pytest.mark.parametrize("address", ["/search?q=pause", "/actors/adel-al-jubeir"])
def test_a_page_without_sections_has_no_way_to_them(client: FlaskClient, address: str) -> None:
    """A link that leads nowhere is none."""
    found = page(client, address)
    assert found.all("nav", id="contents") == []
    assert found.one("p", class_="bar").all("a") == []
