"""What the privacy page says is kept of those who write at the desk, and that it is so."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from glossary.db import db
from glossary.models import KeptDraft
from glossary.services.accounts import accounts
from glossary.services.auditing import OPERATOR, Doer
from glossary.services.drafts import drafting
from tests.reliability.records import KIRBY, changed
from tests.web.addresses import page

PASSWORD = "seven quiet herons at dusk"  # noqa: S105


def test_it_says_what_is_kept_of_drafts(client: FlaskClient) -> None:
    """Drafts, the last answer, the words and the author after publication; and what is dropped with one given up."""
    told = page(client, "/about/privacy").one("main").text
    for words in (
        "Drafts, and what a reviewer last answered to each, are kept with the accounts of those who wrote them",
        "after publication, too, the draft’s words and its author stay on record",
        "A draft that is given up loses its words and its note; its title, the last answer",
    ):
        assert words in told


def test_what_it_says_of_drafts_is_so(own_app: Flask) -> None:
    """A published draft keeps words and author, one given up its title and author alone."""
    by = Doer("ada@example.org", accounts.add("ada@example.org", PASSWORD, ["editor"], OPERATOR))
    draft = changed("statement", KIRBY, summary="Another reading.")
    content = drafting.Content(draft.row)
    published = drafting.create("statement", KIRBY, draft.base, content, "Read again.", by)
    drafting.publish(published, 1, by)
    given_up = drafting.create("statement", KIRBY, 2, content, "Read again.", by)
    drafting.discard(given_up, 1, by)
    rows = {row.id: row for row in db.session.scalars(select(KeptDraft))}
    assert "Another reading." in rows[published].content
    assert (rows[published].note, rows[published].author_id) == ("Read again.", by.account_id)
    assert "Another reading." not in rows[given_up].content
    assert (rows[given_up].note, rows[given_up].author_id) == ("", by.account_id)
    assert rows[given_up].title
