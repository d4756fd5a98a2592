"""The audit log: every deed at the desk in one line, in the transaction of the deed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from glossary.db import db
from glossary.models import AuditEntry
from glossary.services.publishing.publishing import utc_now

PAGE = 100


@dataclass(frozen=True, slots=True)
class Doer:
    """Who does something, and from where. `who` is an e-mail, `operator` or `nobody`."""

    who: str
    account_id: int | None = None
    address: str = ""
    request_id: str = ""
    through: str = ""
    """By what else than a browser: the token of a program."""


OPERATOR = Doer("operator")
"""Whoever has a shell on the machine."""


def note(
    session: Session,
    by: Doer,
    what: str,
    *,
    kind: str = "",
    slug: str = "",
    revision: int | None = None,
    detail: str = "",
) -> None:
    """Append a line; belongs into the transaction of what it tells of. No secrets, no texts of records in `detail`."""
    session.add(
        AuditEntry(
            at=utc_now(),
            account_id=by.account_id,
            who=by.who,
            what=what,
            kind=kind,
            slug=slug,
            revision=revision,
            address=by.address[:64],
            request_id=by.request_id[:32],
            detail=" ".join(filter(None, (detail, by.through)))[:500],
        )
    )


def entries(
    *,
    who: str = "",
    what: str = "",
    kind: str = "",
    slug: str = "",
    account_id: int | None = None,
    before: int | None = None,
    limit: int = PAGE,
) -> Sequence[AuditEntry]:
    """The newest lines that fit (of one account, where one is named), from before a line on."""
    query = _of(select(AuditEntry), account_id).order_by(AuditEntry.seq.desc()).limit(limit)
    wanted = {AuditEntry.who: who, AuditEntry.what: what, AuditEntry.kind: kind, AuditEntry.slug: slug}
    for column, value in wanted.items():
        query = query.where(column == value) if value else query
    query = query.where(AuditEntry.seq < before) if before else query
    return db.session.scalars(query).all()


def verbs(account_id: int | None = None) -> Sequence[str]:
    """What was ever done (by one account, where one is named), in alphabetical order."""
    return db.session.scalars(_of(select(AuditEntry.what), account_id).distinct().order_by(AuditEntry.what)).all()


def kinds(account_id: int | None = None, asked: str = "") -> Sequence[str]:
    """The kinds of what was ever touched (by one account, where one is named) and the one asked for, A to Z."""
    found = db.session.scalars(_of(select(AuditEntry.kind), account_id).distinct())
    return sorted({kind for kind in (*found, asked) if kind})


def _of(query: Select[Any], account_id: int | None) -> Select[Any]:
    return query if account_id is None else query.where(AuditEntry.account_id == account_id)
