"""Personal tokens, with which programs write for an account: named, scoped, expiring, revocable.

A token is 256 random bits behind `glo_`, which secret scanners and people recognise. It is shown once; the table keeps
its SHA-256, and looking that up takes as long for a wrong token as for a right one.
"""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from marshmallow import ValidationError
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from glossary.db import db, writing
from glossary.errors import NotFound, Refused
from glossary.interchange.fields import check_text
from glossary.models import ROLES, Token
from glossary.services import auditing, clock
from glossary.services.accounts import proofs
from glossary.services.auditing import Doer

SCOPES = {
    "statements:write": "Publish, change and withdraw statements",
    "actors:write": "Publish and change actors",
    "sources:write": "Publish and change sources",
}
"""Scope -> what it lets a program do."""
PREFIX = "glo_"
FORM = re.compile(rf"{PREFIX}[A-Za-z0-9_-]{{43}}", re.ASCII)
DEFAULT_DAYS, MOST_DAYS = 90, 366
NAME_LENGTH = 100
MOST_GOOD = 20
"""Good tokens that an account may have at a time."""
TOUCH = timedelta(minutes=1)

log = logging.getLogger("glossary")


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whoever a good token speaks for."""

    account_id: int
    email: str
    token_name: str
    scopes: frozenset[str]
    may_edit: bool


def create(
    account_id: int, name: str, scopes: Collection[str], days: int, by: Doer, prove: proofs.Proof = proofs.none
) -> str:
    """Make a token and give it back, once. Raises `Refused`; the proof is asked for when all else is right."""
    name, now = name.strip(), clock.now()
    text = PREFIX + secrets.token_urlsafe(32)
    with writing() as session:
        _refuse(session, account_id, name, scopes, days)
        prove(session)
        token = Token(
            account_id=account_id,
            name=name,
            scopes=" ".join(sorted(set(scopes))),
            sha256=_key(text),
            created_at=now,
            expires_at=now + timedelta(days=days),
        )
        session.add(token)
        _note(session, by, "token-create", token)
    return text


def revoke(account_id: int, token_id: int, by: Doer) -> None:
    """End one of an account's tokens. Raises `NotFound`; a second time does nothing."""
    with writing() as session:
        token = session.get(Token, token_id)
        if token is None or token.account_id != account_id:
            raise NotFound("There is no such token in this account.")
        if token.revoked_at is None:
            token.revoked_at = clock.now()
            _note(session, by, "token-revoke", token)


def of_account(account_id: int) -> Sequence[Token]:
    """The tokens of an account, the newest first, those that are over too."""
    return db.session.scalars(select(Token).where(Token.account_id == account_id).order_by(Token.id.desc())).all()


def is_good(token: Token) -> bool:
    """Whether a token is neither revoked nor expired."""
    return token.revoked_at is None and clock.now() < token.expires_at


def bearer(text: str) -> Bearer | None:
    """Whoever a token speaks for: nobody where it is unknown, revoked, expired, or its account is closed."""
    if not FORM.fullmatch(text):
        return None
    token = db.session.scalar(select(Token).where(Token.sha256 == _key(text)))
    if token is None or not is_good(token) or not token.account.active:
        return None
    account = token.account
    may_edit = any(role.name in ROLES for role in account.roles)
    found = Bearer(account.id, account.email, token.name, frozenset(token.scopes.split()), may_edit)
    _touch(token.id, token.last_used_at)
    return found


def _key(text: str) -> str:
    """What the table knows a token by."""
    return sha256(text.encode()).hexdigest()


def _touch(token_id: int, last: datetime | None) -> None:
    """Note that the token is in use, at most once a minute. Not worth failing for: the next request notes it."""
    now = clock.now()
    if last is not None and abs(now - last) < TOUCH:
        return
    try:
        with writing() as session:
            session.execute(update(Token).where(Token.id == token_id).values(last_used_at=now))
    except Exception as error:
        log.warning("the use of a token could not be noted: %s", type(error).__name__)


def _note(session: Session, by: Doer, what: str, token: Token) -> None:
    session.flush()
    detail = f"{token.name}: {token.scopes}, until {token.expires_at:%Y-%m-%d}"
    auditing.note(session, by, what, kind="token", slug=str(token.id), detail=detail)


def _refuse(session: Session, account_id: int, name: str, scopes: Collection[str], days: int) -> None:
    wrong = {
        "name": list(_name_problems(session, account_id, name)),
        "scope": list(_scope_problems(scopes)),
        "days": [] if 1 <= days <= MOST_DAYS else [f"Give a whole number of days from 1 to {MOST_DAYS}."],
    }
    if found := {field: sentences for field, sentences in wrong.items() if sentences}:
        raise Refused(found)


def _name_problems(session: Session, account_id: int, name: str) -> Iterator[str]:
    try:
        check_text(name)
    except ValidationError as error:
        yield f"The name {error.messages[0]}."
    if not 1 <= len(name) <= NAME_LENGTH:
        yield f"Name the token, in 1 to {NAME_LENGTH} characters, so that you know it later."
    good = [t for t in session.scalars(select(Token).where(Token.account_id == account_id)) if is_good(t)]
    if name in {token.name for token in good}:
        yield "You have a token of this name already; revoke it first, or choose another name."
    if len(good) >= MOST_GOOD:
        yield f"You have {MOST_GOOD} good tokens; revoke one first."


def _scope_problems(scopes: Collection[str]) -> Iterator[str]:
    if not scopes:
        yield "Choose at least one thing that the token may do."
    for unknown in sorted(set(scopes) - set(SCOPES)):
        yield f"There is no scope {unknown[:40]!r}."
