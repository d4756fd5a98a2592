"""The search index keeps step with the database: drained, verified, made anew (S2, S5)."""

from __future__ import annotations

import shutil
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from glossary import create_app
from glossary.db import db
from glossary.errors import IndexUnavailable
from glossary.services.index import indexing
from glossary.services.index.documents import index_document
from glossary.services.publishing import importing
from glossary.services.reading import change_log
from glossary.services.reading import published as reading
from glossary.services.searching import searching
from glossary.services.searching.requests import read_request
from tests import data_sets
from tests.data_sets import record
from tests.services.publishing import editing
from tests.services.putting_back import put_back

KIRBY, KIRBY_RETOLD = "john-kirby-humanitarian-pause-2023-10-26", "john-kirby-humanitarian-pause-2023-10-27"
OCHA = "ocha-humanitarian-pause-2022"
JOINT = "astana-guarantors-de-escalation-area-2017-05-04"


def found(text: str) -> set[str]:
    """Ids of all statements that a search gives."""
    answer = searching.search(read_request({"q": [text], "limit": ["1000"]}))
    assert answer["notice"] is None
    return {hit["statement"]["id"] for hit in answer["hits"]}


def test_a_fresh_index_agrees(own_app: Flask) -> None:
    """After import and drain, database and index hold the same statements in the same revisions."""
    assert indexing.verify() == indexing.Verification([], [], [], 0)
    assert indexing.verify().sound
    assert len(indexing.index().contents()) == 401


def test_s2_what_was_committed_and_not_drained_is_found_after_the_next_drain(own_instance: Path) -> None:
    """S2: the process that published ends before it drains; another one finds the change by the log."""
    first = create_app(instance=own_instance)
    with first.app_context():
        editing.revise("statement", OCHA, summary="Zanzibarically short.")
        assert found("zanzibarically") == set()
        db.engine.dispose()
    second = create_app(instance=own_instance)
    with second.app_context():
        assert indexing.verify().behind == 1
        assert indexing.verify().stale == [OCHA]
        assert indexing.drain() == 1
        assert found("zanzibarically") == {OCHA}
        assert indexing.verify().sound
        db.engine.dispose()


def test_s2_draining_twice_changes_nothing(own_app: Flask) -> None:
    """S2: the second drain has nothing to do, and applying the same rows again gives the same index."""
    editing.revise("statement", OCHA, summary="Zanzibarically short.")
    indexing.drain()
    held, seq = indexing.index().contents(), indexing.index().seq()
    assert indexing.drain() == 0
    known, live = indexing.material(), reading.statements([OCHA])
    indexing.index().apply([index_document(item, known) for item in live], [], seq)
    assert (indexing.index().contents(), indexing.index().seq()) == (held, seq)
    assert found("zanzibarically") == {OCHA}


def test_s2_an_interrupted_drain_is_done_again(own_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """S2: when applying fails in the middle, the index stays at its old number, and the next drain does the work."""
    editing.revise("statement", OCHA, summary="Zanzibarically short.")
    seq = indexing.index().seq()

    def fail(*_: object) -> None:
        raise IndexUnavailable("The disk is full.")

    with monkeypatch.context() as broken:
        broken.setattr(type(indexing.index()), "apply", fail)
        with pytest.raises(IndexUnavailable):
            indexing.drain()
    assert indexing.index().seq() == seq
    assert indexing.drain() == 1
    assert found("zanzibarically") == {OCHA}


def test_s1_a_withdrawn_statement_leaves_the_index(own_app: Flask) -> None:
    """S1: the drain takes what was withdrawn out of the index."""
    editing.withdraw(KIRBY)
    assert indexing.verify().surplus == [KIRBY]
    indexing.drain()
    assert KIRBY not in indexing.index().contents()
    assert indexing.verify().sound


def test_a_new_name_of_an_actor_finds_its_statements(own_app: Flask) -> None:
    """An alias added to an actor re-indexes what it said and what it stands behind; a removed one finds no more."""
    assert JOINT in found("Turkiye")
    editing.revise("actor", "turkiye", name="Zanzibaria")
    indexing.drain()
    assert JOINT in found("Zanzibaria")
    assert indexing.verify().sound


def test_a_new_spelling_of_a_term_finds_its_statements(own_app: Flask) -> None:
    """A heading given to a term re-indexes all its statements."""
    mine = {item["id"] for item in reading.statements_of(term="humanitarian-pause")}
    editing.revise("term", "humanitarian-pause", preferred="zanzibarical pause")
    assert indexing.drain() == 401
    assert found("zanzibarical") == mine
    assert indexing.verify().sound


def test_a_new_name_of_a_source_or_event_finds_its_statements(small_app: Flask, tmp_path: Path) -> None:
    """An import that renames a source and an event re-indexes the statements that were read in it or speak of it."""
    indexing.drain()
    data = data_sets.small()
    record(data, "sources", "abc-2023-10-27-kirby")["title"] = "Zanzibaria today"
    record(data, "events", "gaza-requests-2023-10-27")["name"] = "Uqbarian requests"
    importing.import_folder(data_sets.write(data, tmp_path / "renamed"))
    indexing.drain()
    assert found("Zanzibaria") == {KIRBY}
    assert found("Uqbarian") == {item["id"] for item in reading.statements_of(event="gaza-requests-2023-10-27")}
    assert indexing.verify().sound


def test_s5_verify_names_exactly_what_differs(own_app: Flask) -> None:
    """S5: one statement taken out, one held in another revision, one too many: each is named, and nothing else."""
    known, seq = indexing.material(), indexing.index().seq()
    mine = index_document(reading.statements([OCHA])[0], known)
    indexing.index().apply([replace(mine, revision=7), replace(mine, id="nobody-pause-2023")], [KIRBY], seq)
    assert indexing.verify() == indexing.Verification(
        missing=[KIRBY], surplus=["nobody-pause-2023"], stale=[OCHA], behind=0
    )
    assert not indexing.verify().sound
    assert indexing.rebuild() == 401
    assert indexing.verify().sound


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("times", [1, indexing.LOOKS - 1])
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
    assert indexing.verify() == indexing.Verification([], [], [], 0)
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
    assert indexing.verify().behind == 1
    assert next(numbers) == indexing.LOOKS


def test_an_absent_index_is_made_by_the_next_drain(own_app: Flask, own_instance: Path) -> None:
    """A removed index is no fault that lasts: drain builds it."""
    indexing.index().close()
    shutil.rmtree(own_instance / "index")
    with pytest.raises(IndexUnavailable):
        indexing.verify()
    assert indexing.drain() == 401
    assert indexing.verify().sound


@pytest.mark.sqlite
def test_a_database_put_back_from_a_backup_is_followed_too(own_app: Flask, own_instance: Path) -> None:
    """When the index is ahead of the database, as after a restore, the next drain makes it anew."""
    backup = (own_instance / "glossary.db").read_bytes()
    editing.revise("statement", OCHA, summary="Zanzibarically short.")
    indexing.drain()
    db.session.close()
    db.engine.dispose()
    (own_instance / "glossary.db").write_bytes(backup)
    assert indexing.verify().stale == [OCHA]
    assert indexing.drain() == 401
    assert indexing.verify().sound
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
    assert regrown > 1 or indexing.Watch().finds_need()
    assert indexing.drain() == 401 + regrown
    assert indexing.verify().sound
    assert found("zanzibarically") == set()
    assert not indexing.Watch().finds_need()
    editing.add_like(KIRBY, "the-last")
    assert indexing.drain() == 1


@pytest.mark.parametrize("noted", [None, b"", b"seven", b"401", b"9999999 2026-01-01T00:00:00", b"\xff"])
def test_an_index_that_does_not_say_its_moment_is_taken_as_it_is(
    own_app: Flask, own_instance: Path, noted: bytes | None
) -> None:
    """One that was made before moments were noted, or was killed before: it is drained by its number."""
    file = own_instance / "index.state"
    file.unlink(missing_ok=True)
    if noted is not None:
        file.write_bytes(noted)
    assert not indexing.Watch().finds_need()
    editing.add_like(KIRBY, "one-more")
    assert indexing.drain() == 1
    assert indexing.verify().sound


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
        watch = indexing.Watch(ticks)
        assert not watch.finds_need()
        ticks.now = indexing.PATIENCE
        assert watch.finds_need()
        assert indexing.drain() == 1
    db.session.rollback()
    assert found("zanzibarically") == {OCHA}
    assert indexing.verify().sound


def test_the_memory_engine_keeps_step_the_same_way(small_app: Flask) -> None:
    """The small engine is drained, verified and searched like the large one."""
    assert indexing.drain() == 14
    editing.revise("statement", OCHA, summary="Zanzibarically short.")
    assert indexing.drain() == 1
    assert found("zanzibarically") == {OCHA}
    assert indexing.verify().sound


class Ticks:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.now: float = 0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(
    ("missing", "patience"), [(1, indexing.PATIENCE), (indexing.FEW, 1.0), (indexing.FEW + 1, 10.0)]
)
def test_s1_a_process_that_only_watches_waits_for_whoever_publishes(
    own_app: Flask, missing: int, patience: float
) -> None:
    """S1: a few changes are left to their publisher for a second, many for ten; then it is time to drain."""
    ticks = Ticks()
    watch = indexing.Watch(ticks)
    assert not watch.finds_need()
    for number in range(missing):
        editing.add_like(KIRBY, f"one-more-{number}")
    assert not watch.finds_need()
    ticks.now = patience - 0.1
    assert not watch.finds_need()
    ticks.now = patience
    assert watch.finds_need()
    indexing.drain()
    assert not watch.finds_need()


def test_the_wait_begins_anew_whenever_the_index_has_moved(own_app: Flask) -> None:
    """An import that keeps the index up all along is left alone, however long it takes; one that stands is not."""
    ticks = Ticks()
    watch = indexing.Watch(ticks)
    for number in range(5):
        editing.add_like(KIRBY, f"before-{number}")
        assert not watch.finds_need()
        ticks.now += 0.9
        indexing.drain()
        editing.add_like(KIRBY, f"after-{number}")
        assert not watch.finds_need()
        ticks.now += 0.9
    ticks.now += 0.1
    assert watch.finds_need()


def test_an_index_that_is_missing_or_ahead_is_mended_at_once(own_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody else will: an index ahead of its database, or none at all, is no publication under way."""
    watch = indexing.Watch(Ticks())
    with monkeypatch.context() as earlier:
        earlier.setattr(change_log, "last_change", lambda: indexing.index().seq() - 1)
        assert watch.finds_need()
    shutil.rmtree(Path(own_app.instance_path) / "index")
    indexing.index().close()  # type: ignore[attr-defined]
    assert watch.finds_need()
