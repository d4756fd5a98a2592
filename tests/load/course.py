"""The course of a run: readers alone, beside editors and an import, then alone and in haste until enough was asked."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import func, select

from glossary import ROOT, create_app
from glossary.db import db
from glossary.models import Statement
from tests.load import editors, glossaries, paths, watching
from tests.load.editors import Deed, Editors, Known
from tests.load.imports import NUMBERED, Imported, Imports, tables
from tests.load.leaving import Ending, nobody_left
from tests.load.readers import Answer, Readers
from tests.load.serving import serving
from tests.load.watching import Look, Watch

ALONE, TOGETHER, HASTE = "readers alone", "with editors and an import", "in haste, until enough was asked"
STAGES = (ALONE, TOGETHER, HASTE)
SAMPLE = 3_000
"""Statements that the tables for the import are made of."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a run goes; times in seconds."""

    warm: float = 30
    alone: float = 120
    together: float = 600
    think: float = 5
    """Of a reader, between an answer and the next question: nobody reads a page in less."""
    haste: float = 0.5
    """The same in the last stage, as programs ask: more than two cores can do."""
    requests: int = 100_000
    """So many are answered in the last stage, unless `longest` is over before."""
    longest: float = 3_600
    """Of all stages."""
    rows: int = 5_000
    """Of one import."""
    rest: tuple[float, float] = editors.REST
    look: float = watching.EVERY
    searches: int = paths.EACH
    readers: Mapping[str, int] = field(default_factory=lambda: dict(paths.READERS))


class Stage(NamedTuple):
    """From when until when, as `time.monotonic`."""

    name: str
    began: float
    ended: float


@dataclass
class Run:
    """What came of a run."""

    plan: Plan
    stages: list[Stage] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    failures: dict[str, int] = field(default_factory=dict)
    deeds: list[Deed] = field(default_factory=list)
    imports: list[Imported] = field(default_factory=list)
    looks: list[Look] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    commit: str = ""
    """What was measured."""
    imported: int = 0
    """Rows that the imports published."""
    verified: str = ""
    loads: tuple[float, float] = (0.0, 0.0)
    """The load average of the machine before and after (five minutes)."""

    def during(self, name: str) -> list[Answer]:
        """The answers to what was asked in a stage."""
        return [one for stage in self._called(name) for one in self.answers if _within(one.at, stage)]

    def looks_during(self, name: str) -> list[Look]:
        """What was seen of the processes in a stage."""
        return [one for stage in self._called(name) for one in self.looks if _within(one.at, stage)]

    def _called(self, name: str) -> list[Stage]:
        return [stage for stage in self.stages if stage.name == name]


def _within(at: float, stage: Stage) -> bool:
    return stage.began <= at < stage.ended


def run(settings: Mapping[str, str], plan: Plan) -> Run:
    """Put the load on an instance that nobody else uses."""
    found = Run(plan, commit=commit(), loads=(os.getloadavg()[1], 0.0))
    with tempfile.TemporaryDirectory(prefix="glossary-load-") as name:
        folder = Path(name)
        asked, known, made = _prepared(settings, plan, folder)
        with Ending(nobody_left), serving(Path(settings["INSTANCE"]), settings, folder / "log") as server:
            readers, watch = Readers(server.port, asked, plan.readers, folder), Watch(server.pid, plan.look)
            working, importing = Editors(server.port, known, rest=plan.rest), Imports(made, plan.rows, settings)
            with Ending(lambda _: watch.stop()), Ending(readers.stop), Ending(importing.stop), Ending(working.stop):
                watch.start()
                readers.start(plan.think, plan.haste)
                _go_through(found, readers, working, importing)
        found.answers, found.failures, found.looks = readers.answers(), readers.failures, watch.looks
        found.deeds, found.imports, found.complaints = working.deeds, importing.done, server.complaints()
    found.imported = _imported(settings)
    glossaries.done(["index", "drain"], settings)  # an import that was ended had not told the index of its last records
    found.verified = glossaries.done(["index", "verify"], settings).strip()
    found.loads = (found.loads[0], os.getloadavg()[1])
    return found


def commit() -> str:
    """The commit at hand; with a plus sign where files differ from it."""
    asked = ["git", "describe", "--always", "--dirty=+", "--exclude=*"]
    return subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()


def _go_through(found: Run, readers: Readers, working: Editors, importing: Imports) -> None:
    plan, start = found.plan, time.monotonic()
    time.sleep(plan.warm)
    marks = [time.monotonic()]
    time.sleep(plan.alone)
    marks.append(time.monotonic())
    working.start()
    importing.start()
    time.sleep(plan.together)
    working.stop()
    importing.stop()
    marks.append(time.monotonic())
    readers.hasten()
    enough = readers.count() + plan.requests
    while readers.count() < enough and time.monotonic() - start < plan.longest:
        time.sleep(1)
    marks.append(time.monotonic())
    found.stages = [Stage(name, *pair) for name, pair in zip(STAGES, pairwise(marks), strict=True)]


class Prepared(NamedTuple):
    """What is asked, what editors choose among, what is imported."""

    paths: Mapping[str, Sequence[str]]
    known: Known
    tables: Iterator[Path]


def _prepared(settings: Mapping[str, str], plan: Plan, folder: Path) -> Prepared:
    with _opened(settings):
        made = tables(paths.drawn(SAMPLE), plan.rows, folder)
        return Prepared(paths.recorded(plan.searches), Known.read(), made)


def _imported(settings: Mapping[str, str]) -> int:
    with _opened(settings):
        marked = select(func.count()).select_from(Statement).where(Statement.slug.regexp_match(NUMBERED))
        return db.session.scalar(marked) or 0


@contextmanager
def _opened(settings: Mapping[str, str]) -> Iterator[None]:
    given = {name: value for name, value in settings.items() if name != "INSTANCE"}
    with create_app(given, instance=Path(settings["INSTANCE"])).app_context():
        try:
            yield
        finally:
            db.session.rollback()
            db.engine.dispose()
