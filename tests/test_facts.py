"""Named facts of the data: found by search, in the term's list and on its page, with who, as what, when and where."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary.services.reading import published as reading
from glossary.services.searching import searching
from glossary.services.searching.requests import read_request
from tests import data_sets
from tests.data_sets import record
from tests.web.html import read


class Fact(NamedTuple):
    """What somebody looks for, and the statement with its speaker, day and first words that must be found."""

    asked: str
    id: str
    speaker: str
    said: str
    publisher: str
    begins: str


REWRITE = "World Report Now"
FACTS = (
    Fact(
        "Kirby localized temporary pauses",
        *("john-kirby-humanitarian-pause-2023-10-26", "John Kirby", "2023-10-26~", "ABC News"),
        "localized, temporary, specific pauses on the battlefield",
    ),
    Fact(
        "Kirby agreement for discrete tasks",
        *("john-kirby-humanitarian-pause-2023-10-27", "John Kirby", "2023-10-27~", REWRITE),
        "A humanitarian pause is described as a temporary and local agreement",
    ),
    Fact(
        "Gillard neutrality mediation",
        *("emanuela-chiara-gillard-humanitarian-pause-2023-10-27-2", "Emanuela-Chiara Gillard", "2023-10-27~", REWRITE),
        "Neutrality and mediation are given as crucial",
    ),
    Fact(
        "Guterres growing global consensus",
        *("antonio-guterres-humanitarian-pause-2023-10-27", "António Guterres", "2023-10-27"),
        *("Free Malaysia Today (Reuters), aggregated by headtopics", "I welcome the growing global consensus"),
    ),
    Fact(
        "Гутерриш режим прекращения огня",
        *("antonio-guterres-ceasefire-2025-11-13", "António Guterres", "2025-11-13~", "RIA Novosti"),
        "Режим прекращения огня в Газе является хрупким",
    ),
    Fact(
        "Haiat opposed to a pause or ceasefire",
        *("lior-haiat-humanitarian-pause-2023-10-27-2", "Lior Haiat", "2023-10-27", "Reuters"),
        "Israel is opposed to a humanitarian pause or ceasefire at this time",
    ),
    Fact(
        "Haiat categorically",
        *("lior-haiat-humanitarian-pause-2023-10-27", "Lior Haiat", "2023-10-27~", REWRITE),
        "The foreign ministry spokesperson is reported as categorically saying",
    ),
    Fact(
        "Erdan rearm",
        *("gilad-erdan-ceasefire-2023-10-26", "Gilad Erdan", "2023-10-26"),
        *("Free Malaysia Today (Reuters), aggregated by headtopics", "A ceasefire means giving Hamas time to rearm"),
    ),
    Fact(
        "Kamikawa consensus",
        *("yoko-kamikawa-humanitarian-pause-2023-10-27", "Yoko Kamikawa", "2023-10-27~", REWRITE),
        "Reported as supporting a humanitarian pause and pointing to a growing global consensus",
    ),
    Fact(
        "UNGA nonbinding truce",
        *("unga-humanitarian-truce-2023-10-27", "United Nations General Assembly", "2023-10-27", REWRITE),
        "The General Assembly is reported to have passed, by a large majority",
    ),
    Fact(
        "General Assembly immediate durable sustained truce",
        *("unga-humanitarian-truce-2023-10-27-2", "United Nations General Assembly", "2023-10-27"),
        *("La Voz del Derecho", "an immediate, durable and sustained humanitarian truce"),
    ),
    Fact(
        "OCHA humanitarian pause",
        *("ocha-humanitarian-pause-2022", "UN Office for the Coordination of Humanitarian Affairs", "2022?"),
        *("United Nations in Ukraine (OCHA)", "A temporary cessation of hostilities purely for humanitarian purposes"),
    ),
    Fact(
        "Hague Regulations armistice",
        *("hague-peace-conference-1907-armistice-1907-10-18", "Second Hague Peace Conference", "1907-10-18"),
        *("Second Hague Peace Conference", "An armistice suspends military operations by mutual agreement"),
    ),
    Fact(
        "resolution 2712",
        *("unsc-extended-humanitarian-pause-2023-11-15", "United Nations Security Council", "2023-11-15"),
        *("Mangalorean (IANS)", "urgent and extended humanitarian pauses and corridors"),
    ),
    Fact(
        "Qatar announces humanitarian pause",
        *("qatar-mofa-humanitarian-pause-2023-11-22", "Ministry of Foreign Affairs of Qatar", "2023-11-22"),
        *("Qatar Living", "The State of Qatar announces that a humanitarian pause has been agreed"),
    ),
    Fact(
        "هدنة إنسانية",
        *("majed-al-ansari-humanitarian-truce-2023-11-22", "Majed Al-Ansari", "2023-11-22", "LBC International"),
        "مع التوصل إلى اتفاق الهدنة الإنسانية في غزة",
    ),
    Fact(
        "Netanyahu little pauses",
        *("benjamin-netanyahu-tactical-pause-2023-11-06", "Benjamin Netanyahu", "2023-11-06"),
        *("ABC News (ABC30 copy)", "As far as tactical little pauses, an hour here, an hour there"),
    ),
    Fact(
        "Papst Franziskus cease-fire",
        *("pope-francis-ceasefire-2023-12-03", "Pope Francis", "2023-12-03", "Catholic World News"),
        "may reach a new cease-fire agreement as soon as possible",
    ),
    Fact(
        "临时停火协议",
        *("mao-ning-temporary-ceasefire-2023-11-22", "Mao Ning", "2023-11-22"),
        *("Xinhua / People's Daily", "我们欢迎有关方面达成临时停火协议"),
    ),
    Fact(
        "Bunche truce 1949",
        *("ralph-bunche-truce-1949-08-04", "Ralph J. Bunche", "1949-08-04"),
        *("United Nations", "This truce was more than a simple cease-fire"),
    ),
)
each_fact = pytest.mark.parametrize("fact", FACTS, ids=[fact.id for fact in FACTS])


def agrees(statement: dict[str, Any], fact: Fact) -> bool:
    """The statement is the fact's, and says in every field that identifies it what the data set says."""
    row = record(data_sets.whole(), "statements", fact.id)
    names = ("speaking_as", "said", "quote", "summary", "reported_by", "attribution", "language", "term_as_written")
    return (
        all(statement[name] == row[name] for name in names)
        and (statement["actor"]["slug"], statement["source"]["slug"]) == (row["actor"], row["source"])
        and (statement["actor"]["name"], statement["said"]) == (fact.speaker, fact.said)
        and fact.publisher in statement["source"]["publisher"]
        and (statement["quote"] or statement["summary"]).startswith(fact.begins)
    )


@each_fact
def test_a_named_fact_is_among_the_first_hits(fact: Fact, context: Flask) -> None:
    """What a reader would type finds the statement among the first ten, with its attribution whole."""
    hits = [hit["statement"] for hit in searching.search(read_request({"q": [fact.asked]}))["hits"][:10]]
    assert fact.id in [statement["id"] for statement in hits]
    assert agrees(next(statement for statement in hits if statement["id"] == fact.id), fact)


@each_fact
def test_a_named_fact_is_in_the_list_of_its_term_and_at_its_address(fact: Fact, context: Flask) -> None:
    """The term's statements hold it, and its own document is the same."""
    term = record(data_sets.whole(), "statements", fact.id)["term"]
    listed = {item["id"]: item for item in reading.statements_of(term=term)}
    assert agrees(listed[fact.id], fact)
    assert reading.document("statement", fact.id) == listed[fact.id]


@each_fact
def test_a_named_fact_is_on_the_page_of_its_term(fact: Fact, client: FlaskClient) -> None:
    """The term's page shows the speaker, the office, the words and the source of the statement together."""
    row = record(data_sets.whole(), "statements", fact.id)
    page = read(client.get(f"/terms/{row['term']}").get_data(as_text=True))
    shown = page.one("article", id=fact.id).text
    for words in (fact.speaker, row["speaking_as"], row["quote"] or row["summary"], fact.publisher):
        assert words in shown


def test_kirbys_two_accounts_are_both_shown_and_dispute_each_other(context: Flask) -> None:
    """The definition of 26 October and its rewording of the 27th stand side by side, each pointing at the other."""
    one, other = (reading.document("statement", FACTS[place].id) for place in (0, 1))
    assert one["disputes"] == [other["id"]]
    assert other["disputes"] == [one["id"]]
    dimensions = [{facet["dimension"] for facet in account["facets"]} for account in (one, other)]
    assert dimensions[1] - dimensions[0] == {"consent"}
    found = searching.search(read_request({"q": ["Kirby"], "term": ["humanitarian-pause"], "kind": ["definition"]}))
    assert {one["id"], other["id"]} <= {hit["statement"]["id"] for hit in found["hits"]}
