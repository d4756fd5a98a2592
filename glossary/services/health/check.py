"""One thing that was looked at, and what was found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. Faults that are `fatal` stop pages; others only lessen them."""

    name: str
    fine: bool
    words: str
    fatal: bool = False
