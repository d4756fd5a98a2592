"""What the services refuse of an editor's drafts, and that nothing is written then."""

from __future__ import annotations

import pytest

from glossary.db import db
from glossary.errors import Refused
from glossary.services.publishing.editing import Draft
from tests import data_sets
from tests.reliability.records import KIRBY, publish

RECORD_OF = {
    "statement": KIRBY,
    "term": "humanitarian-pause",
    "actor": "john-kirby",
    "source": "abc-2023-10-27-kirby",
    "event": "gaza-requests-2023-10-27",
}
"""Kind -> a record of the small data set."""


def refusal(*drafts: Draft) -> dict[str, list[str]]:
    """What is wrong with drafts, by field; nothing is published."""
    db.session.rollback()
    before = data_sets.contents(db.engine)
    with pytest.raises(Refused) as caught:
        publish(*drafts)
    assert data_sets.contents(db.engine) == before
    for sentence in (sentence for said in caught.value.fields.values() for sentence in said):
        assert sentence[0].isupper() or not sentence[0].isalpha(), sentence
        assert sentence.endswith("."), sentence
    return caught.value.fields
