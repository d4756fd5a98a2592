"""Accounts of the editorial desk: who may sign in, in which roles, from which sessions, with which tokens.

The columns that begin with `fs_`, `tf_` and `mf_` have the names that Flask-Security gives them.
"""

from __future__ import annotations

from datetime import datetime

from flask_security import AsaList, RoleMixin, UserMixin
from sqlalchemy import CheckConstraint, Column, ForeignKey, String, Table, Text
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import Mapped, mapped_column, relationship

from glossary.models.base import Base, not_empty

ROLES = ("contributor", "editor", "reviewer", "administrator")
MAY_REVIEW = ("reviewer", "administrator")
"""Roles whose accounts may publish what another account wrote."""

account_role = Table(
    "account_role",
    Base.metadata,
    Column("account_id", ForeignKey("account.id"), primary_key=True),
    Column("role_id", ForeignKey("role.id"), primary_key=True),
)


class Role(Base, RoleMixin):
    """What an account may do: propose, write, review, or look after accounts too."""

    __tablename__ = "role"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(40), unique=True)


class Account(Base, UserMixin):
    """A person at the desk. `email` is never shown to readers."""

    __tablename__ = "account"
    __table_args__ = not_empty("email", "fs_uniquifier")

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(255), unique=True)
    password: Mapped[str | None] = mapped_column(String(255))
    first_password_until: Mapped[datetime | None]
    """The end of a password that somebody else gave and that is good for choosing another; None for one's own."""
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    tf_primary_method: Mapped[str | None] = mapped_column(String(64))
    tf_totp_secret: Mapped[str | None] = mapped_column(String(255))
    tf_last_counter: Mapped[int | None]
    """The newest code that was used; it and older ones are refused, so that none works twice."""
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(AsaList()))
    roles: Mapped[list[Role]] = relationship(  # type: ignore[assignment]
        secondary=account_role, lazy="selectin"
    )


class WebSession(Base):
    """A browser's session, kept here and not in the cookie, so that it can be listed and ended.

    `token_sha256` is the hash of what the cookie holds: whoever reads the database cannot sign in with it.
    """

    __tablename__ = "web_session"

    token_sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), index=True)
    data: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime] = mapped_column(index=True)
    address: Mapped[str] = mapped_column(String(64))
    browser: Mapped[str] = mapped_column(String(200))


class SignInFailures(Base):
    """How often signing in failed of late, for one account or one address; the next try waits the longer."""

    __tablename__ = "sign_in_failures"

    key: Mapped[str] = mapped_column(String(300), primary_key=True)
    failures: Mapped[int]
    last_at: Mapped[datetime]


class Token(Base):
    """A personal key for the write API: named, scoped, hashed, expiring, revocable."""

    __tablename__ = "token"
    __table_args__ = (*not_empty("name", "scopes"), CheckConstraint("created_at < expires_at", name="expires_later"))

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    name: Mapped[str] = mapped_column(String(100))
    scopes: Mapped[str] = mapped_column(String(200))
    """Names of scopes with blanks between."""
    sha256: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    account: Mapped[Account] = relationship()
