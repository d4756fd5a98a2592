"""`glossary token`: a personal token for an account, for a program that an operator sets up."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from glossary.cli.accounts import in_sentences
from glossary.services.accounts import accounts, tokens
from glossary.services.auditing import OPERATOR


@click.command()
@click.argument("email")
@click.option("--name", required=True, help="What the token is for; one name is used once an account.")
@click.option(
    "--scope", "scopes", multiple=True, type=click.Choice(list(tokens.SCOPES)), required=True, help="May be repeated."
)
@click.option("--days", type=int, default=tokens.DEFAULT_DAYS, show_default=True, help="Until it expires.")
@with_appcontext
@in_sentences
def token(email: str, name: str, scopes: tuple[str, ...], days: int) -> None:
    """Make a token with which a program writes for the account EMAIL, and print it, this once."""
    click.echo(tokens.create(accounts.by_email(email).id, name, scopes, days, OPERATOR))
