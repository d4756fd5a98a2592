"""Copying a database on SQLite while others write: no writer is in the way, and a lock is waited for (K9)."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from glossary.errors import Invalid
from glossary.services.backup import sqlite as backup_sqlite
from glossary.sqlite_library import create_engine, sqlite3


@pytest.fixture(params=["delete", "wal"])
def pairs(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database of two tables that every write fills alike, with either kind of journal."""
    path = tmp_path / "pairs.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as made:
        made.execute(f"PRAGMA journal_mode={request.param}")
        made.execute("CREATE TABLE one (words TEXT)")
        made.execute("CREATE TABLE other (words TEXT)")
        pair(made, 300)
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": 60})
    yield engine
    engine.dispose()


def pair(connection: sqlite3.Connection, rows: int = 1) -> None:
    """Write into both tables, in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    for table in ("one", "other"):
        connection.executemany(f"INSERT INTO {table} VALUES (?)", [("words " * 200,)] * rows)  # noqa: S608
    connection.execute("COMMIT")


def counts(path: Path) -> list[int]:
    """How many rows each of the two has."""
    with closing(sqlite3.connect(path)) as connection:
        return [connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("one", "other")]  # noqa: S608


def test_k9_a_writer_that_never_stops_is_not_in_the_way(
    pairs: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """K9: copied a page at a time while another commits all the time, the copy ends, and is of one moment."""
    monkeypatch.setattr(backup_sqlite, "PIECE", 1)
    stop, written = threading.Event(), threading.Event()

    def write() -> None:
        with closing(sqlite3.connect(tmp_path / "pairs.db", timeout=60, isolation_level=None)) as connection:
            connection.execute("PRAGMA synchronous=OFF")
            while not stop.wait(0.001):
                pair(connection)
                written.set()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert written.wait(60)
        backup_sqlite.copy(pairs, tmp_path / "copy.db")
    finally:
        stop.set()
        writer.join()
    one, other = counts(tmp_path / "copy.db")
    assert one == other > 300
    assert counts(tmp_path / "pairs.db")[0] >= one
    assert {path.name for path in tmp_path.glob("copy.db*")} == {"copy.db"}


def test_a_held_database_is_waited_for_and_then_told(
    pairs: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A lock that is not let go of ends the wait with a sentence; with a write-ahead log there is none to wait for."""
    monkeypatch.setattr(backup_sqlite, "PATIENCE", 0.02)
    event.listen(pairs, "connect", lambda connection, _: connection.execute("PRAGMA busy_timeout=10").close())
    with closing(sqlite3.connect(tmp_path / "pairs.db", isolation_level=None)) as holder:
        log = holder.execute("PRAGMA journal_mode").fetchone()[0]
        holder.execute("BEGIN EXCLUSIVE")
        if log == "wal":
            backup_sqlite.copy(pairs, tmp_path / "copy.db")
            assert counts(tmp_path / "copy.db") == [300, 300]
            return
        with pytest.raises(Invalid, match="holds the database locked"):
            backup_sqlite.copy(pairs, tmp_path / "copy.db")
        monkeypatch.setattr(backup_sqlite, "_journal", lambda _: log)  # as if the lock was taken a moment later
        with pytest.raises(Invalid, match="holds the database locked"):
            backup_sqlite.copy(pairs, tmp_path / "other.db")
