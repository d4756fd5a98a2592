"""How the desk answers readers' corrections: a list, and closing each with an answer, once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select

from glossary.db import db, writing
from glossary.errors import GlossaryError, Moved, NotFound, Refused
from glossary.models import Correction
from glossary.models.correction import CORRECTION_STATES
from glossary.services import auditing, clock
from glossary.services.auditing import Doer
from glossary.services.corrections.received import forget_senders
from glossary.services.corrections.rules import problems_of, tidy
from glossary.services.reading import published as reading

Document = dict[str, Any]
PAGE = 50
"""Corrections of one page of the list."""
VERBS = {"accepted": "correction-accept", "declined": "correction-decline", "spam": "correction-spam"}
"""State -> the deed as the audit log names it."""
_GREATEST = 2**31 - 1
"""The greatest number that every database takes."""


class Closed(GlossaryError):
    """Somebody has closed the correction already."""

    def __init__(self, state: str) -> None:
        super().__init__(f"This correction was closed meanwhile: {state}. Nothing was changed.")


def listed(state: str, *, after: int = 0, limit: int = PAGE) -> Sequence[Correction]:
    """The corrections in a state, oldest first, from after a number on."""
    query = select(Correction).where(Correction.state == state, Correction.id > min(after, _GREATEST))
    return db.session.scalars(query.order_by(Correction.id).limit(limit)).all()


def counts() -> dict[str, int]:
    """State -> how many, for every state there is, open ones first."""
    query = select(Correction.state, func.count().label("number")).group_by(Correction.state)
    found = {row.state: row.number for row in db.session.execute(query)}
    return {state: found.get(state, 0) for state in CORRECTION_STATES}


def by_id(number: int) -> Correction:
    """One correction. Raises `NotFound`."""
    found = db.session.get(Correction, number) if number <= _GREATEST else None
    if found is None:
        raise NotFound(f"There is no correction {str(number)[:20]}.")
    return found


def record_of(found: Correction) -> Document:
    """The public document of the record that a correction is about, wherever it has moved to since."""
    try:
        return reading.document(found.kind, found.slug)
    except Moved as moved:
        return reading.document(found.kind, moved.slug)


def accept(number: int, *, answer: str, unchanged: bool, by: Doer) -> None:
    """Close it as right. The record must have been published anew since the revision that the reader saw, unless the
    editor says that no change was needed (`unchanged`). Raises `Refused` by field, `Closed`, `NotFound`.
    """
    found, answer = by_id(number), tidy(answer)
    present: int = record_of(found)["revision"]
    problems = {"answer": problems_of(answer)}
    if not unchanged and present <= found.revision:
        problems["unchanged"] = [
            f"The record still is at revision {present}, which the reader saw. Change it first, "
            "or say that no change was needed."
        ]
    _refuse(problems)
    _close(number, "accepted", answer, by, None if unchanged else present)


def decline(number: int, *, answer: str, by: Doer) -> None:
    """Close it as not followed, with the reason. Raises `Refused` by field, `Closed`, `NotFound`."""
    answer = tidy(answer)
    _refuse({"answer": problems_of(answer)})
    _close(number, "declined", answer, by)


def mark_spam(number: int, *, by: Doer) -> None:
    """Close it without an answer. Raises `Closed`, `NotFound`."""
    _close(number, "spam", "", by)


def _refuse(problems: dict[str, list[str]]) -> None:
    if any(problems.values()):
        raise Refused({name: sentences for name, sentences in problems.items() if sentences})


def _close(number: int, state: str, answer: str, by: Doer, revision: int | None = None) -> None:
    by_id(number)
    with writing() as session:
        found = session.get_one(Correction, number, with_for_update=True)
        if found.state != "open":
            raise Closed(found.state)
        found.state, found.answer, found.answered_at = state, answer, clock.now()
        found.answered_by_id, found.answered_revision = by.account_id, revision
        forget_senders(session)
        told = {"kind": found.kind, "slug": found.slug, "detail": f"correction {number}"}
        auditing.note(session, by, VERBS[state], revision=revision, **told)
