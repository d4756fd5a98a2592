"""`glossary copy-database`: all records into another database, with the proof that both hold the same."""

from __future__ import annotations

import sys

import click
from flask.cli import with_appcontext

from glossary.services.backup import copying
from glossary.services.backup.proof import Proof

SHOWN = 12
"""Characters of a hash that are printed; all of it is compared."""
DONE = "Both are equal: {:,} rows in {} tables, up to change {}. Set DATABASE_URL to the new one, and start again."


@click.command("copy-database")
@click.argument("target_url")
@with_appcontext
def copy_database(target_url: str) -> None:
    """Copy all records of this instance into the empty database at TARGET_URL, and prove that both are equal.

    Stop the server before: what is written after this began is not copied. A password is better left out of the
    address, which others on the machine can see: PostgreSQL takes it from PGPASSWORD or ~/.pgpass, too. Exit code 1,
    and nothing is kept, unless both are equal.
    """
    copied = copying.copy(target_url, tell=lambda step: click.echo(step, err=True))
    click.echo(f"{'table':20} {'rows':>9} {'copied':>9}  {'sha256':{SHOWN}}  {'copied':{SHOWN}}")
    for one in sorted(copied.proofs, key=lambda one: one.table):
        click.echo(_line(one))
    if not copied.equal:
        click.echo("The copy was not equal, and nothing of it was kept.", err=True)
        sys.exit(1)
    click.echo(DONE.format(sum(one.rows for one in copied.proofs), len(copied.proofs), copied.change))


def _line(one: Proof) -> str:
    hashes = f"{one.sha256[:SHOWN]}  {one.copied_sha256[:SHOWN]}"
    return f"{one.table:20} {one.rows:>9,} {one.copied_rows:>9,}  {hashes}  {'equal' if one.equal else 'NOT EQUAL'}"
