"""The files of the whole glossary over HTTP: two addresses, one content, sent in pieces."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary import create_app
from glossary.sending import PIECE
from glossary.services.export.files import FILES
from glossary.services.reading import change_log
from tests.api.asking import RECORDS, refusal
from tests.services.publishing import editing as by_hand
from tests.services.putting_back import put_back

KIRBY = RECORDS["statements"]


@pytest.mark.parametrize("name", FILES)
def test_each_file_has_two_addresses(client: FlaskClient, name: str) -> None:
    """Under the API and beside the page there are the same bytes, under the file's own name and type."""
    one, other = client.get(f"/api/v1/export/{name}"), client.get(f"/export/{name}")
    assert (one.status_code, other.status_code) == (200, 200)
    assert one.get_data() == other.get_data() != b""
    assert one.content_type == FILES[name].content_type
    assert one.headers["Content-Disposition"] == f'attachment; filename="{name}"'


def test_a_long_file_is_sent_in_pieces(client: FlaskClient) -> None:
    """No piece holds more than was wished and one more record; the length is not known before."""
    answer = client.get("/api/v1/export/glossary.jsonl")
    pieces = list(answer.iter_encoded())
    assert "Content-Length" not in answer.headers
    assert len(pieces) > 5
    assert all(len(piece) < 2 * PIECE for piece in pieces)


def test_what_cannot_be_had_is_a_problem(client: FlaskClient) -> None:
    """Unknown files and values are 404, filters that do not belong are 400, each with a sentence."""
    assert "there are statements.csv" in refusal(client, "/export/everything.zip", 404)["detail"]
    refusal(client, "/export/statements.csv?term=no-such-term", 404)
    assert "always whole" in refusal(client, "/export/actors.jsonl?term=truce", 400)["detail"]
    refusal(client, "/export/statements.csv?colour=blue", 400)


def test_the_page_offers_every_file(client: FlaskClient) -> None:
    """The page links to each file there is."""
    page = client.get("/export").get_data(as_text=True)
    assert all(f'href="/export/{name}"' in page for name in FILES)


def test_who_has_the_file_need_not_take_it_again(own_app: Flask) -> None:
    """Asked with the ETag of the answer before, nothing is sent until something is published."""
    client = own_app.test_client()
    tag = client.get("/export/actors.jsonl").headers["ETag"]
    again = client.get("/export/actors.jsonl", headers={"If-None-Match": tag})
    assert (again.status_code, again.get_data()) == (304, b"")
    assert client.get("/export/terms.jsonl", headers={"If-None-Match": tag}).status_code == 200
    by_hand.revise("actor", "john-kirby", note="Changed.")
    assert client.get("/export/actors.jsonl", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("wanted", ['"another"', "garbage", 'W/"another"'])
def test_a_file_that_does_not_match_is_refused(client: FlaskClient, method: str, wanted: str) -> None:
    """`If-Match` with another tag is 412 and a sentence, not the whole file; `*` is any."""
    for address, kind in (("/api/v1/export/terms.csv", "application/problem+json"), ("/export/terms.csv", "text/html")):
        answer = client.open(address, method=method, headers={"If-Match": wanted})
        assert (answer.status_code, answer.mimetype) == (412, kind)
        assert "Content-Disposition" not in answer.headers
        if method == "GET":
            assert "The document has another ETag than the one that was asked for." in answer.text
        assert client.open(address, method=method, headers={"If-Match": "*"}).status_code == 200


@pytest.mark.sqlite
@pytest.mark.parametrize("address", ["/export/statements.jsonl", "/terms.ttl", "/sitemap/statements-1.xml"])
def test_a_log_that_regrew_after_a_backup_gives_another_tag(own_app: Flask, own_instance: Path, address: str) -> None:
    """The same number of the change log is not the same state: whoever has the words of the lost one gets the file."""
    client = own_app.test_client()
    with put_back(own_instance):
        by_hand.revise("statement", KIRBY, summary="Lost with the disk.")
        lost = client.get(address)
        before = change_log.last_change()
    by_hand.withdraw(KIRBY)
    assert change_log.last_change() == before
    again = client.get(address, headers={"If-None-Match": lost.headers["ETag"]})
    assert again.status_code == 200
    assert again.headers["ETag"] != lost.headers["ETag"]
    assert b"Lost with the disk." not in again.data


def test_a_site_that_moved_gives_another_tag(seeded: Path) -> None:
    """The tag goes with the address that the file names: not with the one by which it was asked for."""
    tags = set()
    for base in ("https://one.example.org", "https://two.example.org"):
        reader = create_app({"BASE_URL": base}, instance=seeded).test_client()
        asked = [reader.get("/export/glossary.ttl", base_url=f"http://{host}") for host in ("localhost", "127.0.0.1")]
        assert all(base.encode() in answer.data for answer in asked)
        assert asked[0].headers["ETag"] == asked[1].headers["ETag"]
        tags.add(asked[0].headers["ETag"])
    assert len(tags) == 2
