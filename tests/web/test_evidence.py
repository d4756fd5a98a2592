"""What readers see of a check: that the words stand in a text, when that was looked up, and what it does not say."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary.services import clock
from glossary.services.evidence import checks as quote_checks
from glossary.services.evidence import strikes as quote_strikes
from glossary.services.history import past, pinning
from glossary.services.publishing import publishing
from glossary.services.reading import counting
from glossary.services.reading import published as reading
from tests.reliability.records import ADA, changed, publish
from tests.services.evidence.checks import ADDRESS, sealed
from tests.web.addresses import main, page

OCHA = "ocha-humanitarian-pause-2022"
STATEMENT = f"/statements/{OCHA}"
ARCHIVED = "https://archive.example.org/2022/ocha"


@pytest.fixture
def quote(own_app: Flask) -> str:
    """What the statement quotes."""
    return str(reading.document("statement", OCHA)["quote"])


@pytest.fixture
def reader(own_app: Flask) -> FlaskClient:
    """A reader of the test's own copy."""
    return own_app.test_client()


def test_a_check_is_told_with_day_address_and_fingerprint(own_app: Flask, reader: FlaskClient, quote: str) -> None:
    """And with what it does not show, and where the method is described."""
    quote_checks.record(OCHA, sealed(quote), ADA)
    found = main(reader, STATEMENT).one(id="source")
    now, row = clock.now(), quote_checks.of_statement(OCHA)[0]
    assert f"Quote checked on {now.day} {now:%B %Y} against the text at {ADDRESS}" in found.text
    assert f"(SHA-256 {row['text_sha256'][:12]}…): found word for word." in found.text
    assert "not that they are true" in found.text
    assert "/about/method#evidence" in {a.attributes["href"] for a in found.all("a")}
    assert page(reader, "/about/method").all(id="evidence")


def test_a_check_but_for_typography_says_so(own_app: Flask, reader: FlaskClient, quote: str) -> None:
    """What is not word for word is not called so."""
    quote_checks.record(OCHA, sealed(quote, quote.replace(" ", "\u00a0")), ADA)
    assert "found but for typography." in main(reader, STATEMENT).text


def test_nothing_is_told_of_other_words(own_app: Flask, reader: FlaskClient, quote: str) -> None:
    """A statement that was never checked, and one whose quotation has changed since, say nothing of checks."""
    assert "Quote checked" not in main(reader, STATEMENT).text
    quote_checks.record(OCHA, sealed(quote), ADA)
    assert "Quote checked" in main(reader, STATEMENT).text
    publish(changed("statement", OCHA, quote="other words"))
    assert "Quote checked" not in main(reader, STATEMENT).text
    assert "Quote checked" in main(reader, f"{STATEMENT}/history/1").text


def test_a_page_of_the_past_shows_no_later_check(
    own_app: Flask, reader: FlaskClient, quote: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As of a moment before the check, nothing is told of it; as of one after it, it is."""
    before, later = past.at(clock.now()).moment, clock.now() + timedelta(days=2)
    monkeypatch.setattr(publishing, "utc_now", lambda: later)
    quote_checks.record(OCHA, sealed(quote), ADA)
    then = f"{STATEMENT}?as_of={before:%Y-%m-%dT%H:%M:%S}.999999Z"
    assert "Quote checked" not in main(reader, then).text
    assert "Quote checked" in main(reader, STATEMENT).text


def test_a_page_of_the_past_is_the_same_after_a_check_is_kept_and_struck(
    own_app: Flask, reader: FlaskClient, quote: str
) -> None:
    """Byte for byte: a check made before that moment and kept after it, and one that stood then and is struck."""
    made, past_pages = sealed(quote), {}

    def remember() -> str:
        publish(changed("source", "abc-2023-10-27-kirby", note=f"Change {len(past_pages)}."))
        moment = pinning.in_address(pinning.newest_change())
        past_pages[moment] = reader.get(f"{STATEMENT}?as_of={moment}").data
        return moment

    checked, _ = remember(), quote_checks.record(OCHA, made, ADA)
    recorded, _ = remember(), quote_strikes.strike(OCHA, quote_strikes.on_record(OCHA)[0]["number"], ADA)
    struck = remember()
    told = [b"Quote checked" in past_pages[moment] for moment in (checked, recorded, struck)]
    assert told == [False, True, False]
    for moment, before in past_pages.items():
        assert reader.get(f"{STATEMENT}?as_of={moment}").data == before


def test_nothing_is_told_of_a_check_in_another_source(own_app: Flask, reader: FlaskClient, quote: str) -> None:
    """The words may stand there or not: nobody has looked."""
    quote_checks.record(OCHA, sealed(quote), ADA)
    publish(changed("statement", OCHA, source="abc-2023-10-27-kirby"))
    assert "Quote checked" not in main(reader, STATEMENT).text
    assert ADDRESS not in main(reader, STATEMENT).text
    assert "Quote checked" in main(reader, f"{STATEMENT}/history/1").text


def test_the_archived_copy_stands_beside_the_original(own_app: Flask, reader: FlaskClient) -> None:
    """On the page of the statement and of the source; a source without one says nothing."""
    slug = reading.document("statement", OCHA)["source"]["slug"]
    for address in (STATEMENT, f"/sources/{slug}"):
        assert "Archived copy" not in main(reader, address).text
    publish(changed("source", slug, archive_url=ARCHIVED))
    for address in (STATEMENT, f"/sources/{slug}"):
        found = main(reader, address)
        assert ARCHIVED in {a.attributes["href"] for a in found.all("a")}
        assert "Archived copy" in found.text


def test_citations_of_a_source_name_its_archived_copy(own_app: Flask, reader: FlaskClient) -> None:
    """In every format for reference managers, as a note."""
    slug = reading.document("statement", OCHA)["source"]["slug"]
    publish(changed("source", slug, archive_url=ARCHIVED))
    item = json.loads(reader.get(f"/sources/{slug}/cite?format=csl").data)[0]
    assert item["note"] == f"Archived at {ARCHIVED}"
    assert ARCHIVED in reader.get(f"/sources/{slug}/cite?format=ris").text
    assert f"Archived at {ARCHIVED}" in reader.get(f"/sources/{slug}/cite?format=bibtex").text
    assert "note" not in json.loads(reader.get("/sources/abc-2023-10-27-kirby/cite?format=csl").data)[0]


def test_the_page_about_the_data_counts_what_is_checked(own_app: Flask, reader: FlaskClient, quote: str) -> None:
    """Computed from what is there."""
    quotes = sum(bool(one["quote"]) for one in reading.statements_of())
    sources = counting.counts()["source"]
    before = f"Of {quotes} quotations, 0 were found in the text of its source"
    assert before in main(reader, "/about/data").text
    quote_checks.record(OCHA, sealed(quote), ADA)
    publish(changed("source", "abc-2023-10-27-kirby", archive_url=ARCHIVED))
    told = main(reader, "/about/data").text
    assert f"Of {quotes} quotations, 1 was found" in told
    assert f"of {sources} sources, 1 has an archived copy" in told
