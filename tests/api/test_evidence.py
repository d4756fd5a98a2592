"""The checks of a statement's quotation, for programs: where the words stand, and nothing about who looked."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary.services.auditing import Doer
from glossary.services.evidence import checks as quote_checks
from glossary.services.reading import published as reading
from tests.api.asking import document
from tests.reliability.records import ADA, changed, publish
from tests.services.evidence.checks import ADDRESS, sealed
from tests.services.publishing.editing import rename

OCHA = "ocha-humanitarian-pause-2022"
EVIDENCE = f"/statements/{OCHA}/evidence"


@pytest.fixture
def quote(own_app: Flask) -> str:
    """What the statement quotes."""
    return str(reading.document("statement", OCHA)["quote"])


def test_without_a_check_the_list_is_empty(client: FlaskClient) -> None:
    """The statement is there; nobody has looked yet."""
    assert document(client, EVIDENCE) == {"items": [], "next": None}
    assert client.get("/api/v1/statements/nothing/evidence").status_code == 404
    assert client.get(f"/api/v1{EVIDENCE}?page=2").status_code == 400


def test_a_check_is_a_text_quote_selector_with_its_text(own_app: Flask, quote: str) -> None:
    """In the shape of the W3C's Web Annotation Data Model; the same bytes behind the page's address."""
    quote_checks.record(OCHA, sealed(quote), ADA)
    reader = own_app.test_client()
    item = document(reader, EVIDENCE)["items"][0]
    assert item["selector"] == {
        "type": "TextQuoteSelector",
        "exact": quote,
        "prefix": "They said: ",
        "suffix": " And more.",
    }
    assert (item["quote"], item["present"], item["matches"], item["address"]) == (quote, True, "exact", ADDRESS)
    assert len(item["text_sha256"]) == 64
    assert item["checked_at"].endswith("Z")
    assert reader.get(f"{EVIDENCE}.json").data == reader.get(f"/api/v1{EVIDENCE}").data


def test_nothing_of_the_account_is_told(own_app: Flask, quote: str) -> None:
    """D11: the fields are these and no other."""
    quote_checks.record(OCHA, sealed(quote, by=Doer("ada@example.org")), Doer("ada@example.org"))
    reader = own_app.test_client()
    item = document(reader, EVIDENCE)["items"][0]
    assert set(item) == {"quote", "present", "matches", "selector", "text_sha256", "address", "checked_at"}
    assert set(item["selector"]) == {"type", "exact", "prefix", "suffix"}
    assert "ada@example.org" not in reader.get(f"/api/v1{EVIDENCE}").get_data(as_text=True)


def test_a_check_of_an_earlier_wording_says_so(own_app: Flask, quote: str) -> None:
    """It stays in the list, newest first."""
    quote_checks.record(OCHA, sealed(quote), ADA)
    publish(changed("statement", OCHA, quote="other words"))
    quote_checks.record(OCHA, sealed("other words"), ADA)
    items = document(own_app.test_client(), EVIDENCE)["items"]
    assert {(one["quote"], one["present"]) for one in items} == {("other words", True), (quote, False)}


def test_an_address_that_moved_leads_on(own_app: Flask, quote: str) -> None:
    """With the rest of the address."""
    quote_checks.record(OCHA, sealed(quote), ADA)
    rename("statement", OCHA, "ocha-renamed-here")
    answer = own_app.test_client().get(f"/api/v1{EVIDENCE}")
    assert (answer.status_code, answer.location) == (308, "/api/v1/statements/ocha-renamed-here/evidence")


def test_a_source_says_where_it_is_archived(own_app: Flask) -> None:
    """Empty where nothing is recorded, as every text of the API."""
    reader, slug = own_app.test_client(), "abc-2023-10-27-kirby"
    assert document(reader, f"/sources/{slug}")["archive_url"] == ""
    publish(changed("source", slug, archive_url="https://archive.example.org/1"))
    assert document(reader, f"/sources/{slug}")["archive_url"] == "https://archive.example.org/1"
    listed = {one["slug"]: one["archive_url"] for one in document(reader, "/sources?limit=1000")["items"]}
    assert listed[slug]
    assert sum(map(bool, listed.values())) == 1
