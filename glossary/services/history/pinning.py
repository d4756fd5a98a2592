"""The moment that a permanent address names: that of the newest change, after which nothing it shows can change."""

from __future__ import annotations

from datetime import datetime

from glossary.db import db
from glossary.errors import NotFound
from glossary.services.publishing import publishing


def newest_change() -> datetime:
    """When the newest of all revisions was published (UTC, without zone). Raises `NotFound` for an empty glossary."""
    moment: datetime | None = db.session.scalar(publishing.newest_change())
    if moment is None:
        raise NotFound("Nothing is published in the glossary yet.")
    return moment


def in_address(moment: datetime) -> str:
    """The moment as `as_of` takes it. To the fraction of a second: a change in the rest of it would else slip in."""
    fraction = f".{moment:%f}" if moment.microsecond else ""
    return f"{moment:%Y-%m-%dT%H:%M:%S}{fraction}Z"
