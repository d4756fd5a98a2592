"""What `glossary doctor` asks of a database as such: version, how texts are kept and ordered, soundness."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from sqlalchemy import text

from glossary.db import db, wal_is_sound
from glossary.services.health.check import Check
from glossary.sqlite_library import sqlite3

ORDERS = frozenset({"C", "C.UTF-8", "C.UTF8", "POSIX"})
"""Orders of texts, in capitals but for the dot, that are the same on every machine: by the numbers of the letters.

Another order changes with the library of the system, and with it which texts an index finds (PostgreSQL's manual,
"Collation Versioning"); SQLite's order is this one, too.
"""
_SERVER = """
SELECT current_setting('server_version') AS version, pg_encoding_to_char(encoding) AS encoding, datcollate, datctype
FROM pg_database WHERE datname = current_database()
"""


def checks() -> Iterator[Check]:
    """What there is to say of this kind of database."""
    kind = db.engine.dialect.name
    if kind == "sqlite":
        yield from _sqlite()
    elif kind == "postgresql":
        yield from _postgresql()


def _sqlite() -> Iterator[Check]:
    mode = db.session.scalar(text("PRAGMA journal_mode"))
    fault = "the write-ahead log of this version has a known fault and is not used (the extra `sqlite` has a newer one)"
    why = "" if wal_is_sound() else f"; {fault}"
    yield Check("sqlite", True, f"SQLite {sqlite3.sqlite_version}, journal: {mode}{why}.")
    whole = db.session.scalar(text("PRAGMA integrity_check"))
    yield Check("integrity", whole == "ok", f"Integrity of the database file: {whole}.")
    broken = db.session.execute(text("PRAGMA foreign_key_check")).all()
    yield Check("references", not broken, f"References that lead nowhere: {len(broken)}.")


def _postgresql() -> Iterator[Check]:
    server = db.session.execute(text(_SERVER)).one()
    words = f"PostgreSQL {server.version}, reached by {db.engine.dialect.driver} {_driver()}."
    yield Check("postgresql", True, words)
    yield texts(server.encoding, server.datcollate, server.datctype)


def texts(encoding: str, order: str, letters: str) -> Check:
    """Whether PostgreSQL keeps and orders texts as this program needs it."""
    words = f"Texts are kept in {encoding}, ordered by {order}, letters told by {letters}"
    if encoding == "UTF8" and all(name.upper() in ORDERS for name in (order, letters)):
        return Check("texts", True, f"{words}.")
    remedy = "make the database anew with ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8' TEMPLATE template0"
    return Check("texts", False, f"{words}; UTF8 and C.UTF-8 are needed: {remedy}.")


def _driver() -> str:
    try:
        return version(db.engine.dialect.driver)
    except PackageNotFoundError:
        return "of an unknown version"
