"""Which state of the database the index was made from: kept beside it, as it knows the number of the change alone.

A database that was put back from a backup reaches that number again with other changes, and the index would take what
it holds for theirs. Where nothing is kept here, or what was written was cut off, the number alone counts.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from flask import current_app

from glossary.services.reading import change_log
from glossary.services.reading.change_log import State

_WRITTEN = re.compile(r"([1-9][0-9]{0,17}) ([0-9T:.-]{19,26})")


def note(state: State) -> None:
    """Keep what the index holds now. Belongs into its lock, after the index was written."""
    if state.moment is not None:
        _file().write_text(f"{state.number} {state.moment.isoformat()}", "ascii")


def is_lost(seq: int) -> bool:
    """Whether the index, which is at this number, was made from a state that the database has no more."""
    known = _noted()
    return known is not None and known.number == seq and not change_log.still_in_log(known)


def _noted() -> State | None:
    with suppress(OSError, ValueError):
        if written := _WRITTEN.fullmatch(_file().read_text("ascii")):
            return State(int(written[1]), datetime.fromisoformat(written[2]))
    return None


def _file() -> Path:
    return Path(current_app.instance_path) / "index.state"
