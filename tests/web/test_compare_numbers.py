"""Principle 4: every number on a comparison's page links to passages, and there are as many of them."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from tests.web.addresses import ACTORS_COMPARED, COMPARISON, main
from tests.web.html import Node
from tests.web.test_compare_kinds import EACH

PAGES = (*EACH, COMPARISON, f"{COMPARISON}&show=differences", ACTORS_COMPARED, f"{EACH[-1]}&show=differences")
NUMBER = re.compile(r"([\d,]+)(?: (statement|name|change|row|compared row)s?)?")


def passages(client: FlaskClient, here: Node, href: str, noun: str | None) -> int:
    """How many of what a number counts stand where its link leads."""
    path, _, anchor = href.partition("#")
    there = main(client, path) if path else here
    part = there.one(id=anchor) if anchor else there
    if noun == "row" and not anchor:
        return len(rows(there)) - len(rows(here))
    if noun == "compared row":
        return len(part.all(class_="verdict"))
    if noun == "statement" and part.tag == "td":
        return len(part.all("div", class_="value"))
    if noun == "statement" and not anchor:
        return len(part.all("article"))
    if noun == "statement":
        return len(statements(part))
    return len(part.all("li"))


def rows(top: Node) -> list[Node]:
    """The rows that are in view, whichever way the table stands."""
    return [node for node in top.nodes() if node.attributes.get("id", "").startswith("r-")]


def statements(part: Node) -> set[str]:
    """The statements in a part of the table, by where they stand."""
    table = part.all("table", class_="side-by")
    if table and "down" not in table[0].attributes["class"]:
        heads = table[0].one("thead").all("th")[1:]
        return {
            next(a.attributes["href"] for a in head.all("a") if "/statements/" in a.attributes["href"])
            for head in heads
        }
    return {row.attributes["id"] for row in part.all("tr") if re.fullmatch(r"c\d+", row.attributes.get("id", ""))}


def followed(client: FlaskClient, top: Node) -> int:
    """How many numbers a page has; fails where one leads to more passages or fewer."""
    numbers = 0
    for link in top.all("a"):
        if said := NUMBER.fullmatch(link.text):
            numbers += 1
            here = passages(client, top, link.attributes["href"], said[2])
            assert here == int(said[1].replace(",", "")), (link.text, link.attributes)
    return numbers


@pytest.mark.parametrize("address", PAGES)
def test_every_number_leads_to_as_many_passages(client: FlaskClient, address: str) -> None:
    """Followed one by one, whatever they count."""
    assert followed(client, main(client, address)) >= 2


@pytest.mark.parametrize("address", EACH)
def test_so_do_the_numbers_of_a_kept_state(client: FlaskClient, address: str) -> None:
    """At the permanent address, too, whose counts are those of its moment."""
    pinned = main(client, address).one(id="keep").all("a")[0].attributes["href"].removeprefix("http://localhost")
    assert "as_of=" in pinned
    assert followed(client, main(client, pinned)) >= 2


@pytest.mark.parametrize("actor", ["joe-biden", "united-kingdom", "ocha"])
def test_so_do_those_of_the_terms_to_choose(client: FlaskClient, actor: str) -> None:
    """Beside each term of an actor, the number of its statements."""
    assert followed(client, main(client, f"/compare?actor={actor}")) >= 2


@pytest.mark.parametrize("address", PAGES)
def test_the_numbers_of_a_verdict_are_those_of_its_cells(client: FlaskClient, address: str) -> None:
    """ "agree (2 of 3 speak)" leads to the row, where two of three cells speak."""
    top = main(client, address)
    for verdict in top.one("table", class_="side-by").all(class_="verdict"):
        said = re.search(r"(\d+) of (\d+) speak", verdict.text)
        link = verdict.one("a").attributes["href"]
        cells = cells_of(top, top.one(id=link.removeprefix("#")))
        spoken = [cell for cell in cells if not cell.all(class_="silence")]
        if said:
            assert (len(spoken), len(cells)) == (int(said[1]), int(said[2])), verdict.text


def cells_of(top: Node, head: Node) -> list[Node]:
    """The cells of a row, or of a column under its head."""
    if head.tag == "tr":
        return head.all("td")
    table = top.one("table", class_="side-by")
    place = table.one("thead").all("th").index(head) - 1
    return [row.all("td")[place] for row in table.all("tr") if row.all("td")]


@pytest.mark.parametrize("address", PAGES)
def test_no_number_of_things_stands_without_a_link(client: FlaskClient, address: str) -> None:
    """In the sentences above the table, every count of statements, names, changes or rows is a link."""
    head = main(client, address).all(class_="head")[0]
    linked = {link.text for link in head.all("a")}
    for said in re.finditer(r"\b\d+ (?:statements?|names?|changes?|rows?|compared rows?)\b", head.text):
        assert said[0] in linked, said[0]
