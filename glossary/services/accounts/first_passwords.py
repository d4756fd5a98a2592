"""First passwords: given to an account by somebody else, made here, short-lived, and good for choosing another alone.

OWASP ASVS 5.0, 6.4.1: such a password is random, keeps to the rules for passwords, runs out soon, and does not stay.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from glossary.errors import GlossaryError
from glossary.services import clock
from glossary.services.accounts import passwords

LETTERS = "bcdfghjkmnpqrstvwxyz"
"""Small letters alone, so that none is taken for a digit; without l and without vowels, so that no words come about."""
GROUPS, IN_GROUP = 6, 4
"""24 of 20 letters: 103 bits of chance, in groups that are read over the telephone one by one."""
HOURS = 72
"""What is given on a Friday still holds on Monday; what nobody needed by then nobody finds later."""
SEEN = "This is made like a first password, which somebody else has seen. Take another."
_FORM = re.compile(f"[{LETTERS}]{{{GROUPS * IN_GROUP}}}")


@dataclass(frozen=True, slots=True)
class First:
    """A first password, to be shown once, and the moment (UTC) until which it holds."""

    password: str
    until: datetime


class RanOut(GlossaryError):
    """A first password was right, but came too late."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"This first password ran out on {spoken(until)}. An administrator gives you another.")


def new(email: str) -> First:
    """Another one for the account of this address, from now on."""
    while passwords.problems(made := _random(), email):
        pass  # by chance it follows the keyboard, or holds the words of the address: once in very many
    return First(made, clock.now() + timedelta(hours=HOURS))


def _random() -> str:
    groups = ("".join(secrets.choice(LETTERS) for _ in range(IN_GROUP)) for _ in range(GROUPS))
    return "-".join(groups)


def problems(chosen: str) -> list[str]:
    """Why a password may not be one's own: it is written like a first one. Those given before are not remembered."""
    said = re.sub(r"[\W_]+", "", passwords.normal(chosen).casefold())
    return [SEEN] if _FORM.fullmatch(said) else []


def is_over(until: datetime | None) -> bool:
    """Whether a password that held until then holds no more; one's own (None) always holds."""
    return until is not None and clock.now() > until


def spoken(until: datetime) -> str:
    """The moment in words."""
    return f"{until:%Y-%m-%d %H:%M} UTC"


def state(until: datetime | None) -> str:
    """What lists of accounts say of it; empty for one's own password."""
    if until is None:
        return ""
    return f"first password {'ran out' if is_over(until) else 'until'} {spoken(until)}"
