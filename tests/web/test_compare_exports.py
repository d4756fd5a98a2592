"""Keeping a comparison: its permanent address, its files, its citations, and the sheet that it is printed with."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlsplit

import pytest
import rispy
from flask import Flask
from flask.testing import FlaskClient

from glossary.interchange.tables import read_csv
from glossary.services.history import pinning
from tests.interchange.kept_files import ENDINGS, KIRBY, OCHA, QUERIES, compared, fetched, statements
from tests.services.publishing.editing import revise, withdraw
from tests.web.addresses import main

every_kind = pytest.mark.parametrize("kind", QUERIES)
REFUSED = (
    (f"statement={KIRBY}", 400),
    ("term=humanitarian-pause&actor=ocha&actor=no-such-actor", 404),
    (f"statement={KIRBY}&statement={OCHA}&as_of=yesterday", 400),
    (f"statement={KIRBY}&statement={OCHA}&as_of=1900-01-01", 404),
    ("", 400),
)


def permanent(client: FlaskClient, query: str) -> str:
    """The permanent address that the page of a comparison offers."""
    text = main(client, f"/compare?{query}").one("section", id="keep").all("p", class_="cite")[0].text
    assert text.startswith("http://localhost/compare?")
    return text.removeprefix("http://localhost")


@every_kind
def test_the_page_offers_all_there_is_to_keep(client: FlaskClient, kind: str) -> None:
    """Each file and each format of citation, and every one of them answers."""
    keep = main(client, f"/compare?{QUERIES[kind]}").one("section", id="keep")
    links = {link.text: link.attributes["href"] for link in keep.all("a")}
    wanted = {"XLSX", "DOCX", "Markdown", "CSV", "JSON", "APA", "Chicago", "BibTeX", "RIS", "CSL-JSON"}
    assert wanted <= set(links)
    for address in links.values():
        assert client.get(address).status_code == 200, address


@every_kind
def test_the_permanent_address_names_the_newest_change(client: FlaskClient, context: Flask, kind: str) -> None:
    """The comparison as it was asked for, with the moment after which nothing changed."""
    pinned = dict(parse_qsl(urlsplit(permanent(client, QUERIES[kind])).query))
    moment = pinning.newest_change()
    assert datetime.fromisoformat(pinned["as_of"]) == moment.replace(tzinfo=UTC)
    assert pinned == {**dict(parse_qsl(QUERIES[kind])), "as_of": pinned["as_of"]}


@every_kind
def test_the_table_keeps_all_parties_and_its_address(client: FlaskClient, kind: str) -> None:
    """The CSV names everyone who stands beside an actor, and ends with the permanent address that the page offers."""
    header, *lines = read_csv(client.get(f"/compare.csv?{QUERIES[kind]}").text)
    records = [dict(zip(header, line, strict=True)) for line in lines]
    told = {one["id"]: one for one in statements(compared(client, QUERIES[kind]))}
    for line in (line for line in records if line["statement"]):
        parties = [f"{party['role']}: {party['actor']['name']}" for party in told[line["statement"]]["with"]]
        assert line["with"] == "; ".join(parties)
        assert line["locator"] == (told[line["statement"]]["locator"] or "")
    assert records[-1]["dimension"] == "http://localhost" + permanent(client, QUERIES[kind])


def test_what_is_kept_stays_as_it_was(own_app: Flask) -> None:
    """A file at the permanent address has the same bytes after an edit and a withdrawal; one without it has others."""
    client, query = own_app.test_client(), QUERIES["actor"]
    pinned = urlsplit(permanent(client, query)).query
    before = {ending: fetched(client, ending, pinned) for ending in ENDINGS}
    open_before = {ending: fetched(client, ending, query) for ending in ENDINGS}
    revise("statement", OCHA, summary="Other words of ours.")
    withdraw(KIRBY)
    assert {ending: fetched(client, ending, pinned) for ending in ENDINGS} == before
    for ending in ENDINGS:
        assert fetched(client, ending, query) != open_before[ending]
    assert urlsplit(permanent(client, pinned)).query == pinned
    assert urlsplit(permanent(client, query)).query != pinned


@pytest.mark.parametrize("form", ["xlsx", "docx", "md", "cite"])
@pytest.mark.parametrize(("query", "status"), REFUSED)
def test_what_cannot_be_compared_is_no_file(client: FlaskClient, form: str, query: str, status: int) -> None:
    """A page with a sentence, and never an empty table."""
    answer = client.get(f"/compare/cite?{query}" if form == "cite" else f"/compare.{form}?{query}")
    assert answer.status_code == status
    assert answer.content_type == "text/html; charset=utf-8"
    assert "Content-Disposition" not in answer.headers


def test_an_unknown_format_is_refused(client: FlaskClient) -> None:
    """With the formats that there are."""
    answer = client.get(f"/compare/cite?{QUERIES['actor']}&format=mla")
    assert answer.status_code == 400
    assert "There is no citation format &#39;mla&#39;; there are apa, chicago, bibtex, ris, csl." in answer.text


@every_kind
def test_a_citation_takes_every_source_along(client: FlaskClient, kind: str) -> None:
    """The comparison first, at its permanent address; then the source of each statement, with whose words it gives."""
    [own, *quoted] = json.loads(client.get(f"/compare/cite?{QUERIES[kind]}&format=csl").data)
    assert own["URL"] == "http://localhost" + permanent(client, QUERIES[kind])
    told = statements(compared(client, QUERIES[kind]))
    assert [item["URL"] for item in quoted] == [one["source"]["url"] for one in told]
    assert all(one["actor"]["name"] in item["note"] for one, item in zip(told, quoted, strict=True))
    lines = client.get(f"/compare/cite?{QUERIES[kind]}&format=apa").text.splitlines()
    assert len(lines) == len(told) + 1
    assert all(one["source"]["title"] in line for one, line in zip(told, lines[1:], strict=True))
    assert len(rispy.loads(client.get(f"/compare/cite?{QUERIES[kind]}&format=ris").text)) == len(told) + 1


@every_kind
def test_sources_are_numbered_on_the_page_as_in_the_files(client: FlaskClient, kind: str) -> None:
    """Each statement once, in the order of the columns, with the address of its source."""
    items = main(client, f"/compare?{QUERIES[kind]}").one("section", id="sources").all("li")
    told = statements(compared(client, QUERIES[kind]))
    assert [item.attributes["id"] for item in items] == [f"source-{n}" for n in range(1, len(told) + 1)]
    for item, one in zip(items, told, strict=True):
        assert one["actor"]["name"] in item.text
        assert one["source"]["url"] in item.text
        assert f"/statements/{one['id']}" in item.text


def test_the_print_sheet_is_there(client: FlaskClient) -> None:
    """Named by the page, and its file answers."""
    [sheet] = main(client, f"/compare?{QUERIES['actor']}").all("link", rel="stylesheet")
    with client.get(sheet.attributes["href"]) as answer:
        assert "@media print" in answer.text


def test_the_table_names_no_withdrawn_account(own_app: Flask) -> None:
    """The other account of an utterance stands in the table while it stands itself, and in the state before."""
    again = "john-kirby-humanitarian-pause-2023-10-27"
    revise("statement", again, note="")  # the editors' note on it names the other one, too
    client, query = own_app.test_client(), f"statement={again}&statement={OCHA}"
    pinned = urlsplit(permanent(client, query)).query
    assert KIRBY in client.get(f"/compare.csv?{query}").text
    withdraw(KIRBY)
    assert KIRBY not in client.get(f"/compare.csv?{query}").text
    assert KIRBY in client.get(f"/compare.csv?{pinned}").text
