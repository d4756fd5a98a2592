"""The database door: engine options, SQLite and PostgreSQL used as they should be, and the one way to write.

A write takes the write lock at its first word (`BEGIN IMMEDIATE`; on PostgreSQL one advisory lock): a transaction that
reads first and writes later meets "database is locked" under load, and this one waits instead. What a request reads is
of one moment: SQLite gives that to every transaction, PostgreSQL to those that are REPEATABLE READ.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from inspect import iscoroutinefunction
from typing import Any

from flask import Flask
from flask_sqlalchemy_lite import SQLAlchemy
from sqlalchemy import URL, Engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.orm import Session

from glossary import database_address, sqlite_library
from glossary.errors import UnsafeSetting
from glossary.sqlite_library import sqlite3

db = SQLAlchemy()

BUSY_TIMEOUT_MS = 5000
WRITERS_LOCK = 7_305_171_826
"""PostgreSQL's advisory lock of this program's writers: any number that no other program takes."""
POSTGRESQL: dict[str, Any] = {
    "isolation_level": "REPEATABLE READ",
    "pool_pre_ping": True,  # a server that was restarted is met by a new connection, not by an error
    "max_overflow": 64,  # a connection for every thread that there may be (THREADS); they are made when needed
    "pool_timeout": BUSY_TIMEOUT_MS / 1000,
    "connect_args": {
        "connect_timeout": BUSY_TIMEOUT_MS // 1000,
        # A machine that vanished is noticed in 25 s and not in two hours: by us, and by the server, which lets go of
        # its locks then. A writer that was halted for a minute has lost its turn.
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": 25_000,
        "options": f"-c lock_timeout={BUSY_TIMEOUT_MS} -c timezone=UTC -c tcp_keepalives_idle=10 "
        "-c tcp_keepalives_interval=5 -c tcp_keepalives_count=3 -c idle_in_transaction_session_timeout=60000",
    },
}
"""What differs from SQLAlchemy's own defaults where the records are in PostgreSQL."""
PATIENT = "SET LOCAL idle_in_transaction_session_timeout = 0"
"""For a transaction of PostgreSQL that waits on purpose while another program reads by it."""
_WAL_FIXED = ((3, 51, 3), (3, 50, 7), (3, 44, 6))
"""SQLite releases in which a corruption bug of write-ahead logging is mended, one a branch; later ones have it too."""


def wal_is_sound(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> bool:
    """Whether this SQLite library has the mended write-ahead log."""
    return version >= _WAL_FIXED[0] or any(version[:2] == ok[:2] and version >= ok for ok in _WAL_FIXED[1:])


def init_app(app: Flask, url: str) -> None:
    """Bind the app to its database. Its errors do not repeat what was asked for: they end in the log."""
    _check_address(url)
    options = _options(make_url(url))
    app.config["SQLALCHEMY_ENGINES"] = {"default": {"url": url, "hide_parameters": True, **options}}
    db.init_app(app)
    # The extension closes async sessions after every request, by an event loop of its own; we have none to close.
    app.teardown_appcontext_funcs[:] = [
        _past_loss(close) for close in app.teardown_appcontext_funcs if not iscoroutinefunction(close)
    ]
    with app.app_context():
        prepare_engine(db.engine)
        if db.engine.dialect.name == "postgresql":
            event.listen(db.engine, "before_cursor_execute", _without_nul, retval=True)


def _options(url: URL) -> dict[str, Any]:
    """How the engine is made, besides the address."""
    if url.get_backend_name() != "postgresql":
        return sqlite_library.options(url)
    return {**POSTGRESQL, "connect_args": database_address.connect_args(url, POSTGRESQL["connect_args"])}


def _past_loss(close: Callable[..., Any]) -> Callable[..., None]:
    """Let a request end well whose connection was lost after it was answered: there is nothing left to close."""

    def closed(error: BaseException | None) -> None:
        with suppress(OperationalError):
            close(error)

    return closed


def _check_address(url: str) -> None:
    """Refuse an address that leads to no database, or to one whose driver is missing. It may hold a password."""
    try:
        make_url(url).get_dialect().import_dbapi()
    except ArgumentError as error:
        raise UnsafeSetting("DATABASE_URL is no address of a database, such as sqlite:////srv/glossary.db.") from error
    except ImportError as error:
        raise UnsafeSetting("DATABASE_URL needs a driver that is not installed.") from error


def prepare_engine(engine: Engine) -> None:
    """Set every SQLite connection up; PostgreSQL is told all it needs by `POSTGRESQL`."""
    if engine.dialect.name != "sqlite":
        return
    event.listen(engine, "do_connect", _make_private)
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)


def _without_nul(
    _connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool
) -> tuple[str, Any]:
    """Ask for U+FFFD in place of NUL, which this database refuses to hear of.

    Records are refused that hold control characters, so that whoever looks for one is told, as by SQLite, that there
    is none.
    """
    if isinstance(parameters, list):  # `many` is also said of many rows in one statement, which have one dict
        return statement, [_told(some) for some in parameters]
    return statement, _told(parameters)


def _told(parameters: Any) -> Any:
    if isinstance(parameters, Mapping):
        return {name: _plain(value) for name, value in parameters.items()}
    return tuple(_plain(value) for value in parameters)


def _plain(value: Any) -> Any:
    return value.replace("\0", "\ufffd") if isinstance(value, str) else value


def _make_private(_dialect: Any, _record: Any, arguments: Any, _parameters: Any) -> None:
    """Make a database file that is not there yet for its owner alone: SQLite itself would let everybody read it."""
    path = str(arguments[0]) if arguments else ":memory:"
    if not path.startswith((":memory:", "file:")):
        with suppress(OSError):  # it is there already, or cannot be made, which SQLite says better
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


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


def let_go() -> None:
    """End what this request has read so far: while one reads, SQLite lets nobody commit, and then nobody else read.

    For what takes its time with records that it has: a page of thousands of statements is written for a second.
    """
    db.session.rollback()


@contextmanager
def writing() -> Iterator[Session]:
    """One write transaction: all of the block or nothing of it.

    What the same request has read before is let go of first: an open read would keep the write from being committed,
    and hide it afterwards. Writers take turns, so that change-log numbers follow the order of commits.
    """
    db.session.rollback()
    options: dict[str, Any] = {"write": True}
    shared = db.engine.dialect.name == "postgresql"
    if shared:
        options["isolation_level"] = "READ COMMITTED"  # it waits for its turn, then sees what those before it wrote
    with Session(db.engine.execution_options(**options)) as session, session.begin():
        if shared:
            session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITERS_LOCK})
        yield session


def first_line(error: DBAPIError) -> str:
    """What the driver says, without the values that follow it; the name of its error where it says nothing.

    PostgreSQL tells the whole row in the lines that follow.
    """
    said = str(error.orig).strip().splitlines()
    return said[0].rstrip(".") if said else type(error.orig).__name__
