"""Corrections that readers suggest, without an account; each is answered by the desk and followed by a private link."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from glossary.models.base import Base, not_empty, one_of
from glossary.models.revision import RECORD_KINDS

CORRECTION_STATES = ("open", "accepted", "declined", "spam")


class Correction(Base):
    """What a reader says of a record as it stood in a revision. Who sent it is not kept, but for a hash that counts
    how often of late (`sender_sha256`), which is emptied after a day.
    """

    __tablename__ = "correction"
    __table_args__ = (
        one_of("kind", *RECORD_KINDS),
        one_of("state", *CORRECTION_STATES),
        *not_empty("slug", "message", "token_sha256"),
        CheckConstraint("(state = 'open') = (answered_at IS NULL)", name="answered_when_closed"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kind: Mapped[str] = mapped_column(String(20))
    slug: Mapped[str] = mapped_column(String(120))
    revision: Mapped[int]
    message: Mapped[str] = mapped_column(Text)
    url: Mapped[str] = mapped_column(Text)
    """Where it can be seen; empty where the reader named nothing."""
    state: Mapped[str] = mapped_column(String(20), index=True)
    answer: Mapped[str] = mapped_column(Text)
    """What the desk answers; the reader sees it by the private link."""
    token_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    sender_sha256: Mapped[str] = mapped_column(String(64), index=True)
    created_at: Mapped[datetime] = mapped_column(index=True)
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    answered_revision: Mapped[int | None]
    """The revision of the record that holds the correction, where one was published for it."""
