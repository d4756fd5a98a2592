"""Which state of the database an index was made from: noted with it, as it knows the number of the change alone.

A database that was put back from a backup reaches that number again with other changes, and the index would take what
it holds for theirs. Nor does the number tell by which rules its texts were read: closed lists change without a change.
"""

from __future__ import annotations

import re
from datetime import datetime

from glossary.search.port import SearchIndex
from glossary.services.reading import change_log
from glossary.services.reading.change_log import State

_WRITTEN = re.compile(r"([1-9][0-9]{0,17}) ([0-9T:.-]{19,26}) ([0-9a-f]{64})")


def note(index: SearchIndex, state: State, rules: str) -> None:
    """Keep what the index holds now, and by which rules its texts were read (`Material.rules`).

    Belongs into its lock, after the index was written. Raises `IndexUnavailable`.
    """
    if state.moment is not None:
        index.note(f"{state.number} {state.moment.isoformat()} {rules}")


def rules(index: SearchIndex) -> str | None:
    """By which rules the texts in the index were read; None where it does not say."""
    written = _WRITTEN.fullmatch(index.noted())
    return written[3] if written else None


def is_lost(index: SearchIndex) -> bool:
    """Whether the index was made from a state that the database has no more; False where it does not say."""
    known = _noted(index)
    return known is not None and known.number == index.seq() and not change_log.still_in_log(known)


def _noted(index: SearchIndex) -> State | None:
    written = _WRITTEN.fullmatch(index.noted())
    try:
        return State(int(written[1]), datetime.fromisoformat(written[2])) if written else None
    except ValueError:
        return None
