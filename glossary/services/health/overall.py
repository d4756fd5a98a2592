"""Is all well? For the machines that ask every few seconds, and for the operator who wants to know why not."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from importlib.metadata import version

import sqlalchemy
from flask import current_app
from sqlalchemy.exc import SQLAlchemyError

from glossary.db import db
from glossary.errors import IndexUnavailable
from glossary.numbers import counted
from glossary.services import migrating
from glossary.services.health import database as keeping_database
from glossary.services.health import safety as keeping_safety
from glossary.services.health import work as keeping_work
from glossary.services.health.check import Check as Check
from glossary.services.index import indexing, verifying
from glossary.services.reading import change_log, counting, vocabularies

WHOOSH_CARRIES = 10_000
"""Statements up to which the engines that need no installing keep their promise (docs/figures.md)."""
ADVICE = "For more: pip install glossary[tantivy], set GLOSSARY_SEARCH=tantivy, then `glossary index rebuild`."
FILL = "`glossary seed --lists-only` brings them; `glossary seed`, with all records."
LAG_TOLERATED = 1000
"""Rows of the change log that the index may be behind before this is a fault and not a moment's delay."""


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
        fits = present == migrating.newest() and change_log.last_change() >= 0
    except SQLAlchemyError:
        return Check("database", False, "The database does not answer.", fatal=True)
    if not fits:
        return Check("database", False, "The database has another shape than this program needs.", fatal=True)
    return Check("database", True, f"The database answers; its shape is {present}.")


def index_work() -> Iterator[Check]:
    """Whether the index answers, and what of the change log it has still to take in."""
    try:
        held = indexing.index().seq()
        db.session.rollback()  # the index first: one that follows meanwhile is not ahead of what is read afterwards
        behind = change_log.last_change() - held
    except IndexUnavailable as error:
        yield Check("index", False, f"The search index is not available: {error}")
        return
    yield Check("index", True, "The search index answers.")
    if behind < 0:
        words = f"The index is {counted(-behind, 'change')} ahead of the database; `glossary index drain` mends it."
        yield Check("change-log", False, words)
    else:
        yield Check(
            "change-log", behind <= LAG_TOLERATED, f"The index is {counted(behind, 'change')} behind the database."
        )


def diagnosis() -> Iterator[Check]:
    """All that `glossary doctor` says. Without a database: settings, disk and backup alone."""
    sound = list(soundness())
    yield from sound
    if any(check.fatal and not check.fine for check in sound):
        yield from keeping_safety.of_settings(current_app.config["GLOSSARY"])
        yield from (keeping_work.disk(), keeping_work.backup())
        return
    yield from keeping_work.checks()
    yield from keeping_safety.checks()


def soundness() -> Iterator[Check]:
    """Whether program, database and index fit together. Stops after the database if that does not answer."""
    yield Check("python", True, _programs())
    ready = readiness()
    yield from ready
    if not ready[0].fine:
        return
    yield from keeping_database.checks()
    yield from _contents()


def _programs() -> str:
    return f"Python {platform.python_version()}, Flask {version('flask')}, SQLAlchemy {sqlalchemy.__version__}."


def outgrown() -> str:
    """What to do about a search engine that is too small for what is published, as a sentence; else nothing."""
    check = _engine(counting.counts()["statement"])
    return "" if check.fine else check.words


def _engine(statements: int) -> Check:
    engine = indexing.index().name
    if engine == "tantivy" or statements <= WHOOSH_CARRIES:
        return Check("engine", True, f"Search engine: {engine}.")
    words = f"it is promised up to {WHOOSH_CARRIES:,} statements, and {statements:,} are published"
    return Check("engine", False, f"Search engine: {engine}; {words}. {ADVICE}")


def _lists() -> Check:
    if vocabularies.filled():
        return Check("lists", True, "The closed lists are filled.")
    return Check("lists", False, f"The closed lists are empty, so that nothing can be recorded. {FILL}")


def _contents() -> Iterator[Check]:
    yield _lists()
    counts = counting.counts()
    listed = ", ".join(f"{number} {kind}s" for kind, number in counts.items())
    yield Check("contents", counts["statement"] > 0, f"Published: {listed}.")
    yield _engine(counts["statement"])
    try:
        found = verifying.verify()
    except IndexUnavailable:
        return
    apart = len(found.missing) + len(found.surplus) + len(found.stale)
    more = "" if found.sound or apart else " The index is behind, or outdated: `glossary index drain` mends that."
    yield Check("agreement", found.sound, f"Statements on which index and database disagree: {apart}.{more}")
