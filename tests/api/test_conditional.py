"""What has not changed is not sent again: ETag, If-None-Match, 304."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary import create_app
from tests.api.asking import ENDPOINTS
from tests.api.publishing import drain, publish_copy, withdraw

KIRBY = "john-kirby-humanitarian-pause-2023-10-26"


@pytest.mark.parametrize("endpoint", [*ENDPOINTS, "/openapi.json"])
def test_an_unchanged_document_is_not_sent_again(client: FlaskClient, endpoint: str) -> None:
    """The ETag sent back is answered 304 without a body, to GET and to HEAD; another one gets the document."""
    first = client.get("/api/v1" + endpoint)
    tag = first.headers["ETag"]
    for method in ("GET", "HEAD"):
        again = client.open("/api/v1" + endpoint, method=method, headers={"If-None-Match": tag})
        assert again.status_code == 304
        assert again.data == b""
        assert again.headers["ETag"] == tag
        assert "Content-Type" not in again.headers
    changed = client.get("/api/v1" + endpoint, headers={"If-None-Match": '"another"'})
    assert changed.status_code == 200
    assert changed.data == first.data


@pytest.mark.parametrize("sent", ['"a", {tag}', "W/{tag}", "*"])
def test_other_ways_to_ask_work(client: FlaskClient, sent: str) -> None:
    """A list of tags, a weak one and `*` are understood."""
    tag = client.get("/api/v1/terms").headers["ETag"]
    assert client.get("/api/v1/terms", headers={"If-None-Match": sent.format(tag=tag)}).status_code == 304


@pytest.mark.parametrize("header", ["If-None-Match", "If-Modified-Since", "Range", "If-Range"])
@pytest.mark.parametrize("value", ["", "garbage", '"', "bytes=5-1", "\xff", ",,,", "x" * 5000])
def test_malformed_conditions_are_ignored(client: FlaskClient, header: str, value: str) -> None:
    """A header that means nothing gets the whole document, never an error."""
    answer = client.get("/api/v1/terms?limit=1", headers={header: value})
    assert answer.status_code == 200
    assert answer.get_json()["items"]


@pytest.mark.parametrize("value", ['"another"', "garbage", "\xff", "x" * 5000])
def test_a_document_that_does_not_match_is_refused(client: FlaskClient, value: str) -> None:
    """`If-Match` with another tag is 412 as a problem (for readers a page), not half an answer; the right one works."""
    answer = client.get("/api/v1/terms?limit=1", headers={"If-Match": value})
    assert answer.status_code == answer.get_json()["status"] == 412
    assert answer.content_type == "application/problem+json"
    assert client.get("/terms", headers={"If-Match": value}).content_type == "text/html; charset=utf-8"
    tag = client.get("/api/v1/terms").headers["ETag"]
    assert client.get("/api/v1/terms", headers={"If-Match": tag}).status_code == 200


def test_errors_have_no_etag(client: FlaskClient) -> None:
    """A problem differs each time, by its request id."""
    assert "ETag" not in client.get("/api/v1/nothing").headers
    assert client.get("/api/v1/nothing", headers={"If-None-Match": "*"}).status_code == 404


@pytest.mark.parametrize(
    "endpoint",
    [
        "/statements?limit=1000",
        f"/statements/{KIRBY}",
        "/search?q=kirby",
        "/compare?term=humanitarian-pause&actor=john-kirby&actor=ocha",
    ],
)
def test_a_publication_changes_the_tag(own_app: Flask, endpoint: str) -> None:
    """Whoever asks again after something was published gets the new document."""
    reader = own_app.test_client()
    tag = reader.get("/api/v1" + endpoint).headers["ETag"]
    publish_copy(KIRBY, "one-more", "2023-10-26")
    withdraw(KIRBY)
    drain()
    again = reader.get("/api/v1" + endpoint, headers={"If-None-Match": tag})
    assert again.status_code == 200
    assert again.headers["ETag"] != tag


def test_tags_agree_between_processes(app: Flask, seeded: Path) -> None:
    """The tag depends on the document alone: two apps on the same data give the same."""
    other = create_app(instance=seeded)
    for endpoint in ENDPOINTS:
        one, two = (a.test_client().get("/api/v1" + endpoint) for a in (app, other))
        assert one.headers["ETag"] == two.headers["ETag"], endpoint


@pytest.mark.parametrize("address", ["/api/v1/terms", "/terms/truce"])
def test_any_document_will_do(client: FlaskClient, address: str) -> None:
    """`If-Match: *` is met by every document that is there (RFC 9110, 13.1.1); another tag than its own is not."""
    assert client.get(address, headers={"If-Match": "*"}).status_code == 200
    assert client.get(address, headers={"If-Match": '"another"'}).status_code == 412
