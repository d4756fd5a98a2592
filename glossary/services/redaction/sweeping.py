"""After a redaction: the database's files and the index are made anew, so that no freed page or old part has the words.

SQLite leaves what was overwritten in free pages, PostgreSQL old rows; an index keeps the generation before and, in its
own files, what was taken out. Nothing here can be half done: each step makes something anew beside the old, and may be
done again at any time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.exc import DatabaseError

from glossary.db import db, first_line
from glossary.disk import put
from glossary.errors import GlossaryError
from glossary.models import Redaction, Statement
from glossary.numbers import whole_number
from glossary.services.auditing import Doer
from glossary.services.bulk import uploads
from glossary.services.index import indexing
from glossary.services.redaction import places
from glossary.sqlite_library import sqlite3

TABLES = (
    *("revision", "statement", "facet_value", "quote_check", "draft", "correction", "web_session", "audit_entry"),
    "upload",
)
"""Those that hold words of statements."""
AGAIN = "`glossary sweep` does it again."


@dataclass(frozen=True, slots=True)
class Swept:
    """What was dropped, and what could not be done, in sentences."""

    dropped: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def drop_files(slug: str, passage: str, by: Doer) -> Swept:
    """Drop the files at the desk that have the passage in a record of the statement, or may have it (places.py).

    One in work is only told.
    """
    try:
        return _dropped(slug, passage, by)
    except (DatabaseError, OSError) as error:
        said = first_line(error) if isinstance(error, DatabaseError) else str(error)
        return Swept(left=[f"The files at the desk could not be looked through and may have the words still: {said}."])


def _dropped(slug: str, passage: str, by: Doer) -> Swept:
    statement = db.session.scalars(select(Statement).where(Statement.slug == slug)).one()
    found = [(one.key, one.name) for one in places.files_with(db.session, places.about(db.session, statement), passage)]
    db.session.rollback()  # an open read would keep the rows from being taken out
    swept = Swept()
    for key, name in found:
        try:
            uploads.drop(key, by)
            swept.dropped.append(name)
        except GlossaryError as error:
            swept.left.append(f"The file {name} at the desk has the words still, or may have them: {error}")
    return swept


def sweep() -> list[str]:
    """Make the database's files and the index anew, and note that it is done; what could not be done, in sentences."""
    try:
        newest = _newest()  # before: what is blacked out meanwhile is not in what was made anew
    except DatabaseError:  # then nothing is noted as done; what makes the files anew says what fails
        newest = 0
    return [*_database(), *_index()] or [*_noted(newest)]


def is_due() -> bool:
    """Whether words were blacked out since the files here were last made anew: the program ended before, or it was done
    from another machine. A folder that does not say counts as not made anew, once.
    """
    try:
        done = whole_number(_note().read_text("utf-8").strip())
    except (OSError, UnicodeDecodeError):
        done = None
    return _newest() > (done or 0)


def _newest() -> int:
    return db.session.scalar(select(func.max(Redaction.id))) or 0


def _note() -> Path:
    return Path(current_app.instance_path) / "swept"


def _noted(newest: int) -> Iterator[str]:
    try:
        put(_note(), [f"{newest}\n".encode()])
    except OSError as error:
        yield f"All was made anew, but that cannot be noted: {error.strerror}. {AGAIN}"


def _database() -> Iterator[str]:
    db.session.rollback()  # an open read would keep the file from being made anew
    try:
        if db.engine.dialect.name == "postgresql":
            _postgresql()
        else:
            _sqlite()
    except (DatabaseError, sqlite3.Error) as error:
        said = first_line(error) if isinstance(error, DatabaseError) else str(error)
        yield f"The database's files could not be made anew and may hold the words still: {said}. {AGAIN}"


def _postgresql() -> None:
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in TABLES:
            connection.exec_driver_sql(f"VACUUM (FULL, ANALYZE) {table}")  # its statistics hold values, too


def _sqlite() -> None:
    """By the driver itself: SQLAlchemy would begin a transaction, in which SQLite makes no file anew."""
    raw = db.engine.raw_connection()
    try:
        raw.cursor().execute("VACUUM")
        # Without a write-ahead log there is nothing to do, and it is not busy.
        (busy, *_) = raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        raw.close()
    if busy:
        raise sqlite3.OperationalError("somebody is reading by its log")


def _index() -> Iterator[str]:
    try:
        indexing.rebuild_alone()
    except (GlossaryError, OSError, DatabaseError) as error:
        said = first_line(error) if isinstance(error, DatabaseError) else str(error).rstrip(".")
        yield f"The search index could not be made anew, and its files may hold the words still: {said}. {AGAIN}"
