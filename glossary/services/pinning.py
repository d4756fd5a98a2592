"""The moment that a permanent address names: that of the newest change, after which nothing it shows can change."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, select

from glossary.db import db
from glossary.errors import NotFound
from glossary.models import Change, Revision


def newest_change() -> datetime:
    """When the newest of all revisions was published (UTC, without zone). Raises `NotFound` for an empty glossary."""
    mine = and_(
        Revision.kind == Change.kind, Revision.record_id == Change.record_id, Revision.number == Change.revision
    )
    query = select(Revision.published_at).join(Change, mine).order_by(Change.seq.desc()).limit(1)
    moment: datetime | None = db.session.scalar(query)
    if moment is None:
        raise NotFound("Nothing is published in the glossary yet.")
    return moment


def in_address(moment: datetime) -> str:
    """The moment as `as_of` takes it. To the fraction of a second: a change in the rest of it would else slip in."""
    fraction = f".{moment:%f}" if moment.microsecond else ""
    return f"{moment:%Y-%m-%dT%H:%M:%S}{fraction}Z"
