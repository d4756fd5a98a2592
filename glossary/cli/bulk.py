"""`glossary import`: many records from one file, judged first, and whole or not at all where anything is refused."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext

from glossary.db import db
from glossary.errors import Invalid
from glossary.interchange.incoming.limits import MOST_BYTES
from glossary.interchange.incoming.reading import FORMATS, format_of
from glossary.services import migrating
from glossary.services.auditing import OPERATOR
from glossary.services.bulk import judging as bulk
from glossary.services.bulk import writing as bulk_writing
from glossary.services.bulk.batch import Deed, Written
from glossary.services.bulk.report import Report
from glossary.services.bulk.sent_files import plain_name

MOST_TIMES = 10
"""How much longer than at the desk a file may be here, where it crosses no network and fills nobody's disk."""
NICE = 15
"""How much the priority of an import is lowered: some thirtieth of the processor's time where readers want all of it.
A transaction ends by the clock, so that it holds the lock no longer for that."""
UNPREPARED = (
    "This glossary has no tables yet, and no closed lists. `glossary seed --lists-only` makes both; then import again."
)
SHOWN = 50
"""Records of each outcome that are named."""


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only judge the file; publish nothing.")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), help="Where the name of the file does not tell it.")
@click.option("--note", default="", help="A few words for the readers, beside “Imported from …”.")
@with_appcontext
def import_file(file: Path, dry_run: bool, form: str | None, note: str) -> None:
    """Import records from a CSV, XLSX, YAML, JSON Lines, TBX or SKOS file.

    New and changed records are published; while a single one is refused, none is. The same file twice changes nothing.
    The exit code is 1 where the file or a record of it is refused.
    """
    if file.stat().st_size > MOST_TIMES * MOST_BYTES:
        raise Invalid(f"The file is longer than {MOST_TIMES * MOST_BYTES:,} bytes. Divide it.")
    form = form or format_of(file.name)
    if not migrating.present(db.engine):
        raise Invalid(UNPREPARED)
    give_way()
    with tempfile.TemporaryDirectory(prefix="glossary-") as folder:
        judged = Path(folder) / "judged"
        with _told("Judged") as progress:
            report = bulk.judge(file, form, judged, hint=file.stem, progress=progress)
        _print(report)
        if report.refusal or report.counts["refused"]:
            sys.exit(1)
        if report.to_write and not dry_run:
            _publish(judged, report, " ".join(filter(None, (f"Imported from {plain_name(file.name)}.", note))))


def give_way() -> None:
    """Lower the priority of this process: readers come first."""
    os.nice(NICE)


def _publish(judged: Path, report: Report, note: str) -> None:
    with _told("Published") as progress:

        def keep(_session: Any, written: Written) -> None:
            progress(written.done, report.to_write)

        written = bulk_writing.write(judged, Deed(OPERATOR, note), keep=keep, patience=bulk_writing.PATIENCE)
    click.echo(written.sentence())
    if written.stopped:
        sys.exit(1)


@contextmanager
def _told(verb: str) -> Iterator[Callable[[int, int], None]]:
    """Says on standard error how far it is: in one line where somebody watches, else nothing."""
    watched = sys.stderr.isatty()

    def progress(done: int, total: int) -> None:
        if watched:
            click.echo(f"\r{verb} {done:,}{f' of {total:,}' if total else ''} records", nl=False, err=True)

    yield progress
    if watched:
        click.echo(err=True)


def _print(report: Report) -> None:
    for outcome in ("refused", "changed", "new"):
        for one in report.first[outcome][:SHOWN]:
            reasons = one["why"] or [f"{field}: {old!r} → {new!r}" for field, old, new in one["was"]]
            click.echo(f"{outcome}: row {one['number']}, {one['kind'] or 'record'} {one['id'] or '(no id)'}")
            for reason in reasons:
                click.echo(f"    {reason}")
        if more := max(0, report.counts[outcome] - SHOWN):
            click.echo(f"{outcome}: ... and {more:,} more.")
    if report.unread:
        click.echo(f"Not read back, as they tell of other records: {', '.join(report.unread)}.")
    for sentence in report.left_out:
        click.echo(sentence)
    click.echo(report.sentence(), err=bool(report.refusal))
