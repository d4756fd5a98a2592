"""Nothing once public disappears: withdrawn records stay with their reason, moved ones lead on."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select

from glossary.db import db, writing
from glossary.models import FormerSlug, Statement, Term
from glossary.services.publishing.publishing import publish
from glossary.services.reading import vocabularies
from tests.web.addresses import KIRBY, KIRBY_RETOLD, main, page


def withdraw(slug: str, reason: str) -> None:
    labels = vocabularies.vocabulary("conflicts")
    db.session.rollback()
    with writing() as session:
        statement = session.scalars(select(Statement).where(Statement.slug == slug)).one()
        statement.state, statement.withdrawn_reason = "withdrawn", reason
        session.flush()
        assert publish(session, "statement", statement, conflicts=labels, disputes=[KIRBY], origin="editor")


def move(old: str, new: str) -> None:
    db.session.rollback()
    with writing() as session:
        term = session.scalars(select(Term).where(Term.slug == old)).one()
        term.slug = new
        session.add(FormerSlug(kind="term", slug=old, record_id=term.id))


def test_a_withdrawn_statement_keeps_its_page_and_says_why(own_app: Flask) -> None:
    """Its words stay reachable below the reason; lists, searches and comparisons leave it out; both revisions stand."""
    withdraw(KIRBY_RETOLD, "The page tells of somebody else.")
    client = own_app.test_client()
    top = main(client, f"/statements/{KIRBY_RETOLD}")
    box = top.one("div", class_="box").text
    assert "Withdrawn." in box
    assert "The page tells of somebody else." in box
    assert "temporary and local agreement" in top.text
    assert len(top.one(id="revisions").one("tbody").all("tr")) == 2
    assert not main(client, "/terms/humanitarian-pause").all("article", id=KIRBY_RETOLD)
    assert not main(client, "/search?q=reconstructed+discrete+tasks").all("article", id=KIRBY_RETOLD)
    refused = page(client, f"/compare?statement={KIRBY}&statement={KIRBY_RETOLD}", 404)
    assert "withdrawn" in refused.text


def test_a_moved_record_leads_to_its_present_address(own_app: Flask) -> None:
    """Permanently, with the query kept, on every page that names it."""
    move("truce", "truces")
    client = own_app.test_client()
    for old, new in (
        ("/terms/truce", "/terms/truces"),
        ("/terms/truce?x=1", "/terms/truces?x=1"),
        ("/terms/truce?endpoint=x&_external=1&slug=y", "/terms/truces?endpoint=x&_external=1&slug=y"),
        ("/terms/truce?_scheme=x&_method=y&x=1&x=2", "/terms/truces?_scheme=x&_method=y&x=1&x=2"),
        ("/terms/truce.csv", "/terms/truces.csv"),
        ("/actors/john-kirby/truce", "/actors/john-kirby/truces"),
        ("/actors/john-kirby/truce.json", "/actors/john-kirby/truces.json"),
        ("/api/v1/actors/john-kirby/truce", "/api/v1/actors/john-kirby/truces"),
    ):
        response = client.get(old)
        assert (response.status_code, response.location) == (308, new)
