"""Database and search index are compared one by one (S5)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask

from glossary.services.index import indexing, verifying
from glossary.services.index.documents import index_document
from glossary.services.reading import published as reading
from tests.services.publishing import editing

KIRBY, KIRBY_RETOLD = "john-kirby-humanitarian-pause-2023-10-26", "john-kirby-humanitarian-pause-2023-10-27"
OCHA = "ocha-humanitarian-pause-2022"
JOINT = "astana-guarantors-de-escalation-area-2017-05-04"


def test_s5_verify_names_exactly_what_differs(own_app: Flask) -> None:
    """S5: one statement taken out, one held in another revision, one too many: each is named, and nothing else."""
    known, seq = indexing.material(), indexing.index().seq()
    mine = index_document(reading.statements([OCHA])[0], known)
    indexing.index().apply([replace(mine, revision=7), replace(mine, id="nobody-pause-2023")], [KIRBY], seq)
    assert verifying.verify() == verifying.Verification(
        missing=[KIRBY], surplus=["nobody-pause-2023"], stale=[OCHA], behind=0
    )
    assert not verifying.verify().sound
    assert indexing.rebuild() == 401
    assert verifying.verify().sound


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("times", [1, verifying.LOOKS - 1])
def test_s5_a_publication_during_the_comparison_is_no_difference(
    moment: str, times: int, own_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S5: what is published and drained just before, or just after, the index is read is neither stale nor missing."""
    engine, left = indexing.index(), list(range(times))
    contents = engine.contents

    def publish() -> None:
        number = left.pop()
        editing.revise("statement", OCHA, summary=f"Zanzibarically short, {number}.")
        editing.add_like(KIRBY, f"one-more-{number}")
        indexing.drain()

    def read() -> dict[str, int]:
        if left and moment == "before":
            publish()
            return contents()
        held = contents()
        if left:
            publish()
        return held

    monkeypatch.setattr(engine, "contents", read)
    assert verifying.verify() == verifying.Verification([], [], [], 0)
    assert left == []


def test_s5_an_index_that_moves_all_the_time_is_told_as_it_was_met_last(
    own_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S5: after so many looks the comparison ends."""
    engine, numbers = indexing.index(), iter(range(100))
    contents = engine.contents

    def read() -> dict[str, int]:
        held = contents()
        editing.add_like(KIRBY, f"one-more-{next(numbers)}")
        indexing.drain()
        return held

    monkeypatch.setattr(engine, "contents", read)
    assert verifying.verify().behind == 1
    assert next(numbers) == verifying.LOOKS
