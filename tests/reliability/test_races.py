"""K4: of all who publish from one revision, one wins and every other is told."""

from __future__ import annotations

import threading

import pytest
from flask import Flask

from glossary.db import db
from glossary.errors import Overtaken
from glossary.services.history import revisions as history
from glossary.services.publishing.editing import Draft
from glossary.services.reading import published as reading
from tests.reliability.records import KIRBY, changed, publish

THREADS, ROUNDS = 16, 20


def attempt(app: Flask, draft: Draft, start: threading.Barrier, told: list[str]) -> None:
    """Publish with all the others; say what came of it."""
    with app.app_context():
        start.wait()
        try:
            saved = publish(draft)[0]
        except Overtaken as error:
            told.append(f"overtaken by {error.present}")
        else:
            told.append(f"saved {saved.revision}: {draft.row['note']}")


def test_k4_one_wins_and_all_others_are_told(small_app: Flask) -> None:
    """K4: 16 threads on one record, 20 rounds: exactly one is saved each round; the record is the winner's."""
    for number in range(1, ROUNDS + 1):
        drafts = [changed("statement", KIRBY, note=f"Round {number}, thread {one}.") for one in range(THREADS)]
        db.session.rollback()
        start, told = threading.Barrier(THREADS), list[str]()
        threads = [threading.Thread(target=attempt, args=(small_app, draft, start, told)) for draft in drafts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert told.count(f"overtaken by {number + 1}") == THREADS - 1
        note = reading.document("statement", KIRBY)["note"]
        assert [one for one in told if one.startswith("saved")] == [f"saved {number + 1}: {note}"]
    assert len(reading.revisions("statement", KIRBY)) == ROUNDS + 1
    assert history.is_unbroken("statement", KIRBY)


def test_k4_an_older_base_is_told_which_revision_is_there(small_app: Flask) -> None:
    """K4: whoever began from revision 1 and comes after revision 3 is told so, and may read all three."""
    late = changed("statement", KIRBY, note="Late.")
    for note in ("First.", "Second."):
        publish(changed("statement", KIRBY, note=note))
    with pytest.raises(Overtaken) as caught:
        publish(late)
    told = caught.value
    assert (told.kind, told.slug, told.base, told.present) == ("statement", KIRBY, 1, 3)
    assert reading.document("statement", KIRBY)["note"] == "Second."
