"""Drafts: branches of published records, or records to be, that wait for their author or for a reviewer."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from glossary.models.account import Account
from glossary.models.base import Base, one_of
from glossary.models.revision import RECORD_KINDS

DRAFT_STATES = ("draft", "in-review", "published", "discarded")


class KeptDraft(Base):
    """What somebody wrote and has not published. `content` is JSON, no reader's door serves it (services/drafts/).

    `slug` is empty and `base` null for a record that is not there yet. `version` grows with each save, so that a second
    window is noticed.
    """

    __tablename__ = "draft"
    __table_args__ = (
        one_of("kind", *RECORD_KINDS),
        one_of("state", *DRAFT_STATES),
        CheckConstraint("(slug = '') = (base IS NULL)", name="base_of_a_record"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kind: Mapped[str] = mapped_column(String(20))
    slug: Mapped[str] = mapped_column(String(120))
    base: Mapped[int | None]
    state: Mapped[str] = mapped_column(String(20), index=True)
    title: Mapped[str] = mapped_column(Text)
    """What lists call it: the name of what it will be, as far as it is filled in."""
    content: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text)
    """The change note that readers will see."""
    answer: Mapped[str] = mapped_column(Text)
    """What the reviewer said last to the author."""
    version: Mapped[int]
    author_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    published_as: Mapped[str] = mapped_column(String(120))
    """The slug under which it was published; empty before."""
    preview_sha256: Mapped[str | None] = mapped_column(String(64), unique=True)
    preview_until: Mapped[datetime | None]
    preview: Mapped[str | None] = mapped_column(Text)
    """What the link shows: JSON of the public documents as they would have been when it was made."""

    author: Mapped[Account] = relationship(foreign_keys=[author_id])
    decided_by: Mapped[Account | None] = relationship(foreign_keys=[decided_by_id])
