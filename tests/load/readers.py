"""The readers: a `wrk` for each kind of page, and what they noted of every answer."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

SCRIPT = Path(__file__).with_name("readers.lua")
MISSING = "load NOT tested: wrk is not installed (sh tests/load/install.sh)"
HASTE = "haste"
"""The file by which they know that they are in haste."""
WIDTH = 50
"""Bytes of a line of notes."""
LONGEST = 7_200
"""Seconds for which readers ask if nobody stops them."""
SLOW = 10
"""Seconds from which an answer counts as a failure."""


class Answer(NamedTuple):
    """An answer to a reader: what was asked, when (as `time.monotonic`), seconds until it was whole, what it was."""

    kind: str
    at: float
    seconds: float
    status: int
    size: int
    path: str


def installed() -> bool:
    """Whether there is a wrk."""
    return shutil.which("wrk") is not None


class Readers:
    """So many readers of each kind, who ask from `start` to `stop`."""

    def __init__(self, port: int, paths: Mapping[str, Sequence[str]], numbers: Mapping[str, int], folder: Path) -> None:
        self._port, self._paths, self._numbers, self._folder = port, paths, numbers, folder
        self._processes: dict[str, subprocess.Popen[str]] = {}
        self.failures: dict[str, int] = {"connect": 0, "read": 0, "write": 0, "slow": 0}
        """What wrk counted: connections that could not be made, that broke while reading or writing, slow answers."""

    def start(self, think: float, haste: float) -> None:
        """Begin to ask, each about so many seconds after the last answer; after `hasten`, `haste` seconds."""
        for kind, number in self._numbers.items():
            asked = self._file(kind)
            asked.write_text("\n".join(self._paths[kind]) + "\n", "ascii")
            how = ["-t", number, "-c", number, "-d", LONGEST, "--timeout", SLOW, "-s", SCRIPT]
            waits = [round(seconds * 1000) for seconds in (think, haste)]
            told = [f"http://127.0.0.1:{self._port}/", "--", asked, self._notes(kind), *waits, self._folder / HASTE]
            command = ["wrk", *map(str, how), *map(str, told)]
            self._processes[kind] = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)

    def hasten(self) -> None:
        """From now on they are in haste; each after the question that it is about to ask."""
        (self._folder / HASTE).touch()

    def stop(self, at_once: bool = False) -> None:
        """End them; raises `RuntimeError` where one had ended by itself. At once: without what they counted."""
        if at_once:
            self._kill()
            return
        broken = [kind for kind, process in self._processes.items() if process.poll() is not None]
        for process in self._processes.values():
            process.send_signal(signal.SIGINT)
        for process in self._processes.values():
            told, _ = process.communicate(timeout=SLOW * 6)
            self._count(told)
        self._processes = {}
        if broken:
            raise RuntimeError(f"The readers of {', '.join(broken)} ended before their time.")

    def _kill(self) -> None:
        for process in self._processes.values():
            process.kill()
            process.wait()

    def _count(self, told: str) -> None:
        lines = told.splitlines()
        counted = json.loads(lines[-1]) if lines and lines[-1].startswith("{") else {}
        for name in self.failures:
            self.failures[name] += counted.get(name, 0)

    def count(self) -> int:
        """Answers so far."""
        return sum(file.stat().st_size for file in self._folder.glob("notes-*")) // WIDTH

    def answers(self) -> list[Answer]:
        """All answers so far, of each kind the earliest first."""
        return [answer for kind in self._numbers for answer in sorted(self._read(kind), key=lambda one: one.at)]

    def _read(self, kind: str) -> Iterator[Answer]:
        paths = self._paths[kind]
        for file in sorted(self._folder.glob(f"{self._notes(kind).name}-*")):
            for line in file.read_text("ascii").splitlines():
                at, micros, status, size, number = line.split()
                yield Answer(kind, float(at), int(micros) / 1e6, int(status), int(size), paths[int(number) - 1])

    def _file(self, kind: str) -> Path:
        return self._folder / f"paths-{_plain(kind)}"

    def _notes(self, kind: str) -> Path:
        return self._folder / f"notes-{_plain(kind)}"


def _plain(kind: str) -> str:
    return "".join(letter if letter.isalnum() else "_" for letter in kind)
