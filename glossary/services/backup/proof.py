"""Whether a table holds the same in two databases: its rows in the order of their key, hashed by what they mean.

A moment, a yes or no, and a text are the same whatever a database writes them as; a missing value is not an empty one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Column, Connection, MetaData, String, Table, TypeDecorator, select
from sqlalchemy.types import TypeEngine

AT_ONCE = 500
"""Rows that are read at a time."""


@dataclass(frozen=True, slots=True)
class Proof:
    """Rows and SHA-256 of one table, in the database that was copied and in the copy."""

    table: str
    rows: int
    sha256: str
    copied_rows: int
    copied_sha256: str

    @property
    def equal(self) -> bool:
        """Whether both are the same."""
        return (self.rows, self.sha256) == (self.copied_rows, self.copied_sha256)


def proof_of(table: Table, old: Connection, new: Connection) -> Proof:
    """Read the table in both databases."""
    return Proof(table.name, *digest(table, old), *digest(table, new))


def plain(table: Table) -> Table:
    """The table with what its columns hold, not with what the models make of it: a list may be kept as a text."""
    return Table(
        table.name, MetaData(), *(Column(c.name, _kept(c.type), primary_key=c.primary_key) for c in table.columns)
    )


def _kept(kind: TypeEngine[Any]) -> TypeEngine[Any]:
    return kind.impl_instance if isinstance(kind, TypeDecorator) else kind


def digest(table: Table, connection: Connection) -> tuple[int, str]:
    """Number of rows, and the SHA-256 (hex) over all of them in the order of the primary key."""
    held, number, hashed = plain(table), 0, sha256()
    query = select(held).order_by(*(_in_bytes(column, connection) for column in held.primary_key.columns))
    for number, row in enumerate(connection.execute(query, execution_options={"yield_per": AT_ONCE}), 1):  # noqa: B007
        hashed.update(row_bytes(tuple(row)))
    return number, hashed.hexdigest()


def _in_bytes(column: Column[Any], connection: Connection) -> Any:
    """Texts are ordered by their bytes, which SQLite does by itself and PostgreSQL by the collation "C"."""
    return (
        column.collate("C") if connection.dialect.name == "postgresql" and isinstance(column.type, String) else column
    )


def row_bytes(values: tuple[Any, ...]) -> bytes:
    """A row as bytes: no two rows that differ have the same."""
    return b"".join(map(_value_bytes, values)) + b"\n"


def _value_bytes(value: Any) -> bytes:
    """Kind, length and text of a value. Raises `TypeError` for a kind that no table has."""
    if value is None:
        return b"-;"
    if isinstance(value, bool):
        kind, told = b"b", b"1" if value else b"0"
    elif isinstance(value, int):
        kind, told = b"i", b"%d" % value
    elif isinstance(value, str):
        kind, told = b"s", value.encode("utf-8", "surrogatepass")
    elif isinstance(value, datetime):
        kind, told = b"t", value.isoformat(timespec="microseconds").encode()
    elif isinstance(value, date):
        kind, told = b"d", value.isoformat().encode()
    else:
        raise TypeError(f"A value of {type(value).__name__} is not told apart yet.")
    return b"%b%d:%b;" % (kind, len(told), told)
