"""Taking a check of a quotation back: readers see it no more; pages of the past show it as they did."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from glossary.db import db, writing
from glossary.errors import Invalid, NotFound
from glossary.models import QuoteCheck, Statement
from glossary.services import auditing
from glossary.services.auditing import Doer
from glossary.services.evidence.checks import SAME, shown
from glossary.services.publishing.publishing import moment_of

Document = dict[str, Any]
ALREADY = "This check is struck already."


def on_record(slug: str) -> list[Document]:
    """Every check that was ever kept of a statement, newest first, each once: as readers see it, number, day struck.

    The number is that of its first stretch; the day is empty where it was not struck.
    """
    query = select(QuoteCheck, Statement).join(Statement).where(Statement.slug == slug)
    rows = db.session.execute(query.order_by(QuoteCheck.checked_at.desc(), QuoteCheck.id.desc()))
    first = {tuple(getattr(check, name) for name in SAME): (check, statement) for check, statement in rows}
    return [
        shown(check, statement)
        | {"number": check.id, "struck": f"{check.struck_at:%Y-%m-%d}" if check.struck_at else ""}
        for check, statement in first.values()
    ]


def strike(slug: str, number: int, by: Doer) -> None:
    """Strike a check of a statement, with all its stretches. Raises `NotFound`, and `Invalid` where it is struck."""
    with writing() as session:
        mine = select(QuoteCheck).join(Statement).where(Statement.slug == slug)
        check = session.scalar(mine.where(QuoteCheck.id == number))
        if check is None:
            raise NotFound(f"The statement {slug[:120]!r} has no check {number}.")
        if check.struck_at:
            raise Invalid(ALREADY)
        moment = max(moment_of(session), check.kept_at)
        same = [getattr(QuoteCheck, name) == getattr(check, name) for name in SAME]
        for row in session.scalars(mine.where(*same)).all():
            row.struck_at = moment
        detail = f"Read at {check.address}"[:500]
        auditing.note(session, by, "strike-check", kind="statement", slug=slug, detail=detail)
