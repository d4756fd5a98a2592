"""When a process that serves is to make up for what others left undone at the search index."""

from __future__ import annotations

import time
from collections.abc import Callable

from glossary.errors import IndexUnavailable
from glossary.services.index import state as indexed_state
from glossary.services.index.indexing import are_read_otherwise, index, known_now
from glossary.services.reading import change_log

PATIENCE = 1.0
PATIENCE_OF_MANY = 10.0
FEW = 10
"""See `Watch`. With two looks a second, what a killed process published is found within two seconds (promise S1); but
for an import that was killed, of which the last second's records are found after ten."""
LISTS_SECONDS = 60.0
"""Closed lists change without a change in the log, by another data set: that is looked for once in so long."""


class Watch:
    """Now and then a look at whether the index needs help, by a process that makes up for what others left undone.

    Whoever publishes brings the index up to date, and an import does so all along. To do it here as well would take
    the processor from the readers whom this process answers. So a look finds need only once nothing has been added for
    a while, `PATIENCE` seconds, or `PATIENCE_OF_MANY` where more than `FEW` changes are missing.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._stood, self._since = clock, -1, 0.0
        self._lists_seen = clock()

    def finds_need(self) -> bool:
        """Whether to drain now."""
        try:
            held = index().seq()
        except IndexUnavailable:
            return True
        missing = change_log.last_change() - held
        if missing > 0 and held != self._stood:
            self._stood, self._since = held, self._clock()
        if missing <= 0:
            self._stood = -1
            return missing < 0 or indexed_state.is_lost(index()) or self._is_read_otherwise()
        return self._clock() - self._since >= (PATIENCE_OF_MANY if missing > FEW else PATIENCE)

    def _is_read_otherwise(self) -> bool:
        if self._clock() - self._lists_seen < LISTS_SECONDS:
            return False
        self._lists_seen = self._clock()
        return are_read_otherwise(known_now())
