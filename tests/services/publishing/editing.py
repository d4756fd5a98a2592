"""What an editor will do, done here by hand: revise, withdraw, rename, add; each published in one transaction."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, make_transient

from glossary.db import writing
from glossary.models import LISTS, RECORDS, Dispute, FormerSlug, Record, Statement
from glossary.services.publishing.publishing import publish


def one(session: Session, kind: str, slug: str) -> Any:
    """The row of a record."""
    return session.scalars(select(RECORDS[kind]).where(RECORDS[kind].slug == slug)).one()


def revise(kind: str, slug: str, **fields: Any) -> None:
    """Give a record other values and publish it."""
    with writing() as session:
        record = one(session, kind, slug)
        for name, value in fields.items():
            setattr(record, name, value)
        published(session, kind, record)


def withdraw(slug: str, reason: str = "Misread.") -> None:
    """Take a statement back, with the reason that its address will show."""
    revise("statement", slug, state="withdrawn", withdrawn_reason=reason)


def rename(kind: str, slug: str, new: str) -> None:
    """Give a record another address; the old one leads there."""
    with writing() as session:
        record = one(session, kind, slug)
        session.add(FormerSlug(kind=kind, slug=slug, record_id=record.id))
        record.slug = new
        published(session, kind, record)


def add_like(slug: str, new: str, kind: str = "statement", **fields: Any) -> None:
    """Publish a further record that is like another but for some fields, and without what hangs on that one."""
    with writing() as session:
        record = one(session, kind, slug)
        session.expunge(record)
        make_transient(record)
        record.id, record.slug, record.revision = None, new, 0
        for name, value in fields.items():
            setattr(record, name, value)
        session.add(record)
        session.flush()
        published(session, kind, record)


def published(session: Session, kind: str, record: Record) -> None:
    """Publish in the editor's name."""
    session.flush()
    session.refresh(record)
    labels = {entry.slug: entry.definition for entry in session.scalars(select(LISTS["conflicts"]))}
    disputes = disputes_of(session, record) if kind == "statement" else []
    publish(session, kind, record, conflicts=labels, disputes=disputes, origin="editor")


def disputes_of(session: Session, statement: Record) -> list[str]:
    """Slugs of the statements that one disputes."""
    pairs = session.execute(select(Dispute.one_id, Dispute.other_id)).all()
    others = {b if a == statement.id else a for a, b in pairs if statement.id in (a, b)}
    return sorted(session.scalars(select(Statement.slug).where(Statement.id.in_(others))))
