"""Narrowing by values and years: each a link that the server built, each choice kept by every other link."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from flask.testing import FlaskClient

from tests.web.addresses import main
from tests.web.html import Node

STATE = (
    "/search?q=pause&term=humanitarian-pause&term=tactical-pause&kind=position&kind=definition&actor=israel"
    "&from=2010-01-01&to=2025&narrower=1&with=affiliated&sort=oldest&group=term"
)


def section(top: Node, name: str) -> Node:
    """One facet."""
    return next(
        found for found in top.all("section", class_="facet") if found.one("h2").attributes["id"] == f"f-{name}"
    )


def total(client: FlaskClient, address: str) -> int:
    """How many statements a search has."""
    return int(client.get(address.replace("/search?", "/search.json?")).get_json()["total"])


def query(address: str) -> list[tuple[str, str]]:
    """The parameters of an address."""
    return parse_qsl(urlsplit(address).query)


def test_the_values_that_are_not_shown_are_counted(client: FlaskClient) -> None:
    """Of a facet with many values the page says how many more there are than it shows."""
    answer = client.get("/search.json?q=ceasefire").get_json()
    sources = next(facet for facet in answer["facets"] if facet["name"] == "source")
    part = section(main(client, "/search?q=ceasefire"), "source")
    beyond = len(sources["values"]) + sources["others"] - len(part.all("li"))
    assert beyond > 60
    assert f"and {beyond} others with fewer" in part.text


def test_every_other_link_keeps_what_is_chosen(client: FlaskClient) -> None:
    """A link changes one thing, and at most the switch that widened it: all else stays, in the forms too."""
    top, state = main(client, STATE), set(query(STATE))
    links = [
        *(a for part in top.all("section", class_="facet") for a in part.all("a")),
        *(a for p in top.all("p", class_="sorts") for a in p.all("a")),
        *(a for p in top.all("p", class_="roll") for a in p.all("a")),
        *(a for p in top.all("p", class_="chosen") for a in p.all("a", class_="code")),
    ]
    assert len(links) > 20
    for link in links:
        new = set(query(link.attributes["href"]))
        assert len({name for name, _ in state - new} - {"narrower", "with"}) <= 1, link.text
    for form in top.all("form"):
        if form.attributes["action"] == "/search":
            kept = {(field.attributes["name"], field.attributes["value"]) for field in form.all("input")}
            assert {pair for pair in state if pair[0] not in ("from", "to")} <= kept


def test_several_values_of_one_facet_widen_and_leave_one_by_one(client: FlaskClient) -> None:
    """Two terms find what either finds; taking one away leaves the other."""
    both = main(client, "/search?term=truce&term=armistice")
    chosen = section(both, "term").all("a", class_="on")
    assert [a.text for a in chosen] == ["✕ Remove Term: truce", "✕ Remove Term: armistice"]
    assert [a.attributes["href"] for a in chosen] == ["/search?term=armistice", "/search?term=truce"]
    apart = [total(client, a.attributes["href"]) for a in chosen]
    assert total(client, "/search?term=truce&term=armistice") == sum(apart)


def test_values_taken_along_are_marked(client: FlaskClient) -> None:
    """What comes with a chosen value stands after it with a sign and a word, and can still be chosen itself."""
    found = section(main(client, "/search?term=ceasefire&narrower=1"), "term")
    assert found.all("li")[0].text.startswith("✕ Remove Term: ceasefire")
    assert found.all("li")[1].text.startswith("+ Taken along: ")
    assert "+ taken along with what is chosen" in found.text
    assert "Taken along" not in section(main(client, "/search?term=ceasefire"), "term").text


def test_no_more_values_than_are_taken(client: FlaskClient) -> None:
    """With twenty values chosen no link would add one that is refused; the chosen can be taken away."""
    years = "&".join(f"year={year}" for year in range(2006, 2026))
    top = main(client, f"/search?{years}")
    terms = section(top, "term")
    assert not terms.all("a")
    assert terms.all("li")
    assert len(section(top, "year").all("a", class_="on")) == 20


def test_values_are_named_in_words(client: FlaskClient) -> None:
    """Codes stand in the words of the pages: no stand, and languages by name."""
    top = main(client, "/search?stance=none&language=he")
    assert "Stance: no stand" in top.one("p", class_="chosen").text
    assert "Language: Hebrew" in top.one("p", class_="chosen").text


def test_years_are_bars_with_numbers(client: FlaskClient) -> None:
    """Each bar is a link with its year and number as text, its length a share of the longest."""
    found = section(main(client, "/search?term=tactical-pause"), "year")
    rows = found.one("ol", class_="years").all("li")
    numbers = {row.one("span", class_="yr").text: int(row.one("span", class_="hint").text) for row in rows}
    widths = {row.one("span", class_="yr").text: row.one("svg").attributes["width"] for row in rows}
    assert sum(numbers.values()) >= 10
    longest = max(numbers.values())
    assert all(widths[year] == f"{max(1, round(100 * number / longest))}%" for year, number in numbers.items())
    for row in rows:
        narrowed = main(client, row.one("a").attributes["href"]).one("h2", class_="total").text
        number = row.one("span", class_="hint").text
        assert f"{number} statements" in narrowed or (number == "1" and "One statement" in narrowed)


@pytest.mark.parametrize("year", range(2008, 2027))
def test_a_year_finds_what_its_days_find(client: FlaskClient, year: int) -> None:
    """Chosen, typed, or given by its first and last day, a year finds the same: whatever may have been said in it."""
    ways = (f"year={year}", f"q=year:{year}", f"from={year}&to={year}", f"q=from:{year}+to:{year}")
    found = [client.get(f"/search.json?{way}&sort=oldest&limit=1000").get_json() for way in ways]
    ids = [[hit["statement"]["id"] for hit in answer["hits"]] for answer in found]
    assert all(some == ids[0] for some in ids)
    listed = next(facet for facet in found[0]["facets"] if facet["name"] == "year")["values"]
    assert {row["value"]: row["count"] for row in listed}.get(str(year), 0) == len(ids[0])


def test_an_uncertain_year_is_found_by_the_years_around_it(client: FlaskClient) -> None:
    """2022? may be any day from 2021 to 2023: one statement has that date, and each of these years finds it."""
    for year in (2021, 2022, 2023):
        answer = client.get(f"/api/v1/search?q=year:{year}+term:humanitarian-pause&limit=100").get_json()
        assert "ocha-humanitarian-pause-2022" in [hit["statement"]["id"] for hit in answer["hits"]]


def test_many_years_are_folded_into_decades(client: FlaskClient) -> None:
    """At most sixteen bars, oldest first; a decade's bar chooses its years, and then shows them one by one."""
    found = section(main(client, "/search"), "year")
    names = [node.text for node in found.all("span", class_="yr")]
    assert len(names) <= 16
    assert names == sorted(names)
    assert {"2010s", "2023", "2024"} <= set(names)
    decade = next(a for a in found.all("a") if a.one("span", class_="yr").text == "1990s")
    opened = section(main(client, decade.attributes["href"]), "year")
    chosen = [a.one("span", class_="yr").text for a in opened.all("a", class_="on")]
    assert chosen == [f"✕ Remove Year: {value}" for name, value in query(decade.attributes["href"]) if name == "year"]
    assert len(chosen) > 1
    assert all(text.startswith("✕ Remove Year: 199") for text in chosen)


def test_gaps_between_years_are_marked(client: FlaskClient) -> None:
    """Long empty spans take no room; a line stands for them and is explained."""
    found = section(main(client, "/search"), "year")
    gaps = [li.one("span", class_="yr").text for li in found.all("li", class_="gap")]
    assert "1907" in gaps
    assert "2024" not in gaps
    assert "no statement in between" in found.text


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("q=pause&from=2023-10&to=2023-11", ("2023-10", "2023-11")),
        ("q=pause+from:2023-10+to:2023-11", ("2023-10-01", "2023-11-30")),
    ],
)
def test_dates_stand_in_their_fields(client: FlaskClient, query: str, fields: tuple[str, str]) -> None:
    """Given or typed, the span is in the form and can be taken away by halves."""
    top = main(client, f"/search?{query}")
    found = [top.one("input", name=name, type="text").attributes["value"] for name in ("from", "to")]
    assert tuple(found) == fields
    chosen = top.one("p", class_="chosen")
    assert "Said from: 1 October 2023" in chosen.text
    assert "Said until: 30 November 2023" in chosen.text
