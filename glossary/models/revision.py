"""Revisions and the change log: what was published, when, and in which order. Rows are added, never changed.

The one exception are words that must not stay readable: a redaction (redaction.py) marks them in document and note.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from glossary.models.base import SLUG_LENGTH, Base, one_of

RECORD_KINDS = ("term", "actor", "source", "event", "statement")
ORIGINS = ("seed", "editor")
REVIEWS = ("", "none", "second")
"""Whether somebody else looked at it before it was published; empty where the question does not arise or was not asked:
the seed, revisions that only follow another record, and those of the time before there were reviews."""


class Revision(Base):
    """One published state of a record: the JSON document that the public doors serve, byte for byte.

    `sha256` is the hash of `previous_sha256` and the document together, so that a changed past shows.
    """

    __tablename__ = "revision"
    __table_args__ = (one_of("kind", *RECORD_KINDS), one_of("origin", *ORIGINS))

    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    record_id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    document: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    previous_sha256: Mapped[str] = mapped_column(String(64))
    published_at: Mapped[datetime]
    origin: Mapped[str] = mapped_column(String(20))
    change_note: Mapped[str] = mapped_column(Text)
    review: Mapped[str] = mapped_column(String(20), default="", server_default=text("''"))


class Change(Base):
    """A row of the change log, appended in the transaction of the change; indexes follow it by `seq`."""

    __tablename__ = "change"
    __table_args__ = (
        CheckConstraint("seq > 0", name="seq_positive"),
        ForeignKeyConstraint(
            ["kind", "record_id", "revision"], ["revision.kind", "revision.record_id", "revision.number"]
        ),
        {"sqlite_autoincrement": True},
    )

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kind: Mapped[str] = mapped_column(String(20))
    record_id: Mapped[int]
    revision: Mapped[int]


class FormerSlug(Base):
    """An address that a record once had; it redirects to the present one."""

    __tablename__ = "former_slug"
    __table_args__ = (one_of("kind", *RECORD_KINDS), UniqueConstraint("kind", "slug"))

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    slug: Mapped[str] = mapped_column(String(SLUG_LENGTH))
    record_id: Mapped[int]


class SeedState(Base):
    """Which data set was imported last, so that a start with the same one skips quickly."""

    __tablename__ = "seed_state"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64))
    imported_at: Mapped[datetime]
