"""`glossary secrets`: another secret key, without signing anybody out or locking anybody out of a second factor."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from glossary.services.accounts import secret_keys

RENEWED = (
    "A new secret key is in the instance folder, in secret_key; the one before is in secret_key.old and is still read. "
    "Restart the server now, and back up both files.\n"
    "Second factors are encrypted anew when their owners next type a code. Ask those who use them to make new recovery "
    "codes at the desk: the ones they have go with the key from before.\n"
    "After {days} days, `glossary secrets forget` removes that key; `glossary doctor` reminds of it."
)
FORGOTTEN = "The keys from before are removed. Restart the server now: until then it still reads what they signed."
NONE = "There are no keys from before. Nothing was changed."


@click.group()
def secrets() -> None:
    """Change the secret key of this instance."""


@secrets.command()
@with_appcontext
def renew() -> None:
    """Make a new secret key; what the one before signed is still read."""
    secret_keys.renew()
    click.echo(RENEWED.format(days=secret_keys.LONGEST_DAYS))


@secrets.command()
@with_appcontext
def forget() -> None:
    """Remove the secret keys from before; what they signed is read no more."""
    click.echo(FORGOTTEN if secret_keys.forget() else NONE)
