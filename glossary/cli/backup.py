"""`glossary backup`, `restore-check` and `restore`: taken while others write, tried out, and put back."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click
from flask import Flask
from flask.cli import with_appcontext

from glossary import config, create_app
from glossary.db import db
from glossary.numbers import counted
from glossary.services import migrating
from glossary.services.backup import backing_up, postgresql_programs, restore_checks, restoring
from glossary.services.backup.manifest import Manifest
from glossary.services.health import overall as keeping
from glossary.services.health.check import Check
from glossary.services.index import indexing

KEY_IN = "The secret key is in it, readable by its owner alone: keep this backup as safe as the instance itself."
KEY_OUT = "The secret key is not in it: keep it elsewhere, as second factors cannot be used without it."
ONLY_LISTED = (
    "Only the table of contents of the dump was read ({} entries). For the whole check name an empty database: "
    "--into postgresql+psycopg://…"
)
FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.argument("folder", type=FOLDER, required=False)
@click.option("--without-secret", is_flag=True, help="Leave the secret key out.")
@click.option("--keep-all", is_flag=True, help="Remove no older backup.")
@with_appcontext
def backup(folder: Path | None, without_secret: bool, keep_all: bool) -> None:
    """Back up database, secret key and releases into FOLDER (default: `backups` in the instance folder).

    Others may go on writing. Of older backups the newest of 7 days, 5 weeks and 12 months are kept.
    """
    made = backing_up.make(
        (folder or backing_up.default_folder()).resolve(),
        secret=not without_secret,
        keep_all=keep_all,
        tell=lambda step: click.echo(step, err=True),
    )
    manifest = made.manifest
    held = f"{counted(len(manifest.files), 'file')}, {manifest.bytes:,} bytes, up to change {manifest.state.change}"
    click.echo(f"The backup {made.path} is whole: {held}.")
    click.echo(KEY_IN if manifest.has_secret else KEY_OUT)
    if made.removed:
        click.echo(f"Removed {counted(len(made.removed), 'older backup')}: {', '.join(made.removed)}.")
    click.echo(f"Kept there: {counted(made.kept, 'backup')} of this instance.")


@click.command("restore-check")
@click.argument("backup", type=FOLDER)
@click.option("--into", default="", help="An empty PostgreSQL database, which is emptied again; for backups of one.")
def restore_check(backup: Path, into: str) -> None:
    """Try out a backup: restore it for a moment and look at everything; exit code 1 where anything is not in order."""
    manifest = restoring.sound(backup)
    click.echo(f"ok    {counted(len(manifest.files), 'file')} of the backup {manifest.made} are as they were written.")
    if manifest.kind == "postgresql" and not into:
        entries = postgresql_programs.listed(backup / manifest.database, manifest.dumped_by)
        click.echo(f"ok    {ONLY_LISTED.format(entries)}")
        return
    with tempfile.TemporaryDirectory(prefix="glossary-restore-check-") as made:
        address = into or f"sqlite:///{Path(made) / manifest.database}"
        restoring.refuse_database(manifest, address)
        restoring.fill_database(backup, manifest, address)
        try:
            fine = _told(_tried(manifest, Path(made), address))
        finally:
            emptied = not into or restoring.empty_again(address)
    if not emptied:
        click.echo("LOOK  The database that was restored into could not be emptied again; do it by hand.")
    click.echo("This backup can be restored." if fine else "This backup is not in order.")
    sys.exit(0 if fine and emptied else 1)


def _told(checks: Iterator[Check]) -> bool:
    """Say each check, up to the first that is not fine; whether all are."""
    for check in checks:
        click.echo(f"{'ok  ' if check.fine else 'LOOK'}  {check.words}")
        if not check.fine:
            return False
    return True


def _tried(manifest: Manifest, folder: Path, address: str) -> Iterator[Check]:
    app = create_app({"DATABASE_URL": address}, instance=folder)
    with app.app_context():
        try:
            yield from restore_checks.of_records(manifest.state)
            yield restore_checks.of_index()
            yield from _pages(app)
        finally:
            db.session.close()
            db.engine.dispose()


def _pages(app: Flask) -> Iterator[Check]:
    """Ask for the pages of the statement that was published last, and of its term, as a reader would."""
    found = restore_checks.newest_statement()
    if found is None:
        yield Check("pages", True, "No statement is published in it; no page was asked for.")
        return
    for path in (f"/terms/{found[1]}", f"/statements/{found[0]}"):
        answer = app.test_client().get(path)
        yield Check("pages", answer.status_code == 200, f"The page {path} answers with {answer.status_code}.")


@click.command()
@click.argument("backup", type=FOLDER)
@click.option("--into", type=FOLDER, required=True, help="The instance folder to be: empty, or not there.")
def restore(backup: Path, into: Path) -> None:
    """Put a backup into a new instance folder, make its index, and look at everything.

    Records of a PostgreSQL backup go into the empty database that DATABASE_URL names.
    """
    into = into.resolve()
    manifest = restoring.restore(backup, into, lambda: str(config.load_settings(into)["DATABASE_URL"]))
    click.echo(f"The backup {manifest.made} is restored into {into}.")
    app = create_app(instance=into)
    with app.app_context():
        try:
            fine = _made_ready()
        finally:
            db.session.close()
            db.engine.dispose()
    sys.exit(0 if fine else 1)


def _made_ready() -> bool:
    """Bring the restored records to the newest migration and make their index; whether the doctor finds all well."""
    if migrating.upgrade(db.engine):
        click.echo(f"The database is brought to migration {migrating.newest()}.")
    click.echo(f"Indexed {counted(indexing.rebuild(), 'statement')}.")
    checks = list(keeping.soundness())
    for check in checks:
        click.echo(f"{'ok  ' if check.fine else 'LOOK'}  {check.words}")
    return all(check.fine for check in checks)
