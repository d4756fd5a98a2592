"""Changing the secret key of an instance: a new one is made, and the one before is read for a while yet."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from flask import current_app

from glossary import secret_files
from glossary.errors import Invalid
from glossary.numbers import counted
from glossary.services import clock
from glossary.services.accounts import second_factor
from glossary.services.health.check import Check

LONGEST_DAYS = 90
"""So long a key from before may be read: of what is signed, a quote's check waits longest, and is good for as many."""
ELSEWHERE = (
    "The secret key is set by SECRET_KEY, not kept in the instance folder, so nothing was changed. Write the present "
    "key to where SECRET_KEY_OLD is set, and a new one to where SECRET_KEY is; then restart the server."
)


def renew() -> None:
    """Make a new key for this instance and keep the one before. Raises `Invalid` where the key is set elsewhere."""
    instance = Path(current_app.instance_path)
    _check_kept(instance)
    secret_files.renew(instance)


def forget() -> bool:
    """Remove the keys from before; says whether there were any. Raises `Invalid` where the key is set elsewhere."""
    instance = Path(current_app.instance_path)
    _check_kept(instance)
    return secret_files.forget(instance)


def _check_kept(instance: Path) -> None:
    present = current_app.config["GLOSSARY"]["SECRET_KEY"]
    if not (instance / secret_files.KEPT).exists() or secret_files.kept_secret(instance) != present:
        raise Invalid(ELSEWHERE)


def check() -> Check | None:
    """What `glossary doctor` says of keys from before; None where there are none. Days are those since the change."""
    if not current_app.config["GLOSSARY"]["SECRET_KEY_OLD"]:
        return None
    waiting = counted(second_factor.under_older_keys(), "second factor")
    file = Path(current_app.instance_path) / secret_files.KEPT_OLD
    if not file.exists():
        words = f"SECRET_KEY_OLD is set, {waiting} still under it. Take it away {LONGEST_DAYS} days after the change."
        return Check("old keys", True, words)
    days = (clock.now() - datetime.fromtimestamp(file.stat().st_mtime, UTC).replace(tzinfo=None)).days
    words = f"The secret key was changed {counted(days, 'day')} ago; the one before is still read, {waiting} under it."
    if days <= LONGEST_DAYS:
        return Check("old keys", True, words)
    return Check("old keys", False, f"{words} `glossary secrets forget` ends that, with a restart.")
