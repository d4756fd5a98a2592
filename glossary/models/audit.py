"""The audit log: who did what, when, from where. Rows are added and never changed; the database itself refuses."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from glossary.models.base import Base, not_empty


class AuditEntry(Base):
    """One deed. `what` is a verb of the desk (`publish`, `sign-in`, `token-revoke` ...); no secrets, no texts."""

    __tablename__ = "audit_entry"
    __table_args__ = (*not_empty("who", "what"), {"sqlite_autoincrement": True})

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[datetime] = mapped_column(index=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    who: Mapped[str] = mapped_column(String(255))
    """E-mail of the account, or `operator` for the command line, or `nobody` for a failed sign-in."""
    what: Mapped[str] = mapped_column(String(60), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    slug: Mapped[str] = mapped_column(String(120))
    revision: Mapped[int | None]
    address: Mapped[str] = mapped_column(String(64))
    request_id: Mapped[str] = mapped_column(String(32))
    detail: Mapped[str] = mapped_column(Text)
