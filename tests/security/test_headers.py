"""D6: the headers that keep a page safe are on every answer, whatever it is; readers get no cookie."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.security.addresses import ERRORS, FRAMED, QUERIES_BY_FORM, addresses, takes_forms

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PREVIEW_POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"
"""Of a preview in a frame: any site may show it, and it may do nothing."""


def assert_guarded(answer: object, address: str, policy: str = CONTENT_POLICY) -> None:
    """The headers of D6 are there, once each and exactly so, and no cookie is set."""
    headers = answer.headers  # type: ignore[attr-defined]
    assert headers.getlist("Content-Security-Policy") == [policy], address
    assert headers.getlist("X-Content-Type-Options") == ["nosniff"], address
    assert headers.getlist("Referrer-Policy") == ["strict-origin-when-cross-origin"], address
    assert len(headers.getlist("X-Request-ID")) == 1, address
    assert "Set-Cookie" not in headers, address
    assert "Server" not in headers, address
    assert "X-Powered-By" not in headers, address


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST"])
def test_every_address_is_guarded(app: Flask, client: FlaskClient, method: str) -> None:
    """D6: pages, tables, styles, documents and refusals (405; 401 where programs write, 422 of a form) carry the
    headers."""
    for address in addresses(app):
        answer = client.open(address, method=method)
        refused = (422,) if takes_forms(address) else (400,) if address in QUERIES_BY_FORM else (401, 405)
        assert answer.status_code in (refused if method == "POST" else (200,)), address
        framed = address.startswith(FRAMED) and method in ("GET", "HEAD")
        assert_guarded(answer, address, PREVIEW_POLICY if framed else CONTENT_POLICY)
        answer.close()


@pytest.mark.parametrize(("address", "status"), ERRORS)
def test_every_error_is_guarded(client: FlaskClient, address: str, status: int) -> None:
    """D6: error pages and problems carry the headers."""
    answer = client.get(address)
    assert answer.status_code == status
    assert_guarded(answer, address)


def test_unchanged_answers_are_guarded(client: FlaskClient) -> None:
    """D6: 304 too."""
    for address in ("/", "/terms", "/api/v1/terms"):
        tag = client.get(address).headers["ETag"]
        answer = client.get(address, headers={"If-None-Match": tag})
        assert answer.status_code == 304
        assert_guarded(answer, address)


def test_refused_hosts_bodies_and_failures_are_guarded(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """D6: a refused host name (400), a body too long (413) and an unexpected failure (500) carry the headers."""
    client = app.test_client()
    assert_guarded(client.get("/terms", headers={"Host": "evil.example"}), "another host")
    assert_guarded(client.post("/terms", data=b"x" * 1_000_001), "a long body")

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("glossary.services.reading.published.document", fail)
    for address in ("/terms/humanitarian-pause", "/api/v1/terms/humanitarian-pause"):
        answer = client.get(address)
        assert answer.status_code == 500
        assert_guarded(answer, address)


def test_strict_transport_is_said_over_https_alone(app: Flask, client: FlaskClient) -> None:
    """D6: HSTS is on every answer over https, errors too, and on none over http, where browsers ignore it."""
    for address in [*addresses(app), *(address for address, _ in ERRORS)]:
        secure, plain = client.get(address, base_url="https://localhost"), client.get(address)
        assert secure.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains", address
        assert "Strict-Transport-Security" not in plain.headers, address
        secure.close()
        plain.close()


def test_a_cookie_sent_along_changes_nothing(client: FlaskClient) -> None:
    """Readers are not told apart: a cookie is neither read nor set, and answers do not vary by it."""
    client.set_cookie("session", "anything")
    answer = client.get("/terms")
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")
