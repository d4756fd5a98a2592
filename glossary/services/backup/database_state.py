"""What a database says of itself: its migration, the rows of every table, and the newest change."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, inspect, select, table, text

from glossary.errors import Invalid
from glossary.services.history import pinning
from glossary.services.publishing import publishing

VERSIONS = "alembic_version"
"""Alembic's own table."""


@dataclass(frozen=True, slots=True)
class State:
    """What one moment of a database is told apart by."""

    migration: str
    rows: dict[str, int]
    """Table -> rows in it, Alembic's own table left out."""
    change: int
    """The newest number of the change log; 0 where nothing is published."""
    moment: str
    """When that was published (UTC, ISO 8601); empty where nothing is."""


def tables(connection: Connection) -> list[str]:
    """The names of all tables but Alembic's own, in the order of the alphabet."""
    return sorted(set(inspect(connection).get_table_names()) - {VERSIONS})


def rows(connection: Connection) -> dict[str, int]:
    """Table -> rows in it."""
    count = {name: select(func.count()).select_from(table(name)) for name in tables(connection)}
    return {name: connection.scalar(query) or 0 for name, query in count.items()}


def is_empty(connection: Connection) -> bool:
    """Whether the database has no table at all, not even Alembic's own."""
    return not inspect(connection).get_table_names()


def state_of(connection: Connection) -> State:
    """All of it, as of the caller's transaction. Columns of all migrations alone are asked for.

    Raises `Invalid` where the database has not the tables of a glossary.
    """
    counted = rows(connection)
    if not {"change", "revision"} <= counted.keys():
        raise Invalid("The database has not the tables of a glossary. `glossary migrate` makes them.")
    migration = connection.scalar(text(f"SELECT version_num FROM {VERSIONS}"))  # noqa: S608
    number = connection.scalar(text("SELECT max(seq) FROM change")) or 0
    moment = connection.scalar(publishing.newest_change())
    return State(str(migration or ""), counted, number, pinning.in_address(moment) if moment else "")
