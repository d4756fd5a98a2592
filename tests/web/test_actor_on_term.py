"""Did they ever say it? The page of an actor on a term says what is recorded, what silence means, and what is near."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary.services.reading import published as reading
from tests.web.addresses import main


def hrefs(client: FlaskClient, address: str, section: str) -> list[str]:
    found = main(client, address).all(id=section)
    return [link.attributes["href"] for node in found for link in node.all("a")]


def test_silence_says_what_it_means_and_what_not(client: FlaskClient) -> None:
    """No statement recorded: that the glossary holds none, and not that there never was one."""
    page = main(client, "/actors/john-kirby/truce")
    assert page.one(class_="lead").text == "No statement recorded."
    assert "the glossary holds no use of truce by John Kirby" in page.text
    assert "It does not mean that there never was one." in page.text
    assert not page.all("article")
    assert not page.all("form", action="/compare")


def test_silence_is_told_to_programs_too(client: FlaskClient) -> None:
    """Recorded or not, as data: the same statements as on the page, and an unknown name is no silence."""
    for address, recorded in (("/actors/john-kirby/truce", False), ("/actors/john-kirby/humanitarian-pause", True)):
        answer = client.get(f"{address}.json").get_json()
        assert answer["recorded"] is recorded
        assert f"/actors/{answer['actor']['slug']}/{answer['term']['slug']}" == address
        page = main(client, address)
        told = [one["id"] for one in answer["statements"]]
        assert told == [node.attributes["id"] for node in page.all("article")]
        assert f"{address}.json" in [link.attributes["href"] for link in page.all("a")]
    for address in ("/actors/nobody/truce.json", "/actors/john-kirby/nothing.json"):
        refused = client.get(address)
        assert (refused.status_code, refused.content_type) == (404, "application/problem+json")


def test_the_nearest_things_are_offered(client: FlaskClient, context: Flask) -> None:
    """The actor's other terms, and on this term whoever is affiliated with it or it with them."""
    other = {f"/actors/john-kirby/{one['term']['slug']}" for one in reading.statements_of(actor="john-kirby")}
    assert set(hrefs(client, "/actors/john-kirby/truce", "others")) - {"/terms/truce#neighbours"} == other
    kin = hrefs(client, "/actors/united-states/humanitarian-pause", "kin")
    assert "/actors/john-kirby/humanitarian-pause" in kin
    assert "/actors/united-states/humanitarian-pause" not in kin


def test_every_party_of_a_joint_text_is_recorded(client: FlaskClient, context: Flask) -> None:
    """Who stands beside an actor in a text has it on its own page, marked with whose name comes first."""
    joint = next(one for one in reading.statements_of() if one["with"])
    party, term = joint["with"][0]["actor"], joint["term"]
    page = main(client, f"/actors/{party['slug']}/{term['slug']}")
    assert joint["id"] in [node.attributes["id"] for node in page.all("article")]
    assert joint["actor"]["name"] in page.one("article", id=joint["id"]).text


def test_several_uses_are_offered_over_time(client: FlaskClient, context: Flask) -> None:
    """With two or more uses the comparison over time is a step away, and it has them all."""
    number = len(reading.statements_of(actor="john-kirby", term="humanitarian-pause"))
    links = [link.attributes["href"] for link in main(client, "/actors/john-kirby/humanitarian-pause").all("a")]
    address = "/compare?actor=john-kirby&over=time&term=humanitarian-pause"
    assert address in links
    assert len(client.get(address.replace("/compare", "/compare.json")).get_json()["columns"]) == number


@pytest.mark.parametrize(
    "address",
    [
        "/search?q=kirby+truce",
        "/search?q=did+Kirby+ever+say+truce",
        "/search?q=truce&actor=john-kirby",
        "/search?q=Kirby&term=truce",
        "/search?q=term:truce+actor:kirby",
    ],
)
def test_a_search_for_an_actor_and_a_term_says_whether_it_is_recorded(client: FlaskClient, address: str) -> None:
    """Whichever way both are named, the page says that no statement is recorded, and leads to what that means."""
    line = main(client, address).all("p", class_="entry")[-1]
    assert line.text == "John Kirby on truce: no statement recorded"
    assert line.one("a").attributes["href"] == "/actors/john-kirby/truce"


def test_the_line_of_a_search_counts_what_is_recorded(client: FlaskClient) -> None:
    """The number is that of the page it leads to, whatever else is sought; two actors have a line each."""
    lines = main(client, "/search?q=kirby+gillard+humanitarian+pause+1999").all("p", class_="entry")
    assert [line.text.partition(":")[0] for line in lines] == [
        "John Kirby on humanitarian pause",
        "Emanuela-Chiara Gillard on humanitarian pause",
    ]
    for line in lines:
        there = main(client, line.one("a").attributes["href"])
        assert re.findall(r"(\d+) statements? recorded", line.text) == [str(len(there.all("article")))]


def test_small_talk_of_a_question_is_not_sought(client: FlaskClient) -> None:
    """`did`, `ever` and `say` only ask; `never` turns a sentence around and is sought, as `no` and `not` are."""
    asked = main(client, "/search?q=did+Netanyahu+ever+say+truce").one("div", class_="asked")
    assert [a.text.split("✕")[0].strip() for a in asked.all("a", class_="part")] == ["Netanyahu", "truce"]
    assert "Small words, not required: did, ever, say" in [hint.text for hint in asked.all("span", class_="hint")]
    never = main(client, "/search?q=who+never+said+truce").one("div", class_="asked")
    assert "Small words, not required: who, said" in [hint.text for hint in never.all("span", class_="hint")]


@pytest.mark.parametrize(
    ("page", "field", "value", "typed"),
    [
        ("/actors/john-kirby", "actor", "john-kirby", "truce"),
        ("/actors/john-kirby/humanitarian-pause", "actor", "john-kirby", "truce"),
        ("/terms/truce", "term", "truce", "Kirby"),
        ("/compare?term=truce", "term", "truce", "Kirby"),
        ("/compare?actor=john-kirby", "actor", "john-kirby", "truce"),
    ],
)
def test_the_question_can_be_asked_where_one_reads(
    client: FlaskClient, page: str, field: str, value: str, typed: str
) -> None:
    """A page of one actor or of one term has a field for the other; its search leads to the page of both."""
    form = main(client, page).one("form", class_="whether")
    kept = form.one("input", type="hidden").attributes
    assert (kept["name"], kept["value"]) == (field, value)
    query = f"{form.attributes['action']}?{field}={value}&{form.one('input', type='search').attributes['name']}={typed}"
    assert "/actors/john-kirby/truce" in [a.attributes["href"] for a in main(client, query).all("a")]


@pytest.mark.parametrize("page", ["/field", "/field?term=truce", "/compare"])
def test_both_can_be_named_where_a_page_has_many(client: FlaskClient, page: str) -> None:
    """The whole field, and where a comparison begins, have many actors and terms: one field takes both."""
    form = main(client, page).one("form", class_="whether")
    assert not form.all("input", type="hidden")
    query = f"{form.attributes['action']}?{form.one('input', type='search').attributes['name']}=Kirby+truce"
    assert "/actors/john-kirby/truce" in [a.attributes["href"] for a in main(client, query).all("a")]


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ("term=truce&actor=hamas&actor=qatar", {"/terms/truce#ask"}),
        ("actor=john-kirby&over=time", {"/actors/john-kirby#ask"}),
        ("actor=joe-biden&over=time&term=ceasefire", {"/actors/joe-biden#ask", "/terms/ceasefire#ask"}),
        ("actor=john-kirby&term=truce&term=humanitarian-pause", {"/actors/john-kirby#ask"}),
        ("event=gaza-four-day-arrangement-2023-11", {"/compare#ask"}),
    ],
)
def test_a_comparison_leads_to_where_it_is_asked(client: FlaskClient, asked: str, there: set[str]) -> None:
    """To the field of its one term or its one actor, else to the one that takes both; as of a moment to none of them,
    as what is found there is as it is now.
    """
    moment = client.get("/api/v1/changes?limit=1").get_json()["items"][0]["at"]
    links = {f"&as_of={moment}": set[str](), "": there}
    for more, wanted in links.items():
        found = {a.attributes["href"] for a in main(client, f"/compare?{asked}{more}").all("a")}
        assert {one for one in found if one.endswith("#ask")} == wanted
    for one in there:
        assert main(client, one.removesuffix("#ask")).one("input", id="ask").attributes["name"] == "q"


def test_each_term_of_an_actor_leads_to_the_page_of_both(client: FlaskClient) -> None:
    """On an actor's page each section of a term has a link to the actor on that term."""
    sections = main(client, "/actors/john-kirby").all("section")
    terms = [one.attributes["id"].removeprefix("t-") for one in sections if one.attributes["id"].startswith("t-")]
    assert len(terms) > 1
    for term in terms:
        section = next(one for one in sections if one.attributes["id"] == f"t-{term}")
        assert f"/actors/john-kirby/{term}" in [a.attributes["href"] for a in section.all("a")]
