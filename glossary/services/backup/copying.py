"""Moving all records to another database, of the other kind or the same, and proving that both hold the same.

One transaction on the target, one moment of the source; a few hundred rows are in memory at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Column, Connection, Engine, Table, bindparam, insert, make_url, null, select, text
from sqlalchemy.exc import ArgumentError, DatabaseError

from glossary.db import PATIENT, db, first_line, prepare_engine
from glossary.errors import Invalid
from glossary.models import Base
from glossary.services import migrating
from glossary.services.backup import counters as copying_counters
from glossary.services.backup import database_state
from glossary.services.backup.proof import Proof, plain, proof_of
from glossary.sqlite_library import create_engine

BATCH = 500
"""Rows that are read and written at a time."""
NO_ADDRESS = "That is no address of a database, such as postgresql+psycopg://user@host/name. Nothing was copied."
NOT_WHOLE = "Give the whole path of the file, as in sqlite:////srv/glossary.db. Nothing was copied."
NO_DRIVER = "The address needs a driver that is not installed. Nothing was copied."
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Copied:
    """What came of it. Where the proof failed, the target is as it was."""

    proofs: list[Proof]
    change: int
    """The newest number of the change log that was copied."""

    @property
    def equal(self) -> bool:
        """Whether every table is the same in both databases."""
        return all(one.equal for one in self.proofs)


class _UnequalError(Exception):
    """Takes the transaction back."""


def copy(address: str, tell: Tell = lambda _: None) -> Copied:
    """Copy every row of every table into an empty database, and compare both; `tell` hears of each table.

    The target may have the tables already, without rows. Raises `Invalid` where it has rows or stands at another
    migration, where the source does, and where the target does not take a row. Unless all is equal, nothing is kept.
    """
    target = _open(address)
    path = Path(target.url.database) if target.dialect.name == "sqlite" and target.url.database else None
    fresh = path is not None and not path.exists()
    done = False
    try:
        copied = _copy(target, tell)
        done = copied.equal
        return copied
    except DatabaseError as error:
        raise Invalid(f"A database refused: {first_line(error)}. Nothing was copied.") from error
    except ValueError as error:  # what SQLite takes for a day may be none
        raise Invalid(
            f"A value cannot be read: {error}. Nothing was copied; `glossary doctor` may say more."
        ) from error
    finally:
        target.dispose()
        if path is not None and fresh and not done:
            path.unlink(missing_ok=True)


def _open(address: str) -> Engine:
    try:
        target = create_engine(make_url(address), hide_parameters=True)
    except ArgumentError as error:
        raise Invalid(NO_ADDRESS) from error
    except ImportError as error:
        raise Invalid(NO_DRIVER) from error
    if target.dialect.name not in copying_counters.KINDS:
        raise Invalid(f"The glossary keeps its records in SQLite or PostgreSQL, not in {target.dialect.name}.")
    if target.dialect.name == "sqlite" and not Path(target.url.database or "").is_absolute():
        raise Invalid(NOT_WHOLE)
    prepare_engine(target)
    return target


def _copy(target: Engine, tell: Tell) -> Copied:
    proofs: list[Proof] = []
    with _one_moment() as old:
        _refuse_source(old)
        change = database_state.state_of(old).change
        try:
            with target.execution_options(write=True).connect() as new, new.begin():
                _make_ready(new)
                _fill(old, new, tell)
                proofs += (proof_of(table, old, new) for table in Base.metadata.sorted_tables)
                if not all(one.equal for one in proofs):
                    raise _UnequalError
                copying_counters.carry_over(old, new)
        except _UnequalError:
            tell("The databases are not equal")
    return Copied(proofs, change)


@contextmanager
def _one_moment() -> Iterator[Connection]:
    """A transaction that reads the source as it is now, whatever is written meanwhile."""
    db.session.rollback()
    engine = db.engine
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    with engine.connect() as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text(PATIENT))
        yield connection


def _refuse_source(old: Connection) -> None:
    present = migrating.present_in(old)
    if present != migrating.newest():
        raise Invalid("The database to copy stands at another migration than this version needs: `glossary migrate`.")
    if others := set(database_state.tables(old)) - Base.metadata.tables.keys():
        raise Invalid(f"The database to copy has tables that are not the glossary's: {_listed(others)}.")


def _make_ready(new: Connection) -> None:
    """Make the tables where there are none; else refuse any row and any other shape."""
    if database_state.is_empty(new):
        migrating.upgrade_within(new)
        return
    rows = database_state.rows(new)
    if full := {name for name, number in rows.items() if number}:
        raise Invalid(f"The target has rows already, in {_listed(full)}. Nothing was copied; name an empty database.")
    if migrating.present_in(new) != migrating.newest() or rows.keys() != Base.metadata.tables.keys():
        raise Invalid("The target has tables of another shape. Nothing was copied; name an empty database.")


def _listed(names: set[str]) -> str:
    return ", ".join(sorted(names)[:5])


def _fill(old: Connection, new: Connection, tell: Tell) -> None:
    for table in Base.metadata.sorted_tables:
        tell(f"Copying {table.name}")
        _copy_rows(table, old, new)
    for table in Base.metadata.sorted_tables:
        for column in _pointing_within(table):
            _copy_pointers(table, column, old, new)


def _pointing_within(table: Table) -> list[Column[int]]:
    """Columns that point at a row of the same table, which may come later; filled when all rows are there."""
    return [column for column in table.columns if any(key.column.table is table for key in column.foreign_keys)]


def _copy_rows(table: Table, old: Connection, new: Connection) -> None:
    held, later = plain(table), {column.name for column in _pointing_within(table)}
    columns = [null().label(c.name) if c.name in later else c for c in held.columns]
    found = old.execute(select(*columns), execution_options={"yield_per": BATCH})
    for part in found.mappings().partitions():
        new.execute(insert(held), [dict(row) for row in part])


def _copy_pointers(table: Table, column: Column[int], old: Connection, new: Connection) -> None:
    held, key = plain(table), table.primary_key.columns[0].name
    wanted = select(held.c[key].label("at"), held.c[column.name].label("to")).where(held.c[column.name].is_not(None))
    point = held.update().where(held.c[key] == bindparam("at")).values({column.name: bindparam("to")})
    found = old.execute(wanted, execution_options={"yield_per": BATCH})
    for part in found.mappings().partitions():
        new.execute(point, [dict(row) for row in part])
