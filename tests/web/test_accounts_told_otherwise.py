"""Two accounts of one utterance lead to each other and not in a circle; a note names statements by what they are."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary.services.reading import published as reading
from tests.web.addresses import KIRBY, KIRBY_RETOLD, main


@pytest.mark.parametrize(("one", "other"), [(KIRBY, KIRBY_RETOLD), (KIRBY_RETOLD, KIRBY)])
def test_the_other_account_does_not_lead_back_to_its_own_page(client: FlaskClient, one: str, other: str) -> None:
    """On the page of a statement the card of another account has no link to that page."""
    card = main(client, f"/statements/{one}").one(id="disputes").one("article", id=other)
    hrefs = [link.attributes["href"] for link in card.all("a")]
    assert f"/statements/{other}" in hrefs
    assert f"/statements/{one}" not in hrefs


def test_further_accounts_stay_linked(client: FlaskClient, context: Flask) -> None:
    """Whatever else a card is disputed by, and wherever else it stands, is a link as ever."""
    for statement in reading.statements_of():
        for other in reading.statements(statement["disputes"]):
            card = main(client, f"/statements/{statement['id']}").one(id="disputes").one("article", id=other["id"])
            linked = {link.attributes["href"] for link in card.all("a")}
            further = {f"/statements/{one}" for one in other["disputes"]} - {f"/statements/{statement['id']}"}
            assert further <= linked
    listed = main(client, "/terms/humanitarian-pause").one("article", id=KIRBY_RETOLD)
    assert f"/statements/{KIRBY}" in [link.attributes["href"] for link in listed.all("a")]


def test_a_note_names_statements_by_actor_term_and_date(client: FlaskClient, context: Flask) -> None:
    """The id that an editor wrote is a link with the title of that record as its text; no id is left to be read."""
    noted = [one for one in reading.statements_of() if re.search(r"[a-z]+(-[a-z]+)+-\d{4}", one["note"])]
    assert len(noted) > 5
    for one in noted:
        facts = main(client, f"/statements/{one['id']}").one(id="record")
        note = facts.all("dd")[[term.text for term in facts.all("dt")].index("Editors’ note")]
        links = note.all("a")
        assert links
        for link in links:
            known = reading.statements([link.attributes["href"].removeprefix("/statements/")])[0]
            assert known["id"] in one["note"]
            assert known["id"] not in note.text
            assert link.text.startswith(f"{known['actor']['name']} on {known['term']['preferred']}, ")
