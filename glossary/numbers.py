"""Whole numbers: as people and programs send them in addresses, questions and forms, and as they are told."""

from __future__ import annotations

import re

MOST = 2**31 - 1
"""The greatest number of a record, a revision, a draft or an account that is looked for. Databases hold no more than
64 bits, some columns and programs no more than 32."""
_DIGITS = re.compile(r"[0-9]{1,10}", re.ASCII)


def whole_number(text: str, most: int = MOST) -> int | None:
    """The number that 1 to 10 plain digits say, from 0 to `most`; None for any other text."""
    if not _DIGITS.fullmatch(text) or int(text) > most:
        return None
    return int(text)


def counted(number: int, one: str) -> str:
    """A number with its word: "1 statement", "12 statements"."""
    return f"{number} {one}{'' if number == 1 else 's'}"
