"""Checks of quotations, made as the desk makes them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from glossary.db import db
from glossary.models import QuoteCheck
from glossary.services import quote_checks
from glossary.services.auditing import Doer
from glossary.services.evidence import find
from tests.reliability.records import ADA

ADDRESS = "https://example.org/read-here"


def sealed(quote: str, text: str = "", *, by: Doer = ADA, address: str = ADDRESS) -> str:
    """A check of a quotation that stands in a text, as it travels in a form."""
    text = text or f"They said: {quote} And more."
    return quote_checks.seal(quote_checks.evidence_of(find(quote, text), quote, text, address, by))


def kept() -> list[dict[str, Any]]:
    """Every check that is kept, as the table has it."""
    with Session(db.engine) as session:
        rows = session.scalars(select(QuoteCheck).order_by(QuoteCheck.id))
        return [{name: getattr(row, name) for name in QuoteCheck.__table__.columns.keys()} for row in rows]  # noqa: SIM118
