"""What the desk's forms offer to choose from: every record by its name, and a new one at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from flask import Flask

from glossary.services.reading import offered
from glossary.services.reading import published as reading
from glossary.services.reading.offered import Offered
from tests.services.publishing import editing

LISTS: dict[str, Callable[[], Sequence[Offered]]] = {
    "term": offered.terms,
    "actor": offered.actors,
    "source": offered.sources,
    "event": offered.events,
}


@pytest.mark.parametrize("kind", LISTS)
def test_every_record_is_offered_once(kind: str, context: Flask) -> None:
    """As many as there are, each by its address, none without a name."""
    found = LISTS[kind]()
    assert sorted(one.slug for one in found) == sorted(one["slug"] for one in reading.every(kind))
    assert all(one.name for one in found)


def test_a_new_name_is_offered_at_once_in_its_place(own_app: Flask) -> None:
    """From A to Z without accents, capitals like small letters."""
    assert offered.actors()[0].name != "ábaco"
    editing.revise("actor", "john-kirby", name="Ábaco")
    assert offered.actors()[0] == Offered("john-kirby", "Ábaco")


@pytest.mark.parametrize("kind", LISTS)
def test_more_than_a_list_may_have_are_many(kind: str, context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """As many as the limit are listed; with one more than that they are many."""
    number = len(LISTS[kind]())
    monkeypatch.setattr(offered, "MOST_LISTED", number)
    assert not offered.are_many(kind)
    monkeypatch.setattr(offered, "MOST_LISTED", number - 1)
    assert offered.are_many(kind)


@pytest.mark.parametrize("kind", LISTS)
def test_names_are_those_of_the_list(kind: str, context: Flask) -> None:
    """A record is called the same where it stands alone; an unknown one is left out."""
    some = LISTS[kind]()[:3]
    assert offered.names(kind, [*(one.slug for one in some), "nothing"]) == dict(some)
    assert offered.names(kind, []) == {}
