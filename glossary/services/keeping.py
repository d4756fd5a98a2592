"""Is all well? For the machines that ask every few seconds, and for the operator who wants to know why not."""

from __future__ import annotations

import platform
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from glossary.db import db, wal_is_sound
from glossary.errors import IndexUnavailable
from glossary.services import indexing, migrating, reading

WHOOSH_CARRIES = 10_000
"""Statements up to which the engines that need no installing keep their promise (docs/figures.md)."""
ADVICE = "For more: pip install glossary[tantivy], set GLOSSARY_SEARCH=tantivy, then `glossary index rebuild`."
LAG_TOLERATED = 1000
"""Rows of the change log that the index may be behind before this is a fault and not a moment's delay."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. Faults that are `fatal` stop pages; others only lessen them."""

    name: str
    fine: bool
    words: str
    fatal: bool = False


def readiness() -> list[Check]:
    """Database, its shape, the index, and how far the index is behind. Raises nothing."""
    database = _database()
    return [database, *(index_work() if database.fine else [])]


def status(checks: list[Check]) -> str:
    """`ready`, `degraded` (pages answer, with a notice) or `unavailable`."""
    if any(check.fatal and not check.fine for check in checks):
        return "unavailable"
    return "ready" if all(check.fine for check in checks) else "degraded"


def _database() -> Check:
    try:
        present = migrating.present(db.engine)
        fits = present == migrating.newest() and reading.last_change() >= 0
    except SQLAlchemyError:
        return Check("database", False, "The database does not answer.", fatal=True)
    if not fits:
        return Check("database", False, "The database has another shape than this program needs.", fatal=True)
    return Check("database", True, f"The database answers; its shape is {present}.")


def index_work() -> Iterator[Check]:
    """Whether the index answers, and what of the change log it has still to take in."""
    try:
        behind = reading.last_change() - indexing.index().seq()
    except IndexUnavailable as error:
        yield Check("index", False, f"The search index is not available: {error}")
        return
    yield Check("index", True, "The search index answers.")
    if behind < 0:
        words = f"The index is {_changes(-behind)} ahead of the database; `glossary index drain` mends it."
        yield Check("change-log", False, words)
    else:
        yield Check("change-log", behind <= LAG_TOLERATED, f"The index is {_changes(behind)} behind the database.")


def _changes(number: int) -> str:
    return f"{number} change{'' if number == 1 else 's'}"


def diagnosis() -> Iterator[Check]:
    """All that `glossary doctor` says. Stops after the database if that does not answer."""
    yield Check("python", True, f"Python {platform.python_version()}, SQLAlchemy {sqlalchemy.__version__}.")
    ready = readiness()
    yield from ready
    if not ready[0].fine:
        return
    if db.engine.dialect.name == "sqlite":
        yield from _sqlite()
    yield from _contents()


def _sqlite() -> Iterator[Check]:
    mode = db.session.scalar(text("PRAGMA journal_mode"))
    why = "a mended write-ahead log" if wal_is_sound() else "a known fault in its write-ahead log, which is not used"
    yield Check("sqlite", True, f"SQLite {sqlite3.sqlite_version} has {why}; journal: {mode}.")
    whole = db.session.scalar(text("PRAGMA integrity_check"))
    yield Check("integrity", whole == "ok", f"Integrity of the database file: {whole}.")
    broken = db.session.execute(text("PRAGMA foreign_key_check")).all()
    yield Check("references", not broken, f"References that lead nowhere: {len(broken)}.")


def outgrown() -> str:
    """What to do about a search engine that is too small for what is published, as a sentence; else nothing."""
    check = _engine(reading.counts()["statement"])
    return "" if check.fine else check.words


def _engine(statements: int) -> Check:
    engine = indexing.index().name
    if engine == "tantivy" or statements <= WHOOSH_CARRIES:
        return Check("engine", True, f"Search engine: {engine}.")
    words = f"it is promised up to {WHOOSH_CARRIES:,} statements, and {statements:,} are published"
    return Check("engine", False, f"Search engine: {engine}; {words}. {ADVICE}")


def _contents() -> Iterator[Check]:
    counts = reading.counts()
    listed = ", ".join(f"{number} {kind}s" for kind, number in counts.items())
    yield Check("contents", counts["statement"] > 0, f"Published: {listed}.")
    yield _engine(counts["statement"])
    try:
        found = indexing.verify()
    except IndexUnavailable:
        return
    apart = len(found.missing) + len(found.surplus) + len(found.stale)
    yield Check("agreement", found.sound, f"Statements on which index and database disagree: {apart}.")
