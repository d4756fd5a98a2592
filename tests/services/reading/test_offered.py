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
