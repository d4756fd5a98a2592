"""The search index is made anew: where it is absent, or holds what the database never had, and when asked (S1)."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest
from flask import Flask

from glossary import create_app
from glossary.db import db
from glossary.errors import IndexUnavailable
from glossary.services.index import indexing, verifying, watching
from tests.services.index.looking import Ticks, found
from tests.services.publishing import editing
from tests.services.putting_back import put_back

KIRBY, KIRBY_RETOLD = "john-kirby-humanitarian-pause-2023-10-26", "john-kirby-humanitarian-pause-2023-10-27"
OCHA = "ocha-humanitarian-pause-2022"
JOINT = "astana-guarantors-de-escalation-area-2017-05-04"


def test_an_absent_index_is_made_by_the_next_drain(own_app: Flask, own_instance: Path) -> None:
    """A removed index is no fault that lasts: drain builds it."""
    indexing.index().close()
    shutil.rmtree(own_instance / "index")
    with pytest.raises(IndexUnavailable):
        verifying.verify()
    assert indexing.drain() == 401
    assert verifying.verify().sound


@pytest.mark.sqlite
def test_a_database_put_back_from_a_backup_is_followed_too(own_app: Flask, own_instance: Path) -> None:
    """When the index is ahead of the database, as after a restore, the next drain makes it anew."""
    with put_back(own_instance):
        editing.revise("statement", OCHA, summary="Zanzibarically short.")
        indexing.drain()
    assert verifying.verify().stale == [OCHA]
    assert indexing.drain() == 401
    assert verifying.verify().sound
    assert found("zanzibarically") == set()


@pytest.mark.sqlite
@pytest.mark.parametrize("regrown", [1, 2])
def test_a_database_that_has_grown_again_since_is_followed_too(
    own_app: Flask, own_instance: Path, regrown: int
) -> None:
    """S1: the log is as long as the lost one, or longer, before anybody looked: what was lost is found no more."""
    with put_back(own_instance):
        editing.revise("statement", OCHA, summary="Zanzibarically short.")
        indexing.drain()
    for number in range(regrown):
        editing.add_like(KIRBY, f"one-more-{number}")
    assert regrown > 1 or watching.Watch().finds_need()
    assert indexing.drain() == 401 + regrown
    assert verifying.verify().sound
    assert found("zanzibarically") == set()
    assert not watching.Watch().finds_need()
    editing.add_like(KIRBY, "the-last")
    assert indexing.drain() == 1


MOMENT = "2026-01-01T00:00:00"
UNTOLD = {
    "nothing": b"",
    "words": b"seven",
    "a number alone": b"401",
    "no rules": f"401 {MOMENT}".encode(),
    "no such moment": f"401 2026-02-30T00:00:00 {'0' * 64}".encode(),
    "no text": b"\xff",
}


@pytest.mark.parametrize("noted", [None, *UNTOLD.values()], ids=["no file", *UNTOLD])
def test_an_index_that_does_not_say_by_which_rules_it_was_read_is_made_anew(
    own_app: Flask, own_instance: Path, noted: bytes | None
) -> None:
    """S1: one of an earlier version, or of a process that was killed: once, as its texts may be read by others."""
    (file,) = (own_instance / "index").glob("whoosh/*/NOTE")
    file.unlink()
    if noted is not None:
        file.write_bytes(noted)
    assert indexing.drain() == 401
    assert indexing.drain() == 0
    editing.add_like(KIRBY, "one-more")
    assert indexing.drain() == 1
    assert verifying.verify().sound


def test_an_index_of_another_engine_tells_nothing_of_this_one(own_app: Flask, own_instance: Path) -> None:
    """S1: what one engine has read by new rules the other reads by them, too, when it is taken again."""
    before = found("humanitarianpause")
    db.session.rollback()
    other = create_app({"SEARCH": "memory"}, instance=own_instance)
    with other.app_context():
        indexing.drain()
        editing.revise("term", "truce", preferred="humanitarianpause")
        assert indexing.drain() == 401
        joined = found("humanitarianpause")
        db.engine.dispose()
    assert joined - before
    db.session.rollback()
    assert indexing.drain() == 401
    assert found("humanitarianpause") == joined


def test_progress_counts_each_statement(own_app: Flask) -> None:
    """The bar of a rebuild moves once a statement."""
    steps: list[int] = []
    assert indexing.rebuild(steps.append) == len(steps) == 401


@pytest.mark.parametrize(
    "drained", [True, False], ids=["by its publisher", "by who watches, as its publisher was killed"]
)
def test_s1_what_is_published_during_a_rebuild_is_found_after_the_next_drain(drained: bool, own_app: Flask) -> None:
    """S1: a rebuild holds one moment; the drain of the publisher waits for its end and applies the rest.

    Where there is no such drain, the look of every process that serves finds the need once it was patient.
    """
    steps: list[int] = []

    def publish() -> None:
        with own_app.app_context():
            editing.revise("statement", OCHA, summary="Zanzibarically short.")
            if drained:
                indexing.drain()

    publisher = threading.Thread(target=publish)

    def begin(step: int) -> None:
        steps.append(step)
        if len(steps) == 401:  # on SQLite it is published when this reads no more
            publisher.start()

    assert indexing.rebuild(begin) == 401
    db.session.rollback()
    publisher.join()
    if not drained:
        ticks = Ticks()
        watch = watching.Watch(ticks)
        assert not watch.finds_need()
        ticks.now = watching.PATIENCE
        assert watch.finds_need()
        assert indexing.drain() == 1
    db.session.rollback()
    assert found("zanzibarically") == {OCHA}
    assert verifying.verify().sound
