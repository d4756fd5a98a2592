"""`glossary import` beside the readers: one table after another, each of statements that are new."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from glossary import ROOT
from tests.interchange.statement_tables import statements_csv
from tests.load.leaving import HURRY, ended
from tests.load.serving import clean

PATIENCE = 120
"""Seconds that the import at work at the end may still take; then it is ended. A new one would go on from there."""
LOOK = 0.1
"""Seconds between two looks at whether it has ended."""
ENDED = "Ended with the time."
LONGEST_SLUG = 100
NUMBERED = "-i[0-9]+-[0-9]+$"
"""How the ids of imported statements end: the number of the table, of the row."""
COMMAND = (sys.executable, "-c", "from glossary.cli import main; main()")
Document = dict[str, Any]


class Imported(NamedTuple):
    """One run of the command: when it began and ended (`time.monotonic`), rows of the table, exit code, last words."""

    began: float
    ended: float
    rows: int
    code: int
    said: str


def tables(documents: Sequence[Document], rows: int, folder: Path) -> Iterator[Path]:
    """Endless tables of so many statements, under ids that are new each time."""
    usable = [{**one, "disputes": [], "withdrawn": None} for one in documents if not one["disputes"]]
    number = 0
    while True:
        file = folder / f"import-{number}.csv"
        some = [usable[place % len(usable)] for place in range(rows)]
        renamed = [{**one, "id": _renamed(one["id"], number, place)} for place, one in enumerate(some)]
        file.write_text(statements_csv(renamed), "utf-8", newline="")
        yield file
        number += 1


def _renamed(slug: str, table: int, place: int) -> str:
    return f"{slug[:LONGEST_SLUG].rstrip('-')}-i{table}-{place}"


class Imports:
    """Imports from `start` until `stop`; the one at work then has `PATIENCE` to finish."""

    def __init__(self, made: Iterator[Path], rows: int, settings: Mapping[str, str]) -> None:
        self.done: list[Imported] = []
        self._made, self._rows, self._settings = made, rows, settings
        self._over = threading.Event()
        self._process: subprocess.Popen[str] | None = None
        self._thread = threading.Thread(target=self._work, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self, at_once: bool = False) -> None:
        """Begin no further one, and wait for the end of the last; at once: end it."""
        self._over.set()
        if self._thread.is_alive() and not at_once:
            self._thread.join(PATIENCE)
        while self._thread.is_alive():  # it may just begin one
            if self._process:
                ended(self._process, HURRY if at_once else PATIENCE)
            self._thread.join(LOOK)

    def _work(self) -> None:
        while not self._over.is_set():
            file, began = next(self._made), time.monotonic()
            self._process = begun(["import", str(file)], self._settings)
            told = self._process.communicate()[0].strip().splitlines()
            ended, code = self._process.returncode == -signal.SIGTERM, self._process.returncode
            said = ENDED if ended else told[-1] if told else ""
            self.done.append(Imported(began, time.monotonic(), self._rows, 0 if ended else code, said))
            if code:
                return


def begun(words: Sequence[str], settings: Mapping[str, str]) -> subprocess.Popen[str]:
    """`glossary` at work on an instance; `settings` by their names without prefix. All that it says is one stream."""
    env = clean() | {f"GLOSSARY_{name}": value for name, value in settings.items()}
    pipe, same = subprocess.PIPE, subprocess.STDOUT
    return subprocess.Popen([*COMMAND, *words], cwd=ROOT, env=env, stdout=pipe, stderr=same, text=True)
