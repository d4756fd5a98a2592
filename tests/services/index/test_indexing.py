"""The search index keeps step with the database: what is published is in it after a drain (S1, S2)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from flask import Flask

from glossary import create_app
from glossary.db import db
from glossary.errors import IndexUnavailable
from glossary.services.index import indexing, verifying, watching
from glossary.services.index.documents import index_document
from glossary.services.publishing import importing
from glossary.services.reading import published as reading
from tests import data_sets
from tests.data_sets import record
from tests.services.index.looking import Ticks, found
from tests.services.publishing import editing

KIRBY, KIRBY_RETOLD = "john-kirby-humanitarian-pause-2023-10-26", "john-kirby-humanitarian-pause-2023-10-27"
OCHA = "ocha-humanitarian-pause-2022"
JOINT = "astana-guarantors-de-escalation-area-2017-05-04"


def test_a_fresh_index_agrees(own_app: Flask) -> None:
    """After import and drain, database and index hold the same statements in the same revisions."""
    assert verifying.verify() == verifying.Verification([], [], [], 0)
    assert verifying.verify().sound
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
        assert verifying.verify().behind == 1
        assert verifying.verify().stale == [OCHA]
        assert indexing.drain() == 1
        assert found("zanzibarically") == {OCHA}
        assert verifying.verify().sound
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


@pytest.mark.parametrize("deed", [indexing.drain, indexing.rebuild], ids=["drain", "rebuild"])
def test_u2_who_waits_for_the_index_keeps_nobody_from_publishing(
    own_app: Flask, monkeypatch: pytest.MonkeyPatch, deed: Callable[[], int]
) -> None:
    """U2: what was read before the wait for the index's lock is let go of; others publish meanwhile."""
    engine, arrived = indexing.index(), threading.Event()
    lock = engine.exclusive
    editing.revise("statement", OCHA, summary="Zanzibarically short.")

    def arrive() -> AbstractContextManager[None]:
        arrived.set()
        return lock()

    def work() -> None:
        with own_app.app_context():
            deed()

    with lock():
        monkeypatch.setattr(engine, "exclusive", arrive)
        waiting = threading.Thread(target=work)
        waiting.start()
        assert arrived.wait(10)
        editing.revise("statement", KIRBY, summary="Zanzibarically long.")
    waiting.join()
    db.session.rollback()
    assert found("zanzibarically") == {OCHA, KIRBY}


def test_s1_a_withdrawn_statement_leaves_the_index(own_app: Flask) -> None:
    """S1: the drain takes what was withdrawn out of the index."""
    editing.withdraw(KIRBY)
    assert verifying.verify().surplus == [KIRBY]
    indexing.drain()
    assert KIRBY not in indexing.index().contents()
    assert verifying.verify().sound


def test_a_new_name_of_an_actor_finds_its_statements(own_app: Flask) -> None:
    """An alias added to an actor re-indexes what it said and what it stands behind; a removed one finds no more."""
    assert JOINT in found("Turkiye")
    editing.revise("actor", "turkiye", name="Zanzibaria")
    indexing.drain()
    assert JOINT in found("Zanzibaria")
    assert verifying.verify().sound


def test_a_new_spelling_of_a_term_finds_its_statements(own_app: Flask) -> None:
    """A heading given to a term re-indexes its statements, and no others: nobody waits for all of them."""
    mine = {item["id"] for item in reading.statements_of(term="humanitarian-pause")}
    editing.revise("term", "humanitarian-pause", preferred="zanzibarical pause")
    assert indexing.drain() == len(mine)
    assert found("zanzibarical") == mine
    assert verifying.verify().sound


def test_what_becomes_one_word_is_found_in_all_texts(own_app: Flask) -> None:
    """A spelling that makes one word of two, or undoes that, has every text read again: any may have it."""
    apart, truces = found('"humanitarian pause"'), {item["id"] for item in reading.statements_of(term="truce")}
    assert apart - truces
    assert found('"humanitarianpause"') == set()
    for preferred, written, joined in (
        ("humanitarianpause", 401, apart - truces),
        ("humanitarianpause or truce", 401, set()),
        ("truce", len(truces), set()),
    ):
        editing.revise("term", "truce", preferred=preferred)
        assert indexing.drain() == written
        assert found('"humanitarian pause"') - truces == apart - truces
        assert found('"humanitarianpause"') - truces == joined
        assert verifying.verify().sound


def test_a_new_term_has_no_text_read_again(own_app: Flask) -> None:
    """S1: it has no statements yet, and its words stand in texts as they are."""
    editing.add_like("truce", "zanzibarical-pause", kind="term", preferred="zanzibarical pause")
    assert indexing.drain() == 0
    assert verifying.verify().sound
    assert found("zanzibarical") == set()


def test_what_a_code_means_has_all_read_again(small_app: Flask, tmp_path: Path) -> None:
    """S1: closed lists change without a row in the change log, but stand in what is searched."""
    indexing.drain()
    data = data_sets.small()
    dimension = next(one for one in data["dimensions"] if one["id"] == "duration")
    for code in dimension["codes"]:
        code["definition"] += " Zanzibarically."
    importing.import_folder(data_sets.write(data, tmp_path / "other"))
    watch = watching.Watch(ticks := Ticks())
    assert not watch.finds_need()
    assert verifying.verify() == verifying.Verification([], [], [], 0, outdated=True)
    assert not verifying.verify().sound
    ticks.now = watching.LISTS_SECONDS
    assert watch.finds_need()
    assert not watch.finds_need()
    assert indexing.drain() == 14
    assert found("zanzibarically")
    assert verifying.verify().sound
    assert indexing.drain() == 0
    ticks.now *= 2
    assert not watch.finds_need()


@pytest.mark.parametrize("at_once", [1, 3, 100])
def test_many_changes_are_written_part_by_part(own_app: Flask, monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    """S2: few documents are in memory at a time; the index says which change it holds only with the last of them."""
    monkeypatch.setattr(indexing, "AT_ONCE", at_once)
    for number in range(7):
        editing.add_like(KIRBY, f"one-more-{number}", summary="Zanzibarically short.")
    editing.withdraw("one-more-3")
    assert indexing.drain() == 7
    assert len(found("zanzibarically")) == 6
    assert verifying.verify().sound


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
    assert verifying.verify().sound


def test_the_memory_engine_keeps_step_the_same_way(small_app: Flask) -> None:
    """The small engine is drained, verified and searched like the large one."""
    assert indexing.drain() == 14
    editing.revise("statement", OCHA, summary="Zanzibarically short.")
    assert indexing.drain() == 1
    assert found("zanzibarically") == {OCHA}
    assert verifying.verify().sound
