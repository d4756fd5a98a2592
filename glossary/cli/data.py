"""`glossary seed` and `glossary migrate`: the shape of the database and what is in it."""

from __future__ import annotations

from pathlib import Path

import click
from flask.cli import with_appcontext

from glossary.cli.progress import bar
from glossary.db import db
from glossary.interchange.seed_files import OWN
from glossary.services import migrating
from glossary.services.index import indexing
from glossary.services.publishing import importing


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=OWN)
@click.option("--check", is_flag=True, help="Only check the files; touch nothing.")
@click.option("--lists-only", is_flag=True, help="Only the closed lists (vocabularies.yaml), to import records into.")
@with_appcontext
def seed(folder: Path, check: bool, lists_only: bool) -> None:
    """Import a data set (default: the project's own) whole, or not at all.

    What an editor has revised here is kept. The same files twice change nothing.
    """
    if check:
        click.echo(_checked(folder, lists_only))
        return
    migrating.upgrade(db.engine)
    click.echo(run_seed(folder, lists_only).sentence())
    indexing.drain()


def _checked(folder: Path, lists_only: bool) -> str:
    found = importing.check_folder(folder, lists_only=lists_only)
    what, counted = ("closed lists are", found.vocabularies) if lists_only else ("data set is", found.records)
    return f"The {what} sound: {', '.join(f'{len(rows)} {name}' for name, rows in counted.items())}."


def run_seed(folder: Path = OWN, lists_only: bool = False) -> importing.Report:
    """Import with a bar."""
    with bar("Importing", 0 if lists_only else importing.size_of(folder)) as step:
        return importing.import_folder(folder, lists_only=lists_only, progress=step)


def follow_seed() -> importing.Report:
    """Import what is new in the project's own data set; in a glossary begun without its records, in its lists.

    Where another data set was imported last nothing is: no record appears that its editors did not ask for.
    """
    if importing.has_another():
        return importing.Report(skipped=True)
    return run_seed(OWN, importing.has_lists_only())


@click.command()
@click.option("--to", help="A migration; `base` empties the database. Without it: the newest.")
@click.option("--down", is_flag=True, help="Go down to it, not up. What newer tables held is lost.")
@with_appcontext
def migrate(to: str | None, down: bool) -> None:
    """Bring the database to the shape that this version needs."""
    if down and not to:
        raise click.UsageError("--down needs --to: how far down? `base` empties the database.")
    if down and to:
        migrating.downgrade(db.engine, to)
    changed = down or migrating.upgrade(db.engine, to or "head")
    at = migrating.present(db.engine)
    click.echo(f"The database {'is now' if changed else 'already stood'} {f'at {at}' if at else 'empty'}.")
