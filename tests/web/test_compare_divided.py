"""Comparisons of more statements than one page takes: in parts, each with the verdicts of the whole."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from glossary.web import compare_part
from tests.web.addresses import main, walk
from tests.web.html import Node, read

ACTORS = "/compare?term=humanitarian-pause&actor=john-kirby&actor=emanuela-chiara-gillard&actor=ocha"
TERMS = "/compare?actor=unga&term=humanitarian-truce&term=ceasefire&term=humanitarian-pause"
TIME = "/compare?actor=unsc&over=time"
EVENT = "/compare?event=gaza-four-day-arrangement-2023-11"
COMPARISONS = (ACTORS, TERMS, TIME, EVENT)
FEW = 6


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> int:
    """A page takes six statements."""
    monkeypatch.setattr(compare_part, "MOST_COMPARED", FEW)
    return FEW


def values(page: Node) -> list[str]:
    """What the cells of its table say, with their column or statement; without what is said to stand elsewhere."""
    table = page.one("table", class_="side-by")
    return sorted(
        f"{row.all('th')[0].text}: {place}: {value.text}"
        for row in table.all("tr")
        for place, cell in enumerate(row.all("td"))
        for value in cell.all("div", class_="value")
    )


def verdicts(page: Node) -> list[str]:
    """What each row amounts to."""
    return [verdict.text for verdict in page.all("span", class_="verdict")]


def documents(client: FlaskClient, address: str) -> dict[str, Any]:
    found: dict[str, Any] = client.get(address.replace("/compare", "/compare.json", 1)).get_json()
    return found


@pytest.mark.parametrize("address", COMPARISONS)
def test_all_pages_together_are_the_whole(client: FlaskClient, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """Every value stands on one page and no other, under the column or beside the statement that it is of."""
    (whole,) = walk(client, address)
    monkeypatch.setattr(compare_part, "MOST_COMPARED", FEW)
    pages = walk(client, address)
    assert len(pages) > 1
    assert sorted(value for page in pages for value in values(page)) == values(whole)


@pytest.mark.parametrize("address", COMPARISONS)
def test_verdicts_are_those_of_the_whole(client: FlaskClient, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """No verdict and no count hangs on which part of the statements a page has, and each page says so."""
    (whole,) = walk(client, address)
    monkeypatch.setattr(compare_part, "MOST_COMPARED", FEW)
    total = sum(len(column["statements"]) for column in documents(client, address)["columns"])
    for page in walk(client, address):
        assert verdicts(page) == verdicts(whole)
        assert page.one("p", class_="lead").text == whole.one("p", class_="lead").text
        told = page.one("p", class_="cover").text
        assert told.startswith(f"{total} statements, of which this page has ")
        assert told.endswith("Verdicts and counts are over all of them.")


@pytest.mark.parametrize("address", [ACTORS, TERMS])
def test_what_stands_elsewhere_is_not_called_silence(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    """Where a column speaks on another page the cell says so; what is silent is so on every page."""
    (whole,) = walk(client, address)
    monkeypatch.setattr(compare_part, "MOST_COMPARED", FEW)
    elsewhere = 0
    for page in walk(client, address):
        assert len(page.all("td", class_="mute")) == len(whole.all("td", class_="mute"))
        elsewhere += sum(cell.text.endswith("on other pages") for cell in page.all("td"))
    assert elsewhere > 0
    assert "on other pages" not in whole.text


@pytest.mark.parametrize("address", COMPARISONS)
@pytest.mark.parametrize("more", [0, -1], ids=["as many as a page takes", "one more"])
def test_a_comparison_is_divided_only_beyond_its_limit(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, address: str, more: int
) -> None:
    """With just as many statements as one page takes there is one page; with one more there are several."""
    total = sum(len(column["statements"]) for column in documents(client, address)["columns"])
    monkeypatch.setattr(compare_part, "MOST_COMPARED", total + more)
    first, *others = walk(client, address)
    assert bool(others) is bool(first.all("p", class_="cover")) is (more < 0)


@pytest.mark.parametrize("address", COMPARISONS)
def test_each_page_has_its_own_address(client: FlaskClient, few: int, address: str) -> None:
    """The canonical link names the page, but for the first; the permanent address and the files are of the whole."""
    for query, own in ((address, address), (f"{address}&page=2", f"{address}&page=2")):
        top = read(client.get(query).get_data(as_text=True))
        assert top.one("link", rel="canonical").attributes["href"] == f"http://localhost{own}"
        json = top.one("link", rel="alternate", type="application/json").attributes["href"]
        assert json == address.replace("/compare", "/compare.json", 1)
        kept = [link.attributes["href"] for link in top.one(id="keep").all("a")]
        assert not [link for link in kept if "page=" in link]


@pytest.mark.parametrize("address", COMPARISONS)
def test_the_sources_are_those_of_the_page_with_the_numbers_of_the_files(
    client: FlaskClient, few: int, address: str
) -> None:
    """Each source stands on the page with its statement, under the number that the files give it."""
    answer = documents(client, address)
    every = list(dict.fromkeys(one["id"] for column in answer["columns"] for one in column["statements"]))
    found = {}
    for page in walk(client, address):
        for item in page.one(id="sources").all("li"):
            links = [link.attributes["href"] for link in item.all("a")]
            (statement,) = [link for link in links if link.startswith("/statements/")]
            found[int(item.attributes["value"])] = statement.rpartition("/")[2]
    assert found == dict(enumerate(every, start=1))


def test_names_of_an_event_lead_to_their_pages(client: FlaskClient, few: int) -> None:
    """Every name stands on every page, and leads to the page on which its statements begin."""
    answer = documents(client, EVENT)
    for here in (EVENT, f"{EVENT}&page=2"):
        links = main(client, here).one("ul", id="names").all("a")
        assert [link.text for link in links] == [name["term"]["preferred"] for name in answer["names"]]
        for link, name in zip(links, answer["names"], strict=True):
            there, _, place = link.attributes["href"].partition("#")
            group = main(client, there or here).one("tbody", id=place)
            assert f"/statements/{name['statements'][0]}" in [a.attributes["href"] for a in group.all("a")]


@pytest.mark.parametrize("page", ["0", "-1", "x", "", "9" * 7, "٢"])
def test_what_is_no_page_number_is_the_first(client: FlaskClient, few: int, page: str) -> None:
    """As with a term; and beyond the last is the last."""
    for address in COMPARISONS:
        assert values(main(client, f"{address}&page={page}")) == values(main(client, address))
        assert values(main(client, f"{address}&page=9999")) == values(walk(client, address)[-1])
