"""Results by term or by actor: the largest group first, its first statements, and all of it by one link."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from flask.testing import FlaskClient

from tests.web.addresses import main, page
from tests.web.html import Node


def heads(top: Node) -> list[tuple[str, int]]:
    """The groups of a page: name and number of statements."""
    found = [group.one("h3") for group in top.all("section", class_="bunch")]
    return [(head.one("a").text, int(head.one("span", class_="n").text.split()[0])) for head in found]


@pytest.mark.parametrize("group", ["term", "actor"])
def test_largest_groups_first_then_a_to_z(client: FlaskClient, group: str) -> None:
    """The rule stands on the page and holds over all its pages; no group comes twice."""
    first = main(client, f"/search?q=pause&group={group}")
    assert f"{group.capitalize()}s with most statements first, then A to Z" in first.text
    last = int(first.one("nav", class_="steps").all("a")[-1].text.split()[-1])
    found = [
        head for n in range(1, last + 1) for head in heads(main(client, f"/search?q=pause&group={group}&page={n}"))
    ]
    assert found == sorted(found, key=lambda head: (-head[1], head[0]))
    assert len(found) == len(set(found))
    assert f"of {len(found)}" in first.one("h2", class_="total").text


def test_a_group_leads_to_its_entry_and_to_all_of_it(client: FlaskClient) -> None:
    """Three statements are shown; the link below finds exactly as many as the heading says, all else kept."""
    top = main(client, "/search?q=truce&kind=position&sort=oldest&group=term")
    group = top.all("section", class_="bunch")[0]
    assert group.one("h3").one("a").attributes["href"] == "/terms/humanitarian-truce"
    assert len(group.all("article")) == 3
    every = group.one("p", class_="all").one("a")
    assert every.attributes["href"] == "/search?q=truce&kind=position&sort=oldest&term=humanitarian-truce"
    number = re.findall(r"\d+", every.text)[0]
    assert f"{number} statements" in main(client, every.attributes["href"]).one("h2", class_="total").text


def test_a_group_of_a_rollup_is_narrowed_to_itself(client: FlaskClient) -> None:
    """The link of one group does not take its neighbours along."""
    top = main(client, "/search?term=ceasefire&narrower=1&group=term")
    for group in top.all("section", class_="bunch"):
        for link in [a for p in group.all("p", class_="all") for a in p.all("a")]:
            found = main(client, link.attributes["href"]).one("h2", class_="total").text
            assert f"{re.findall(r'[0-9]+', link.text)[0]} statements" in found


def test_the_ways_to_show_are_links(client: FlaskClient) -> None:
    """By statement, by term, by actor: the present one is no link, the others keep the search."""
    line = main(client, "/search?q=truce&group=actor").one("p", class_="show")
    assert {a.text: a.attributes["href"] for a in line.all("a")} == {
        "by statement": "/search?q=truce",
        "by term": "/search?q=truce&group=term",
    }
    assert line.one("b").text == "by actor"


def test_title_heading_and_address_say_the_group(client: FlaskClient) -> None:
    """A shared link tells how the results are laid, and its JSON has the same groups."""
    top = page(client, "/search?q=pause&group=actor&page=2")
    assert top.one("h1").text == "Search for “pause”, by actor, page 2"
    title = re.sub("[\u2068\u2069]", "", top.one("head").one("title").text)
    assert title.startswith("Search for pause, by actor, page 2 · ")
    data = client.get(top.one("link", rel="alternate", type="application/json").attributes["href"]).get_json()
    assert [(group["label"], group["total"]) for group in data["groups"]] == heads(top)


def test_a_joint_text_is_ticked_once(client: FlaskClient) -> None:
    """It stands under each of its actors, but with one anchor and one tick box on a page."""
    joint = 0
    for number in (1, 2, 3, 4):
        top = main(client, f"/search?q=truce&group=actor&page={number}")
        ids = Counter(node.attributes["id"] for node in top.all("article") if "id" in node.attributes)
        ticks = Counter(node.attributes["value"] for node in top.all("input", name="statement"))
        assert set(ids.values()) | set(ticks.values()) == {1}
        assert ids == ticks
        joint += top.text.count("Also shown above")
    assert joint


def test_ticked_statements_of_groups_are_compared(client: FlaskClient) -> None:
    """One form holds all groups; what is ticked goes to the comparison, too many to its sentence."""
    top = main(client, "/search?q=pause&group=term")
    form = next(form for form in top.all("form") if form.attributes["action"] == "/compare")
    boxes = [box.attributes["value"] for box in form.all("input", name="statement")]
    assert len(form.all("section", class_="bunch")) == 10
    two = client.get("/compare", query_string=[("statement", one) for one in boxes[:2]])
    assert two.status_code == 200
    nine = client.get("/compare", query_string=[("statement", one) for one in boxes[:9]])
    assert nine.status_code == 400
    assert "takes 2 to 8 columns" in nine.text


def test_beyond_the_last_page_of_groups_is_the_last(client: FlaskClient) -> None:
    """As for statements."""
    assert client.get("/search?q=truce&group=term&page=99").location == "/search?q=truce&group=term&page=3"
