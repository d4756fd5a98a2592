"""`glossary export`: the whole glossary as a file, on standard output or at a path."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click
from flask.cli import with_appcontext

from glossary.services import export_files, exporting


@click.command()
@click.argument("name", type=click.Choice(list(export_files.FILES)))
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Where to; else standard output.")
@with_appcontext
def export(name: str, output: Path | None) -> None:
    """Write a file with all that is published, as of this moment.

    A file that is there already is replaced once the new one is whole.
    """
    file, taken = export_files.take(name)
    content = file.write(taken, exporting.publisher())
    if output is None:
        for piece in content:
            sys.stdout.buffer.write(piece)
        return
    beside = output.with_name(f".{output.name}.{os.getpid()}")
    try:
        with beside.open("wb") as written:
            written.writelines(content)
        beside.replace(output)
    finally:
        beside.unlink(missing_ok=True)
