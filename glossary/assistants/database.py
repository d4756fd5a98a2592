"""The database file as it lies there now: an assistant's server runs for days, and a backup may be put back."""

from __future__ import annotations

import os

from glossary.db import db
from glossary.errors import GlossaryError

AWAY = "The database is not in its place at the moment."
Place = tuple[int, int]


class Watched:
    """Sees to it that a file that was put in the place of the old one is read; other databases need nothing."""

    def __init__(self) -> None:
        self._known: Place | None = None

    def look(self) -> None:
        """Let go of the connections to a file that is no longer there. Raises `GlossaryError` where there is none."""
        if db.engine.dialect.name != "sqlite" or not db.engine.url.database:
            return
        try:
            found = os.stat(db.engine.url.database)
        except FileNotFoundError as error:
            raise GlossaryError(AWAY) from error  # connecting would make an empty one
        place = found.st_dev, found.st_ino
        if place != self._known:
            db.engine.dispose()
            self._known = place
