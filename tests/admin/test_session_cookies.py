"""Cookies and readers: the cookie's flags, a table with hashes, and no session at all for readers (D4, D5)."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

import pytest
from flask import Flask, session
from sqlalchemy.orm import Session

from glossary import create_app
from glossary.db import db
from glossary.models import WebSession
from tests.admin import rows
from tests.admin.conftest import DeskClient


def test_d4_the_cookie_is_random_and_the_table_has_its_hash(desk: Flask, editor: DeskClient) -> None:
    """D4: 256 random bits in the cookie; the database holds their SHA-256 and never the token."""
    cookie = editor.get_cookie("glossary")
    assert cookie
    assert re.fullmatch(r"[\w-]{43}", cookie.value)
    (row,) = [row for row in rows.sessions(desk) if row.account_id]
    assert row.token_sha256 == sha256(cookie.value.encode()).hexdigest()
    assert cookie.value not in row.data


@pytest.mark.parametrize("token", ["", "x", "a" * 43, "../etc", "é" * 43, "a" * 4000])
def test_an_unknown_cookie_is_nobody(anonymous: DeskClient, token: str) -> None:
    """A token that was never given is as good as none, whatever it looks like."""
    anonymous.set_cookie("glossary", token)
    assert anonymous.get("/admin/account").status_code == 302


def test_d5_the_cookie_over_https(desk: Flask, anonymous: DeskClient) -> None:
    """D5: over https the name binds the cookie to this host, and it is Secure, HttpOnly, Lax, for every path."""
    answer = anonymous.get("/admin/sign-in", base_url="https://localhost")
    (cookie,) = answer.headers.getlist("Set-Cookie")
    name, _, rest = cookie.partition("=")
    assert name == "__Host-glossary"
    flags = {flag.strip() for flag in rest.split(";")[1:]}
    assert flags == {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"}


def test_d5_the_cookie_over_plain_http(anonymous: DeskClient) -> None:
    """D5: on a loopback address over http it has neither prefix nor Secure, which browsers would refuse there."""
    (cookie,) = anonymous.get("/admin/sign-in").headers.getlist("Set-Cookie")
    assert cookie.startswith("glossary=")
    assert {flag.strip() for flag in cookie.split(";")[1:]} == {"HttpOnly", "Path=/", "SameSite=Lax"}


def test_d5_a_cookie_of_plain_http_opens_nothing_over_https(editor: DeskClient) -> None:
    """D5: over https only the bound name counts."""
    assert editor.get("/admin/account", base_url="https://localhost").status_code == 302


def test_readers_have_no_session(desk: Flask, editor: DeskClient) -> None:
    """A reader's page reads no session even when the cookie is sent, writes none and does not vary by it."""
    said = rows.Statements(desk)
    for address in ("/", "/terms", "/search?q=pause", "/terms/humanitarian-pause.json", "/nothing", "/administer"):
        answer = editor.get(address)
        assert "Set-Cookie" not in answer.headers
        assert "Cookie" not in answer.headers.get("Vary", "")
    assert said.of_sessions() == []
    assert said.writes() == []


def test_readers_pages_cannot_write_into_a_session(desk: Flask) -> None:
    """A view for readers that tried to remember something would fail in its first test."""
    with desk.test_request_context("/terms"):
        assert session.get("anything") is None
        with pytest.raises(RuntimeError, match="no session"):
            session["a"] = 1


def test_looking_at_the_desk_from_outside_writes_nothing(desk: Flask, anonymous: DeskClient) -> None:
    """Who is sent to the sign-in page gets a session only when the form is there."""
    anonymous.get("/admin/account")
    assert rows.count(desk, WebSession) == 0
    anonymous.get("/admin/sign-in")
    assert rows.count(desk, WebSession) == 1


def test_d5_pages_of_the_desk_are_kept_nowhere(editor: DeskClient, anonymous: DeskClient) -> None:
    """D5: pages, redirects and errors of the desk are `no-store`."""
    for client, address in [
        (editor, "/admin/account"),
        (editor, "/admin/accounts"),
        (editor, "/admin/nothing"),
        (editor, "/admin/sign-out"),
        (anonymous, "/admin/account"),
        (anonymous, "/admin/sign-in"),
    ]:
        answer = client.get(address)
        assert answer.headers["Cache-Control"] == "no-store", address
        assert "ETag" not in answer.headers, address


def test_d5_the_desk_answers_over_https_alone(desk_instance: Path) -> None:
    """D5: behind a proxy that lets plain http through, no password is asked for."""
    settings = {"TRUSTED_PROXY": "yes", "BASE_URL": "https://glossary.example.org"}
    app = create_app(settings, instance=desk_instance)
    client = app.test_client()
    forwarded = {"X-Forwarded-Host": "glossary.example.org", "X-Forwarded-For": "192.0.2.7"}
    assert client.get("/admin/sign-in", headers={**forwarded, "X-Forwarded-Proto": "http"}).status_code == 403
    assert client.get("/admin/sign-in", headers={**forwarded, "X-Forwarded-Proto": "https"}).status_code == 200
    with app.app_context():
        with Session(db.engine) as rows_:
            assert rows_.query(WebSession).one().address == "192.0.2.7"
        db.engine.dispose()
