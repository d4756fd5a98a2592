"""A disk that is lost: the database goes back to its backup, and what was published since was never there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from glossary.db import db


@contextmanager
def put_back(instance: Path) -> Iterator[None]:
    """Take a backup of the database now, and put it back after the block."""
    file = instance / "glossary.db"
    db.session.rollback()
    backup = file.read_bytes()
    yield
    db.session.close()
    db.engine.dispose()
    file.write_bytes(backup)
