"""Every number on the pages of terms, actors and events, and of an actor on a term, leads to as many passages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary.services.reading import published as reading
from tests.web.addresses import main
from tests.web.html import Node

SAMPLES = 60
"""Pages of an actor on a term that are looked at, of more than forty thousand: every so manieth."""
NUMBER = re.compile(r"(?<![\w,])(\d[\d,]*)")


def terms() -> list[str]:
    return [f"/terms/{one['slug']}" for one in reading.every("term")]


def others() -> list[str]:
    actors = [f"/actors/{one['slug']}" for one in reading.every("actor")]
    return [*actors, *(f"/events/{one['slug']}" for one in reading.every("event"))]


def crossings() -> list[str]:
    """Of every actor on every term: the ones that are recorded, and some that are not."""
    pairs = [(a["slug"], t["slug"]) for a in reading.every("actor") for t in reading.every("term")]
    recorded = {(one["actor"]["slug"], one["term"]["slug"]) for one in reading.statements_of()}
    silent = [pair for pair in pairs if pair not in recorded]
    step = len(silent) // SAMPLES
    return [f"/actors/{a}/{t}" for a, t in [*sorted(recorded)[::4], *silent[::step]]]


class Crawler:
    """Follows numbers; each address is asked once."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.followed = Counter[str]()
        self.found: Callable[[str], int] = cache(self._found)
        self.speaking: Callable[[str], int] = cache(self._speaking)
        self.on_term: Callable[[str], int] = cache(self._on_term)

    def follow(self, address: str) -> None:
        """Every number of a page, by the form that it has."""
        page = main(self.client, address)
        for link in page.all("a"):
            self._follow_link(address, link)
        for details in page.all("details"):
            assert number(details.one("summary")) == len(details.all("li")), (address, details.text)
            self.followed["details"] += 1
        for heading in page.all("h2"):
            if marks := heading.all("span", class_="n"):
                assert number(marks[0]) == held(heading), (address, heading.text)
                self.followed["heading"] += 1
        for item in page.one("nav").all("li") if page.all("nav") else ():
            if item.all("span"):
                assert number(item.all("span")[-1]) == held(target(page, item.one("a"))), (address, item.text)
                self.followed["contents"] += 1

    def _follow_link(self, address: str, link: Node) -> None:
        href, told = link.attributes["href"], re.sub(r" statements?: .*", "", link.text)
        if href.startswith("/search?") and NUMBER.match(told):
            assert number_in(told) == self.found(href), (address, href, told)
            self.followed["search"] += 1
        elif href.startswith("/field?") and NUMBER.match(link.text):
            assert number(link) == self.speaking(href), (address, href, link.text)
            self.followed["actors"] += 1
        elif "both speak on" in link.text:
            assert number_in(link.text.rpartition("both speak on")[2]) == self._shared(href), (address, href)
            self.followed["pair"] += 1
        elif re.fullmatch(r".* \(\d+\)", link.text) and href.startswith("/actors/"):
            assert int(link.text.rpartition("(")[2][:-1]) == self.on_term(href), (address, href)
            self.followed["on term"] += 1

    def _found(self, href: str) -> int:
        total: int = self.client.get(f"/api/v1{href}").get_json()["total"]
        return total

    def _speaking(self, href: str) -> int:
        answer = self.client.get(f"/api/v1{href}").get_json()
        total: int = answer["actor_page"]["total"]
        return total

    def _shared(self, href: str) -> int:
        answer = self.client.get(href.replace("/compare", "/api/v1/compare", 1)).get_json()
        assert len(parse_qs(urlsplit(href).query)["actor"]) == 2
        return sum(row["group"] == "dimension" and row["speaking"] == 2 for row in answer["rows"])

    def _on_term(self, href: str) -> int:
        return len(main(self.client, href).all("article"))


def number(node: Node) -> int:
    return number_in(node.text)


def number_in(text: str) -> int:
    found = NUMBER.search(text)
    assert found, text
    return int(found[1].replace(",", ""))


def target(page: Node, link: Node) -> Node:
    """The heading of the section that a link of the page leads to."""
    return page.one(id=link.attributes["href"][1:]).all("h2")[0]


def held(heading: Node) -> int:
    """What the section around a heading lists: statements, rows of a table, or items; names by their groups."""
    section = heading.around
    assert section is not None
    if statements := section.all("article"):
        return len(statements)
    if rows := section.all("tbody"):
        return len(rows) if len(rows) > 1 or section.all("th", scope="rowgroup") else len(rows[0].all("tr"))
    return len(section.all("li"))


@pytest.fixture
def crawler(client: FlaskClient) -> Crawler:
    return Crawler(client)


def test_numbers_of_terms(crawler: Crawler, context: Flask) -> None:
    """All that a term's page counts: statements, kinds, affiliations, languages, years, sources, points, pairs."""
    for address in terms():
        crawler.follow(address)
    assert crawler.followed["search"] > 500
    assert {"details", "heading", "contents", "pair"} <= set(crawler.followed)
    assert crawler.followed["actors"] > 200


def test_lists_that_have_an_address_are_not_repeated(client: FlaskClient) -> None:
    """Who speaks on a term, of which kind and for whom stands in the field: the page leads there and folds nothing."""
    section = main(client, "/terms/humanitarian-pause").one(id="coverage")
    for caption in ("By kind of actor", "By affiliation, with people and bodies"):
        table = next(table for table in section.all("table") if table.one("caption").text == caption)
        assert not table.all("details")
        assert all(a.attributes["href"].startswith("/field?") for a in table.all("a") if "actor" in a.text)


def test_numbers_of_actors_and_events(crawler: Crawler, context: Flask) -> None:
    """Statements in all, and under each term or name."""
    for address in others():
        crawler.follow(address)
    assert crawler.followed["search"] > 150
    assert crawler.followed["contents"] > 100


def test_numbers_of_actors_on_terms(crawler: Crawler, context: Flask) -> None:
    """The uses recorded, the actor's other terms, and its people and bodies on this one."""
    for address in crossings():
        crawler.follow(address)
    assert crawler.followed["search"] > 50
    assert crawler.followed["on term"] > 100


def test_a_wrong_number_is_noticed(crawler: Crawler) -> None:
    """The crawler does look: a page that counts one too many is refused."""
    crawler.found = lambda href: 1_000_000
    with pytest.raises(AssertionError, match="/search"):
        crawler.follow("/terms/humanitarian-pause")
