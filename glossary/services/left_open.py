"""What follows from the rest of a statement where an editor left it open."""

from __future__ import annotations

from typing import Any

from glossary.services import reading

Row = dict[str, Any]
MAY_BE_OPEN = ("wording", "conflict")


def completed(row: Row) -> Row:
    """The statement's row with its wording, which follows from the quote, and its conflict, which is the event's."""
    wording = row["wording"] or ("quote" if row["quote"] else "paraphrase")
    return {**row, "wording": wording, "conflict": row["conflict"] or _conflict_of(row["event"])}


def _conflict_of(event: str) -> str:
    found = {one["slug"]: one["conflict"]["slug"] for one in reading.every("event")} if event else {}
    return str(found.get(event, ""))
