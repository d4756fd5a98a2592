"""What is made once from the published records and kept by each process until one of them changes."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any, NamedTuple, TypeVar, cast

from flask import current_app
from sqlalchemy import select

from glossary.db import db
from glossary.models import Change
from glossary.services.reading import change_log
from glossary.services.reading.change_log import State

Made = TypeVar("Made")
Holds = Callable[[Made, int, int], bool]
EARLIER = ".earlier"
"""After a name: what is kept for readers who began before the newest of it was made."""


class Held(NamedTuple):
    """What is kept: the newest state in which it was seen to hold, what was made, and the state it was made in."""

    until: State
    made: Any
    since: State


def kept(
    name: str,
    kinds: Collection[str],
    make: Callable[[], Made],
    *,
    holds: Holds[Made] = lambda *_: False,
) -> Made:
    """What `make` makes, kept under this name until a record of one of the kinds is published.

    Publications of other kinds cost one short query, so that a new statement does not have all names read again. Where
    one of the kinds was published, `holds` may look closer: given what was made and the numbers of the change log after
    which and up to which it has to hold, it says whether it still does. Without it nothing does.

    While others publish, a transaction may read a state that another has seen the next of. What is newer is then looked
    at from where it was made, and what has to be made for such a reader takes nothing away from those after.
    """
    now = change_log.state()
    places = name, f"{name}{EARLIER}"
    for place in places:
        held: Held | None = current_app.extensions.get(place)
        if held is not None and (held.until == now or _still(held, now, kinds, holds)):
            _keep(place, Held(now, held.made, held.since))
            return cast(Made, held.made)
    made = make()
    newest: Held | None = current_app.extensions.get(name)
    if newest is not None and _before(now, newest.until):
        _keep(places[1], Held(now, made, now))
    else:
        current_app.extensions.pop(places[1], None)
        _keep(name, Held(now, made, now))
    return made


def _keep(place: str, held: Held) -> None:
    """Keep it, but where the same was seen to hold in a later state."""
    known: Held | None = current_app.extensions.get(place)
    if known is None or known.made is not held.made or not _before(held.until, known.until):
        current_app.extensions[place] = held


def _before(one: State, other: State) -> bool:
    """Whether a state is older: by its moment, as a log that was put back from a backup has old numbers again."""
    if one.moment is None or other.moment is None:
        return one.number < other.number
    return (one.moment, one.number) < (other.moment, other.number)


def _still(held: Held, now: State, kinds: Collection[str], holds: Holds[Any]) -> bool:
    """Whether what was made holds in a state: seen from where it held last, or else from where it was made."""
    for since in dict.fromkeys((held.until, held.since)):
        if _follows(since, now):
            return not _published(since, now, kinds) or holds(held.made, since.number, now.number)
    return False


def changed(since: State, now: State, kinds: Collection[str]) -> bool:
    """Whether one of the kinds was published in between, or may have been: see `_follows`."""
    return not _follows(since, now) or _published(since, now, kinds)


def _follows(since: State, now: State) -> bool:
    """Whether the log has only grown. One that was put back from a backup may hold anything, however long it is now."""
    return now == since or (now.number > since.number and change_log.still_in_log(since))


def _published(since: State, now: State, kinds: Collection[str]) -> bool:
    between = (Change.seq > since.number, Change.seq <= now.number)
    return db.session.scalar(select(Change.seq).where(*between, Change.kind.in_(kinds)).limit(1)) is not None
