"""What is made once from the published records and kept by each process until one of them changes."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeVar

from flask import current_app
from sqlalchemy import select

from glossary.db import db
from glossary.models import Change
from glossary.services.reading import change_log
from glossary.services.reading.change_log import State

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
    now = change_log.state()
    held: tuple[State, Made] | None = current_app.extensions.get(name)
    if held is not None and held[0] == now:
        return held[1]
    made = held[1] if held is not None and _still(held, now, kinds, holds) else make()
    current_app.extensions[name] = now, made
    return made


def _still(
    held: tuple[State, Made], now: State, kinds: Collection[str], holds: Callable[[Made, int, int], bool]
) -> bool:
    """Whether what was made still holds."""
    since, made = held
    return _follows(since, now) and (not _published(since, now, kinds) or holds(made, since.number, now.number))


def changed(since: State, now: State, kinds: Collection[str]) -> bool:
    """Whether one of the kinds was published in between, or may have been: see `_follows`."""
    return not _follows(since, now) or _published(since, now, kinds)


def _follows(since: State, now: State) -> bool:
    """Whether the log has only grown. One that was put back from a backup may hold anything, however long it is now."""
    return now == since or (now.number > since.number and change_log.still_in_log(since))


def _published(since: State, now: State, kinds: Collection[str]) -> bool:
    between = (Change.seq > since.number, Change.seq <= now.number)
    return db.session.scalar(select(Change.seq).where(*between, Change.kind.in_(kinds)).limit(1)) is not None
