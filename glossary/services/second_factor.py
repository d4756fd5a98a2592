"""The second factor: codes of an authenticator app, each good once, and recovery codes for when the app is lost.

Secrets are kept encrypted and recovery codes hashed, both by keys made from SECRET_KEY: where that was lost, second
factors are switched off by the operator and set up anew. A code is checked and used up in one write transaction.
"""

from __future__ import annotations

import hmac
import re
import secrets
from base64 import b32encode
from hashlib import sha256
from typing import Any

from flask import current_app
from flask_security import Totp
from sqlalchemy.orm import Session

from glossary.db import writing
from glossary.errors import GlossaryError, NotFound
from glossary.models import Account
from glossary.services import auditing, clock, sessions
from glossary.services.accounts import by_id
from glossary.services.auditing import Doer

STEP = 30
"""Seconds that a code is shown for; the one before and the one after it are taken, too."""
RECOVERY_CODES = 10
RECOVERY_BYTES = 15
"""Of chance in each: 120 bits. From 112 on a hash without salt and cost is enough (OWASP ASVS 5.0, 6.5.2)."""


class OnceTotp(Totp):
    """Flask-Security's codes, each of which works once: the newest that was used is kept with the account."""

    def __init__(self, secrets: dict[Any, str], issuer: str) -> None:
        super().__init__(secrets, issuer)
        self._totp = self._totp.using(now=clock.seconds)

    def get_last_counter(self, user: Any) -> int | None:
        """The newest code that was used; one from the future means that the clock was set back, and does not count."""
        last: int | None = user.tf_last_counter
        return None if last is not None and last > clock.seconds() // STEP + 2 else last

    def set_last_counter(self, user: Any, tmatch: Any) -> None:
        """Remember the code that was used."""
        user.tf_last_counter = tmatch.counter


class Unreadable(GlossaryError):
    """The secret of a second factor was encrypted with another SECRET_KEY than the present one."""

    def __init__(self) -> None:
        super().__init__("The secret of your second factor cannot be read. An administrator can switch it off.")


def derived_key(secret_key: str, purpose: str) -> str:
    """A key of its own for each purpose, from the one secret of the server."""
    return hmac.new(secret_key.encode(), f"glossary {purpose}".encode(), sha256).hexdigest()


def secrets_of(secret_key: str) -> dict[str, str]:
    """What secrets are encrypted with, under a name that tells the key: another one is noticed, not tried in vain."""
    key = derived_key(secret_key, "second factors")
    return {sha256(key.encode()).hexdigest()[:8]: key}


def factory() -> Totp:
    """The maker and checker of codes."""
    made: Totp = current_app.extensions["security"].totp_factory
    return made


def is_right(account_id: int, typed: str, by: Doer) -> bool:
    """Whether it is a code of the account's app or one of its recovery codes, which is then used up."""
    with writing() as session:
        account = _held(session, account_id)
        if not account.active or not account.tf_totp_secret:
            return False
        if _fits(typed, account.tf_totp_secret, account):
            return True
        if not _use_recovery_code(account, typed):
            return False
        left = len(account.mf_recovery_codes or [])
        auditing.note(session, by, "recovery-code", kind="account", detail=f"{account.email}: {left} left")
        return True


def _fits(typed: str, secret: str, account: Account) -> bool:
    digits = re.sub(r"\s", "", typed)
    if not (digits.isascii() and digits.isdecimal() and len(digits) == 6):
        return False
    try:
        return bool(factory().verify_totp(digits, secret, account, window=STEP))
    except (ValueError, TypeError, KeyError) as error:  # SECRET_KEY is another one than when it was set up
        raise Unreadable from error


def switch_on(account_id: int, secret: str, typed: str, by: Doer, session_key: str) -> list[str] | None:
    """Take a secret whose code was typed rightly; answers recovery codes, to be shown once. None for a wrong code."""
    codes = new_codes()
    with writing() as session:
        account = _held(session, account_id)
        account.tf_last_counter = None
        if not _fits(typed, secret, account):
            session.rollback()
            return None
        account.tf_totp_secret, account.tf_primary_method = secret, "authenticator"
        account.mf_recovery_codes = [_kept(code) for code in codes]
        sessions.end_all(session, account_id, but=session_key)
        auditing.note(session, by, "second-factor-on", kind="account", detail=account.email)
    return codes


def switch_off(account_id: int, by: Doer, session_key: str = "") -> None:
    """Let an account sign in with its password alone; all its sessions end but the one that is named."""
    with writing() as session:
        account = _held(session, account_id)
        account.tf_totp_secret = account.tf_primary_method = account.tf_last_counter = None
        account.mf_recovery_codes = None
        sessions.end_all(session, account_id, but=session_key)
        auditing.note(session, by, "second-factor-off", kind="account", detail=account.email)


def renew_codes(account_id: int, by: Doer) -> list[str]:
    """Other recovery codes; the ones before no longer work."""
    codes = new_codes()
    with writing() as session:
        account = _held(session, account_id)
        account.mf_recovery_codes = [_kept(code) for code in codes]
        auditing.note(session, by, "recovery-codes", kind="account", detail=account.email)
    return codes


def codes_left(account_id: int) -> int:
    """How many recovery codes were not used yet."""
    return len(by_id(account_id).mf_recovery_codes or [])


def new_codes() -> list[str]:
    """Random codes in letters and digits that are not taken for each other, in groups that are easily typed."""
    found = (b32encode(secrets.token_bytes(RECOVERY_BYTES)).decode().lower() for _ in range(RECOVERY_CODES))
    return ["-".join(code[at : at + 4] for at in range(0, len(code), 4)) for code in found]


def _kept(code: str) -> str:
    key = derived_key(current_app.config["GLOSSARY"]["SECRET_KEY"], "recovery codes")
    return hmac.new(key.encode(), re.sub(r"[\W_]", "", code.lower()).encode(), sha256).hexdigest()


def _use_recovery_code(account: Account, typed: str) -> bool:
    kept = _kept(typed[:100])
    codes = list(account.mf_recovery_codes or [])
    if kept not in codes:
        return False
    codes.remove(kept)
    account.mf_recovery_codes = codes
    return True


def _held(session: Session, account_id: int) -> Account:
    account = session.get(Account, account_id, with_for_update=True)
    if account is None:
        raise NotFound(f"There is no account {account_id}.")
    return account
