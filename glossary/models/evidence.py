"""Evidence: where a quotation was found in the text of its source, without keeping that text."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from glossary.models.base import Base, not_empty, one_of

MATCHES = ("exact", "typography")
"""Word for word and sign for sign, or but for the kind of quotation marks, dashes, blanks and the like."""


class QuoteCheck(Base):
    """A quotation that was found in a text: a text-quote selector (W3C Web Annotation), the text's SHA-256, and when.

    It speaks of one quotation in one source: where the statement's quote or source is another now, it marks nothing.
    One that a reviewer has struck stays for pages of the past, and is shown on no other.
    """

    __tablename__ = "quote_check"
    __table_args__ = (*not_empty("quote", "exact", "text_sha256", "address"), one_of("matches", *MATCHES))

    id: Mapped[int] = mapped_column(primary_key=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"), index=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"))
    quote: Mapped[str] = mapped_column(Text)
    prefix: Mapped[str] = mapped_column(Text)
    exact: Mapped[str] = mapped_column(Text)
    suffix: Mapped[str] = mapped_column(Text)
    matches: Mapped[str] = mapped_column(String(20))
    text_sha256: Mapped[str] = mapped_column(String(64))
    address: Mapped[str] = mapped_column(Text)
    """Where the text was read."""
    checked_at: Mapped[datetime]
    kept_at: Mapped[datetime]
    """When readers could see it first: later than every change before, whenever the text was looked through."""
    struck_at: Mapped[datetime | None]
    """From when on they see it no more."""
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
