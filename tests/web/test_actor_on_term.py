"""Did they ever say it? The page of an actor on a term says what is recorded, what silence means, and what is near."""

from __future__ import annotations

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
    assert not page.all("form")


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
