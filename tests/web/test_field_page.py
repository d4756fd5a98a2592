"""The field as readers see it: every number leads to as many passages, and nothing is told by colour alone."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from flask.testing import FlaskClient

from glossary.interchange.tables import read_csv
from glossary.web.wording import SHAPES, stance_words
from tests.web.addresses import main, page
from tests.web.html import Node

CRAWLED = (
    "/field?term=ceasefire&term=humanitarian-pause&actor_kind=state",
    "/field?conflict=syria",
    "/field?conflict=syria&conflict=israel-hamas-2023&from=2023-10&to=2023-11&actor_kind=organization",
    "/field?affiliation=united-nations",
    "/field?affiliation=united-nations&actor_kind=organization",
    "/field?affiliation=united-states&with=affiliated&from=2023-10",
    "/field?actor=astana-guarantors&actor=russia&actor=iran&actor=france",
    "/field?actor=united-states&actor=john-kirby&with=affiliated",
    "/field?with=affiliated&actor_page=2",
    "/field?with=affiliated&actor_kind=state&actor_kind=organization&conflict=israel-hamas-2023",
    "/field?from=2024~&to=2025&actor_kind=person&sort=name&term_page=2",
)


@pytest.mark.parametrize("address", CRAWLED)
def test_every_number_leads_to_as_many_passages(client: FlaskClient, address: str) -> None:
    """All cells and all totals of a selection: the page behind the link says the same number."""
    followed: dict[str, int] = {}
    for link in main(client, address).one("table").all("a"):
        number = re.match(r"\d+", link.text)
        if number:
            followed[link.attributes["href"]] = int(number.group())
    assert len(followed) > 8
    assert {target: found(client, target) for target in followed} == followed


def found(client: FlaskClient, target: str) -> int:
    """How many statements an address lists, by its own count and by the list itself."""
    if target.startswith("/field?"):  # the speakers of a row, each in a row of its own
        return int(client.get(target.replace("/field", "/field.json", 1)).get_json()["actor_page"]["total"])
    if target.startswith("/search"):
        return int(client.get(target.replace("/search", "/search.json", 1)).get_json()["total"])
    top = main(client, target)
    said = re.match(r"(\d+) statements?\b|One statement", top.one("p", class_="lead").text)
    assert said
    listed = len(top.all("article", class_="st"))
    while following := top.all("a", rel="next"):
        top = main(client, following[0].attributes["href"])
        listed += len(top.all("article", class_="st"))
    assert int(said.group(1) or 1) == listed
    return listed


def test_the_whole_field_leads_to_everything(client: FlaskClient) -> None:
    """The first numbers of the page: all statements, each actor's, each term's."""
    top = main(client, "/field")
    lead = top.one("p", class_="lead")
    assert lead.text.startswith("Who is recorded with which term")
    assert found(client, lead.one("a").attributes["href"]) == 401
    sums = top.one("tr", class_="sums").all("a")
    assert len(sums) == 21
    assert all(found(client, a.attributes["href"]) == int(re.findall(r"\d+", a.text)[0]) for a in sums)


def cells(top: Node) -> dict[tuple[str, str], tuple[int, dict[str, int]]]:
    """Actor and term -> number and stances, as the table shows them."""
    table = top.one("table")
    terms = [head.text for head in table.one("thead").all("th")[2:]]
    answer = {}
    for row in table.one("tbody").all("tr")[1:]:
        name = row.one("th").one("bdi").text
        for term, cell in zip(terms, row.all("td")[1:], strict=True):
            if cell.fits({"class_": "none"}):
                assert cell.text == "none recorded"
                continue
            number = int(re.findall(r"\d+", cell.one("a").text)[0])
            answer[name, term] = (number, stances(cell, number))
    return answer


def stances(cell: Node, number: int) -> dict[str, int]:
    """Words of a stance -> number; every stance has its shape before its words."""
    answer = {}
    for take in cell.all("span", class_="take"):
        shape, words = take.one("span", class_="shape").text, take.one("span", class_="stance").text
        code = next(code for code, sign in SHAPES.items() if sign == shape)
        assert words == f"{shape} {stance_words(code)}"
        times = take.all("span", class_="times")
        answer[code] = int(times[0].text) if times else number
    return answer


@pytest.mark.parametrize("address", ["/field", *CRAWLED])
def test_page_and_json_say_the_same(client: FlaskClient, address: str) -> None:
    """Numbers and stances of all cells, in the same order of terms and actors."""
    answer = client.get(address.replace("/field", "/field.json", 1)).get_json()
    named = {column["term"]["slug"]: column["term"]["preferred"] for column in answer["terms"]}
    told = {
        (row["actor"]["name"], named[cell["term"]]): (
            cell["number"],
            {one["stance"]: one["number"] for one in cell["stances"]},
        )
        for row in answer["actors"]
        for cell in row["cells"]
        if cell["number"]
    }
    shown = cells(main(client, address))
    assert list(shown) == list(told)
    assert shown == told


@pytest.mark.parametrize("address", ["/field", *CRAWLED])
def test_the_table_has_a_line_for_every_cell(client: FlaskClient, address: str) -> None:
    """Also for those without a statement; stances add up, and each line says where its passages are."""
    answer = client.get(address.replace("/field", "/field.json", 1)).get_json()
    head, *lines = read_csv(client.get(address.replace("/field", "/field.csv", 1)).text)
    rows = [dict(zip(head, line, strict=True)) for line in lines]
    cells = [(row["actor"]["slug"], cell) for row in answer["actors"] for cell in row["cells"]]
    assert [(r["actor"], r["term"], r["statements"]) for r in rows] == [
        (actor, cell["term"], str(cell["number"])) for actor, cell in cells
    ]
    for row in rows:
        assert sum(int(row[name]) for name in head if name.startswith("stance_")) == int(row["statements"])
        assert bool(row["passages"]) == (row["statements"] != "0")
        assert row["rights"]


def test_a_row_of_several_speakers_is_named_so(client: FlaskClient) -> None:
    """Page, screen reader and table: nowhere does the state alone stand beside what others of it said."""
    address = "/field?with=affiliated&actor=united-kingdom&term=ceasefire"
    top = main(client, address)
    row = top.one("table").one("tbody").all("tr")[1]
    assert row.one("th").text == "United Kingdom with its people and bodies (1 speaker)"
    by = "by United Kingdom with its people and bodies"
    assert [a.text for a in row.one("td", class_="whole").all("a")] == [f"2 statements {by}"]
    assert [a.text for a in row.all("td")[1].all("a")] == [f"2 statements {by} on ceasefire"]
    assert "nobody speaks for another. The link of a number lists who said it." in top.one("p", class_="rule").text
    head, line = read_csv(client.get(address.replace("/field", "/field.csv")).text)
    told = dict(zip(head, line, strict=True))
    assert told["counted_as"] == "United Kingdom with its people and bodies (1 speaker)"
    assert told["speakers"] == "1"
    alone = main(client, "/field?actor=united-states&term=humanitarian-pause")
    assert "people and bodies" not in alone.one("table").text
    assert "nobody speaks for another" not in alone.one("p", class_="rule").text


def test_one_statement_is_said_in_the_singular(client: FlaskClient) -> None:
    """Also where only a screen reader says it."""
    for address in ("/field?term_page=3", "/field?with=affiliated&conflict=syria"):
        text = main(client, address).one("table").text
        assert "1 statement on" in text
        assert not re.search(r"(?<!\d)1 statements", text)


def test_the_page_states_its_rule_and_what_it_leaves_out(client: FlaskClient) -> None:
    """Order, joint texts, what totals are over, which terms and actors are shown of how many."""
    top = main(client, "/field")
    assert "A joint text counts for every actor named in it, and once in a total" in top.one("p", class_="rule").text
    steps = top.one("nav").text
    assert re.search(r"Terms 1–20 of \d+, those with most statements first, then A to Z\. Next terms", steps)
    assert re.search(r"Actors 1–50 of \d+, those with most statements first, then A to Z\. Next actors", steps)
    assert "Shown here: terms 1–20 of 60 and actors 1–50 of 189; the next ones." in top.one("p", class_="rule").text
    assert "People and bodies are counted under" in main(client, "/field?with=affiliated").one("p", class_="rule").text


def test_the_links_to_further_pages_go_on_where_this_one_ends(client: FlaskClient) -> None:
    """Walked by its links, the list of actors is whole and holds nobody twice."""
    address, seen = "/field?conflict=israel-hamas-2023", []
    while address:
        top = main(client, address)
        seen += [row.one("th").text for row in top.one("table").one("tbody").all("tr")[1:]]
        following = [a for a in top.one("nav", class_="parts").all("a", rel="next") if a.text == "Next actors"]
        address = following[0].attributes["href"] if following else ""
    answer = client.get("/field.json?conflict=israel-hamas-2023").get_json()
    assert len(seen) == len(set(seen)) == answer["actor_page"]["total"] > 50


def test_what_is_chosen_is_named_and_can_be_taken_away(client: FlaskClient) -> None:
    """One link for each choice, to the field without it; pages of the old selection are not kept."""
    names = ("term", "actor", "conflict", "actor_kind", "affiliation", "from", "to")
    values = ("truce", "john-kirby", "syria", "person", "united-states", "2023", "2024")
    chosen = list(zip(names, values, strict=True))
    links = main(client, f"/field?{urlencode(chosen)}").one("p", class_="chosen").all("a", class_="code")
    assert [link.one("bdi").text for link in links] == [
        *("truce", "John Kirby", "Syria, from 2011", "person", "United States of America", "2023", "2024")
    ]
    for link, pair in zip(links, chosen, strict=True):
        left = [one for one in chosen if one != pair]
        assert sorted(parse_qsl(urlsplit(link.attributes["href"]).query)) == sorted(left)
        assert client.get(link.attributes["href"]).status_code == 200


def test_the_form_keeps_what_is_chosen(client: FlaskClient) -> None:
    """Sent as it stands, it asks for the same selection."""
    top = main(client, "/field?term=truce&conflict=syria&from=2013&with=affiliated&sort=name")
    form = top.one("form", action="/field")
    ticked = [
        (box.attributes["name"], box.attributes["value"]) for box in form.all("input") if "checked" in box.attributes
    ]
    assert ticked == [("with", "affiliated"), ("conflict", "syria"), ("term", "truce")]
    assert form.one("input", name="from").attributes["value"] == "2013"
    assert form.one("input", name="sort", type="hidden").attributes["value"] == "name"


def test_a_selection_without_a_statement_says_so(client: FlaskClient) -> None:
    """No empty table: a sentence, and the way out."""
    top = main(client, "/field?conflict=korea&actor_kind=armed-group")
    assert not top.all("table")
    assert "No statement fits all that is chosen." in top.text
    assert "/field" in [a.attributes["href"] for a in top.one("p", class_="box").all("a")]


@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        ("/field?term=no-such", 404, "There is no term"),
        ("/field?actor=no-such", 404, "There is no actor"),
        ("/field?affiliation=no-such", 404, "There is no actor"),
        ("/field?conflict=no-such", 404, "There is no conflict"),
        ("/field?actor_kind=no-such", 404, "There is no kind of actor"),
        ("/field?sort=sideways", 400, "takes number or name"),
        ("/field?with=friends", 400, "takes affiliated"),
        ("/field?from=yesterday", 400, "is no date"),
        ("/field?from=2024&to=2023", 400, "ends before it begins"),
        ("/field?actor_page=99", 400, "page 99 was asked for"),
        ("/field?term_page=0", 400, "a number from 1 to"),
        ("/field/neighbours?term=no-such", 404, "There is no term"),
        ("/field/neighbours?show=all", 400, "takes differing"),
    ],
)
def test_bad_input(client: FlaskClient, address: str, status: int, sentence: str) -> None:
    """A clear page, and a clear problem for programs; never an empty table."""
    top = page(client, address, status)
    assert sentence in top.text
    assert not top.all("table")
    path, _, query = address.partition("?")
    answer = client.get(f"{path}.json?{query}")
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    if "neighbours" not in address:
        assert client.get(f"/field.csv?{query}").status_code == status


def test_totals_that_no_search_can_name_have_a_list(client: FlaskClient) -> None:
    """Thirty states with all their people: each statement once, oldest first, over several pages."""
    address = "/field?actor_kind=state&with=affiliated"
    link = main(client, address).one("p", class_="lead").one("a").attributes["href"]
    assert link.startswith("/field/statements?")
    assert found(client, link) == client.get(address.replace("/field", "/field.json")).get_json()["total"] > 50
    first, second = (client.get(link.replace("?", ".json?") + more).get_json() for more in ("", "&page=2"))
    assert len(first["statements"]) == 50
    top = main(client, link + "&page=2")
    told = [node.attributes["id"] for node in top.all("article")]
    assert [one["id"] for one in second["statements"]] == told
    assert top.one("h1").text == "The statements of this selection, page 2"
    assert "page 99 was asked for" in page(client, link + "&page=99", 400).text
    assert "is a number from 1 to" in page(client, link + "&page=x", 400).text


def test_neighbours_lead_to_both_terms_and_to_the_source(client: FlaskClient) -> None:
    """What is told differently stands in two columns of one row, each under who says it."""
    table = main(client, "/field/neighbours?show=differing").one("table")
    heads = [head.text for head in table.one("thead").all("th")]
    assert heads == ["Pair of terms", "First is broader", "First is narrower", "Related", "Contrasted"]
    rows = {tuple(a.attributes["href"] for a in row.one("th").all("a")): row for row in table.one("tbody").all("tr")}
    row = rows["/terms/ceasefire", "/terms/pause-in-fighting"]
    assert "told differently" in row.one("th").text
    claims = [[a.attributes["href"] for a in cell.all("a")] for cell in row.all("td")]
    assert claims == [[], [], ["/sources/dpa-2023-11-12-scholz"], ["/sources/stevebaker-2023-10-pmqs"]]


def test_neighbours_as_data(client: FlaskClient) -> None:
    """The page's address with .json answers the API's own document."""
    answer = client.get("/field/neighbours.json?term=ceasefire&show=differing")
    assert answer.data == client.get("/api/v1/field/neighbours?term=ceasefire&show=differing").data
    assert answer.get_json()["filters"] == {"term": ["ceasefire"], "show": "differing"}
