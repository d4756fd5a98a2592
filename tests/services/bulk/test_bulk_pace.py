"""How an import goes beside others: short transactions, turns for readers and the index, a lock waited for (U2, U3)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from glossary import db as database
from glossary.db import db
from glossary.services.auditing import OPERATOR
from glossary.services.bulk import batch as bulk_batch
from glossary.services.bulk import writing as bulk_writing
from glossary.services.index import verifying
from glossary.services.publishing import editing
from glossary.services.publishing.editing import Draft
from glossary.services.reading import published as reading
from glossary.sqlite_library import sqlite3
from tests.services.bulk.files import KIRBY, judge, many, publish, row, write_lines


class Ticks:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.now: float = 0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize("cost", [1, 3, 7, 12, 60])
def test_u2_a_transaction_takes_no_record_after_its_time(
    small_app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cost: int
) -> None:
    """U2: whatever a record costs, a transaction ends with the record in which its time ran out, and none is empty."""
    assert bulk_writing.LOCK_SECONDS == 0.1
    monkeypatch.setattr(bulk_writing, "LOCK_SECONDS", 12)
    ticks, sizes = Ticks(), []
    put = bulk_batch.Batch.put

    def slow(batch: Any, group: Any) -> None:
        put(batch, group)
        ticks.now += cost

    monkeypatch.setattr(bulk_batch.Batch, "put", slow)
    path = write_lines(tmp_path, *many(23))
    judge(path)
    done = [0]

    def keep(_session: Session, written: Any) -> None:
        sizes.append(written.done - done[0])
        done[0] = written.done

    publish(path, keep=keep, clock=ticks)
    each = next(n for n in range(1, 24) if n * cost >= 12 or n == 23)
    assert sum(sizes) == 23
    assert set(sizes[:-1]) <= {each}
    assert 0 < sizes[-1] <= each


@pytest.mark.sqlite
@pytest.mark.parametrize(("held", "published"), [(3, 5), (4, 0)], ids=["until the last moment", "longer"])
def test_u3_an_import_waits_for_the_lock_and_then_goes_on(
    small_app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: int, published: int
) -> None:
    """U3: while somebody holds the lock the import tries again for its time; after that it fails and wrote nothing."""
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 0)
    db.engine.dispose()
    path = write_lines(tmp_path, *many(5))
    judge(path)
    before, ticks, tries = len(reading.statements_of()), Ticks(), []
    other = sqlite3.connect(Path(small_app.instance_path) / "glossary.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    def pause(_seconds: float) -> None:
        ticks.now += 1
        tries.append(1)
        if len(tries) == held:
            other.execute("ROLLBACK")

    db.session.rollback()
    try:
        publish(path, clock=ticks, pause=pause, patience=3)
    except OperationalError:
        assert published == 0
    other.close()
    assert len(reading.statements_of()) - before == published


def test_the_lock_is_left_to_others_after_each_transaction(small_app: Flask, tmp_path: Path) -> None:
    """Another writer gets its turn between any two transactions of an import."""
    path = write_lines(tmp_path, *many(3))
    judge(path)
    turns: list[int] = []

    def other(_: float) -> None:
        turns.append(1)
        mine = row("statement", KIRBY, id=f"between-{len(turns)}", disputes=[])
        editing.publish([Draft("statement", mine)], by=OPERATOR)

    written = publish(path, pause=other, clock=iter(range(1_000)).__next__)
    assert (written.new, len(turns)) == (3, 3)


@pytest.mark.parametrize(
    ("commit", "more"), [(0.0, 0.0), (0.01, 0.1), (0.02, 0.2), (0.03, 0.3), (0.031, 0.3), (4.0, 0.3)]
)
def test_u2_the_longer_a_commit_takes_the_longer_the_readers_have_their_turn(
    small_app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, commit: float, more: float
) -> None:
    """U2: after a commit, in which nobody reads, come ten times as long without one, or 0.3 s at the most."""
    ticks, pauses = Ticks(), []
    whole = bulk_writing.writing

    @contextmanager
    def slow() -> Iterator[Session]:
        with whole() as session:
            yield session
        ticks.now += commit

    monkeypatch.setattr(bulk_writing, "writing", slow)
    path = write_lines(tmp_path, *many(2))
    judge(path)
    publish(path, clock=ticks, pause=pauses.append)
    assert pauses == [pytest.approx(more)]


@pytest.mark.parametrize(("cost", "apart"), [(0.0, 1.7), (0.4, 1.7), (0.6, 1.8), (2.0, 6.0)])
def test_u2_the_index_follows_in_time_or_less_often_where_it_is_slow(
    small_app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cost: float, apart: float
) -> None:
    """U2, S1: it follows 1.7 s after it has done so, or three times as long as that took; at the end it has all."""
    ticks, ends, begins = Ticks(), [], []
    put, follow = bulk_batch.Batch.put, editing.follow

    def slow(batch: Any, group: Any) -> None:
        put(batch, group)
        ticks.now += 0.3

    def followed() -> None:
        begins.append(ticks.now)
        follow()
        ticks.now += cost
        ends.append(ticks.now)

    monkeypatch.setattr(bulk_batch.Batch, "put", slow)
    monkeypatch.setattr(editing, "follow", followed)
    path = write_lines(tmp_path, *many(40))
    judge(path)
    publish(path, clock=ticks)
    waits = [begin - end for begin, end in zip(begins[1:-1], ends, strict=False)]
    assert waits
    assert all(apart - 0.01 <= wait <= apart + 0.31 for wait in waits)
    assert verifying.verify().sound
