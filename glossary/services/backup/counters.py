"""Which number a database gives next: carried over, so that none is given twice, not even one whose row is gone."""

from __future__ import annotations

from sqlalchemy import Column, Connection, Table, func, select, text

from glossary.models import Base

KINDS = ("sqlite", "postgresql")


def carry_over(old: Connection, new: Connection) -> None:
    """Have the new database count on from where the old one is. The rows are copied already."""
    for table in Base.metadata.sorted_tables:
        column = table.autoincrement_column
        if column is not None:
            last = max(old.scalar(select(func.max(column))) or 0, _given(table, column, old))
            if last:
                _set(table, column, new, last)


def _counts_itself(table: Table) -> bool:
    """Whether SQLite keeps the last number that it gave; else it takes the greatest one that is there."""
    return bool(table.dialect_options["sqlite"]["autoincrement"])


def _given(table: Table, column: Column[int], connection: Connection) -> int:
    """The last number that was given, as far as the database remembers it; else 0."""
    if connection.dialect.name == "sqlite":
        if not _counts_itself(table):
            return 0
        query = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
        return connection.scalar(query, {"name": table.name}) or 0
    name = _sequence(table, column, connection)
    if name is None:
        return 0
    # The name comes from PostgreSQL itself, quoted where that is needed.
    found = connection.execute(text(f"SELECT last_value, is_called FROM {name}")).one()  # noqa: S608
    return int(found.last_value) if found.is_called else 0


def _sequence(table: Table, column: Column[int], connection: Connection) -> str | None:
    query = text("SELECT pg_get_serial_sequence(:table, :column)")
    name: str | None = connection.scalar(query, {"table": table.name, "column": column.name})
    return name


def _set(table: Table, column: Column[int], connection: Connection, last: int) -> None:
    if connection.dialect.name == "postgresql":
        name = _sequence(table, column, connection)
        if name is not None:
            connection.execute(text("SELECT setval(CAST(:name AS regclass), :last)"), {"name": name, "last": last})
    elif _counts_itself(table):
        connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": table.name})
        values = {"name": table.name, "last": last}
        connection.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)"), values)
