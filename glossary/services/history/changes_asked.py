"""Which changes are asked for: of one kind of record, of a period, or of one publication, as numbers of the change log.

Moments of publication rise with these numbers, so that a period is a stretch of them, found by halving: the revisions
have no order of time to ask.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Select, and_, select

from glossary.dates import bounds
from glossary.db import db
from glossary.errors import Invalid, NotFound
from glossary.models import Change, Revision
from glossary.models.revision import RECORD_KINDS
from glossary.services.reading import change_log

PERIOD = r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"
MOMENT = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,6})?Z"
PERIODS = "a year, a month or a day, such as 2026, 2026-11 or 2026-11-25"
MOST_SEQ = 999_999_999_999
"""Greater numbers are no place in the change log."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Changes of a kind (empty: of all) from the number `first` up to, not including, `end`; and how it was asked."""

    first: int
    end: int
    kind: str = ""
    begin: str = ""
    until: str = ""
    at: str = ""

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """What it was asked with, as an address has it."""
        asked = (("kind", self.kind), ("from", self.begin), ("to", self.until), ("at", self.at))
        return [(name, value) for name, value in asked if value]

    def narrowed(self, query: Any, before: int | None = None) -> Any:
        """A query of the change log, narrowed to these changes and to those before a number."""
        end = self.end if before is None else min(before, self.end)
        query = query.where(Change.seq >= self.first, Change.seq < end)
        return query.where(Change.kind == self.kind) if self.kind else query


def select_changes(*, kind: str = "", begin: str = "", until: str = "", at: str = "") -> Selection:
    """The selection that is asked for: a kind of record; days, months or years (UTC); the moment of one publication.

    Raises `Invalid` for any other value and for a period that ends before it begins, `NotFound` for a moment at which
    nothing was published.
    """
    if kind and kind not in RECORD_KINDS:
        raise Invalid(f"There is no kind of record {kind[:40]!r}; there are {', '.join(RECORD_KINDS)}.")
    first, end = 1, change_log.last_change() + 1
    days = _day("from", begin)[0] if begin else date.min, _day("to", until)[1] if until else date.max
    if days[0] > days[1]:
        raise Invalid(f"The period ends before it begins: from {begin}, to {until}.")
    if begin:
        first = first_from(datetime.combine(days[0], time.min))
    if until and days[1] < date.max:
        end = first_from(datetime.combine(days[1] + timedelta(days=1), time.min))
    if at:
        mine = publication_at(moment_of(at))
        first, end = max(first, mine[0]), min(end, mine[1])
    return Selection(first, max(first, end), kind, begin, until, at)


def publication_at(moment: datetime) -> tuple[int, int]:
    """The first number of one publication and the one after its last. Raises `NotFound`."""
    first, end = first_from(moment), first_from(moment, later=True)
    if first == end:
        raise NotFound(f"Nothing was published at exactly {moment.isoformat()}Z.")
    return first, end


def moment_of(text: str) -> datetime:
    """The moment of a publication as an address names it. Raises `Invalid`."""
    try:
        if re.fullmatch(MOMENT, text):
            return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        pass
    raise Invalid(
        f"The parameter at takes the moment of a publication, such as 2026-11-25T10:00:00.25Z; not {text[:60]!r}."
    )


def number_of(text: str) -> int | None:
    """The number before which changes are asked for; None for an empty text. Raises `Invalid`."""
    if not text:
        return None
    if not re.fullmatch("[0-9]{1,12}", text) or not 0 < int(text) <= MOST_SEQ:
        raise Invalid("The parameter before takes the number of a change, such as 1200.")
    return int(text)


def first_from(moment: datetime, *, later: bool = False) -> int:
    """The smallest number of a change that was published at a moment or later, or `later` only; if none was, the one
    after the last.
    """
    low, high = 1, change_log.last_change() + 1
    while low < high:
        middle = (low + high) // 2
        published = db.session.scalar(_published().where(Change.seq >= middle).order_by(Change.seq).limit(1))
        if published is not None and (published < moment or (later and published == moment)):
            low = middle + 1
        else:
            high = middle
    return low


def _published() -> Select[datetime]:
    mine = and_(
        Revision.kind == Change.kind, Revision.record_id == Change.record_id, Revision.number == Change.revision
    )
    return select(Revision.published_at).select_from(Change).join(Revision, mine)


def _day(name: str, text: str) -> tuple[date, date]:
    """The first and the last day of a day, a month or a year."""
    if not re.fullmatch(PERIOD, text):
        raise Invalid(f"The parameter {name} takes {PERIODS}; not {text[:40]!r}.")
    try:
        return bounds(text)
    except Invalid as error:
        raise Invalid(f"The parameter {name} takes {PERIODS}; there is no {text}.") from error
