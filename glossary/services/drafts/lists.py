"""Drafts, to look at: one's own, those that wait for review, what became of them, and those of a record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import selectinload

from glossary.db import db
from glossary.errors import NotFound
from glossary.models import Account, KeptDraft
from glossary.services.drafts.drafting import OPEN

MOST = 200
"""Drafts in a list; more are counted."""
LATELY = 15
"""Decided drafts in a list."""
_WAITING = or_(
    KeptDraft.state == "in-review", (KeptDraft.state == "draft") & KeptDraft.author.has(Account.active.is_(False))
)
"""In review, or left by an account that is closed: a reviewer decides on both."""


def by_number(number: int) -> KeptDraft:
    """One draft, open or not. Raises `NotFound`."""
    kept = db.session.scalar(_every().where(KeptDraft.id == number))
    if kept is None:
        raise NotFound(f"There is no draft {number}.")
    return kept


def mine(account_id: int) -> Sequence[KeptDraft]:
    """An account's open drafts, those sent back first, then the one changed last."""
    order = ((KeptDraft.answer == "").asc(), KeptDraft.changed_at.desc(), KeptDraft.id.desc())
    return _listed(_every().where(KeptDraft.author_id == account_id, KeptDraft.state.in_(OPEN)).order_by(*order))


def decided(account_id: int) -> Sequence[KeptDraft]:
    """What became of an account's drafts, and what it decided on others', the newest first."""
    own = (KeptDraft.author_id == account_id) & KeptDraft.state.not_in(OPEN)
    others = (KeptDraft.decided_by_id == account_id) & (KeptDraft.author_id != account_id)
    newest = (KeptDraft.decided_at.desc(), KeptDraft.id.desc())
    return _listed(_every().where(own | others).order_by(*newest), LATELY)


def awaiting() -> Sequence[KeptDraft]:
    """Drafts that a reviewer decides on, the one that has waited longest first; at most `MOST`."""
    return _listed(_every().where(_WAITING).order_by(KeptDraft.submitted_at, KeptDraft.id))


def count_awaiting() -> int:
    """How many there are."""
    return db.session.scalar(select(func.count()).select_from(KeptDraft).where(_WAITING)) or 0


def of_record(kind: str, slug: str) -> Sequence[KeptDraft]:
    """The open drafts of a record, oldest first."""
    mine = (KeptDraft.kind == kind, KeptDraft.slug == slug, KeptDraft.state.in_(OPEN))
    return _listed(_every().where(*mine).order_by(KeptDraft.id))


def _every() -> Select[KeptDraft]:
    return select(KeptDraft).options(selectinload(KeptDraft.author), selectinload(KeptDraft.decided_by))


def _listed(query: Select[Any], most: int = MOST) -> Sequence[KeptDraft]:
    return db.session.scalars(query.limit(most)).all()
