"""A disk that is lost: the database goes back to its backup, and what was published since was never there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from glossary.db import db


@contextmanager
def put_back(instance: Path) -> Iterator[None]:
    """Take a backup of the database now, and put it back after the block: all its files, also a write-ahead log."""
    backup = {file: file.read_bytes() for file in _files(instance)}
    yield
    for file in _files(instance):
        file.unlink()
    for file, contents in backup.items():
        file.write_bytes(contents)


def _files(instance: Path) -> list[Path]:
    """Those of the database, which nobody of this process has open."""
    db.session.close()
    db.engine.dispose()
    return list(instance.glob("glossary.db*"))
