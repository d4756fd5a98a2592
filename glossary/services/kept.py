"""What is made once from the published records and kept by each process until one of them changes."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeVar

from flask import current_app
from sqlalchemy import select

from glossary.db import db
from glossary.models import Change
from glossary.services import reading

Made = TypeVar("Made")


def kept(name: str, kinds: Collection[str], make: Callable[[], Made]) -> Made:
    """What `make` makes, kept under this name until a record of one of the kinds is published.

    Publications of other kinds cost one short query, so that a new statement does not have all names read again.
    """
    now = reading.last_change()
    held: tuple[int, Made] | None = current_app.extensions.get(name)
    if held is not None and held[0] == now:
        return held[1]
    made = held[1] if held is not None and not _changed(held[0], now, kinds) else make()
    current_app.extensions[name] = now, made
    return made


def _changed(since: int, now: int, kinds: Collection[str]) -> bool:
    """Whether one of the kinds was published in between; a log that has become shorter was put back from a backup."""
    if now < since:
        return True
    touched = select(Change.seq).where(Change.seq > since, Change.seq <= now, Change.kind.in_(kinds)).limit(1)
    return db.session.scalar(touched) is not None
