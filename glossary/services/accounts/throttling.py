"""Guessing is slow: from the fifth failure on, an account and an address wait longer after each.

A try counts as failed when it begins and is taken back when it succeeds, so that many at once gain nothing. Accounts
that do not exist are counted like those that do; their names are kept as hashes.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from glossary.db import writing
from glossary.errors import GlossaryError
from glossary.models import SignInFailures
from glossary.services import clock

FREE_TRIES = 5
LONGEST = 900
FORGOTTEN = timedelta(hours=1)


class Waiting(GlossaryError):
    """Too many tries failed; `seconds` are left to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Too many tries have failed. Wait {spoken(seconds)}, then try again.")
        self.seconds = seconds


def spoken(seconds: int) -> str:
    """A time to wait in words."""
    if seconds < 120:
        return "1 second" if seconds == 1 else f"{seconds} seconds"
    return f"{-(-seconds // 60)} minutes"


def account_key(email: str) -> str:
    """The key of an account, known or not."""
    return "account:" + sha256(email.encode("utf-8", "surrogatepass")).hexdigest()


def address_key(address: str) -> str:
    """The key of where a try comes from; of IPv6 the network, as one visitor has all of it."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return f"address:{address[:100]}"
    return f"address:{ipaddress.ip_network((known, 64), strict=False) if known.version == 6 else known}"


def wait_after(failures: int) -> int:
    """Seconds to wait after so many failures in a row."""
    return 0 if failures < FREE_TRIES else min(LONGEST, 2 ** min(failures - FREE_TRIES + 1, 10))


def begin(keys: Sequence[str]) -> None:
    """Count a try against all keys. Raises `Waiting`, and counts nothing, while one of them has to wait."""
    now = clock.now()
    with writing() as session:
        session.execute(delete(SignInFailures).where(SignInFailures.last_at < now - FORGOTTEN))
        rows = [_row(session, key) for key in keys]
        if left := max(_left(row, now) for row in rows):
            raise Waiting(left)
        for row in rows:
            row.failures, row.last_at = row.failures + 1, now


def _row(session: Session, key: str) -> SignInFailures:
    row = session.scalar(select(SignInFailures).where(SignInFailures.key == key).with_for_update())
    if row is None:
        row = SignInFailures(key=key, failures=0, last_at=clock.now())
        session.add(row)
    return row


def _left(row: SignInFailures, now: datetime) -> int:
    """Seconds still to wait. A failure in the future means that the clock was set back: nobody waits for that."""
    if row.last_at > now:
        return 0
    until = row.last_at + timedelta(seconds=wait_after(row.failures))
    return max(0, -int((now - until).total_seconds() // 1))


def succeeded(account: str, address: str = "") -> None:
    """The account's failures are forgotten. Of the address only this try is taken back: else who has an account of
    his own could go on guessing others' for ever.
    """
    with writing() as session:
        session.execute(delete(SignInFailures).where(SignInFailures.key == account))
        _take_back(session, address)


def forget(session: Session, email: str) -> None:
    """What failed at an account is forgotten, in the caller's transaction: it has another password now."""
    session.execute(delete(SignInFailures).where(SignInFailures.key == account_key(email)))


def taken_back(keys: Sequence[str]) -> None:
    """The try was no failure; those before it stay."""
    with writing() as session:
        for key in keys:
            _take_back(session, key)


def _take_back(session: Session, key: str) -> None:
    row = session.scalar(select(SignInFailures).where(SignInFailures.key == key))
    if row is not None:
        row.failures = max(0, row.failures - 1)
        row.last_at = clock.now() - timedelta(seconds=wait_after(row.failures))  # what was to wait, has waited
