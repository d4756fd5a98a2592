"""What a server counts of the requests that it answers, over all its processes, for `/metrics`.

Prometheus' own client keeps the numbers. Where `FOLDER` is set before it is first imported, each process keeps its
numbers in files there and a reader adds them up; so it is imported here by what needs it and not before.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Engine, event

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The variable by which Prometheus' client knows that there are several processes."""
SECONDS = (0.005, 0.02, 0.08, 0.15, 0.5, 1.0, 5.0)
"""Bounds of the durations told apart. 0.08 is promised of pages of terms and 0.15 of searches, for 19 of 20 (U1)."""
METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
NO_ROUTE = "(unknown)"
"""The route of all addresses that there are not: visitors may make up any number of them."""


class Answered(NamedTuple):
    """An answered request. `seconds`: until the answer was ready; of one that is sent in pieces, until the last."""

    route: str
    method: str
    status: int
    seconds: float
    size: int


class Process(NamedTuple):
    """What a process of the server holds: bytes in memory, open files and connections."""

    pid: int
    resident: int
    handles: int


class Counts:
    """The numbers of this process."""

    def __init__(self, engine: Engine) -> None:
        from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

        self._own = CollectorRegistry()
        here: dict[str, Any] = {"registry": self._own}
        self._requests = Counter(
            "glossary_requests", "Answered requests, by status class.", ("route", "method", "status"), **here
        )
        self._seconds = Histogram(
            "glossary_request_seconds", "Seconds until an answer was ready.", ("route",), buckets=SECONDS, **here
        )
        live = here | {"multiprocess_mode": "livesum"}
        self._in_progress = Gauge("glossary_requests_in_progress", "Requests being answered now.", **live)
        self._connections = Gauge(
            "glossary_database_connections_in_use", "Database connections in use, the reader's own too.", **live
        )
        self._follow(engine)

    def began(self) -> None:
        """A request has come in."""
        self._in_progress.inc()

    def ended(self, answered: Answered) -> None:
        """It was answered."""
        self._in_progress.dec()
        self._requests.labels(answered.route, answered.method, f"{answered.status // 100}xx").inc()
        self._seconds.labels(answered.route).observe(answered.seconds)

    def registry(self) -> CollectorRegistry:
        """The numbers of all processes of the server, to be read once."""
        from prometheus_client import CollectorRegistry
        from prometheus_client.multiprocess import MultiProcessCollector

        registry = CollectorRegistry()
        if FOLDER in os.environ:
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        else:
            registry.register(self._own)
        return registry

    def _follow(self, engine: Engine) -> None:
        """Note how many connections are out, whenever one goes out or comes back (and is then still counted)."""
        pool, use = engine.pool, self._connections
        out: Any = getattr(pool, "checkedout", None)
        if out is not None:
            event.listen(engine, "checkout", lambda *_: use.set(out()))
            event.listen(engine, "checkin", lambda *_: use.set(max(0, out() - 1)))


def prepare(folder: Path) -> None:
    """Let this process and those that it starts keep their numbers in an empty folder. Before any number is made."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.db"):
        old.unlink(missing_ok=True)
    os.environ[FOLDER] = str(folder)


def forget(pid: int) -> None:
    """A process of the server has ended: what it was just doing counts no more, what it has done does."""
    if FOLDER in os.environ:
        from prometheus_client.multiprocess import mark_process_dead

        mark_process_dead(pid)  # type: ignore[no-untyped-call]


def processes() -> Iterator[Process]:
    """This process, or all of the server that have counted anything. None where the system does not tell."""
    for pid in sorted(_pids()):
        with suppress(OSError, ValueError, IndexError):
            pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
            handles = len(os.listdir(f"/proc/{pid}/fd"))
            yield Process(pid, pages * os.sysconf("SC_PAGE_SIZE"), handles)


def _pids() -> set[int]:
    if FOLDER not in os.environ:
        return {os.getpid()}
    files = Path(os.environ[FOLDER]).glob("gauge_livesum_*.db")  # `forget` removes those of processes that have ended
    return {int(file.stem.rpartition("_")[2]) for file in files}
