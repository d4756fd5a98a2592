"""What is sent to the database, statement by statement, a commit being one, too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from glossary.db import db


@contextmanager
def watched(look: Callable[[str, int], object]) -> Iterator[list[str]]:
    """Look at each statement with its number, from 1 on, just before it is sent; yields those that were sent."""
    met: list[str] = []

    def count(statement: str) -> None:
        met.append(statement)
        look(statement, len(met))

    def execute(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        count(statement)

    def commit(_connection: Any) -> None:
        count("COMMIT")

    event.listen(db.engine, "before_cursor_execute", execute)
    event.listen(db.engine, "commit", commit)
    try:
        yield met
    finally:
        event.remove(db.engine, "before_cursor_execute", execute)
        event.remove(db.engine, "commit", commit)
