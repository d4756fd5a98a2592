"""A comparison pinned to a moment: the same bytes after whatever is published, withdrawn or renamed later."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary.services.history import pinning
from glossary.services.publishing import editing
from glossary.services.reading import published as reading
from tests.reliability.records import ADA, KIRBY, KIRBY_AGAIN, changed, new, publish
from tests.services.publishing import editing as by_hand

EVENT = "gaza-four-day-arrangement-2023-11"
COMPARISONS = (
    f"statement={KIRBY}&statement={KIRBY_AGAIN}&statement=ocha-humanitarian-pause-2022",
    "term=humanitarian-pause&actor=john-kirby&actor=emanuela-chiara-gillard&actor=ocha",
    "term=humanitarian-pause&actor=john-kirby&actor=ocha&show=differences",
    "actor=united-states&over=time&with=affiliated",
    "actor=john-kirby&over=time&term=humanitarian-pause",
    "actor=unsc&term=humanitarian-pause&term=ceasefire",
    f"event={EVENT}",
)


def move() -> None:
    """Give an actor and a term other addresses."""
    by_hand.rename("actor", "john-kirby", "kirby")
    by_hand.rename("term", "humanitarian-pause", "hp")


EDITS: dict[str, Callable[[], object]] = {
    "changed": lambda: publish(
        changed("statement", KIRBY, summary="Another sentence.", stance="opposes", said="2023-10-20"),
        changed("statement", KIRBY_AGAIN, facets=[]),
    ),
    "filed under another term": lambda: publish(changed("statement", KIRBY, term="ceasefire")),
    "withdrawn": lambda: editing.withdraw(
        KIRBY, reason="Misread by all of us.", base=reading.document("statement", KIRBY)["revision"], by=ADA
    ),
    "renamed": lambda: publish(
        changed("actor", "john-kirby", name="J. F. Kirby"),
        changed("term", "humanitarian-pause", preferred="pause for humanitarian reasons"),
        changed("event", EVENT, name="The arrangement of November"),
        changed("actor", "ocha", affiliation=""),
    ),
    "moved": move,
    "added": lambda: publish(new(actor="john-kirby", term="humanitarian-pause", event=EVENT)),
}


def pinned() -> str:
    """The newest change as an address names it."""
    return pinning.in_address(pinning.newest_change())


@pytest.fixture
def own_client(own_app: Flask) -> FlaskClient:
    return own_app.test_client()


def answers(client: FlaskClient, moment: str) -> dict[str, bytes]:
    """What each comparison answers, by its query."""
    found = {query: client.get(f"/api/v1/compare?{query}&as_of={moment}") for query in COMPARISONS}
    assert {query: response.status_code for query, response in found.items()} == dict.fromkeys(COMPARISONS, 200)
    return {query: response.data for query, response in found.items()}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_later_edits_change_no_byte(edit: Callable[[], object], own_client: FlaskClient) -> None:
    """Every kind of comparison says at the pinned moment what it said then, and another thing now."""
    moment = pinned()
    before = answers(own_client, moment)
    edit()
    assert answers(own_client, moment) == before
    later = answers(own_client, pinned()) if edit is not EDITS["withdrawn"] else {}
    assert later != before


def test_pinned_to_now_it_says_what_is_published(own_client: FlaskClient) -> None:
    """But for naming the moment, the past of now is the present."""
    moment = pinned()
    for query in COMPARISONS:
        present = own_client.get(f"/api/v1/compare?{query}").get_json()
        assert own_client.get(f"/api/v1/compare?{query}&as_of={moment}").get_json() == {**present, "as_of": moment}


@pytest.mark.parametrize(
    ("moment", "status", "says"),
    [
        ("yesterday", 400, "2026-11-25T10:00:00Z"),
        ("2999-01-01", 400, "is in the future"),
        ("2020-01-01", 404, "the first record was published on"),
    ],
)
def test_a_moment_that_cannot_be_read_is_refused(moment: str, status: int, says: str, client: FlaskClient) -> None:
    """A clear sentence in page and problem, never an empty table."""
    for address in ("/api/v1/compare", "/compare"):
        response = client.get(f"{address}?{COMPARISONS[1]}&as_of={moment}")
        assert response.status_code == status, address
        assert says in response.text
