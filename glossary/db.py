"""The database door: engine options, SQLite used as it should be, and the one way to write.

A write takes the write lock at its first word (`BEGIN IMMEDIATE`): a transaction that reads first and writes later
meets "database is locked" under load, and this one waits instead.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from flask_sqlalchemy_lite import SQLAlchemy
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

db = SQLAlchemy()

BUSY_TIMEOUT_MS = 5000
_WAL_FIXED = ((3, 51, 3), (3, 50, 7), (3, 44, 6))
"""SQLite releases in which a corruption bug of write-ahead logging is mended, one a branch; later ones have it too."""


def wal_is_sound(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> bool:
    """Whether this SQLite library has the mended write-ahead log."""
    return version >= _WAL_FIXED[0] or any(version[:2] == ok[:2] and version >= ok for ok in _WAL_FIXED[1:])


def init_app(app: Flask, url: str) -> None:
    """Bind the app to its database."""
    app.config["SQLALCHEMY_ENGINES"] = {"default": {"url": url}}
    db.init_app(app)
    with app.app_context():
        prepare_engine(db.engine)


def prepare_engine(engine: Engine) -> None:
    """Set every SQLite connection up; other databases need nothing."""
    if engine.dialect.name != "sqlite":
        return
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)


def _set_pragmas(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # BEGIN is ours to say
    journal = "WAL" if wal_is_sound() else "DELETE"
    for pragma in (
        f"busy_timeout={BUSY_TIMEOUT_MS}",
        "foreign_keys=ON",
        "synchronous=FULL",
        f"journal_mode={journal}",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin(connection: Any) -> None:
    writing = connection.get_execution_options().get("write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def writing() -> Iterator[Session]:
    """One write transaction: all of the block or nothing of it."""
    with Session(db.engine.execution_options(write=True)) as session, session.begin():
        yield session
