"""What crawlers and browsers are told: every address once, when it changed last, and how the site is searched."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import etree

from glossary import site
from glossary.interchange.site_files import MOST_ADDRESSES
from glossary.services.export import addresses
from glossary.services.reading import published as reading
from glossary.web import sitemap
from tests.api.publishing import withdraw
from tests.reliability.records import KIRBY, changed, publish
from tests.web.addresses import page

SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "o": "http://a9.com/-/spec/opensearch/1.1/"}


def tree(client: FlaskClient, address: str) -> Any:
    """An XML file."""
    response = client.get(address)
    assert response.status_code == 200
    return etree.fromstring(response.data)


def texts(made: Any, path: str) -> list[str]:
    """The texts of the elements at a path."""
    return [node.text for node in made.iterfind(path, SPACE)]


def located(client: FlaskClient) -> list[str]:
    """Every address that the sitemap leads to, as a path."""
    parts = texts(tree(client, "/sitemap.xml"), "s:sitemap/s:loc")
    found = [one for part in parts for one in texts(tree(client, part), "s:url/s:loc")]
    return [one.removeprefix("http://localhost") for one in found]


def test_every_record_stands_once(client: FlaskClient, context: Flask) -> None:
    """All published records and the pages beside them, each once, in parts of one kind."""
    found = located(client)
    records = [
        f"/{kind}s/{one['slug']}" for kind in ("term", "actor", "source", "event") for one in reading.every(kind)
    ]
    statements = [f"/statements/{one['id']}" for one in reading.statements_of()]
    assert sorted(found) == sorted([*records, *statements, *sitemap.PAGES, *sitemap.ABOUT])
    assert len(set(found)) == len(found) > 1000


@pytest.mark.parametrize("address", [*sitemap.PAGES, *sitemap.ABOUT])
def test_the_pages_are_there(client: FlaskClient, address: str) -> None:
    """No address that is no record leads nowhere or elsewhere."""
    assert client.get(address).status_code == 200


def test_each_record_says_when_it_changed(own_app: Flask) -> None:
    """The moment of the standing revision, and none for pages that are no records; a withdrawn statement goes."""
    reader = own_app.test_client()

    def moments() -> dict[str, str]:
        made = tree(reader, "/sitemap/statements-1.xml")
        return dict(zip(texts(made, "s:url/s:loc"), texts(made, "s:url/s:lastmod"), strict=True))

    before = moments()
    publish(changed("statement", KIRBY, summary="Another summary."))
    after = moments()
    kirby = f"http://localhost/statements/{KIRBY}"
    assert {address for address in after if after[address] != before[address]} == {kirby}
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", after[kirby])
    assert not texts(tree(reader, "/sitemap/pages.xml"), "s:url/s:lastmod")
    withdraw(KIRBY)
    assert moments().keys() == after.keys() - {kirby}


@pytest.mark.parametrize("size", [1, 7, 60, 61])
def test_parts_have_so_many_at_most(context: Flask, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    """Sixty terms in parts of any size, whatever the slices: together they are all, and each but the last is full."""
    monkeypatch.setattr(addresses, "SLICE", 3)
    number = addresses.parts("term", size)
    parts = [[slug for slug, _ in addresses.part("term", n, size)] for n in range(1, number + 1)]
    assert [slug for part in parts for slug in part] == [term["slug"] for term in reading.every("term")]
    assert all(len(part) == size for part in parts[:-1])
    assert 0 < len(parts[-1]) <= size
    assert not list(addresses.part("term", number + 1, size))


def test_the_bound_is_that_of_the_protocol() -> None:
    """A part may have 50,000 addresses (sitemaps.org)."""
    assert MOST_ADDRESSES == 50_000


def test_a_part_is_not_sent_twice(client: FlaskClient) -> None:
    """Whoever has it, by its ETag, is answered 304."""
    tag = client.get("/sitemap/terms-1.xml").headers["ETag"]
    assert client.get("/sitemap/terms-1.xml", headers={"If-None-Match": tag}).status_code == 304


def test_robots_are_told_of_it(client: FlaskClient) -> None:
    """The whole address stands in the file for them."""
    assert "Sitemap: http://localhost/sitemap.xml" in client.get("/robots.txt").text.splitlines()


def test_browsers_learn_how_to_search(client: FlaskClient) -> None:
    """Every page leads to the description, whose templates work once words are put in; names keep to its limits."""
    (link,) = page(client, "/terms").all("link", rel="search")
    assert link.attributes["type"] == "application/opensearchdescription+xml"
    response = client.get(link.attributes["href"])
    assert response.content_type == "application/opensearchdescription+xml; charset=utf-8"
    made = etree.fromstring(response.data)
    assert len(made.findtext("o:ShortName", namespaces=SPACE)) <= 16
    assert made.findtext("o:LongName", namespaces=SPACE) == site.NAME
    assert len(site.NAME) <= 48
    urls = {node.get("type"): node.get("template") for node in made.iterfind("o:Url", SPACE)}
    for kind in ("text/html", "application/atom+xml", "application/x-suggestions+json"):
        answer = client.get(urls[kind].replace("{searchTerms}", "%D9%87%D8%AF%D9%86%D8%A9"))
        assert (answer.status_code, answer.mimetype) == (200, kind)


def test_suggestions_as_browsers_take_them(client: FlaskClient) -> None:
    """What was typed, then three lists of one length: names that begin so, what they are, where they lead."""
    typed, names, says, places = json.loads(client.get("/search/suggestions?q=armist").data)
    assert typed == "armist"
    assert len(names) == len(says) == len(places) > 0
    assert names[0] == "armistice"
    assert says[0].startswith("term: armistice, ")
    assert all(client.get(place).status_code == 200 for place in places)


@pytest.mark.parametrize("query", ["", "?q=", "?q=%00", "?q=" + "a" * 5000, "?q=<script>&q=b"])
def test_any_text_is_a_good_one(client: FlaskClient, query: str) -> None:
    """Nothing typed is an error, and what was typed comes back."""
    response = client.get(f"/search/suggestions{query}")
    assert response.status_code == 200
    assert len(json.loads(response.data)) == 4
