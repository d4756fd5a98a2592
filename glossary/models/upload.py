"""Uploads: files of records that were judged and wait to be imported, or were."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from glossary.models.base import Base, not_empty, one_of

UPLOAD_STATES = ("judging", "judged", "importing", "imported", "failed")


class Upload(Base):
    """A file at the desk: the file itself lies in the instance folder under its key, never under its own name.

    `report` is JSON (services/bulk/judging.py): counts, and the first rows that are refused or changed, with reasons.
    """

    __tablename__ = "upload"
    __table_args__ = (*not_empty("key", "name", "format", "sha256"), one_of("state", *UPLOAD_STATES))

    key: Mapped[str] = mapped_column(String(32), primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    """What the user calls the file; for the eye alone."""
    format: Mapped[str] = mapped_column(String(20))
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int]
    state: Mapped[str] = mapped_column(String(20), index=True)
    total: Mapped[int]
    """Rows of the file, once they are counted."""
    done: Mapped[int]
    """Rows that were judged, or imported, so far."""
    report: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(index=True)
    changed_at: Mapped[datetime]
