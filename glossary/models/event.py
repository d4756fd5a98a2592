"""Events: arrangements, texts and occasions that several statements speak about, whatever each calls them."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from glossary.models.base import Record, not_empty


class Event(Record):
    """`name` is what and when, never one party's label; `date` is when the arrangement held."""

    __tablename__ = "event"
    __table_args__ = not_empty("slug", "name", "date", "description")

    name: Mapped[str] = mapped_column(String(200), unique=True)
    date: Mapped[str] = mapped_column(String(40))
    date_from: Mapped[dt.date]
    date_to: Mapped[dt.date]
    conflict: Mapped[str] = mapped_column(ForeignKey("conflict.slug"))
    description: Mapped[str] = mapped_column(Text)
