"""Sources: the works in which statements were read."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from glossary.models.base import Record, not_empty


class Source(Record):
    """A work: `url` is its canonical address, `consulted` the page that was read."""

    __tablename__ = "source"
    __table_args__ = not_empty("slug", "title", "publisher", "url", "published", "language", "consulted", "rights")

    title: Mapped[str] = mapped_column(Text)
    publisher: Mapped[str] = mapped_column(String(200))
    url: Mapped[str] = mapped_column(Text, unique=True)
    published: Mapped[str] = mapped_column(String(40))
    published_from: Mapped[date]
    published_to: Mapped[date]
    type: Mapped[str] = mapped_column(ForeignKey("source_type.slug"))
    language: Mapped[str] = mapped_column(String(35))
    consulted: Mapped[str] = mapped_column(Text)
    rights: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text)
    archive_url: Mapped[str] = mapped_column(Text, default="", server_default=text("''"))
    """Where an archive keeps the page as it was read; empty where none is recorded."""
