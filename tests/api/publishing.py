"""Publishing and withdrawing while a test looks on, through the services' own door."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from glossary.db import db, writing
from glossary.models import Statement
from glossary.services.index import indexing
from glossary.services.publishing.publishing import publish
from glossary.services.reading import vocabularies


@contextmanager
def _changing(slug: str) -> Iterator[tuple[Session, Statement, list[Statement]]]:
    """A statement in a write transaction; those put into the list are published at its end."""
    labels = vocabularies.vocabulary("conflicts")
    db.session.rollback()  # a reader who keeps a transaction open would keep writers waiting
    changed: list[Statement] = []
    with writing() as session:
        yield session, session.scalars(select(Statement).where(Statement.slug == slug)).one(), changed
        session.flush()
        for statement in changed:
            assert publish(session, "statement", statement, conflicts=labels, disputes=[], origin="editor")


def publish_copy(of: str, slug: str, said: str) -> None:
    """Publish a statement like another one, said on another day."""
    day = date.fromisoformat(said)
    new = {"slug": slug, "said": said, "said_from": day, "said_to": day}
    with _changing(of) as (session, original, changed):
        columns = [column.key for column in Statement.__mapper__.columns if column.key not in ("id", *new)]
        copy = Statement(**new, **{name: getattr(original, name) for name in columns})
        session.add(copy)
        changed.append(copy)


def withdraw(slug: str, reason: str = "Published by mistake.") -> None:
    """Withdraw a statement, with a reason."""
    with _changing(slug) as (_, statement, changed):
        statement.state, statement.withdrawn_reason = "withdrawn", reason
        changed.append(statement)


def drain() -> None:
    """Bring the index in step."""
    indexing.drain()
    db.session.rollback()
