"""The database door: engine options, SQLite used as it should be, and the one way to write.

A write takes the write lock at its first word (`BEGIN IMMEDIATE`): a transaction that reads first and writes later
meets "database is locked" under load, and this one waits instead.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from inspect import iscoroutinefunction
from typing import Any

from flask import Flask
from flask_sqlalchemy_lite import SQLAlchemy
from sqlalchemy import Engine, event, make_url, text
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session

from glossary.errors import UnsafeSetting

db = SQLAlchemy()

BUSY_TIMEOUT_MS = 5000
WRITERS_LOCK = 7_305_171_826
"""PostgreSQL's advisory lock of this program's writers: any number that no other program takes."""
_WAL_FIXED = ((3, 51, 3), (3, 50, 7), (3, 44, 6))
"""SQLite releases in which a corruption bug of write-ahead logging is mended, one a branch; later ones have it too."""


def wal_is_sound(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> bool:
    """Whether this SQLite library has the mended write-ahead log."""
    return version >= _WAL_FIXED[0] or any(version[:2] == ok[:2] and version >= ok for ok in _WAL_FIXED[1:])


def init_app(app: Flask, url: str) -> None:
    """Bind the app to its database. Its errors do not repeat what was asked for: they end in the log."""
    _check_address(url)
    app.config["SQLALCHEMY_ENGINES"] = {"default": {"url": url, "hide_parameters": True}}
    db.init_app(app)
    # The extension closes async sessions after every request, by an event loop of its own; we have none to close.
    app.teardown_appcontext_funcs[:] = [f for f in app.teardown_appcontext_funcs if not iscoroutinefunction(f)]
    with app.app_context():
        prepare_engine(db.engine)


def _check_address(url: str) -> None:
    """Refuse an address that leads to no database, or to one whose driver is missing. It may hold a password."""
    try:
        make_url(url).get_dialect().import_dbapi()
    except ArgumentError as error:
        raise UnsafeSetting("DATABASE is no address of a database, such as sqlite:////srv/glossary.db.") from error
    except ImportError as error:
        raise UnsafeSetting("DATABASE needs a driver that is not installed.") from error


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
    """One write transaction: all of the block or nothing of it.

    What the same request has read before is let go of first: an open read would keep the write from being committed,
    and hide it afterwards. Writers take turns, so that change-log numbers follow the order of commits.
    """
    db.session.rollback()
    with Session(db.engine.execution_options(write=True)) as session, session.begin():
        if db.engine.dialect.name == "postgresql":
            session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITERS_LOCK})
        yield session
