"""What a restored database is looked at for: its references, its counts, the hash of every revision, its index."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import and_, select, text

from glossary.db import db
from glossary.models import Change, Revision, Statement, Term
from glossary.services import migrating
from glossary.services.backup.database_state import State, state_of
from glossary.services.health.check import Check
from glossary.services.history import chain
from glossary.services.index import indexing, verifying

AT_ONCE = 500
"""Revisions that are held in memory at a time."""
MOST_NAMED = 5
"""Revisions, tables and the like that a sentence names."""


def of_records(wanted: State) -> Iterator[Check]:
    """Look at the records as they were restored, then bring them to the newest migration.

    Nothing more is worth a look after a check that is not fine.
    """
    if db.engine.dialect.name == "sqlite":
        yield from _sqlite()
    else:
        yield Check("references", True, "PostgreSQL has checked every reference while it restored.")
    with db.engine.connect() as connection:
        found = state_of(connection)
    yield _counts(found, wanted)
    yield _hashes()
    yield _migration(wanted.migration)


def _sqlite() -> Iterator[Check]:
    whole = db.session.scalar(text("PRAGMA integrity_check(1)"))
    yield Check("integrity", whole == "ok", f"Integrity of the database file: {whole}.")
    broken = len(db.session.execute(text("PRAGMA foreign_key_check")).all())
    yield Check("references", not broken, f"References that lead nowhere: {broken}.")


def _counts(found: State, wanted: State) -> Check:
    if found == wanted:
        number = sum(wanted.rows.values())
        words = f"All {len(wanted.rows)} tables have as many rows as the manifest says, together {number:,}."
        return Check("counts", True, words)
    named = sorted({*found.rows, *wanted.rows})
    apart = [name for name in named if found.rows.get(name) != wanted.rows.get(name)][:MOST_NAMED]
    listed = [f"{name} has {_told(found, name)}, not {_told(wanted, name)}" for name in apart]
    if (found.change, found.moment) != (wanted.change, wanted.moment):
        listed.append(f"the newest change is {found.change}, not {wanted.change}")
    if found.migration != wanted.migration:
        listed.append(f"the migration is {found.migration}, not {wanted.migration}")
    return Check("counts", False, f"It is not what the manifest says: {'; '.join(listed)}.")


def _told(state: State, name: str) -> str:
    return f"{state.rows[name]} rows" if name in state.rows else "no table"


def broken_revisions() -> Iterator[str]:
    """The revisions whose stored hash is not that of their document and of the state before (promise K5).

    Of those that lost words by a redaction, and those after them, the hash that the redaction recorded (K6). Each as
    `kind record/number`. All are read, a few hundred at a time. Columns of all migrations alone are asked for.
    """
    columns = (Revision.kind, Revision.record_id, Revision.number, Revision.document, Revision.sha256)
    query = select(*columns, Revision.previous_sha256).order_by(Revision.kind, Revision.record_id, Revision.number)
    since = chain.redacted_if_any(db.session.connection())
    rows = db.session.execute(query.execution_options(yield_per=AT_ONCE))
    yield from (f"{key.kind} {key.record_id}/{key.number}" for key in chain.broken(rows, since))


def _hashes() -> Check:
    broken = list(broken_revisions())
    if broken:
        named = ", ".join(broken[:MOST_NAMED])
        return Check("hashes", False, f"Revisions whose hash is not that of their document: {len(broken)} ({named}).")
    return Check("hashes", True, "The hash of every revision is that of its document and of the state before.")


def _migration(held: str) -> Check:
    newest = migrating.newest()
    if held == newest:
        return Check("migration", True, f"The database stands at migration {held}, which this version needs.")
    if held not in migrating.known():
        words = f"The database stands at migration {held}, which this version of the program does not know"
        return Check("migration", False, f"{words}: take the version that made the backup.")
    db.session.rollback()  # an open read would keep the tables from being changed
    migrating.upgrade(db.engine)
    return Check("migration", True, f"The database stood at migration {held} and was brought to {newest}.")


def of_index() -> Check:
    """Make the index from the restored records, and compare both."""
    number = indexing.rebuild()
    sound = verifying.verify().sound
    words = "it and the database agree" if sound else "it and the database do not agree"
    return Check("index", sound, f"The index was made of {number:,} statements; {words}.")


def newest_statement() -> tuple[str, str] | None:
    """The slugs of the statement that was published last, and of its term; none where no statement stands."""
    mine = and_(Change.kind == "statement", Change.record_id == Statement.id)
    query = select(Statement.slug, Term.slug).join(Term, Statement.term_id == Term.id).join(Change, mine)
    found = db.session.execute(query.where(Statement.state == "published").order_by(Change.seq.desc()).limit(1)).first()
    return (found[0], found[1]) if found else None
