"""A comparison as of a moment: the same for ever, said on the page, and kept in its links."""

from __future__ import annotations

import pytest
from flask import Flask

from glossary.services.history import pinning
from glossary.services.index import indexing
from tests.services.publishing.editing import revise, withdraw
from tests.web.addresses import KIRBY, OCHA, main
from tests.web.test_compare_kinds import EVENT, query


@pytest.fixture
def moment(own_app: Flask) -> str:
    """A moment after which things are changed: the state of the data set."""
    with own_app.app_context():
        return pinning.in_address(pinning.newest_change())


def _later(own_app: Flask) -> None:
    revise("statement", KIRBY, summary="Another reading of his words.")
    revise("actor", "john-kirby", name="J. Kirby")
    withdraw(OCHA)
    indexing.drain()


@pytest.mark.parametrize(
    "asked",
    [
        f"statement={KIRBY}&statement={OCHA}",
        "term=humanitarian-pause&actor=john-kirby&actor=ocha",
        "actor=john-kirby&term=humanitarian-pause&term=ceasefire",
        "actor=john-kirby&over=time",
        "actor=united-states&over=time&with=affiliated",
        EVENT.partition("?")[2],
    ],
)
def test_a_comparison_as_of_a_moment_stays_as_it_was(own_app: Flask, moment: str, asked: str) -> None:
    """Each of the five answers the same bytes after a revision, a new name and a withdrawal."""
    client = own_app.test_client()
    address = f"/compare.json?{asked}&as_of={moment}"
    before = client.get(address)
    assert before.status_code == 200
    assert before.json is not None
    assert before.json["as_of"] == moment
    _later(own_app)
    assert client.get(address).data == before.data


def test_the_page_says_as_of_when_and_keeps_it(own_app: Flask, moment: str) -> None:
    """Its links to other states of the page keep the moment, but for the one to the present."""
    client = own_app.test_client()
    _later(own_app)
    address = f"/compare?term=humanitarian-pause&actor=john-kirby&actor=ocha&as_of={moment}"
    top = main(client, address)
    assert "John Kirby" in top.one("h1").text
    box = top.all("p", class_="box")[0]
    assert box.text.startswith("As of")
    assert "A statement shown here may have been withdrawn since; its own page says so." in box.text
    assert "as_of" not in dict(query(box.one("a").attributes["href"]))
    for part in (top.one("thead"), top.one("p", class_="tools"), top.all("details", class_="more")[0]):
        for link in part.all("a"):
            if link.attributes["href"].startswith("/compare"):
                assert dict(query(link.attributes["href"]))["as_of"] == moment
