"""When a session ends, as its pages are told: so that they can leave the screen by themselves."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

from glossary.admin.sessions import current, limits
from glossary.models import Account
from glossary.services import clock
from glossary.services.accounts import sessions
from glossary.services.accounts.second_factor import keyed

NAME_LENGTH = 16
"""Hexadecimal digits by which tabs of one browser know whether they are of the same account."""


class Ending(NamedTuple):
    """Whole seconds that are left without use and in any case; and a name for the account, which tells nobody whose."""

    who: str
    idle: int
    whole: int


def of_session(account: Account) -> Ending:
    """The end of this request's session, never later than the server's own."""
    held, now, bounds = current().held, clock.now(), limits()
    idle, whole = bounds.idle, bounds.whole
    if held:
        whole -= max(now - held.created_at, timedelta())
    if held and not sessions.is_due(held):  # else this very request is noted as a use
        idle -= max(now - held.seen_at, timedelta())
    who = keyed("tabs of the desk", str(account.id))[0][:NAME_LENGTH]
    return Ending(who, int(idle.total_seconds()), int(whole.total_seconds()))
