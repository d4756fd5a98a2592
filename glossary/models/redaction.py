"""Redactions: words of a record that were blacked out for good, in which of its states, when and why; never the words.

Rows are added and never changed; the database itself refuses.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from glossary.models.base import SLUG_LENGTH, Base, not_empty, one_of
from glossary.models.revision import RECORD_KINDS

MARK = "█████ [blacked out]"
"""What stands in the place of words that were blacked out, however many they were."""


class Redaction(Base):
    """One act: words were replaced by a mark in the states `first` to `last` of a record.

    Who did it, the audit log says. `revision` is the one that was published with the act, and tells readers of it.
    """

    __tablename__ = "redaction"
    __table_args__ = (
        one_of("kind", *RECORD_KINDS),
        *not_empty("slug", "reason"),
        CheckConstraint("first >= 1 AND first <= last AND last < revision", name="states_in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    record_id: Mapped[int]
    slug: Mapped[str] = mapped_column(String(SLUG_LENGTH))
    first: Mapped[int]
    last: Mapped[int]
    revision: Mapped[int]
    at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(Text)


class RedactedState(Base):
    """What the hash of a state is since a redaction: over its document of now and the hash of the state before.

    `blacked_out` is false for a state that lost no words, and whose hash only follows that of a state before it.
    """

    __tablename__ = "redacted_state"
    __table_args__ = (
        ForeignKeyConstraint(
            ["kind", "record_id", "number"], ["revision.kind", "revision.record_id", "revision.number"]
        ),
        *not_empty("sha256"),
    )

    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    record_id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    redaction_id: Mapped[int] = mapped_column(ForeignKey("redaction.id"), primary_key=True, index=True)
    sha256: Mapped[str] = mapped_column(String(64))
    blacked_out: Mapped[bool]
