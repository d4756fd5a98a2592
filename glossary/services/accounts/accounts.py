"""Accounts of the desk: made by an administrator or the operator, never by their owners; none is there by default.

Whatever changes what an account may do ends its sessions. Rules are refused with `Refused`, by field. A password is
chosen by its owner or the operator; one that somebody else gives is made here (first_passwords.py).
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from glossary.db import db, writing
from glossary.errors import NotFound, Refused
from glossary.models import Account, Role
from glossary.models.account import ROLES
from glossary.services import auditing, clock
from glossary.services.accounts import first_passwords, passwords, proofs, sessions, throttling
from glossary.services.accounts.first_passwords import First
from glossary.services.auditing import Doer

EMAIL_LENGTH = 255
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")


@dataclass(frozen=True, slots=True)
class Known:
    """An account that has just signed in rightly, or half so."""

    id: int
    email: str
    second_factor: bool


def normal_email(text: str) -> str:
    """An address as it is kept and looked up."""
    return unicodedata.normalize("NFC", text.strip()).casefold()


def any_exist() -> bool:
    """Whether anybody can sign in at all."""
    return bool(db.session.scalar(select(func.count()).select_from(Account)))


def everyone() -> Sequence[Account]:
    """All accounts by e-mail."""
    return db.session.scalars(select(Account).order_by(Account.email)).all()


def by_id(account_id: int) -> Account:
    """One account. Raises `NotFound`."""
    account = db.session.get(Account, account_id)
    if account is None:
        raise NotFound(f"There is no account {account_id}.")
    return account


def by_email(email: str) -> Account:
    """One account. Raises `NotFound`."""
    account = db.session.scalar(select(Account).where(Account.email == normal_email(email)))
    if account is None:
        raise NotFound(f"There is no account {normal_email(email)[:EMAIL_LENGTH]!r}.")
    return account


def checked(email: str, password: str) -> Known | None:
    """The account, if it is active and this is its password. Takes the same work where there is none.

    Raises `RanOut` for the right first password that comes too late; nobody else is told that it was one.
    """
    account = db.session.scalar(select(Account).where(Account.email == normal_email(email)[:EMAIL_LENGTH]))
    usable = account is not None and account.active
    right = passwords.matches(password, account.password if account and usable else None)
    if account is None or not right:
        return None
    if account.first_password_until is not None and first_passwords.is_over(account.first_password_until):
        raise first_passwords.RanOut(account.first_password_until)
    return Known(account.id, account.email, bool(account.tf_totp_secret))


def is_password_of(account_id: int, password: str) -> bool:
    """Whether somebody who is signed in knows the account's password."""
    return passwords.matches(password, by_id(account_id).password)


def add(email: str, password: str, roles: Collection[str], by: Doer) -> int:
    """Make an account with a password that was chosen for it; answers its number."""
    email = normal_email(email)
    _refuse(_problems(email, roles) | {"password": _password_problems(password, email)})
    return _add(email, password, None, roles, by)


def add_with_first(email: str, roles: Collection[str], by: Doer) -> tuple[int, First]:
    """Make an account; answers its number and its first password, to be shown this once."""
    email = normal_email(email)
    _refuse(_problems(email, roles))
    first = first_passwords.new(email)
    return _add(email, first.password, first.until, roles, by), first


def _problems(email: str, roles: Collection[str]) -> dict[str, list[str]]:
    return {"email": _email_problems(email), "roles": _role_problems(roles)}


def _password_problems(password: str, email: str) -> list[str]:
    """What keeps a password from being chosen."""
    return passwords.problems(password, email) or first_passwords.problems(password)


def _add(email: str, password: str, until: datetime | None, roles: Collection[str], by: Doer) -> int:
    kept = passwords.hashed(password)
    with writing() as session:
        if session.scalar(select(Account).where(Account.email == email)):
            raise Refused({"email": ["This address has an account already."]})
        account = Account(email=email, password=kept, first_password_until=until, active=True, created_at=clock.now())
        account.fs_uniquifier = secrets.token_hex(32)
        account.roles = _roles(session, roles)
        session.add(account)
        session.flush()
        _note(session, by, "account-add", f"{email}: {', '.join(sorted(roles))}")
        return account.id


def set_password(account_id: int, password: str, by: Doer, prove: proofs.Proof = proofs.none) -> None:
    """Give an account another password, one that stays; its sessions end.

    Raises `Refused`; the proof is asked for when the password may be taken.
    """
    _refuse({"password": _password_problems(password, by_id(account_id).email)})
    kept = passwords.hashed(password)
    with writing() as session:
        prove(session)
        _note(session, by, "account-password", _with_password(session, account_id, kept, None).email)


def give_first_password(account_id: int, by: Doer) -> First:
    """Give an account a first password, to be shown this once; its sessions end, its tokens go on."""
    first = first_passwords.new(by_id(account_id).email)
    kept = passwords.hashed(first.password)
    with writing() as session:
        _note(session, by, "account-first-password", _with_password(session, account_id, kept, first.until).email)
    return first


def _with_password(session: Session, account_id: int, kept: str, until: datetime | None) -> Account:
    account = _changed(session, account_id)
    account.password, account.first_password_until = kept, until
    throttling.forget(session, account.email)
    return account


def set_roles(account_id: int, roles: Collection[str], by: Doer) -> None:
    """Give an account other roles."""
    _refuse({"roles": _role_problems(roles)})
    with writing() as session:
        account = _changed(session, account_id)
        account.roles = _roles(session, roles)
        _note(session, by, "account-roles", f"{account.email}: {', '.join(sorted(roles))}")


def set_active(account_id: int, active: bool, by: Doer) -> None:
    """Let an account sign in, or no longer. Accounts are not deleted: what they did keeps its name."""
    with writing() as session:
        account = _changed(session, account_id)
        account.active = active
        _note(session, by, "account-enable" if active else "account-disable", account.email)


def end_sessions(account_id: int, by: Doer) -> None:
    """Sign an account out everywhere."""
    with writing() as session:
        _note(session, by, "sessions-end", _changed(session, account_id).email)


def _changed(session: Session, account_id: int) -> Account:
    """The account, with its sessions at an end: their rows, and the name that each of them carries."""
    account = session.get(Account, account_id)
    if account is None:
        raise NotFound(f"There is no account {account_id}.")
    account.fs_uniquifier = secrets.token_hex(32)
    sessions.end_all(session, account_id)
    return account


def _note(session: Session, by: Doer, what: str, detail: str) -> None:
    auditing.note(session, by, what, kind="account", detail=detail)


def _roles(session: Session, names: Collection[str]) -> list[Role]:
    """The rows of roles; a role has none before it is first given."""
    known = {role.name: role for role in session.scalars(select(Role))}
    return [known.get(name) or Role(name=name) for name in sorted(set(names))]


def _refuse(wrong: dict[str, list[str]]) -> None:
    found = {field: sentences for field, sentences in wrong.items() if sentences}
    if found:
        raise Refused(found)


def _role_problems(roles: Collection[str]) -> list[str]:
    if not roles:
        return [f"Choose at least one role: {', '.join(ROLES)}."]
    unknown = sorted(set(roles) - set(ROLES))
    return [f"There is no role {unknown[0]!r}. Roles: {', '.join(ROLES)}."] if unknown else []


def _email_problems(email: str) -> list[str]:
    odd = any(unicodedata.category(letter)[0] == "C" for letter in email)
    if odd or len(email) > EMAIL_LENGTH or not _EMAIL.fullmatch(email):
        return ["Give an e-mail address, such as name@example.org."]
    return []
