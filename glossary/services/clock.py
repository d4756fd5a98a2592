"""What time it is, for everything at the desk that waits or runs out. A test puts another clock here."""

from __future__ import annotations

from datetime import UTC, datetime

from glossary.services.publishing import publishing


def now() -> datetime:
    """The present moment in UTC, without zone, as the database keeps it."""
    return publishing.utc_now()


def seconds() -> float:
    """The same in seconds since 1970."""
    return now().replace(tzinfo=UTC).timestamp()
