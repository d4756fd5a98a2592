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


def kept(
    name: str,
    kinds: Collection[str],
    make: Callable[[], Made],
    *,
    holds: Callable[[Made, int, int], bool] = lambda *_: False,
) -> Made:
    """What `make` makes, kept under this name until a record of one of the kinds is published.

    Publications of other kinds cost one short query, so that a new statement does not have all names read again. Where
    one of the kinds was published, `holds` may look closer: given what was made and the numbers of the change log after
    which and up to which it has to hold, it says whether it still does. Without it nothing does.
    """
    now = reading.last_change()
    held: tuple[int, Made] | None = current_app.extensions.get(name)
    if held is not None and held[0] == now:
        return held[1]
    made = held[1] if held is not None and _still(held, now, kinds, holds) else make()
    current_app.extensions[name] = now, made
    return made


def _still(held: tuple[int, Made], now: int, kinds: Collection[str], holds: Callable[[Made, int, int], bool]) -> bool:
    """Whether what was made still holds."""
    since, made = held
    return not changed(since, now, kinds) or (now > since and holds(made, since, now))


def changed(since: int, now: int, kinds: Collection[str]) -> bool:
    """Whether one of the kinds was published in between; a log that has become shorter was put back from a backup."""
    if now < since:
        return True
    touched = select(Change.seq).where(Change.seq > since, Change.seq <= now, Change.kind.in_(kinds)).limit(1)
    return db.session.scalar(touched) is not None
