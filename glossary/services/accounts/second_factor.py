"""The second factor: codes of an authenticator app, each good once, and recovery codes for when the app is lost.

Secrets are kept sealed (sealed_seeds.py) and recovery codes hashed, both by keys made from SECRET_KEY: where that was
lost, second factors are switched off by the operator and set up anew. Where it was changed and the one before is still
known, a secret is sealed anew when a code of its app is typed; recovery codes wait until their owner makes others. A
code is checked and used up in one write transaction.
"""

from __future__ import annotations

import hmac
import json
import re
import secrets
from base64 import b32encode
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from flask import current_app
from flask_security import Totp
from sqlalchemy import select
from sqlalchemy.orm import Session

from glossary.db import db, writing
from glossary.errors import GlossaryError, NotFound, Refused
from glossary.models import Account
from glossary.secret_files import keys_of
from glossary.services import auditing, clock
from glossary.services.accounts import proofs, sessions
from glossary.services.accounts.accounts import by_id
from glossary.services.accounts.sealed_seeds import SealingWallet
from glossary.services.auditing import Doer

WRONG = "The code is wrong or was used already. The app shows a new one every 30 seconds."
STEP = 30
"""Seconds that a code is shown for; the one before and the one after it are taken, too."""
RECOVERY_CODES = 10
RECOVERY_BYTES = 15
"""Of chance in each: 120 bits. From 112 on a hash without salt and cost is enough (OWASP ASVS 5.0, 6.5.2)."""


class OnceTotp(Totp):
    """Flask-Security's codes, each of which works once: the newest that was used is kept with the account."""

    def __init__(self, secrets: dict[Any, str], issuer: str) -> None:
        super().__init__(secrets, issuer)
        wallet = SealingWallet(secrets, default_tag=next(iter(secrets)))
        self._totp = self._totp.using(wallet=wallet, now=clock.seconds)

    def renewed(self, secret: str) -> str:
        """The secret as it is to be kept: under the newest key."""
        kept = self._totp.from_source(secret)
        return str(kept.to_json(encrypt=True)) if kept.changed else secret

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


def keyed(purpose: str, text: str) -> list[str]:
    """The keyed hash of a text under each of our secret keys, the newest first: 64 hexadecimal digits."""
    keys = [derived_key(key, purpose).encode() for key in keys_of(current_app.config["GLOSSARY"])]
    return [hmac.new(key, text.encode("utf-8", "surrogatepass"), sha256).hexdigest() for key in keys]


def secrets_of(secret_keys: Sequence[str]) -> dict[str, str]:
    """What secrets are encrypted with, under names that tell the keys: another one is noticed, not tried in vain.

    The first is the one for new secrets.
    """
    keys = [derived_key(key, "second factors") for key in secret_keys]
    return {sha256(key.encode()).hexdigest()[:8]: key for key in keys}


def factory() -> OnceTotp:
    """The maker and checker of codes."""
    made: OnceTotp = current_app.extensions["security"].totp_factory
    return made


def is_right(account_id: int, typed: str, by: Doer) -> bool:
    """Whether it is a code of the account's app or one of its recovery codes, which is then used up."""
    with writing() as session:
        account = _held(session, account_id)
        return account.active and _uses_up(session, account, typed, by)


def proof_of(account_id: int, typed: str, by: Doer) -> proofs.Proof:
    """What asks for a code where the account's second factor is on; it raises `Refused` for a wrong one."""

    def prove(session: Session) -> None:
        account = _held(session, account_id)
        try:
            if account.tf_totp_secret and not _uses_up(session, account, typed, by):
                raise Refused({"code": [WRONG]})
        except Unreadable as unreadable:
            raise Refused({"code": [str(unreadable)]}) from unreadable

    return prove


def _uses_up(session: Session, account: Account, typed: str, by: Doer) -> bool:
    if not account.tf_totp_secret:
        return False
    if _fits(typed, account.tf_totp_secret, account):
        account.tf_totp_secret = factory().renewed(account.tf_totp_secret)
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
        account.tf_totp_secret, account.tf_primary_method = factory().renewed(secret), "authenticator"
        account.mf_recovery_codes = [_kept(code)[0] for code in codes]
        sessions.end_all(session, account_id, but=session_key)
        auditing.note(session, by, "second-factor-on", kind="account", detail=account.email)
    return codes


def switch_off(account_id: int, by: Doer, session_key: str = "", prove: proofs.Proof = proofs.none) -> None:
    """Let an account sign in with its password alone; all its sessions end but the one that is named."""
    with writing() as session:
        prove(session)
        account = _held(session, account_id)
        account.tf_totp_secret = account.tf_primary_method = account.tf_last_counter = None
        account.mf_recovery_codes = None
        sessions.end_all(session, account_id, but=session_key)
        auditing.note(session, by, "second-factor-off", kind="account", detail=account.email)


def renew_codes(account_id: int, by: Doer, prove: proofs.Proof = proofs.none) -> list[str]:
    """Other recovery codes; the ones before no longer work."""
    codes = new_codes()
    with writing() as session:
        prove(session)
        account = _held(session, account_id)
        account.mf_recovery_codes = [_kept(code)[0] for code in codes]
        auditing.note(session, by, "recovery-codes", kind="account", detail=account.email)
    return codes


def codes_left(account_id: int) -> int:
    """How many recovery codes were not used yet."""
    return len(by_id(account_id).mf_recovery_codes or [])


def under_older_keys() -> int:
    """How many accounts have a secret that is still encrypted with a key from before."""
    newest = next(iter(secrets_of(keys_of(current_app.config["GLOSSARY"]))))
    kept = db.session.scalars(select(Account.tf_totp_secret).where(Account.tf_totp_secret.is_not(None)))
    return sum(json.loads(secret or "{}").get("enckey", {}).get("t") != newest for secret in kept)


def new_codes() -> list[str]:
    """Random codes in letters and digits that are not taken for each other, in groups that are easily typed."""
    found = (b32encode(secrets.token_bytes(RECOVERY_BYTES)).decode().lower() for _ in range(RECOVERY_CODES))
    return ["-".join(code[at : at + 4] for at in range(0, len(code), 4)) for code in found]


def _kept(code: str) -> list[str]:
    """The hash of a code under each of our keys, the newest first."""
    return keyed("recovery codes", re.sub(r"[\W_]", "", code.lower()))


def _use_recovery_code(account: Account, typed: str) -> bool:
    """Use a code up. Those that were made under a key from before stay so: their hashes cannot be made anew."""
    hashes, codes = _kept(typed[:100]), account.mf_recovery_codes or []
    left = [kept for kept in codes if kept not in hashes]
    if len(left) == len(codes):
        return False
    account.mf_recovery_codes = left
    return True


def _held(session: Session, account_id: int) -> Account:
    account = session.get(Account, account_id, with_for_update=True)
    if account is None:
        raise NotFound(f"There is no account {account_id}.")
    return account
