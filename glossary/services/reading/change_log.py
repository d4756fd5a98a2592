"""Which state the records are in: the newest change, by which what was made from them is known to be old."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple

from flask import g
from sqlalchemy import Select, and_, bindparam, select

from glossary.db import db
from glossary.models import (
    Change,
    Revision,
)

_STATE = "glossary_state"
_LOG = select(Change.seq, Revision.published_at).join(
    Revision,
    and_(Revision.kind == Change.kind, Revision.record_id == Change.record_id, Revision.number == Change.revision),
)
_NEWEST = _LOG.order_by(Change.seq.desc()).limit(1)
_AT = _LOG.where(Change.seq == bindparam("seq"))


class State(NamedTuple):
    """The newest change: its number in the change log (0: there is none), and when it was published (UTC).

    The number alone does not name a state: a log that was put back from a backup reaches it again with other changes.
    Those are published later than the lost ones.
    """

    number: int
    moment: datetime | None


def last_change() -> int:
    """The newest number of the change log; 0 for an empty one. Changes whenever anything is published."""
    return state().number


def state() -> State:
    """The newest change with its moment, by which a state can be known again; one short query."""
    known: State | None = g.get(_STATE)
    return known if known is not None else _change(_NEWEST)


def still_in_log(change: State) -> bool:
    """Whether the log has this change still; it has not where a backup from before it was put back."""
    return change.number == 0 or _change(_AT, seq=change.number) == change


def _change(query: Select[int, datetime], **values: int) -> State:
    row = db.session.connection().execute(query, values).one_or_none()
    return State(*row) if row else State(0, None)


@contextmanager
def one_state() -> Iterator[int]:
    """Ask for the newest change once, for a stretch of reading that publishes nothing; yields its number."""
    before: State | None = g.get(_STATE)
    known = state()
    setattr(g, _STATE, known)
    try:
        yield known.number
    finally:
        setattr(g, _STATE, before)
