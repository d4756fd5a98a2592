"""`make load`: readers, editors and an import at once, on Whoosh, then on tantivy with PostgreSQL; writes docs/load.md.

`make load ARGS="whoosh --minutes 1 --requests 0 --no-write"` is a short run of one of them. Exit code 1 where anything
was not as it should be: a status of 500 or more, memory or files not flat, an editor refused.
"""

from __future__ import annotations

import argparse
import shlex
import sys
import tempfile
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from glossary.db import wal_is_sound
from glossary.sqlite_library import sqlite3
from tests.bench import figures
from tests.bench.machine import machine, versions
from tests.load import course, glossaries, leaving, readers, report
from tests.load.figures import told
from tests.postgresql import cluster

USUAL = course.Plan()
SHARE = 5
"""The readers are alone for the fifth part of the time that follows, at first."""


class Form(NamedTuple):
    """One of the runs: engine, number of made statements, database."""

    engine: str
    size: int
    postgresql: bool

    def key(self) -> str:
        """How it is called on the page."""
        return f"{self.engine} and {self._database()}, {self.size:,} statements"

    def _database(self) -> str:
        if self.postgresql:
            return "PostgreSQL"
        return "SQLite with a write-ahead log" if wal_is_sound() else "SQLite"

    def version(self) -> str:
        """Of the database."""
        programs = cluster.programs()
        if self.postgresql and programs:
            return f"PostgreSQL {programs.parent.name}"
        return f"SQLite {sqlite3.sqlite_version}"


FORMS = {"whoosh": Form("whoosh", 10_000, False), "tantivy": Form("tantivy", 100_000, True)}


def main() -> None:
    """The runs one after another; the figures of each are kept as soon as they are there."""
    asked = _arguments()
    leaving.on_sigterm()  # so that servers and readers are ended, too
    kept = nullcontext(asked.keep) if asked.keep else tempfile.TemporaryDirectory(prefix="glossary-load-")
    with kept as folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        wrong = [sentence for name in asked.forms for sentence in _one(_form(name, asked.size), asked, Path(folder))]
    sys.exit(1 if wrong else 0)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("forms", nargs="*", metavar="form", help=f"of {', '.join(FORMS)}; both by default")
    parser.add_argument("--minutes", type=float, default=10, help="with editors and an import")
    parser.add_argument("--size", type=int, help="made statements; default: 10,000 and 100,000")
    parser.add_argument("--requests", type=int, default=USUAL.requests, help="readers go on until so many")
    parser.add_argument("--think", type=float, default=USUAL.think, help="seconds between two questions of a reader")
    parser.add_argument("--haste", type=float, default=USUAL.haste, help="the same in the last stage")
    parser.add_argument("--rows", type=int, default=USUAL.rows, help="of a table that is imported")
    parser.add_argument("--keep", metavar="FOLDER", help="keep the made statements here, and use what is there")
    parser.add_argument("--no-write", action="store_true", help="print the page; write nothing to docs/")
    asked = parser.parse_args()
    if unknown := set(asked.forms) - set(FORMS):
        parser.error(f"no such form: {', '.join(sorted(unknown))}")
    if not readers.installed():
        parser.error(readers.MISSING)
    asked.forms = asked.forms or list(FORMS)
    return asked


def _form(name: str, size: int | None) -> Form:
    return FORMS[name]._replace(size=size) if size else FORMS[name]


def _one(form: Form, asked: argparse.Namespace, folder: Path) -> list[str]:
    """One run; what was wrong with it."""
    print(f"{datetime.now(UTC):%H:%M:%S} {form.key()} ...", file=sys.stderr)  # noqa: T201
    together = asked.minutes * 60
    given = {name: getattr(asked, name) for name in ("think", "haste", "requests", "rows")}
    plan = course.Plan(alone=together / SHARE, together=together, **given)
    with glossaries.ready(form.engine, form.size, folder, postgresql=form.postgresql) as settings:
        found = told(course.run(settings, plan))
    run = {"date": f"{datetime.now(UTC):%Y-%m-%d}", "command": _command(sys.argv[1:]), "database": form.version()}
    kept = {**figures.load(report.FILE), "machine": machine(), "versions": versions()}
    kept = figures.merged(kept, "load", form.key(), {**found, **run})
    if not asked.no_write:
        figures.save(kept, report.FILE)
        report.write(kept)
    print(report.text({**kept, "parts": {"load": {form.key(): kept["parts"]["load"][form.key()]}}}))  # noqa: T201
    return list(found["wrong"])


def _command(words: list[str]) -> str:
    """How the run was started, without the folder, which is this machine's own."""
    if "--keep" in words:
        at = words.index("--keep")
        words = words[:at] + words[at + 2 :]
    return f"make load ARGS={shlex.quote(' '.join(words))}" if words else "make load"


if __name__ == "__main__":
    main()
