"""A draft by a link, for people who cannot sign in: random, for 14 days, ended with the draft or the account."""

from __future__ import annotations

import secrets
from datetime import timedelta
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from glossary.db import db, writing
from glossary.errors import NotFound
from glossary.models import KeptDraft
from glossary.services import clock
from glossary.services.auditing import Doer
from glossary.services.drafts.drafting import OPEN, note_step, open_draft, require_author

SHARED_FOR = timedelta(days=14)
NOWHERE = "This link to a draft does not lead anywhere, or not any more. Ask its author for a new one."


def share(number: int, shown: str, by: Doer) -> str:
    """A new link: its token, given back once and kept as a hash. An older one ends.

    `shown` is what it shows, as JSON: the public documents that the draft would become now. Raises as a step does.
    """
    token = secrets.token_urlsafe(32)
    with writing() as session:
        kept = open_draft(session, number)
        require_author(kept, by)
        kept.preview_sha256, kept.preview_until, kept.preview = _hash(token), clock.now() + SHARED_FOR, shown
        note_step(session, kept, by, "share")
    return token


def unshare(number: int, by: Doer) -> None:
    """End the link."""
    with writing() as session:
        kept = open_draft(session, number)
        require_author(kept, by)
        kept.preview_sha256 = kept.preview_until = kept.preview = None
        note_step(session, kept, by, "unshare")


def by_token(token: str) -> KeptDraft:
    """The open draft that a link leads to. Raises `NotFound` for one that is unknown, ended or over."""
    mine = (KeptDraft.preview_sha256 == _hash(token), KeptDraft.state.in_(OPEN))
    kept = db.session.scalar(select(KeptDraft).options(selectinload(KeptDraft.author)).where(*mine))
    if kept is None or not kept.author.active or kept.preview_until is None or kept.preview_until <= clock.now():
        raise NotFound(NOWHERE)
    return kept


def _hash(token: str) -> str:
    """What the table knows a link by."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
