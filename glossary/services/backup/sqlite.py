"""A copy of an SQLite database that others write to meanwhile, by SQLite's own backup (sqlite.org/backup.html)."""

from __future__ import annotations

import os
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from glossary.errors import Invalid
from glossary.sqlite_library import sqlite3

PIECE = 256
"""Pages (of 4 KB) that are copied at a time: a writer waits for one such piece, which takes a few milliseconds."""
RESTARTS = 5
"""How often a writer may overtake a copy in pieces, whereupon SQLite begins it anew; then it is made in one go."""
PATIENCE = 30.0
"""Seconds for which the database may be found locked without a single piece copied. Writers hold it for much less."""
PAUSE = 0.005
"""Seconds between two tries to read while it is locked."""
LOCKED = "Another process holds the database locked. No backup was made."
DAMAGED = "The database is damaged: {}. No backup was made, and none was removed; `glossary doctor` looks at it."


class _OvertakenError(Exception):
    """Writers have made the copy begin anew too often."""


class _Watch:
    """Hears of every piece; stops a copy that is overtaken again and again, or kept waiting for too long."""

    def __init__(self, restarts: int | None) -> None:
        self._restarts, self._left, self._moved = restarts, -1, time.monotonic()

    def __call__(self, status: int, remaining: int, _total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            if time.monotonic() - self._moved > PATIENCE:
                raise Invalid(LOCKED)
            return
        self._moved = time.monotonic()
        if self._restarts is not None and 0 <= self._left < remaining:
            self._restarts -= 1
            if self._restarts < 0:
                raise _OvertakenError
        self._left = remaining


def copy(engine: Engine, path: Path) -> None:
    """Write the database of this moment into a new file, mode 0600, that needs no other file beside it.

    Writers go on meanwhile. Raises `Invalid` where the database is held locked or is damaged.
    """
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    source = engine.raw_connection()
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as target:
            target.execute("PRAGMA synchronous=OFF")  # the caller has the whole file put on the disk
            _copy(source.driver_connection, target)
        with closing(sqlite3.connect(path, isolation_level=None)) as target:
            target.execute("PRAGMA journal_mode=DELETE")
            _look(target)
    finally:
        source.close()


def _copy(source: Any, target: sqlite3.Connection) -> None:
    if _journal(source) == "wal":
        _copy_of_one_moment(source, target)
        return
    try:
        source.backup(target, pages=PIECE, progress=_Watch(RESTARTS), sleep=PAUSE)
    except _OvertakenError:
        source.backup(target, pages=-1, progress=_Watch(None), sleep=PAUSE)


def _journal(source: Any) -> str:
    try:
        return str(source.execute("PRAGMA journal_mode").fetchone()[0])
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        raise Invalid(LOCKED) from error


def _copy_of_one_moment(source: Any, target: sqlite3.Connection) -> None:
    """With a write-ahead log a reader keeps its moment, and no writer waits for it."""
    source.execute("BEGIN")
    try:
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        source.backup(target, pages=PIECE, progress=_Watch(None), sleep=PAUSE)
    finally:
        source.execute("ROLLBACK")


def _look(copied: sqlite3.Connection) -> None:
    """A damaged database is not to take the place of sound backups."""
    found = copied.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise Invalid(DAMAGED.format(found))
