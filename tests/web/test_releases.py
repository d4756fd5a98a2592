"""`/releases`: what each release holds, its files as they were made, and nothing else of the folder they lie in."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

import jsonschema_rs
import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary.interchange.outgoing.whole import Publisher
from glossary.services.releases import checks as releasing_checks
from glossary.services.releases import releasing
from glossary.services.releases.checks import NOT_RUN, PASSED, Result
from tests.reliability.records import KIRBY, changed, publish
from tests.web.addresses import main, page

HERE = Publisher("Somewhere", "https://glossary.example.org")
NOTE = "The <b>first</b> one: هدنة."
RESULTS = [Result("terms.csv", "Looked at", PASSED, counts={"same": 60}), Result("a.tbx", "Asked", NOT_RUN, "Why not.")]


@pytest.fixture
def reader(own_app: Flask, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """A reader of a glossary with two releases, of which the checks are not run."""
    monkeypatch.setattr(releasing_checks, "run", lambda *_: RESULTS)
    releasing.make(HERE, NOTE)
    publish(changed("statement", KIRBY, summary="Another summary."))
    releasing.make(HERE)
    return own_app.test_client()


def listed(client: FlaskClient) -> list[dict[str, Any]]:
    """The list for programs."""
    found: list[dict[str, Any]] = client.get("/releases.json").get_json()["items"]
    return found


def test_without_a_release_the_page_says_what_to_do(client: FlaskClient) -> None:
    """A reader learns how to cite and where the files of today are; a program gets an empty list."""
    top = main(client, "/releases")
    assert "There is no release yet." in top.text
    assert "glossary release" in top.text
    assert "/export" in [link.attributes["href"] for link in top.all("a")]
    assert listed(client) == []


def test_the_page_lists_what_the_manifests_say(reader: FlaskClient) -> None:
    """Newest first: day, note, counts, every file with size and hash, the results of the checks, and how to cite."""
    top = main(reader, "/releases")
    assert [node.attributes["id"] for node in top.all("section") if "id" in node.attributes] == [
        "release-2",
        "release-1",
    ]
    assert NOTE in top.text
    for one in listed(reader):
        section = top.one("section", id=f"release-{one['number']}")
        assert "401 statements" in section.text
        assert f"release {one['number']}, {one['released']}." in section.text
        assert all(file["sha256"] in section.text for file in one["files"])
        assert "1 passed, 1 not run" in section.text
        assert "Why not." in section.text


def test_each_release_has_a_page_of_its_own(reader: FlaskClient) -> None:
    """What is cited is an address: of the page of that release alone, which the list and `CITATION.cff` name, too."""
    top = main(reader, "/releases/1")
    assert top.one("h1").text == "Release 1"
    assert [node.attributes["id"] for node in top.all("section") if "id" in node.attributes] == ["release-1"]
    assert NOTE in top.text
    assert "http://localhost/releases/1" in top.text
    links = [link.attributes["href"] for link in top.all("a")]
    assert "/releases" in links
    assert "/releases/1/terms.csv" in links
    assert "/releases/2/terms.csv" not in links
    assert {"/releases/1", "/releases/2"} <= {link.attributes["href"] for link in main(reader, "/releases").all("a")}
    cited = reader.get("/releases/1/CITATION.cff", buffered=True).text
    assert f"url: {HERE.base}/releases/1\n" in cited
    told = page(reader, "/releases/3", 404).text
    assert "There is no release 3." in told


def test_a_release_has_its_document_behind_its_page(reader: FlaskClient) -> None:
    """What the list says of it, the same bytes under both addresses; the page names it, and the schema describes it."""
    answers = [reader.get(address) for address in ("/releases/1.json", "/api/v1/releases/1")]
    assert [(one.status_code, one.content_type) for one in answers] == [(200, "application/json")] * 2
    assert answers[0].data == answers[1].data
    assert answers[0].get_json() == listed(reader)[1]
    assert 'href="/releases/1.json"' in reader.get("/releases/1").text
    spec = reader.get("/api/v1/openapi.json").get_json()
    schema = spec["paths"]["/api/v1/releases/{number}"]["get"]["responses"]["200"]["content"]["application/json"]
    whole = {**schema["schema"], "components": spec["components"]}
    jsonschema_rs.Draft202012Validator(whole).validate(answers[0].get_json())


@pytest.mark.parametrize(("asked", "status"), [("3", 404), ("0", 404), ("x", 404), ("-1", 404), ("1?colour=red", 400)])
def test_a_document_that_is_not_there_is_refused(reader: FlaskClient, asked: str, status: int) -> None:
    """No such number, no number at all, or a parameter that is not taken: a problem, as elsewhere in the API."""
    number, mark, query = asked.partition("?")
    for address in (f"/api/v1/releases/{asked}", f"/releases/{number}.json{mark}{query}"):
        answer = reader.get(address)
        assert (answer.status_code, answer.content_type) == (status, "application/problem+json"), address


def test_every_link_leads_to_the_file_as_it_was_made(reader: FlaskClient) -> None:
    """Each file has the size and the hash that the list says, and the state of its release, whatever came later."""
    links = {link.attributes["href"] for link in main(reader, "/releases").all("a")}
    for one in listed(reader):
        for file in one["files"]:
            path = file["address"].removeprefix("http://localhost")
            response = reader.get(path, buffered=True)
            assert path in links
            assert (len(response.data), sha256(response.data).hexdigest()) == (file["size"], file["sha256"])
            assert response.content_type == file["type"]
        assert f"/releases/{one['number']}/manifest.json" in links
    assert b"Another summary." not in reader.get("/releases/1/glossary.jsonl", buffered=True).data
    assert b"Another summary." in reader.get("/releases/2/glossary.jsonl", buffered=True).data


def test_files_are_kept_for_good(reader: FlaskClient) -> None:
    """Browsers and proxies may keep them for a year; whoever asks nevertheless, with the ETag, is answered 304."""
    first = reader.get("/releases/1/terms.csv", buffered=True)
    kept = first.headers["Cache-Control"].split(", ")
    assert set(kept) == {"public", "max-age=31536000", "immutable"}
    again = reader.get("/releases/1/terms.csv", headers={"If-None-Match": first.headers["ETag"]}, buffered=True)
    assert (again.status_code, again.data) == (304, b"")
    assert first.headers["X-Content-Type-Options"] == "nosniff"


ELSEWHERE = (
    *(
        "0",
        "3",
        "1.failed",
        "x",
        "99999999999",
        "2/.lock",
        "1/../2/terms.csv",
        "1/..%2F2%2Fterms.csv",
        "1/..%2F..%2Fsecret_key",
        "1/%2e%2e",
        "1/.",
        "1/",
    ),
    *("3/terms.csv", "01/terms.csv.", "1/TERMS.CSV", "1/terms.csv%00", "1/statements.xlsx", "0/terms.csv"),
    *("x/terms.csv", "99999999999/terms.csv", "1/..%5C..%5Csecret_key", "1.failed/terms.csv"),
)


def test_nothing_else_is_served(reader: FlaskClient) -> None:
    """No other name, no other folder, no other number."""
    found = {path: reader.get(f"/releases/{path}", buffered=True).status_code for path in ELSEWHERE}
    assert found == dict.fromkeys(ELSEWHERE, 404)


def test_what_was_added_or_lost_afterwards_is_not_served(reader: FlaskClient) -> None:
    """A file that the manifest does not name is not there for readers; one that is gone is not found."""
    here = releasing.folder() / "1"
    (here / "more.csv").write_text("x")
    (here / "terms.csv").chmod(0o644)
    (here / "terms.csv").unlink()
    assert reader.get("/releases/1/more.csv", buffered=True).status_code == 404
    assert reader.get("/releases/1/terms.csv", buffered=True).status_code == 404


def test_a_damaged_one_takes_no_other_along(reader: FlaskClient) -> None:
    """A manifest that cannot be read leaves the others listed."""
    here = releasing.folder() / "1" / "manifest.json"
    here.chmod(0o644)
    here.write_text("{")
    assert [one["number"] for one in listed(reader)] == [2]
    assert main(reader, "/releases").all("section", id="release-2")
    assert reader.get("/releases/1/terms.csv", buffered=True).status_code == 404


def test_the_same_manifest_is_served(reader: FlaskClient) -> None:
    """The manifest and the list say the same of the files."""
    manifest = json.loads(reader.get("/releases/1/manifest.json", buffered=True).data)
    one = listed(reader)[1]
    assert one["files"] == [
        {**file, "address": f"http://localhost/releases/1/{file['name']}"} for file in manifest["files"]
    ]
    assert {name: one[name] for name in ("number", "note", "change", "counts")} == {
        name: manifest[name] for name in ("number", "note", "change", "counts")
    }


def test_readers_find_the_releases(client: FlaskClient) -> None:
    """From the foot of every page, and where the files of today are."""
    for address in ("/", "/export"):
        assert "/releases" in [link.attributes["href"] for link in page(client, address).all("a")]
