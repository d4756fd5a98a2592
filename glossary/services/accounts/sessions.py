"""Browsers' sessions as rows: the cookie holds a random token, the table its hash; each can be listed and ended.

A session that was ended keeps its row for a day, without what was in it, and one that ran out as it is: whose it was
tells the desk for whom to keep a form that was being filled in meanwhile.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from glossary.db import db, writing
from glossary.errors import Refused
from glossary.models import WebSession
from glossary.services import auditing, clock
from glossary.services.accounts import proofs
from glossary.services.auditing import Doer

OTHERS = "others"
OVER = ""
"""What is in a session that was ended."""
REMEMBERED = timedelta(days=1)
TOUCH = timedelta(minutes=1)
BROWSER_LENGTH = 200


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a session lives without being used, and at all."""

    idle: timedelta
    whole: timedelta


@dataclass(frozen=True, slots=True)
class Held:
    """A session as its row has it. `data` is JSON, or `OVER`."""

    key: str
    account_id: int | None
    data: str
    created_at: datetime
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Seat:
    """From where a session is used."""

    address: str
    browser: str


def new_token() -> str:
    """256 random bits."""
    return secrets.token_urlsafe(32)


def key_of(token: str) -> str:
    """What the table knows a token by."""
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def read(token: str, limits: Limits) -> Held | None:
    """The session of a token; `OVER` when it was ended or has run out, None when there never was one."""
    row = db.session.get(WebSession, key_of(token), populate_existing=True)
    if row is None:
        return None
    data = OVER if _is_over(row, limits) else row.data
    return Held(row.token_sha256, row.account_id, data, row.created_at, row.seen_at)


def _is_over(row: WebSession, limits: Limits) -> bool:
    """A clock that was set back makes a session neither older nor broken."""
    now = clock.now()
    return row.data == OVER or now - row.seen_at > limits.idle or now - row.created_at > limits.whole


def is_due(held: Held) -> bool:
    """Whether the row should say again that the session is in use: after a minute, or when the clock was set back."""
    return abs(clock.now() - held.seen_at) >= TOUCH


def create(token: str, account_id: int | None, data: str, seat: Seat, instead_of: str | None = None) -> None:
    """Begin a session; the one it takes the place of is over in the same moment. What is long over is swept away."""
    now = clock.now()
    with writing() as session:
        session.execute(delete(WebSession).where(WebSession.seen_at < now - REMEMBERED))
        if instead_of:
            session.execute(delete(WebSession).where(WebSession.token_sha256 == instead_of))
        session.add(
            WebSession(
                token_sha256=key_of(token),
                account_id=account_id,
                data=data,
                created_at=now,
                seen_at=now,
                address=seat.address[:64],
                browser=seat.browser[:BROWSER_LENGTH],
            )
        )


def keep(held: Held, data: str, seat: Seat) -> None:
    """Write what is in a session now, and that it is in use. One that was ended meanwhile stays so."""
    now = clock.now()
    values = {"data": data, "seen_at": now, "created_at": min(held.created_at, now)}
    values |= {"address": seat.address[:64], "browser": seat.browser[:BROWSER_LENGTH]}
    with writing() as session:
        rows = update(WebSession).where(WebSession.token_sha256 == held.key, WebSession.data != OVER)
        session.execute(rows.values(values))


def end(key: str) -> None:
    """End one session."""
    with writing() as session:
        end_one(session, key)


def end_one(session: Session, key: str) -> None:
    """End one session in the caller's transaction."""
    session.execute(update(WebSession).where(WebSession.token_sha256 == key).values(data=OVER))


def end_some(account_id: int, wanted: str, this: str, limits: Limits, by: Doer, prove: proofs.Proof) -> None:
    """End one good session of an account, by its key, or all but this one (`OTHERS`). Raises `Refused`."""
    keys = {row.token_sha256 for row in of_account(account_id, limits)}
    with writing() as session:
        if wanted not in {OTHERS, *keys}:
            raise Refused({"": ["There is no such session any more."]})
        prove(session)
        if wanted == OTHERS:
            end_all(session, account_id, but=this)
        else:
            end_one(session, wanted)
        auditing.note(session, by, "session-end", kind="account")


def end_all(session: Session, account_id: int, but: str = "") -> None:
    """End every session of an account, except perhaps one, in the caller's transaction."""
    rows = update(WebSession).where(WebSession.account_id == account_id, WebSession.token_sha256 != but)
    session.execute(rows.values(data=OVER))


def of_account(account_id: int, limits: Limits) -> Sequence[WebSession]:
    """The sessions of an account that are still good, the one used last first."""
    query = select(WebSession).where(WebSession.account_id == account_id).order_by(WebSession.seen_at.desc())
    return [row for row in db.session.scalars(query) if not _is_over(row, limits)]
