"""Previews: a small page for a frame on anybody's site; nothing else may be framed, and it does nothing."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary.security import CONTENT_POLICY
from tests.services.publishing import editing
from tests.web.html import read

ADDRESSES = ("/reconcile/terms/preview?id=humanitarian-truce", "/reconcile/actors/preview?id=john-kirby")


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_preview_may_be_framed_and_may_do_nothing(client: FlaskClient, address: str) -> None:
    """Any site may frame it; it runs no script, sends no form, loads its one style sheet, and no cookie is set."""
    answer = client.get(address)
    assert answer.content_type == "text/html; charset=utf-8"
    policy = answer.headers["Content-Security-Policy"]
    assert policy.split("; ") == [
        "default-src 'none'",
        "style-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors *",
    ]
    assert "X-Frame-Options" not in answer.headers
    assert "Set-Cookie" not in answer.headers
    assert "<script" not in answer.text


@pytest.mark.parametrize("address", ["/", "/terms/truce", "/reconcile/terms", "/reconcile/terms/preview?id=nothing"])
def test_nothing_else_may_be_framed(client: FlaskClient, address: str) -> None:
    """Pages, documents and refusals keep the policy of the house."""
    assert client.get(address).headers["Content-Security-Policy"] == CONTENT_POLICY
    assert "frame-ancestors 'none'" in CONTENT_POLICY


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_preview_is_a_whole_page(client: FlaskClient, address: str) -> None:
    """It has a language, a title, one heading, and links that open outside the frame."""
    page = read(client.get(address).text)
    assert page.one("html").attributes["lang"] == "en"
    assert page.one("h1").text
    assert page.one("title").text.endswith("Glossary of Attributed Terms")
    links = page.all("a")
    assert links
    assert {(link.attributes["target"], link.attributes["rel"]) for link in links} == {("_blank", "noopener")}
    for link in links:
        assert client.get(link.attributes["href"]).status_code == 200


def test_a_term_is_shown_with_who_defines_it(client: FlaskClient) -> None:
    """No definition without its actor, date and source; the gloss is said to be the editors'; other names are there."""
    main = read(client.get(ADDRESSES[0]).text).one("main")
    for words in ("Editors’ gloss: ", "Defined by", "Marika Sosnowski", "9 November 2023", "Known unknowns", "CC BY"):
        assert words in main.text
    assert ("ar", "rtl", "هدنة إنسانية") in {(one.own("lang"), one.own("dir"), one.text) for one in main.all("bdi")}


def test_an_actor_is_shown_with_its_statements(client: FlaskClient) -> None:
    """Kind, affiliation, names in other scripts, the oldest statements, and that there are more."""
    main = read(client.get(ADDRESSES[1]).text).one("main")
    for words in ("person, United States of America", "humanitarian pause", "26 October 2023", "there are more"):
        assert words in main.text


def test_silence_is_said(client: FlaskClient) -> None:
    """A term that nobody defines here, and an actor without statements, say that nothing is recorded."""
    statements = client.get("/api/v1/statements?limit=1000").get_json()["items"]
    defined = {one["term"]["slug"] for one in statements if one["kind"] == "definition"}
    spoken = {party["slug"] for one in statements for party in (one["actor"], *(w["actor"] for w in one["with"]))}
    told = {"terms": (defined, "No definition of this term"), "actors": (spoken, "No statement of this actor")}
    for kind, (heard, words) in told.items():
        slugs = {one["slug"] for one in client.get(f"/api/v1/{kind}?limit=1000").get_json()["items"]}
        assert slugs - heard
        for slug in (*sorted(slugs - heard)[:5], *sorted(heard)[:5]):
            silent = f"{words} is recorded." in client.get(f"/reconcile/{kind}/preview?id={slug}").text
            assert silent == (slug not in heard), slug


def test_markup_in_names_stays_text(own_app: Flask) -> None:
    """A name that looks like markup is shown as it is written, in previews and flyouts."""
    editing.revise("actor", "john-kirby", name="<img src=x onerror=alert(1)>")
    client = own_app.test_client()
    for address in ("preview", "flyout/entity"):
        answer = client.get(f"/reconcile/actors/{address}?id=john-kirby")
        text = answer.text if answer.mimetype == "text/html" else answer.get_json()["html"]
        assert "<img" not in text
        assert "&lt;img src=x" in text
