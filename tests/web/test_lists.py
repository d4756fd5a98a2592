"""The lists of all terms, actors, sources and events, where they have more lines than one page takes."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary.services.reading import published as reading
from glossary.web import actors, stretches
from tests.services.publishing import editing
from tests.web.addresses import main, walk
from tests.web.html import Node, read

LISTS = ("/terms", "/actors", "/actors?by=kind", "/sources", "/events")
FEW = 7
"""Lines that a page takes here."""


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> int:
    """A page takes few lines."""
    monkeypatch.setattr(stretches, "MOST_LINES", FEW)
    return FEW


def lines(page: Node) -> list[tuple[str, str]]:
    """The records of a list: the heading above each, and what its line says with its address."""
    return [
        (section.one("h2").text, f"{line.text} {line.all('a')[0].attributes['href']}")
        for section in page.all("section")
        for line in section.all("li")
    ]


@pytest.mark.parametrize("address", LISTS)
def test_all_pages_together_are_the_whole(client: FlaskClient, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """Whoever goes on from page to page meets each record once, in the order and under the heading of the whole."""
    (whole,) = walk(client, address)
    monkeypatch.setattr(stretches, "MOST_LINES", FEW)
    pages = walk(client, address)
    assert [line for page in pages for line in lines(page)] == lines(whole)
    assert {len(lines(page)) for page in pages[:-1]} == {FEW}
    assert [heading for heading, _ in lines(whole)] == [heading for page in pages for heading, _ in lines(page)]


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize("more", [0, -1], ids=["as many as a page takes", "one more"])
def test_a_list_is_divided_only_beyond_its_limit(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, address: str, more: int
) -> None:
    """With just as many records as one page takes there is one page; with one more there are two."""
    total = len(lines(main(client, address)))
    monkeypatch.setattr(stretches, "MOST_LINES", total + more)
    pages = walk(client, address)
    assert [len(lines(page)) for page in pages] == ([total] if more == 0 else [total - 1, 1])
    assert bool(pages[0].all("nav", class_="steps")) is (more < 0)
    assert ("of which this page has" in pages[0].text) is (more < 0)


@pytest.mark.parametrize("address", LISTS)
def test_a_page_says_which_part_it_has(client: FlaskClient, few: int, address: str) -> None:
    """Numbers are those of the whole list, whichever page is asked for; the places are those of the page."""
    first, second, *_ = walk(client, address)
    numbers = [part.text for page in (first, second) for part in page.one("div", class_="head").all("p")]
    assert "of which this page has 1–7" in first.text
    assert "of which this page has 8–14" in second.text
    assert numbers[0].replace("1–7", "8–14") in numbers[1:]


@pytest.mark.parametrize("address", ["/terms", "/actors", "/sources"])
def test_each_heading_is_led_to(client: FlaskClient, few: int, address: str) -> None:
    """Every letter and every type stands on every page, and leads to the page on which it begins."""
    headings = list(dict.fromkeys(heading for page in walk(client, address) for heading, _ in lines(page)))
    for here in (address, f"{address}?page=2"):
        page = main(client, here)
        links = page.all("nav", class_="jump" if address != "/sources" else "toc")[0].all("a")
        assert len(links) == len(headings)
        for link, heading in zip(links, headings, strict=True):
            there, _, place = link.attributes["href"].partition("#")
            target = main(client, there or here).one(id=place)
            assert target.one("h2").text == heading


def test_the_types_of_sources_are_counted_whole(client: FlaskClient, few: int) -> None:
    """Beside each type stands how many sources there are of it, not how many the page has."""
    page = main(client, "/sources?page=2")
    items = page.one("nav", class_="toc").all("li")
    counted = {item.one("a").text: int(item.one("span").text) for item in items}
    assert sum(counted.values()) == len(client.get("/sources.jsonl").text.splitlines())
    headings = [heading.text.rpartition(" ") for heading in page.all("h2")]
    assert headings
    assert [counted[name] for name, _, _ in headings] == [int(number) for _, _, number in headings]


@pytest.mark.parametrize("address", LISTS)
def test_each_page_has_its_own_address(client: FlaskClient, few: int, address: str) -> None:
    """The canonical link names the page, but for the first, which is the list's own; files are those of all."""
    asked = f"{address}{'&' if '?' in address else '?'}page=2"
    for query, own in ((address, address), (asked, asked)):
        top = read(client.get(query).get_data(as_text=True))
        assert top.one("link", rel="canonical").attributes["href"] == f"http://localhost{own}"
        files = [link.attributes["href"] for link in top.one("main").all("a") if ".csv" in link.attributes["href"]]
        assert files == [f"{address.partition('?')[0]}.csv"]
        json = top.one("link", rel="alternate", type="application/json").attributes["href"]
        assert json == f"{address.partition('?')[0]}.json"


@pytest.mark.parametrize("page", ["0", "-1", "x", "", "1.5", "9" * 7, "٢"])
def test_what_is_no_page_number_is_the_first(client: FlaskClient, few: int, page: str) -> None:
    """As with a term: an address that was typed wrongly leads to the beginning."""
    for address in ("/sources", "/events"):
        assert lines(main(client, f"{address}?page={page}")) == lines(main(client, address))


def test_beyond_the_last_is_the_last(client: FlaskClient, few: int) -> None:
    """Who kept the address of a page that there is no longer still finds something."""
    for address in LISTS:
        beyond = f"{address}{'&' if '?' in address else '?'}page=999999"
        assert lines(main(client, beyond)) == lines(walk(client, address)[-1])


@pytest.mark.parametrize("address", LISTS)
def test_only_what_the_page_has_is_read(
    client: FlaskClient, few: int, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    """Of a divided list no more documents are read than the page shows."""
    monkeypatch.setattr(reading, "each", None)
    monkeypatch.setattr(reading, "every", None)
    asked, some = [], reading.some
    monkeypatch.setattr(reading, "some", lambda kind, slugs: asked.extend(slugs) or some(kind, slugs))
    assert len(lines(main(client, address))) == len(asked) == FEW


def test_a_new_record_stands_in_its_place(own_app: Flask, few: int) -> None:
    """The order that is kept between two pages is not that of yesterday: what is published is in the next answer."""
    client = own_app.test_client()
    before = [line for page in walk(client, "/actors") for line in lines(page)]
    editing.rename("actor", "john-kirby", "another-name")
    after = [line for page in walk(client, "/actors") for line in lines(page)]
    assert [(one[0], one[1].replace("/john-kirby", "/another-name")) for one in before] == after


@pytest.mark.parametrize("more", [0, 1], ids=["as many as are named", "one more"])
def test_all_who_are_affiliated_can_be_reached(
    client: FlaskClient, context: Flask, monkeypatch: pytest.MonkeyPatch, more: int
) -> None:
    """An actor's page names its people and bodies, up to a number; beyond it leads to a list of all of them."""
    slugs = [one["slug"] for one in reading.affiliates("united-nations")]
    monkeypatch.setattr(actors, "MOST_AFFILIATES", len(slugs) - more)
    facts = main(client, "/actors/united-nations").one("dl", class_="facts")
    links = [link.attributes["href"] for link in facts.all("a")]
    named = [link.rpartition("/")[2] for link in links if link.startswith("/actors/")]
    assert [slug for slug in named if slug in slugs] == slugs[: len(slugs) - more]
    there = "/actors?affiliation=united-nations"
    assert (there in links) is bool(more)
    listed = [line.rpartition("/")[2] for _, line in lines(main(client, there))]
    assert sorted(listed) == slugs


def test_a_list_of_who_is_affiliated_is_divided_and_ordered_as_the_whole(client: FlaskClient, few: int) -> None:
    """Its pages and its other order keep to it; an unknown name is not found."""
    there = "/actors?affiliation=united-nations"
    pages = walk(client, there)
    assert len(pages) > 1
    for page in pages:
        assert "affiliated with United Nations" in page.one("p", class_="lead").text
        addresses = [link.attributes["href"] for link in page.one("div", class_="head").all("a")]
        assert f"{there}&by=kind" in addresses
    by_kind = [line for page in walk(client, f"{there}&by=kind") for _, line in lines(page)]
    assert sorted(by_kind) == sorted(line for page in pages for _, line in lines(page))
    assert client.get("/actors?affiliation=no-such-actor").status_code == 404


def test_types_of_sources_are_named_as_one_says_them(client: FlaskClient) -> None:
    """Several of a type have a plural of English, not one made with an s at any price."""
    headings = {heading.text.rstrip("0123456789, ") for heading in main(client, "/sources").all("h2")}
    assert {"Official guidance", "Glossaries", "Academic works", "Analyses", "Treaties"} <= headings
