"""`glossary index`: the search index, which can always be made anew from the database."""

from __future__ import annotations

import sys

import click
from flask.cli import with_appcontext

from glossary.cli.progress import bar
from glossary.numbers import counted
from glossary.services.index import indexing, verifying
from glossary.services.reading import counting

OUTDATED = (
    "The index was made of records that the database has no more, or its texts were read by other rules; "
    "`glossary index drain` makes it anew."
)


@click.group()
def index() -> None:
    """Look after the search index."""


@index.command()
@with_appcontext
def rebuild() -> None:
    """Build the index anew beside the live one, and switch."""
    with bar("Indexing", counting.counts()["statement"]) as step:
        number = indexing.rebuild(step)
    click.echo(f"Indexed {counted(number, 'statement')}.")


@index.command()
@with_appcontext
def drain() -> None:
    """Apply what was published since the index was last written."""
    click.echo(f"Applied {counted(indexing.drain(), 'statement')}.")


@index.command()
@with_appcontext
def verify() -> None:
    """Compare index and database; exit code 1 when they disagree."""
    found = verifying.verify()
    for name, slugs in (("missing", found.missing), ("surplus", found.surplus), ("stale", found.stale)):
        for slug in slugs:
            click.echo(f"{name}: {slug}")
    if found.behind:
        them = "it" if found.behind == 1 else "them"
        click.echo(f"The index is {counted(found.behind, 'change')} behind; `glossary index drain` applies {them}.")
    if found.outdated:
        click.echo(OUTDATED)
    click.echo("Index and database agree." if found.sound else "Index and database disagree.")
    sys.exit(0 if found.sound else 1)
