"""Memory and open files of processes while they work, and the rule by which both are called flat."""

from __future__ import annotations

import os
import signal
import statistics
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

EVERY = 5.0
"""Seconds between two looks."""
GROWTH = 0.10
"""By how much of it the memory of a process may grow, from the second fifth of the looks to the last: medians."""
HANDLES = 10
"""How many more open files a process may have, likewise."""
FIFTHS = 5


class Look(NamedTuple):
    """One process at a time (`time.monotonic`): MB of memory (what it shares counts in part), open files."""

    pid: int
    at: float
    megabytes: float
    handles: int


class Kept(NamedTuple):
    """One process over the whole time: medians in the second fifth of the looks and in the last, and the most."""

    pid: int
    looks: int
    early_mb: float
    late_mb: float
    most_mb: float
    early_handles: float
    late_handles: float

    @property
    def flat(self) -> bool:
        """Whether neither memory nor open files grew beyond the bounds."""
        return self.late_mb <= self.early_mb * (1 + GROWTH) and self.late_handles <= self.early_handles + HANDLES


@dataclass
class Watch:
    """Looks at a process and its children, from `start` to `stop`."""

    pid: int
    every: float = EVERY
    looks: list[Look] = field(default_factory=list)
    _over: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin."""
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End, after a last look."""
        self._over.set()
        if self._thread:
            self._thread.join()

    def _work(self) -> None:
        while True:
            now = time.monotonic()
            for pid in (self.pid, *children(self.pid)):
                with suppress(OSError):  # it may have ended in this moment
                    self.looks.append(Look(pid, now, megabytes(pid), handles(pid)))
            if self._over.wait(self.every):
                return


def children(pid: int) -> list[int]:
    """The processes that one has started, in whichever of its threads; none of one that has ended."""
    found = list[int]()
    for file in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):  # the thread, or all of it, may have ended in this moment
            found += [int(one) for one in file.read_text("ascii").split()]
    return found


def kill(pids: Iterable[int]) -> None:
    """Kill processes; those that have ended are passed over."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def megabytes(pid: int) -> float:
    """What a process holds; a page that several share counts in equal parts (PSS)."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise ProcessLookupError(pid)


def handles(pid: int) -> int:
    """How many files, sockets and pipes a process has open."""
    return len(os.listdir(f"/proc/{pid}/fd"))


def threads(pid: int) -> int:
    """How many threads a process has."""
    return len(os.listdir(f"/proc/{pid}/task"))


def judged(looks: Sequence[Look]) -> list[Kept]:
    """Each process that was there from their beginning to their end."""
    last = max((look.at for look in looks), default=0.0)
    by_pid: dict[int, list[Look]] = {}
    for look in looks:
        by_pid.setdefault(look.pid, []).append(look)
    return [_kept(pid, some) for pid, some in by_pid.items() if some[-1].at == last and len(some) >= FIFTHS]


def _kept(pid: int, looks: Sequence[Look]) -> Kept:
    length = len(looks) // FIFTHS
    early, late = looks[length : 2 * length], looks[-length:]
    most = max(look.megabytes for look in looks)
    return Kept(pid, len(looks), *_medians(early, late, _memory), most, *_medians(early, late, _handles))


def _memory(look: Look) -> float:
    return look.megabytes


def _handles(look: Look) -> float:
    return look.handles


def _medians(early: Sequence[Look], late: Sequence[Look], of: Callable[[Look], float]) -> tuple[float, float]:
    return statistics.median(map(of, early)), statistics.median(map(of, late))


def over_time(looks: Sequence[Look], rows: int) -> Iterator[tuple[float, float, int, int]]:
    """At so many times evenly spread: seconds since the first look, MB and open files of all, number of processes."""
    times = sorted({look.at for look in looks})
    for place in range(rows):
        at = times[place * (len(times) - 1) // max(rows - 1, 1)]
        some = [look for look in looks if look.at == at]
        yield at - times[0], sum(look.megabytes for look in some), sum(look.handles for look in some), len(some)
