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

_WRITTEN = re.compile(r"([1-9][0-9]{0,17}) ([0-9T:.-]{19,26})(?: ([0-9a-f]{64}))?")


def note(state: State, rules: str) -> None:
    """Keep what the index holds now, and by which rules its texts were read (`Material.rules`).

    Belongs into its lock, after the index was written.
    """
    if state.moment is not None:
        _file().write_text(f"{state.number} {state.moment.isoformat()} {rules}", "ascii")


def rules() -> str | None:
    """By which rules the texts in the index were read; None where it does not say."""
    written = _written()
    return written[3] if written else None


def is_lost(seq: int) -> bool:
    """Whether the index, which is at this number, was made from a state that the database has no more."""
    known = _noted()
    return known is not None and known.number == seq and not change_log.still_in_log(known)


def _noted() -> State | None:
    with suppress(ValueError):
        if written := _written():
            return State(int(written[1]), datetime.fromisoformat(written[2]))
    return None


def _written() -> re.Match[str] | None:
    with suppress(OSError, ValueError):
        return _WRITTEN.fullmatch(_file().read_text("ascii"))
    return None


def _file() -> Path:
    return Path(current_app.instance_path) / "index.state"
