"""What the desk's tables hold, read as a test needs it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Flask
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from glossary.db import db
from glossary.models import Account, AuditEntry, WebSession


def audit(app: Flask) -> list[str]:
    """What was done, in order, since the accounts were made."""
    with app.app_context(), Session(db.engine) as session:
        found = session.scalars(select(AuditEntry).order_by(AuditEntry.seq))
        return [entry.what for entry in found if entry.who != "operator"]


def audit_entries(app: Flask, what: str) -> Sequence[AuditEntry]:
    """The entries of one kind of deed."""
    with app.app_context(), Session(db.engine) as session:
        return session.scalars(select(AuditEntry).where(AuditEntry.what == what).order_by(AuditEntry.seq)).all()


def sessions(app: Flask) -> Sequence[WebSession]:
    """The rows of all sessions."""
    with app.app_context(), Session(db.engine) as session:
        return session.scalars(select(WebSession)).all()


def account(app: Flask, email: str) -> Account:
    """One account's row."""
    with app.app_context(), Session(db.engine, expire_on_commit=False) as session:
        found = session.scalars(select(Account).where(Account.email == email)).one()
        session.expunge_all()
        return found


def count(app: Flask, model: Any) -> int:
    """How many rows there are."""
    with app.app_context(), Session(db.engine) as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


class Statements:
    """Counts what an app says to its database."""

    def __init__(self, app: Flask) -> None:
        self.said: list[str] = []
        with app.app_context():
            event.listen(db.engine, "before_cursor_execute", self._note)

    def _note(self, _connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        self.said.append(statement)

    def writes(self) -> list[str]:
        """What changed something."""
        return [text for text in self.said if text.startswith(("INSERT", "UPDATE", "DELETE"))]

    def of_sessions(self) -> list[str]:
        """What touched the table of sessions."""
        return [text for text in self.said if "web_session" in text]
