"""Attribution is the product: no words without who said them, when, and where they were read."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary.dates import in_words
from glossary.services.reading import published as reading
from glossary.web.wording import SHAPES, stance_words
from tests.web.addresses import KIRBY, KIRBY_RETOLD, main, page
from tests.web.html import Node

Document = dict[str, Any]


def assert_attributed(entry: Node, statement: Document, *, by_heading: bool = True) -> None:
    """The entry shows words, actor, day and source of the statement."""
    text = entry.text
    assert statement["quote"] in text or not statement["quote"]
    assert statement["quote"] or statement["summary"] in text
    assert in_words(statement["said"]) in text
    assert statement["source"]["title"] in text
    assert statement["source"]["publisher"] in text
    assert statement["speaking_as"] in text
    assert f"/sources/{statement['source']['slug']}" in [a.attributes["href"] for a in entry.all("a")]
    assert statement["attribution"] == "direct" or (statement["reported_by"] or "") in text
    if by_heading:
        assert entry.one("h3").text.startswith(statement["actor"]["name"])


def test_every_statement_on_its_term_page(client: FlaskClient, context: Flask) -> None:
    """All of them, on all terms: words, actor, office, day, source and reporter."""
    for term in reading.every("term"):
        top = main(client, f"/terms/{term['slug']}")
        statements = reading.statements_of(term=term["slug"])
        assert {node.attributes["id"] for node in top.all("article")} == {one["id"] for one in statements}
        for one in statements:
            assert_attributed(top.one("article", id=one["id"]), one)


def test_every_statement_on_its_event_page_with_the_name_it_gives(client: FlaskClient, context: Flask) -> None:
    """An event shows the terms used on it, each with who used it and the stance, and every statement about it."""
    for event in reading.every("event"):
        top = main(client, f"/events/{event['slug']}")
        named = top.one("table", class_="names")
        names = named.text
        stances = {
            row.all("a")[0].attributes["href"]: row.all("td")[2].text for row in named.all("tr") if row.all("td")
        }
        for one in reading.statements_of(event=event["slug"]):
            assert_attributed(top.one("article", id=one["id"]), one)
            assert one["term_as_written"] in names
            assert one["actor"]["name"] in names
            assert stances[f"#{one['id']}"] == f"{SHAPES[one['stance']]} {stance_words(one['stance'])}"


def test_an_event_is_not_said_to_be_named_by_all_that_is_said_of_it(client: FlaskClient) -> None:
    """What a speaker says the event should lead to is among the terms, not among its names."""
    top = main(client, "/events/gaza-four-day-arrangement-2023-11")
    assert "full cessation of hostilities" in top.one("table", class_="names").text
    assert "All its names" not in top.text
    section = top.one(id="names")
    assert section.one("h2").text.startswith("Terms used in statements on this event")
    assert "others say what it is not, or what it should lead to" in section.one("p", class_="rule").text


def test_every_statement_on_its_actors_page(client: FlaskClient, context: Flask) -> None:
    """Joint texts stand on the page of each actor named in them, under the name they were first said by."""
    for actor in reading.every("actor")[::4]:
        top = main(client, f"/actors/{actor['slug']}")
        for one in reading.statements_of(actor=actor["slug"]):
            entry = top.one("article", id=one["id"])
            assert_attributed(entry, one, by_heading=one["actor"]["slug"] != actor["slug"])


def test_definitions_come_first_and_oldest_first(client: FlaskClient, context: Flask) -> None:
    """The order is the one the page states, whoever speaks."""
    statements = {one["id"]: one for one in reading.statements_of(term="humanitarian-pause")}
    top = main(client, "/terms/humanitarian-pause")
    shown = [statements[node.attributes["id"]] for node in top.all("article")]
    kinds = ["definition", "position", "provision", "usage"]
    assert shown == sorted(
        statements.values(), key=lambda s: (kinds.index(s["kind"]), s["said_from"], s["said_to"], s["id"])
    )
    assert "Oldest first" in top.one(id="definition").text


def test_gloss_is_marked_as_the_editors(client: FlaskClient) -> None:
    """Nobody takes the signpost for somebody's definition."""
    gloss = main(client, "/terms/humanitarian-pause").one("p", class_="gloss")
    assert gloss.text.startswith("Editors’ gloss")
    assert "no one’s definition" in gloss.text


def test_speaker_reporter_and_translation_are_told_apart(client: FlaskClient) -> None:
    """A retelling says whose words it is in; a translation says that it is one."""
    top = main(client, "/terms/humanitarian-pause")
    assert "Recast in the words of World Report Now" in top.one("article", id=KIRBY_RETOLD).text
    assert "As reported by ABC News" in top.one("article", id=KIRBY).text
    arabic = main(client, "/terms/lull").one("article", id="israel-lull-2023-11-22-2").text
    assert "In translation, as given by RT Arabic" in arabic


def test_a_statement_page_has_the_whole_record(client: FlaskClient, context: Flask) -> None:
    """Every field of the document is on the page, in words."""
    for slug in (KIRBY, KIRBY_RETOLD, "unga-humanitarian-truce-2023-10-27-4", "hamas-humanitarian-truce-2023-11-22"):
        document, text = reading.document("statement", slug), main(client, f"/statements/{slug}").text
        source = reading.document("source", document["source"]["slug"])
        fields = ("term_as_written", "speaking_as", "reported_by", "locator", "quote", "summary")
        assert [name for name in fields if (document[name] or "") not in text] == []
        # Of a note all but the ids of statements, which stand there by what they are (test_accounts_told_otherwise.py).
        ids = "|".join(sorted((one["id"] for one in reading.statements_of()), key=len, reverse=True))
        assert [part for part in re.split(ids, document["note"]) if part not in text] == []
        assert source["url"] in text
        assert source["rights"] in text
        for facet in document["facets"]:
            assert facet["text"] in text
            assert all(code.replace("-", " ") in text for code in facet["codes"])
        assert reading.revisions("statement", slug)[0]["sha256"] in text
        assert f"http://localhost/statements/{slug}" in text


def test_two_accounts_of_one_utterance_point_at_each_other(client: FlaskClient) -> None:
    """Both stand, each page shows the other's words and a comparison of the two."""
    first, second = main(client, f"/statements/{KIRBY}"), main(client, f"/statements/{KIRBY_RETOLD}")
    assert "temporary and local agreement" in first.one(id="disputes").text
    assert "localized, temporary, specific pauses" in second.one(id="disputes").text
    links = [a.attributes["href"] for a in first.one(id="disputes").all("a")]
    assert f"/compare?statement={KIRBY}&statement={KIRBY_RETOLD}" in links


def test_silence_is_not_no(client: FlaskClient) -> None:
    """Whether an actor is recorded with a term, and what it means that it is not."""
    top = main(client, "/actors/john-kirby/truce")
    assert "No statement recorded." in top.text
    assert "does not mean that there never was one" in top.text
    assert len(main(client, "/actors/john-kirby/humanitarian-pause").all("article")) == 7


@pytest.mark.parametrize("term", ["truce", "ceasefire", "humanitarian-pause"])
def test_relations_say_according_to_whom(client: FlaskClient, context: Flask, term: str) -> None:
    """No term is broader than another by itself: somebody says so."""
    lines = main(client, f"/terms/{term}").one(id="neighbours").all("li")
    assert lines
    assert all("according to" in line.text for line in lines)


def test_every_count_of_the_data_page_opens_as_many_statements(client: FlaskClient) -> None:
    """Every number links to the passages behind it."""
    cells = main(client, "/about/data").one(id="balance").all("td")
    assert len(cells) > 60
    for link in [cell.one("a") for cell in cells][::3]:
        number = int(link.text.split()[0].replace(",", ""))
        total = page(client, link.attributes["href"]).one("h2", class_="total").text
        said = {1: "One statement"}.get(number, f"{number} statements")
        assert said in total, link.attributes["href"]
