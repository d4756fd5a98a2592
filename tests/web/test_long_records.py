"""The pages of actors, sources and events with more statements than one page takes: in stretches, as those of terms."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary.services.reading import published as reading
from glossary.web import stretches
from tests.web.addresses import main, walk
from tests.web.html import Node, read

FEW = 7
ACTOR, SOURCE = "/actors/unsc", "/sources/seed-2023-11-16-israel-rebuffs-pause"
EVENT = "/events/gaza-four-day-arrangement-2023-11"
RECORDS = (ACTOR, SOURCE, EVENT)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> int:
    """A page takes seven statements."""
    takes(monkeypatch, FEW)
    return FEW


def takes(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    """How many statements a page takes."""
    for name in ("MOST", "MOST_WITH_NAMES"):
        monkeypatch.setattr(stretches, name, most)


def whole(address: str) -> list[dict[str, Any]]:
    """All statements of a record in the order of its page: of an actor by term, of others oldest first."""
    _, plural, slug = address.split("/")
    found = reading.statements_of(**{plural[:-1]: slug})
    return sorted(found, key=lambda one: one["term"]["preferred"].casefold()) if address == ACTOR else found


def shown(page: Node) -> list[str]:
    """The statements of a page."""
    return [node.attributes["id"] for node in page.all("article")]


@pytest.mark.parametrize("address", RECORDS)
def test_all_stretches_together_are_the_whole(client: FlaskClient, context: Flask, few: int, address: str) -> None:
    """Whoever goes on from page to page meets each statement once, in the order of the undivided page."""
    pages = walk(client, address)
    assert [one for page in pages for one in shown(page)] == [one["id"] for one in whole(address)]
    assert {len(shown(page)) for page in pages[:-1]} == {few}


@pytest.mark.parametrize("address", RECORDS)
@pytest.mark.parametrize("more", [0, -1], ids=["as many as a page takes", "one more"])
def test_a_page_is_divided_only_beyond_its_limit(
    client: FlaskClient, context: Flask, monkeypatch: pytest.MonkeyPatch, address: str, more: int
) -> None:
    """With just as many statements as one page takes there is one page; with one more there are two."""
    number = len(whole(address))
    takes(monkeypatch, number + more)
    first, *others = walk(client, address)
    assert [len(shown(page)) for page in (first, *others)] == ([number] if more == 0 else [number - 1, 1])
    assert ("of which this page has" in first.text) is bool(others)
    assert ("Of the statements on this page" in first.text) is (bool(others) and address != SOURCE)


@pytest.mark.parametrize("address", RECORDS)
def test_numbers_are_those_of_the_whole(client: FlaskClient, context: Flask, few: int, address: str) -> None:
    """Each page says how many there are of all, and which places are its own."""
    number = len(whole(address))
    page = main(client, f"{address}?page=2")
    assert f"{number} statements, of which this page has 8–14" in page.text
    links = [link.attributes["href"] for link in page.one("nav", class_="steps").all("a")]
    assert links[:2] == [address, f"{address}?page=3"]
    assert links[-1] == f"{address}?page={-(-number // few)}"


@pytest.mark.parametrize("address", RECORDS)
def test_each_stretch_has_its_own_address(client: FlaskClient, few: int, address: str) -> None:
    """The canonical link names the page, but for the first; the JSON, the tables and the feeds are of all."""
    for query, own in (("", address), ("?page=1", address), ("?page=2", f"{address}?page=2")):
        top = read(client.get(address + query).get_data(as_text=True))
        assert top.one("link", rel="canonical").attributes["href"] == f"http://localhost{own}"
        nodes = (*top.all("a"), *top.all("link"))
        files = [node.attributes["href"] for node in nodes if address + "." in node.attributes["href"]]
        assert {f"{address}{ending}" for ending in (".json", ".csv", ".atom")} <= set(files)
        assert [one for one in files if "page" in one.rpartition(".")[2]] == []


@pytest.mark.parametrize("page", ["0", "-1", "x", "", "1.5", "9" * 7, "٢"])
@pytest.mark.parametrize("address", RECORDS)
def test_what_is_no_page_number_is_the_first(
    client: FlaskClient, context: Flask, few: int, address: str, page: str
) -> None:
    """As with a term: an address that was typed wrongly leads to the beginning."""
    assert shown(main(client, f"{address}?page={page}")) == [one["id"] for one in whole(address)][:few]


@pytest.mark.parametrize("address", RECORDS)
def test_beyond_the_last_is_the_last(client: FlaskClient, context: Flask, few: int, address: str) -> None:
    """Who kept the address of a page that there is no longer still finds statements."""
    assert shown(main(client, f"{address}?page=999999"))[-1] == whole(address)[-1]["id"]


@pytest.mark.parametrize("address", RECORDS)
def test_only_what_the_page_has_is_read(
    client: FlaskClient, context: Flask, few: int, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    """No page reads all statements of its record, only those that it shows."""
    statements, read_ = reading.statements, list[str]()

    def some(ids: Any) -> list[dict[str, Any]]:
        found = statements(ids)
        read_.extend(one["id"] for one in found)
        return found

    monkeypatch.setattr(reading, "statements_of", None)
    monkeypatch.setattr(reading, "statements", some)
    assert shown(main(client, f"{address}?page=2")) == read_


def test_an_actors_terms_lead_to_their_pages(client: FlaskClient, context: Flask, few: int) -> None:
    """Every term stands beside every page, with the number of all its statements, and leads to where they begin."""
    numbers: dict[str, int] = {}
    for one in whole(ACTOR):
        numbers[one["term"]["preferred"]] = numbers.get(one["term"]["preferred"], 0) + 1
    for here in (ACTOR, f"{ACTOR}?page=3"):
        page = main(client, here)
        *items, last = page.one("nav", class_="toc").all("li")
        assert last.one("a").attributes["href"] == "#timeline"
        assert {item.one("a").text: int(item.one("span").text) for item in items} == numbers
        for item in items:
            there, _, place = item.one("a").attributes["href"].partition("#")
            section = main(client, there or here).one(id=place)
            assert section.one("h2").text == f"{item.one('a').text} {numbers[item.one('a').text]}"
            first = next(one["id"] for one in whole(ACTOR) if one["term"]["preferred"] == item.one("a").text)
            assert section.all("article")[0].attributes["id"] == first


def test_an_event_has_all_its_terms_on_every_page(client: FlaskClient, context: Flask, few: int) -> None:
    """Which terms are used on it, and how often, is told of the whole; the table names the statements of the page."""
    numbers: dict[str, int] = {}
    for one in whole(EVENT):
        numbers[one["term"]["preferred"]] = numbers.get(one["term"]["preferred"], 0) + 1
    for page in walk(client, EVENT):
        names = page.one(id="names")
        told = [item.all("a") for item in names.one("ul", class_="az").all("li")]
        assert [(term.text, number.text.partition(" ")[0]) for term, number in told] == [
            (term, str(number)) for term, number in numbers.items()
        ]
        for term, number in told:
            found = client.get(f"/api/v1{number.attributes['href']}").get_json()
            assert found["total"] == numbers[term.text]
        assert {cell.all("a")[0].attributes["href"][1:] for cell in names.all("td", class_="form")} == set(shown(page))


def test_the_history_is_not_called_by_a_page(client: FlaskClient, few: int) -> None:
    """A number of a page in the address of a history changes nothing in it."""
    assert main(client, f"{ACTOR}/history?page=2").one("h1").text == main(client, f"{ACTOR}/history").one("h1").text
