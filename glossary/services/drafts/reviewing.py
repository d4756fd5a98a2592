"""Two pairs of eyes: who may publish what, as one rule for every door.

As soon as two open accounts may review, what one account wrote is published by another. Before that an editor may
publish alone, and the revision says for ever that there was no second review. Contributors never publish.
"""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from glossary.db import db
from glossary.errors import NeedsReview
from glossary.models import MAY_REVIEW, Account, Role
from glossary.services.auditing import Doer

MAY_EDIT = ("editor", *MAY_REVIEW)
TWO_EYES = "Two accounts review here, so nobody publishes alone. Send it to review; nothing was published."
PROPOSES = "A contributor proposes and does not publish. Send it to review; nothing was published."
OWN = "You wrote this draft yourself. Another reviewer publishes it, or sends it back."
RESERVED = "Where two accounts review, a reviewer withdraws and reinstates. Nothing was changed; ask one of them."
BLACKS_OUT = "Only an administrator blacks words out. Nothing was changed; ask one of them."
EDITS = "An editor writes, a reviewer publishes. Nothing was published."


def reviewers(session: Session) -> int:
    """Open accounts that may review."""
    mine = Account.roles.any(Role.name.in_(MAY_REVIEW))
    return session.scalar(select(func.count()).select_from(Account).where(Account.active, mine)) or 0


def needs_second(session: Session) -> bool:
    """Whether nobody publishes what they wrote themselves."""
    return reviewers(session) >= 2


def may_publish_alone(account_id: int) -> bool:
    """Whether an account is free to publish its own words now: for pages, that offer what will be done."""
    try:
        require_alone(db.session, Doer("", account_id))
    except NeedsReview:
        return False
    return True


def require_alone(session: Session, by: Doer) -> None:
    """Raises `NeedsReview` unless the doer may publish without anybody else. The operator may."""
    if by.account_id is None:
        return
    if not _roles(session, by.account_id) & set(MAY_EDIT):
        raise NeedsReview(PROPOSES)
    if needs_second(session):
        raise NeedsReview(TWO_EYES)


def may_review(session: Session, by: Doer) -> bool:
    """Whether the doer has a role that reviews."""
    return by.account_id is not None and bool(_roles(session, by.account_id) & set(MAY_REVIEW))


def require_deed(session: Session, by: Doer) -> None:
    """Raises `NeedsReview` unless the doer may withdraw and reinstate: a reviewer always, as nothing new is said."""
    if may_review(session, by):
        return
    try:
        require_alone(session, by)
    except NeedsReview as error:
        raise NeedsReview(RESERVED) from error


def require_administrator(session: Session, by: Doer) -> None:
    """Raises `NeedsReview` unless the doer is an administrator with an open account, or the operator."""
    if by.account_id is not None and "administrator" not in _roles(session, by.account_id):
        raise NeedsReview(BLACKS_OUT)


def review_by(session: Session, by: Doer, author_id: int) -> str:
    """`second` or `none`: what the revision will say if the doer publishes what the author wrote.

    Raises `NeedsReview` where the doer may not.
    """
    if by.account_id is None:
        return "none"
    roles = _roles(session, by.account_id)
    if not roles & set(MAY_EDIT):
        raise NeedsReview(PROPOSES)
    if not needs_second(session):
        return "none" if by.account_id == author_id else "second"
    if not roles & set(MAY_REVIEW):
        raise NeedsReview(EDITS)
    if by.account_id == author_id:
        raise NeedsReview(OWN)
    return "second"


def _roles(session: Session, account_id: int) -> set[str]:
    query = select(Role.name).join(Account.roles).where(Account.id == account_id, Account.active)
    return set(session.scalars(query))
