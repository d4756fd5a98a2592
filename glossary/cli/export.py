"""`glossary export`: the whole glossary as a file, on standard output or at a path."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask.cli import with_appcontext

from glossary.cli.refusals import on_standard_output, refusals, tell_without_address
from glossary.db import db
from glossary.disk import put
from glossary.services.export import exporting
from glossary.services.export import files as export_files

OUTPUT = click.Path(dir_okay=False, readable=False, path_type=Path)


@click.command()
@click.argument("name", type=click.Choice(list(export_files.FILES)))
@click.option("--output", type=OUTPUT, help="Where to; else standard output.")
@with_appcontext
def export(name: str, output: Path | None) -> None:
    """Write a file with all that is published, as of this moment.

    A file that is there already is replaced once the new one is whole; a pipe or a device is written to.
    """
    file, taken = export_files.take(name)
    if file.names_addresses:
        tell_without_address("the file")
    content = file.write(taken, exporting.publisher())
    db.session.rollback()  # ends the transaction: whoever reads slowly holds up no writer
    if output is None or _is_standard_output(output):
        with on_standard_output():
            _show(content)
        return
    with refusals(f"{click.format_filename(output)} could not be written"), _stoppable():
        put(output, content)


def _is_standard_output(path: Path) -> bool:
    """Whether a path names what the shell has opened: written anew, a file would lose what stands before in it."""
    try:
        return sys.stdout is not None and os.path.samestat(path.stat(), os.fstat(sys.stdout.fileno()))
    except OSError:
        return False


def _show(content: Iterator[bytes]) -> None:
    if sys.stdout is None:
        raise OSError("It is closed")
    for piece in content:
        sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()


@contextmanager
def _stoppable() -> Iterator[None]:
    """Have SIGTERM end the work as an error does, so that nothing unfinished stays behind."""
    before = signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
