"""Which SQLite library keeps the records: the newer one of the extra `sqlite` where that is installed, else Python's.

A newer one may use a write-ahead log without fear (see `glossary.db`), so that nobody who reads waits for a commit.
All of a process take it from here: where two libraries open one file, either takes the other's locks away when it
closes the file (https://www.sqlite.org/howtocorrupt.html, section 2.2.1).
"""

from __future__ import annotations

from typing import Any

import sqlalchemy
from sqlalchemy import URL, Engine, make_url

try:
    from pysqlite3 import dbapi2 as sqlite3
except ImportError:
    import sqlite3

__all__ = ["create_engine", "options", "sqlite3"]


def create_engine(address: str | URL, **more: Any) -> Engine:
    """SQLAlchemy's own, but for the library that reaches SQLite. Raises what that raises."""
    url = make_url(address)
    return sqlalchemy.create_engine(url, **options(url), **more)


def options(url: URL) -> dict[str, Any]:
    """What an engine of this address is to be made with."""
    return {"module": sqlite3} if url.get_backend_name() == "sqlite" else {}
