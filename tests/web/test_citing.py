"""Citing a statement, a term and a source: what is ours and what is the source's, under two names."""

from __future__ import annotations

import json
import re
from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary.services import clock
from glossary.services.reading import published as reading
from tests.services.publishing.editing import revise, withdraw
from tests.web.addresses import KIRBY, main, page

ADDRESSES = (f"/statements/{KIRBY}/cite", "/terms/humanitarian-pause/cite", "/sources/abc-2023-10-27-kirby/cite")
TYPES = {
    "apa": "text/plain; charset=utf-8",
    "chicago": "text/plain; charset=utf-8",
    "bibtex": "application/x-bibtex; charset=utf-8",
    "ris": "application/x-research-info-systems; charset=utf-8",
    "csl": "application/vnd.citationstyles.csl+json",
}
every_address = pytest.mark.parametrize("address", ADDRESSES)


@every_address
@pytest.mark.parametrize("form", TYPES)
def test_every_format_answers(client: FlaskClient, address: str, form: str) -> None:
    """Lines to read here, files to take away."""
    answer = client.get(f"{address}?format={form}")
    assert (answer.status_code, answer.content_type) == (200, TYPES[form])
    assert ("Content-Disposition" in answer.headers) is (form in ("bibtex", "ris", "csl"))
    assert answer.text.strip()


@every_address
def test_the_page_shows_what_the_formats_say(client: FlaskClient, address: str) -> None:
    """All lines of APA and Chicago, and an address for each format."""
    found = main(client, address)
    for form in ("apa", "chicago"):
        for line in client.get(f"{address}?format={form}").text.splitlines():
            assert line in [node.text for node in found.all("p", class_="cite")]
    assert {f"{address}?format={form}" for form in TYPES} <= {a.attributes["href"] for a in found.all("a")}


@every_address
@pytest.mark.parametrize("asked", ["mla", "APA", "csl-json"])
def test_an_unknown_format_is_refused(client: FlaskClient, address: str, asked: str) -> None:
    """With a sentence that names the known ones."""
    answer = client.get(f"{address}?format={asked}")
    assert answer.status_code == 400
    assert "there are apa, chicago, bibtex, ris, csl." in answer.text


@pytest.mark.parametrize("kind", ["statements", "terms", "sources"])
def test_what_is_not_there_is_not_cited(client: FlaskClient, kind: str) -> None:
    """Nor is a revision that there never was."""
    page(client, f"/{kind}/no-such-record/cite", 404)
    page(client, f"{next(a for a in ADDRESSES if kind in a)}?revision=999", 404)
    page(client, f"{next(a for a in ADDRESSES if kind in a)}?revision=x", 400)


def test_a_statement_has_two_things_to_cite(client: FlaskClient) -> None:
    """The source of the words, with speaker, day and reporter; and our record, at the address of its revision."""
    found = main(client, ADDRESSES[0])
    assert [node.text for node in found.all("h2")] == ["The source of the words", "Our record"]
    source, record = json.loads(client.get(f"{ADDRESSES[0]}?format=csl").data)
    statement = reading_of(client)
    assert source["URL"] == statement["source"]["url"]
    assert source["note"].startswith("Words of John Kirby")
    assert statement["reported_by"] in source["note"]
    assert record["URL"] == f"http://localhost/statements/{KIRBY}/history/1"
    assert record["title"] == "John Kirby on humanitarian pause, 26 October 2023 (approximate), revision 1"


def test_a_paraphrase_is_not_cited_as_words(client: FlaskClient, context: Flask) -> None:
    """Of every statement without a quotation, each format says that its words are the editors'."""
    paraphrased = [one for one in reading.statements_of() if one["wording"] == "paraphrase"]
    assert {one["kind"] for one in paraphrased} >= {"position", "usage"}
    for one in paraphrased:
        for form in ("apa", "ris", "csl"):
            text = client.get(f"/statements/{one['id']}/cite?format={form}").text
            assert "Words of" not in text
            assert f"by {one['actor']['name']}" in text or f"of {one['actor']['name']}" in text
            assert "paraphrased by the editors" in text
    assert "of the words" not in main(client, f"/statements/{paraphrased[0]['id']}/cite").text


def test_a_position_is_cited_as_a_position(client: FlaskClient) -> None:
    """Of the speaker, in the editors' words, with the day and the way in which it reached us."""
    address = "/statements/majed-al-ansari-permanent-ceasefire-2023-11-27/cite?format=apa"
    first = client.get(address).text.splitlines()[0]
    assert "[Position of Majed Al-Ansari" in first
    assert "paraphrased by the editors, 27 November 2023" in first


def reading_of(client: FlaskClient) -> dict[str, dict[str, str]]:
    """Kirby's statement."""
    document: dict[str, dict[str, str]] = client.get(f"/api/v1/statements/{KIRBY}").get_json()
    return document


def test_a_revision_stays_citable(own_app: Flask) -> None:
    """After an edit the newest one is cited, and the one before where it is asked for; a withdrawn record says so."""
    client = own_app.test_client()
    before = client.get(f"{ADDRESSES[0]}?format=csl").get_json(force=True)
    revise("statement", KIRBY, summary="Other words of ours.")
    assert client.get(f"{ADDRESSES[0]}?format=csl&revision=1").get_json(force=True) == before
    assert client.get(f"{ADDRESSES[0]}?format=csl").get_json(force=True)[1]["URL"].endswith("/history/2")
    withdraw(KIRBY)
    assert client.get(f"{ADDRESSES[0]}?format=csl").get_json(force=True)[1]["title"].endswith(", withdrawn, revision 3")


@pytest.mark.parametrize("address", ADDRESSES[:2])
def test_a_citation_copied_from_a_page_stays_true(own_app: Flask, address: str) -> None:
    """The page gives its revision and the address of that revision, as its citations do; after an edit, the next."""
    client, record = own_app.test_client(), address.removesuffix("/cite")
    for number in (1, 2):
        own = client.get(f"{address}?format=csl").get_json(force=True)[-1]
        assert own["URL"].endswith(f"{record}/history/{number}")
        assert f"revision {number}. {own['URL']}" in main(client, record).one(id="cite").text
        if number == 1:
            kind, slug = record.strip("/").split("/")
            changed = {"gloss": "Another gloss."} if kind == "terms" else {"summary": "Another summary."}
            revise(kind.removesuffix("s"), slug, **changed)


@every_address
@pytest.mark.parametrize("form", TYPES)
def test_no_day_of_access_is_made_up(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, address: str, form: str
) -> None:
    """When a source was read is not recorded, and a revision of ours stays as it is: no format names such a day."""
    monkeypatch.setattr(clock, "now", lambda: datetime.fromisoformat("2030-02-03T04:05:06"))
    text = client.get(f"{address}?format={form}").text
    assert "2030" not in text
    assert not re.search("accessed|urldate|retrieved|^Y2", text, re.IGNORECASE | re.MULTILINE)


def test_the_address_that_is_cited_answers(client: FlaskClient, context: Flask) -> None:
    """Of our records: the page of that revision."""
    for address in ADDRESSES:
        own = client.get(f"{address}?format=csl").get_json(force=True)[-1]
        assert client.get(own["URL"]).status_code == 200
    assert reading.document("term", "humanitarian-pause")["revision"] == 1


def test_pages_lead_to_their_citations(client: FlaskClient) -> None:
    """Of a statement and of a source; the page of a revision to that of this revision."""
    for address in (ADDRESSES[0], ADDRESSES[2]):
        links = [a.attributes["href"] for a in main(client, address.removesuffix("/cite")).all("a")]
        assert address in links
        record = address.removesuffix("/cite")
        links = [a.attributes["href"] for a in main(client, f"{record}/history/1").all("a")]
        assert f"{address}?revision=1" in links


@pytest.mark.parametrize(
    "address", [*ADDRESSES, "/compare/cite?actor=john-kirby&actor=joe-biden&term=humanitarian-pause"]
)
@pytest.mark.parametrize("form", TYPES)
def test_a_file_of_citations_takes_no_other_names(client: FlaskClient, address: str, form: str) -> None:
    """With a format it is a file, which refuses what it does not know; without one a page, which passes it over."""
    mark = "&" if "?" in address else "?"
    assert client.get(f"{address}{mark}format={form}").status_code == 200
    answer = client.get(f"{address}{mark}format={form}&colour=1")
    assert answer.status_code == 400
    assert "There is no parameter &#39;colour&#39; here" in answer.text
    assert client.get(f"{address}{mark}format={form}&format=ris").status_code == 400
    assert client.get(f"{address}{mark}colour=1").status_code == 200
    assert client.get(f"{address}{mark}format=&colour=1").status_code == 200
