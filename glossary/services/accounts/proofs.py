"""What is shown again before an account is changed, and is used up by it: in the same transaction, after all else."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.orm import Session

Proof = Callable[[Session], None]
"""Looks at what was shown, and uses it up, in the transaction of the change. Raises `Refused` where it does not do."""


def none(_session: Session) -> None:
    """For deeds that take no proof: the operator's, an administrator's, and those of accounts without second factor."""
