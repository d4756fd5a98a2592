"""Files that are taken along while others publish: one state in each, and nobody waits for whoever reads slowly."""

from __future__ import annotations

import pytest
from flask import Flask

from glossary.services.export import all_hits, exporting, held
from glossary.services.reading import published as reading
from tests.services.publishing import editing as by_hand

FILES = (
    *("/statements.csv", "/statements.xlsx", "/export/glossary.jsonl", "/export/glossary.tbx", "/terms.ttl"),
    *("/search.csv?q=pause&sort=oldest", "/search.jsonl", "/search.xlsx?q=ceasefire"),
    *("/field/statements.csv", "/field/statements.jsonl?actor_kind=person", "/field/statements.xlsx"),
    *("/terms/humanitarian-pause.csv", "/actors/john-kirby.jsonl", "/field.csv"),
)
SLICE = 7
"""Records that are read at once, instead of more than the data set has."""
LIKE = "ocha-humanitarian-pause-2022"


@pytest.mark.parametrize("address", FILES)
def test_a_file_shows_one_state_while_others_publish(
    own_app: Flask, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    """With its first piece sent, statements are changed, withdrawn and added, at once: the file stays what it was.

    Were the publications to wait for the download, which goes on only after them, they would end in an error.
    """
    for module in (exporting, all_hits, held):
        monkeypatch.setattr(module, "SLICE", SLICE)
    reader = own_app.test_client()
    before = reader.get(address).get_data()
    going = reader.get(address)
    pieces = going.iter_encoded()
    first = next(pieces)
    statements = reading.statements_of()
    for one in (statements[0], statements[-1], *reading.statements_of(actor="john-kirby")[:1]):
        by_hand.withdraw(one["id"])
    by_hand.revise("actor", "john-kirby", note="Changed meanwhile.")
    by_hand.add_like(LIKE, "added-meanwhile")
    assert first + b"".join(pieces) == before
    assert reader.get(address).get_data() != before
