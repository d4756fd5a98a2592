"""Corrections that readers suggest: taken without an account, within limits, followed by a private link.

Of where one comes from, only a keyed hash of the network address is kept. It counts for a day and is emptied when the
next correction after that comes in or is answered. Of the private link only the hash is kept.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from glossary.db import db, writing
from glossary.errors import GlossaryError, NotFound
from glossary.models import Correction
from glossary.services import clock
from glossary.services.accounts.second_factor import keyed
from glossary.services.accounts.throttling import address_key, spoken
from glossary.services.corrections.rules import Suggestion, tidied
from glossary.services.history import revisions as history

MOST_OPEN = 200
"""Corrections that wait for the desk; beyond that it could not answer them."""
FULL_SECONDS = 21_600
"""When to come back if as many wait: the desk works by day."""
LIMITS = ((timedelta(hours=1), 5, "an hour"), (timedelta(days=1), 20, "a day"))
"""How many one sender may send within which time."""
FORGOTTEN = timedelta(days=1)
"""After this the hash of the sender is emptied; no limit looks back further."""


class TooMany(GlossaryError):
    """One sender has sent as many as are taken; `seconds` are left to wait."""

    def __init__(self, most: int, within: str, seconds: int) -> None:
        wait = spoken(seconds) if seconds < 7200 else f"{-(-seconds // 3600)} hours"
        super().__init__(
            f"At most {most} corrections within {within} are taken from one place. "
            f"Wait {wait}, then send this again; nothing was sent now."
        )
        self.seconds = seconds


class Full(GlossaryError):
    """As many corrections wait as the desk can answer; `seconds` say when to come again."""

    def __init__(self) -> None:
        super().__init__(
            "More corrections are waiting for the editors than they can answer just now, so no further one is taken. "
            "Please come again tomorrow; nothing was sent now."
        )
        self.seconds = FULL_SECONDS


def suggest(told: Suggestion, address: str, form: str) -> str:
    """Take a suggestion in; answers with the token of its private link. `form` is the random number of the form it was
    written in: the same one sent again is not kept twice, also after it was answered.

    Raises `Refused` by field (`message`, `url`), `TooMany`, `Full`, and `NotFound` where there is no such revision.
    """
    told, senders = tidied(told), keyed("correction sender", address_key(address))
    tokens = _tokens_of(told, form)
    for token in tokens:
        if _find(db.session, token) is not None:
            return token
    history.document_at(told.kind, told.slug, told.revision)
    refuse_too_many(db.session, senders)  # before the write lock is taken
    _store(told, tokens[0], senders)
    return tokens[0]


def _store(told: Suggestion, token: str, senders: Sequence[str]) -> None:
    now = clock.now()
    with writing() as session:
        if _find(session, token) is not None:  # the same form was sent twice at once
            return
        refuse_too_many(session, senders)
        forget_senders(session)
        session.add(
            Correction(
                kind=told.kind,
                slug=told.slug,
                revision=told.revision,
                message=told.message,
                url=told.url,
                state="open",
                answer="",
                token_sha256=_hash(token),
                sender_sha256=senders[0],
                created_at=now,
            )
        )


def refuse_too_many(session: Session, senders: Sequence[str]) -> None:
    """Raise `TooMany` for a sender at a limit, whose hash under each of our keys is given; `Full` where too many are
    open.
    """
    now = clock.now()
    query = select(Correction.created_at).where(Correction.sender_sha256.in_(senders), Correction.created_at <= now)
    times = session.scalars(query.order_by(Correction.created_at.desc()).limit(LIMITS[-1][1])).all()
    for window, most, within in LIMITS:
        recent = [time for time in times if time > now - window]
        if len(recent) >= most:
            raise TooMany(most, within, _left(recent[most - 1] + window, now))
    if _open(session) >= MOST_OPEN:
        raise Full


def _left(until: datetime, now: datetime) -> int:
    return max(1, -int((now - until).total_seconds() // 1))


def forget_senders(session: Session) -> None:
    """Empty the hashes that count no more."""
    old = Correction.created_at <= clock.now() - FORGOTTEN
    session.execute(update(Correction).where(old, Correction.sender_sha256 != "").values(sender_sha256=""))


def open_count() -> int:
    """How many corrections wait for an answer."""
    return _open(db.session)


def is_full() -> bool:
    """Whether no further one is taken."""
    return open_count() >= MOST_OPEN


def _open(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Correction).where(Correction.state == "open")) or 0


def by_token(token: str) -> Correction:
    """The correction of a private link. Raises `NotFound`."""
    found = _find(db.session, token)
    if found is None:
        raise NotFound("There is no correction at this address. Look whether the whole address was kept.")
    return found


def _find(session: Session, token: str) -> Correction | None:
    return session.scalar(select(Correction).where(Correction.token_sha256 == _hash(token)))


def _hash(token: str) -> str:
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _tokens_of(told: Suggestion, form: str) -> list[str]:
    """43 characters that nobody can guess without the server's secret, one for each of our keys, the newest first.

    The same suggestion in the same form has the same: what is sent twice leads to one link, which need not be stored
    for that. Whoever writes the same words in another form is somebody else, and does not come to see the first one's
    page.
    """
    text = json.dumps([told.kind, told.slug, told.revision, told.message, told.url, form])
    hashes = keyed("correction link", text)
    return [urlsafe_b64encode(bytes.fromhex(one)).rstrip(b"=").decode() for one in hashes]
