"""What becomes of a draft when it is published: addresses, what follows from the rest, and all or nothing."""

from __future__ import annotations

import pytest

from glossary.errors import NotFound, Refused
from glossary.services.auditing import Doer
from glossary.services.drafts import drafting
from glossary.services.drafts import lists as draft_lists
from glossary.services.drafts.drafting import Content
from glossary.services.history import revisions as history
from glossary.services.publishing.records import row_of_document
from glossary.services.reading import published as reading
from tests.services.drafts.people import KIRBY, changed


def test_a_new_record_with_a_new_actor_gets_addresses_when_it_is_published(cast: dict[str, Doer]) -> None:
    """Two new actors may be named so alike that one address fits both: the second one published gets another."""
    row = {**changed().row, "id": "", "actor": drafting.NEW, "said": "2024-01-15", "disputes": []}
    actor = {"id": "", "aliases": [], "kind": "organization", "affiliation": "", "country": "", "note": ""}
    contents = [Content(row, {"actor": {**actor, "name": name}}) for name in ("Quiet Talks", "Quiet Talks Ø")]
    numbers = [drafting.create("statement", "", None, content, "", cast["editor"]) for content in contents]
    for number in numbers:
        drafting.submit(number, 1, cast["editor"])
    saved = [drafting.publish(number, 2, cast["reviewer"])[0].slug for number in numbers]
    assert saved == ["quiet-talks", "quiet-talks-2"]


def test_an_address_that_was_asked_for_is_kept(cast: dict[str, Doer]) -> None:
    """A new record whose id was chosen gets it when a reviewer publishes it."""
    actor = {"id": "wanted", "name": "Quiet Talks", "aliases": [], "kind": "organization", "affiliation": ""}
    content = Content({**actor, "country": "", "note": ""})
    number = drafting.create("actor", "", None, content, "", cast["editor"])
    drafting.submit(number, 1, cast["editor"])
    assert drafting.publish(number, 2, cast["reviewer"])[0].slug == "wanted"


def test_the_conflict_of_an_event_need_not_be_chosen(cast: dict[str, Doer]) -> None:
    """A draft that names an event and leaves the conflict open is published with the event's, by a reviewer too."""
    row = {**changed().row, "id": "", "said": "2024-01-15", "disputes": [], "wording": "", "conflict": ""}
    event = reading.document("event", row["event"])
    number = drafting.create("statement", "", None, Content(row), "", cast["editor"])
    drafting.submit(number, 1, cast["editor"])
    (saved,) = drafting.publish(number, 2, cast["reviewer"])
    assert reading.document("statement", saved.slug)["conflict"] == event["conflict"]


def test_a_draft_that_changes_nothing_is_not_published(cast: dict[str, Doer]) -> None:
    """Nobody is told that something was published where nothing was."""
    row = row_of_document("statement", reading.document("statement", KIRBY))
    number = drafting.create("statement", KIRBY, 1, Content(row), "n", cast["editor"])
    drafting.submit(number, 1, cast["editor"])
    with pytest.raises(Refused):
        drafting.publish(number, 2, cast["reviewer"])
    assert draft_lists.by_number(number).state == "in-review"


def test_a_failed_publication_leaves_the_draft_open(cast: dict[str, Doer]) -> None:
    """K3: a new actor would be published and the statement is refused: neither is, and the draft waits on."""
    row = {**changed().row, "id": "", "actor": drafting.NEW, "term": "no-such-term"}
    actor = {"id": "", "name": "Quiet Talks", "aliases": [], "kind": "organization", "affiliation": "", "country": ""}
    number = drafting.create("statement", "", None, Content(row, {"actor": {**actor, "note": ""}}), "", cast["editor"])
    drafting.submit(number, 1, cast["editor"])
    with pytest.raises(Refused):
        drafting.publish(number, 2, cast["reviewer"])
    assert draft_lists.by_number(number).state == "in-review"
    with pytest.raises(NotFound):
        reading.document("actor", "quiet-talks")
    assert history.is_unbroken("statement", KIRBY)
