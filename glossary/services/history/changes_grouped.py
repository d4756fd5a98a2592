"""Changes by publication: what one transaction published stands together, and many at once are counted, not listed.

An import publishes a thousand records at one moment, and a term that is renamed takes a hundred statements along: one
line with their number and the address that lists them says more than a thousand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, islice

from sqlalchemy import and_, func, select

from glossary.db import db
from glossary.models import Change, Revision
from glossary.models.revision import RECORD_KINDS
from glossary.services.history.changes import Changed, numbered
from glossary.services.history.changes_asked import Selection, publication_at

FEW, BEGAN = 10, 3
"""So many changes of one publication are listed; of more, which are counted, so many of those that it began with."""
CHUNK = 400
"""Rows of the change log that are looked at together."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What was published at one moment: all of it, or its number by kind of record and what it began with."""

    at: datetime
    total: int
    kinds: list[tuple[str, int]]
    changes: list[Changed]
    origin: str

    @property
    def whole(self) -> bool:
        """Whether every change is listed."""
        return self.total <= FEW


@dataclass(frozen=True, slots=True)
class _Stretch:
    """One moment's numbers that fit a selection, newest first; of many, the lowest ones, with which it began."""

    at: datetime
    first: int
    few: list[int]
    end: int = 0
    """The number after the last one, where they are many."""


def publications(
    selection: Selection, *, limit: int, before: int | None = None
) -> tuple[list[Publication], int | None]:
    """The publications with selected changes, newest first, and the `before` of the next part (None: that was all)."""
    found = list(islice(_stretches(selection, before), limit + 1))
    shown = found[:limit]
    known = numbered([seq for one in shown for seq in one.few])
    told = [_publication(selection, one, [known[seq] for seq in one.few]) for one in shown]
    return told, shown[-1].first if len(found) > limit else None


def _stretches(selection: Selection, before: int | None) -> Iterator[_Stretch]:
    cut = before is not None  # a publication may have begun before a number that somebody made up
    while rows := _rows(selection, before):
        moments = [(at, [seq for seq, _ in some]) for at, some in groupby(rows, key=lambda row: row[1])]
        at, last = moments[-1]
        is_end = len(rows) < CHUNK
        whole = moments if is_end or len(moments) == 1 else moments[:-1]  # the last one may go on beyond these rows
        for moment, numbers in whole:
            is_whole = not cut and len(moments) > 1
            cut = False
            yield _stretch(selection, moment, numbers, is_whole)
        if is_end:
            return
        before = last[0] + 1 if len(moments) > 1 else publication_at(at)[0]


def _stretch(selection: Selection, at: datetime, numbers: list[int], is_whole: bool) -> _Stretch:
    if len(numbers) <= FEW:
        return _Stretch(at, numbers[-1], numbers)
    first, end = (numbers[-1], numbers[0] + 1) if is_whole else publication_at(at)
    query = Selection(first, end, selection.kind).narrowed(select(Change.seq)).order_by(Change.seq).limit(BEGAN)
    return _Stretch(at, first, list(db.session.scalars(query)), end)


def _publication(selection: Selection, one: _Stretch, changes: list[Changed]) -> Publication:
    if not one.end:
        return Publication(one.at, len(changes), [], changes, changes[0].origin)
    kinds = _kinds(Selection(one.first, one.end, selection.kind))
    causes = [change for change in changes if change.origin == "editor" and change.what != "follows"]
    return Publication(one.at, sum(number for _, number in kinds), kinds, causes, changes[0].origin)


def _kinds(publication: Selection) -> list[tuple[str, int]]:
    """Kind of record -> changes of one publication, most first."""
    query = publication.narrowed(select(Change.kind, func.count())).group_by(Change.kind)
    return sorted(
        ((kind, number) for kind, number in db.session.execute(query)),
        key=lambda pair: (-pair[1], RECORD_KINDS.index(pair[0])),
    )


def _rows(selection: Selection, before: int | None) -> list[tuple[int, datetime]]:
    mine = and_(
        Revision.kind == Change.kind, Revision.record_id == Change.record_id, Revision.number == Change.revision
    )
    query = select(Change.seq, Revision.published_at).join(Revision, mine)
    narrowed = selection.narrowed(query, before).order_by(Change.seq.desc()).limit(CHUNK)
    return [(seq, at) for seq, at in db.session.execute(narrowed)]
