"""What pages tell programs of themselves: tags for reference managers, and schema.org's words for everyone."""

from __future__ import annotations

import json
import warnings
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from glossary.interchange import schema_org
from glossary.services.reading import published as reading
from tests.services.publishing import editing as by_hand
from tests.web.addresses import COMPARISON, KIRBY
from tests.web.html import read

BASE = "http://localhost"
SAID = ("Quotation", "Claim")


def _extracted(client: FlaskClient, address: str) -> dict[str, Any]:
    """The JSON-LD of a page as a reader of the web finds it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of the reader's own libraries
        import extruct

        found = extruct.extract(client.get(address).get_data(as_text=True), base_url=BASE, syntaxes=["json-ld"])
    assert len(found["json-ld"]) == 1, address
    node: dict[str, Any] = found["json-ld"][0]
    assert node.pop("@context") == "https://schema.org"
    return node


def _tags(client: FlaskClient, address: str) -> dict[str, str]:
    metas = [node for node in read(client.get(address).get_data(as_text=True)).all("meta") if "name" in node.attributes]
    return {node.attributes["name"]: node.attributes["content"] for node in metas}


def test_a_quotation_has_its_speaker_its_day_and_its_source(client: FlaskClient) -> None:
    """The words in their language, who spoke them when, in which work, on which term, and how they reached us."""
    node = _extracted(client, "/statements/majed-al-ansari-humanitarian-truce-2023-11-22")
    document = reading_document(client, "majed-al-ansari-humanitarian-truce-2023-11-22")
    assert (node["@type"], node["text"], node["inLanguage"]) == ("Quotation", document["quote"], "ar")
    assert node["spokenByCharacter"] == {
        "@type": "Person",
        "@id": f"{BASE}/actors/majed-al-ansari",
        "url": f"{BASE}/actors/majed-al-ansari",
        "name": "Majed Al-Ansari",
    }
    assert node["dateCreated"] == document["said"]
    assert node["about"]["@id"] == f"{BASE}/terms/humanitarian-truce"
    assert node["isPartOf"]["url"] == document["source"]["url"]
    assert node["isPartOf"]["publisher"]["name"] == document["source"]["publisher"]
    assert node["creditText"].startswith("Words of Majed Al-Ansari")


def reading_document(client: FlaskClient, slug: str) -> dict[str, Any]:
    """The statement by the API."""
    document: dict[str, Any] = client.get(f"/api/v1/statements/{slug}").get_json()
    return document


def test_a_paraphrase_is_a_claim_and_not_words(client: FlaskClient, context: Flask) -> None:
    """What the editors put in their own words is not given out as the actor's."""
    one = next(one for one in reading.statements_of() if one["wording"] == "paraphrase")
    node = _extracted(client, f"/statements/{one['id']}")
    assert (node["@type"], node["text"], node["inLanguage"]) == ("Claim", one["summary"], "en")
    assert node["author"]["name"] == one["actor"]["name"]
    assert node["claimInterpreter"]["name"] == "Glossary of Attributed Terms"
    assert "paraphrased by the editors" in node["creditText"]


def test_no_definition_leaves_without_actor_source_and_date(client: FlaskClient, context: Flask) -> None:
    """On the page of each term, every recorded definition stands as a statement with all three, and none besides."""
    seen = 0
    for term in reading.every("term"):
        node = _extracted(client, f"/terms/{term['slug']}")
        wanted = [one for one in reading.statements_of(term=term["slug"]) if one["kind"] == "definition"]
        told = node.get("subjectOf", [])
        assert [one["@id"] for one in told] == [f"{BASE}/statements/{one['id']}" for one in wanted]
        for one in told:
            assert one["@type"] in SAID
            assert (one.get("spokenByCharacter") or one["author"])["name"]
            assert one.get("dateCreated") or one["temporal"]
            assert (one.get("isPartOf") or one["appearance"])["url"]
        assert node["description"].startswith("In short, by the editors: ")
        seen += len(told)
    assert seen > 50


def test_a_date_is_told_no_more_exactly_than_it_is_known(client: FlaskClient) -> None:
    """An approximate day is no `dateCreated`; it stands as it is recorded, and in words."""
    node = _extracted(client, f"/statements/{KIRBY}")
    assert "dateCreated" not in node
    assert node["temporal"] == ["2023-10-26~", "26 October 2023 (approximate)"]


def test_actors_sources_terms_and_the_site_are_told(client: FlaskClient) -> None:
    """Each main page has its type: a person, a work at its own address, the set of terms, the site and its search."""
    assert _extracted(client, "/actors/john-kirby")["@type"] == "Person"
    assert _extracted(client, "/actors/united-states")["@type"] == "Country"
    work = _extracted(client, "/sources/abc-2023-10-27-kirby")
    assert (work["@type"], work["subjectOf"]["url"]) == ("NewsArticle", f"{BASE}/sources/abc-2023-10-27-kirby")
    terms = client.get("/api/v1/terms?limit=1000").get_json()["items"]
    assert len(_extracted(client, "/terms")["hasDefinedTerm"]) == len(terms)
    assert _extracted(client, "/")["potentialAction"]["target"]["urlTemplate"].startswith(f"{BASE}/search?q=")


def test_what_was_withdrawn_is_not_told(own_app: Flask) -> None:
    """The page of a withdrawn statement tells programs that it is withdrawn, and no words."""
    by_hand.withdraw(KIRBY)
    node = _extracted(own_app.test_client(), f"/statements/{KIRBY}")
    assert node == {
        "@type": "WebPage",
        "@id": f"{BASE}/statements/{KIRBY}",
        "url": f"{BASE}/statements/{KIRBY}",
        "creativeWorkStatus": "Withdrawn",
    }


@pytest.mark.parametrize(
    ("address", "title"),
    [
        (f"/statements/{KIRBY}", "John Kirby on humanitarian pause, 26 October 2023 (approximate), revision 1"),
        ("/terms/truce", "truce, revision 1"),
        ("/actors/john-kirby", "John Kirby, revision 1"),
        ("/sources/icrc-casebook-armistice", "Armistice (How does law protect in war? A to Z), revision 1"),
    ],
)
def test_reference_managers_find_our_record(client: FlaskClient, address: str, title: str) -> None:
    """Title with its revision, day, publisher and the permanent address, in Highwire's names and Dublin Core's."""
    tags = _tags(client, address)
    assert tags["citation_title"] == tags["DC.title"] == title
    assert tags["citation_publication_date"].replace("/", "-") == tags["DC.date"]
    assert tags["citation_publisher"] == "Glossary of Attributed Terms"
    assert tags["citation_public_url"] == tags["DC.identifier"]
    assert client.get(tags["DC.identifier"].removeprefix(BASE)).status_code == 200
    assert "citation_author" not in tags


def test_a_comparison_is_found_at_its_permanent_address(client: FlaskClient) -> None:
    """The tags of a comparison name the moment that it shows."""
    tags = _tags(client, COMPARISON)
    assert "(as of " in tags["citation_title"]
    assert "as_of=" in tags["citation_public_url"]
    assert client.get(tags["DC.identifier"].removeprefix(BASE)).status_code == 200


@given(st.text())
def test_no_text_ends_the_element_that_holds_it(words: str) -> None:
    """Whatever a record says, no sign that HTML knows stands in the data, and the data reads back as it was."""
    written = schema_org.written({"name": words})
    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written)["name"] == words
