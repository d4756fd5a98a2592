"""What follows from the rest of a statement where an editor left it open."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from glossary.models import Event

Row = dict[str, Any]
MAY_BE_OPEN = ("wording", "conflict")


def completed(session: Session, row: Row) -> Row:
    """The statement's row with its wording, which follows from the quote, and its conflict, which is the event's."""
    wording = row["wording"] or ("quote" if row["quote"] else "paraphrase")
    return {**row, "wording": wording, "conflict": row["conflict"] or _conflict_of(session, row["event"])}


def _conflict_of(session: Session, event: str) -> str:
    return (session.scalar(select(Event.conflict).where(Event.slug == event)) or "") if event else ""
