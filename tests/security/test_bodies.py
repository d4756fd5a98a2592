"""B4: readers send no body; one beyond the limit is refused at once, wherever it is sent."""

from __future__ import annotations

import io

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary.security import LARGER, MAX_BODY
from tests.security.addresses import path_of, rules

ADDRESSES = ["/", "/terms", "/search", "/compare", "/nothing", "/api/v1/search", "/api/v1/nothing", "/terms.json"]
LONGER = {"/annotate": 6_010_000, "/reconcile/terms": 2_000_000, "/reconcile/actors": 2_000_000}
"""Addresses to which more may be sent than to others, and how much."""


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
@pytest.mark.parametrize("size", [999_999, 1_000_000, 1_000_001])
def test_a_body_has_a_limit(client: FlaskClient, address: str, method: str, size: int) -> None:
    """A million bytes are let in (and a form is still 405); one more is 413 with a sentence that names the limit."""
    answer = client.open(address, method=method, data=b"x" * size)
    assert (answer.status_code == 413) == (size > 1_000_000)
    if size > 1_000_000:
        assert "At most 1,000,000 bytes may be sent at a time." in answer.get_data(as_text=True)
        program = address.startswith("/api/") or address.endswith(".json")
        assert answer.mimetype == ("application/problem+json" if program else "text/html")


def test_every_address_has_the_limit(app: Flask, client: FlaskClient) -> None:
    """No rule is left out, a new one neither; those that take longer texts have limits of their own."""
    assert MAX_BODY == 1_000_000
    larger = app.extensions[LARGER]
    for rule in rules(app):
        beyond = larger.get(rule.endpoint, MAX_BODY) + 1
        assert client.post(path_of(rule), data=b"x" * beyond).status_code == 413, rule.rule
    assert {rule.rule: larger[rule.endpoint] for rule in rules(app) if rule.endpoint in larger} == LONGER


@pytest.mark.parametrize("length", ["-1", "ten", "", "1e9", "9" * 400])
def test_a_wrong_length_is_no_failure(client: FlaskClient, length: str) -> None:
    """A `Content-Length` that is no number, or one beyond all measure, is never a 5xx."""
    for address in ("/terms", "/api/v1/terms"):
        answer = client.get(address, environ_overrides={"CONTENT_LENGTH": length})
        assert answer.status_code in (200, 400, 413), answer.status_code


@pytest.mark.parametrize(
    "kind", ["application/json", "text/xml", "multipart/form-data", "multipart/form-data; boundary="]
)
def test_what_is_sent_is_not_parsed(client: FlaskClient, kind: str) -> None:
    """Broken JSON, XML with entities and forms without boundary are 405 like any other body."""
    answer = client.post("/api/v1/search", input_stream=io.BytesIO(b"{<!ENTITY x>"), content_type=kind)
    assert answer.status_code == 405
