"""`glossary redact` and `glossary sweep`: words that must not stay readable. The words come from standard input, never
from the command line, which others on the machine can read and shells keep.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable

import click
from flask.cli import with_appcontext

from glossary.cli.accounts import in_sentences
from glossary.services.auditing import OPERATOR
from glossary.services.redaction import carrying_out, redacting, sweeping
from glossary.services.redaction.lasting import lasting
from glossary.services.redaction.redacting import Asked, Found

ONLY_SHOWN = "Nothing was changed. With --yes the words are blacked out; that cannot be taken back."
REVISION = click.IntRange(min=1)


@click.command()
@click.argument("statement")
@click.option("--reason", required=True, help="Why, in 10 to 400 characters; readers will see it.")
@click.option("--first", type=REVISION, default=1, help="The first revision to look at.")
@click.option("--last", type=REVISION, help="The last revision to look at. Without it: the present one.")
@click.option("--yes", is_flag=True, help="Do it. Without this it is only shown what would be blacked out.")
@with_appcontext
@in_sentences
def redact(statement: str, reason: str, first: int, last: int | None, yes: bool) -> None:
    """Black out words of a statement, which are read from standard input, in its revisions and all that lies beside.

    They cannot be had back but from a backup. Releases and backups of before are not changed, and named.
    """
    asked = Asked(_words(), reason, first, last)
    found = redacting.look(statement, asked, OPERATOR)
    if not yes:
        _show(found)
        _tell([*lasting(statement, found), ONLY_SHOWN])
        return
    outcome = carrying_out.carry_out(statement, asked, base=found.base, by=OPERATOR)
    states = ", ".join(map(str, outcome.done.states))
    click.echo(f"The words were blacked out in revisions: {states}. Revision {outcome.done.revision} tells of it.")
    _tell(f"{name}: {number}" for name, number in outcome.done.rows.items())
    _tell(f"dropped: {name}" for name in outcome.dropped)
    _tell(outcome.lasting)
    _end(outcome.failed)


def _words() -> str:
    if sys.stdin.isatty():
        click.echo("The words to black out, sign for sign; end with Ctrl-D:", err=True)
    return sys.stdin.read()


def _show(found: Found) -> None:
    for number, places in found.states.items():
        _tell(f"Revision {number}, {place.field}: {place.text}" for place in places)


def _tell(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


@click.command()
@with_appcontext
def sweep() -> None:
    """Make the database's files and the index anew, so that they keep nothing of what was blacked out or deleted."""
    _end(sweeping.sweep())
    click.echo("The database's files and the index were made anew.")


def _end(failed: list[str]) -> None:
    """Say what could not be done, and end with exit code 1 where there is something."""
    for sentence in failed:
        click.echo(sentence, err=True)
    if failed:
        sys.exit(1)
