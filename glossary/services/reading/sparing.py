"""How much of its time a process spends on making anew what every publication changes a little."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

Made = TypeVar("Made")

AT_ONCE = 1.0
"""Seconds of making that may follow each other at once: dozens of publications, as long as the glossary is small."""
SHARE = 0.1
"""The part of the time that may be spent on making beyond that, as while a large import publishes all along."""


class Budget:
    """Time for making, spent and earned. For one thread at a time."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._owed, self._at = clock, 0.0, clock()

    def allows(self) -> bool:
        """Whether something may be made now."""
        return self._owed - (self._clock() - self._at) * SHARE <= AT_ONCE

    def spend(self, make: Callable[[], Made]) -> Made:
        """What `make` makes; the time that it takes is spent."""
        began = self._clock()
        made = make()
        now = self._clock()
        self._owed = max(0.0, self._owed - (began - self._at) * SHARE) + now - began
        self._at = now
        return made
