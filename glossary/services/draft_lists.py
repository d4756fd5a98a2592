"""Drafts, to look at: one's own, those that wait for review, those of a record, and one by its shared link."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import selectinload

from glossary.db import db
from glossary.errors import NotFound
from glossary.models import KeptDraft
from glossary.services import clock
from glossary.services.drafting import OPEN, token_hash

MOST = 200
"""Drafts in a list; more are counted."""


def by_number(number: int) -> KeptDraft:
    """One draft, open or not. Raises `NotFound`."""
    kept = db.session.scalar(_every().where(KeptDraft.id == number))
    if kept is None:
        raise NotFound(f"There is no draft {number}.")
    return kept


def by_token(token: str) -> KeptDraft:
    """The open draft that a shared link leads to. Raises `NotFound` for a link that is unknown, ended or over."""
    mine = (KeptDraft.preview_sha256 == token_hash(token), KeptDraft.state.in_(OPEN))
    kept = db.session.scalar(_every().where(*mine))
    if kept is None or kept.preview_until is None or kept.preview_until <= clock.now():
        raise NotFound("This link to a draft does not lead anywhere, or not any more. Ask its author for a new one.")
    return kept


def mine(account_id: int) -> Sequence[KeptDraft]:
    """An account's open drafts, those sent back first, then the one changed last."""
    order = ((KeptDraft.answer == "").asc(), KeptDraft.changed_at.desc(), KeptDraft.id.desc())
    query = _every().where(KeptDraft.author_id == account_id, KeptDraft.state.in_(OPEN))
    return db.session.scalars(query.order_by(*order).limit(MOST)).all()


def awaiting() -> Sequence[KeptDraft]:
    """Drafts in review, the one that has waited longest first."""
    query = _every().where(KeptDraft.state == "in-review").order_by(KeptDraft.submitted_at, KeptDraft.id)
    return db.session.scalars(query.limit(MOST)).all()


def count_awaiting() -> int:
    """How many drafts are in review."""
    return db.session.scalar(select(func.count()).select_from(KeptDraft).where(KeptDraft.state == "in-review")) or 0


def of_record(kind: str, slug: str) -> Sequence[KeptDraft]:
    """The open drafts of a record, oldest first."""
    query = _every().where(KeptDraft.kind == kind, KeptDraft.slug == slug, KeptDraft.state.in_(OPEN))
    return db.session.scalars(query.order_by(KeptDraft.id).limit(MOST)).all()


def _every() -> Select[KeptDraft]:
    return select(KeptDraft).options(selectinload(KeptDraft.author))
