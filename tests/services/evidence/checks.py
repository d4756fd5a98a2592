"""Checks of quotations, made as the desk makes them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from glossary.db import db
from glossary.models import QuoteCheck
from glossary.services.auditing import Doer
from glossary.services.evidence import checks as quote_checks
from glossary.services.evidence import sources as quoted_sources
from glossary.services.evidence.quotations import find
from tests.reliability.records import ADA

SOURCE = "un-ukraine-glossary-pauses"
"""The source of the statement that most checks here are of, and its address."""
ADDRESS = "https://ukraine.un.org/en/174777-glossary-humanitarian-terms-pauses-during-conflict"
ELSEWHERE = "https://example.org/read-here"
"""An address that is no source's."""


def sealed(quote: str, text: str = "", *, source: str = SOURCE, by: Doer = ADA, address: str = "") -> str:
    """A check of a quotation that stands in a text, as it travels in a form; read at the source's first address."""
    text, address = text or f"They said: {quote} And more.", address or quoted_sources.of_slug(source).address
    return quote_checks.seal(quote_checks.evidence_of(find(quote, text), quote, text, source, address, by))


def kept() -> list[dict[str, Any]]:
    """Every check that is kept, as the table has it."""
    with Session(db.engine) as session:
        rows = session.scalars(select(QuoteCheck).order_by(QuoteCheck.id))
        return [{name: getattr(row, name) for name in QuoteCheck.__table__.columns.keys()} for row in rows]  # noqa: SIM118
