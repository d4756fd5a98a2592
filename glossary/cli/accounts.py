"""`glossary account`: who may sign in at the desk. A password comes from a prompt or from standard input, never from
the command line, which others on the machine can read; or it is a first one, made here and printed this once.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

import click
from flask.cli import with_appcontext

from glossary.db import db
from glossary.errors import Refused
from glossary.models.account import ROLES
from glossary.services import migrating
from glossary.services.accounts import accounts, first_passwords, second_factor
from glossary.services.accounts.first_passwords import First
from glossary.services.auditing import OPERATOR

FIRST = "Nobody can sign in yet: `glossary account add name@example.org --role administrator` makes an account."
"""What `glossary serve` says as long as there is no account."""


def in_sentences(command: Callable[..., None]) -> Callable[..., None]:
    """A refusal says each of its sentences, and the exit code is 1."""

    @wraps(command)
    def wrapped(*arguments: Any, **options: Any) -> None:
        try:
            command(*arguments, **options)
        except Refused as refused:
            for sentence in [sentence for sentences in refused.fields.values() for sentence in sentences]:
                click.echo(sentence, err=True)
            sys.exit(1)

    return wrapped


def asked(from_stdin: bool) -> str:
    """A new password: the first line of standard input, or typed twice."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    typed: str = click.prompt("Password (12 to 128 characters)", hide_input=True, confirmation_prompt=True)
    return typed


def given(first: First) -> None:
    """Print a first password, this once."""
    click.echo(f"First password: {first.password}")
    until = first_passwords.spoken(first.until)
    click.echo(f"It is printed this once, holds until {until}, and lets its owner choose another one, nothing else.")


def refuse_both(first_password: bool, password_stdin: bool) -> None:
    """A first password is not typed. Raises `UsageError`."""
    if first_password and password_stdin:
        raise click.UsageError("Give one of --first-password and --password-stdin, not both.")


@click.group()
def account() -> None:
    """Look after the accounts of the editorial desk."""


role_option = click.option(
    "--role", "roles", multiple=True, type=click.Choice(ROLES), required=True, help="May be given more than once."
)
stdin_option = click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
first_option = click.option(
    "--first-password",
    is_flag=True,
    help=f"Make one for somebody else, which holds for {first_passwords.HOURS} hours; print it, this once.",
)


@account.command()
@click.argument("email")
@role_option
@stdin_option
@first_option
@with_appcontext
@in_sentences
def add(email: str, roles: tuple[str, ...], password_stdin: bool, first_password: bool) -> None:
    """Make an account; prepares the database where it is not there yet."""
    refuse_both(first_password, password_stdin)
    migrating.upgrade(db.engine)
    first = None
    if first_password:
        _, first = accounts.add_with_first(email, roles, OPERATOR)
    else:
        accounts.add(email, asked(password_stdin), roles, OPERATOR)
    click.echo(f"{accounts.normal_email(email)} may sign in at /admin/ as {', '.join(sorted(set(roles)))}.")
    if first:
        given(first)


@account.command()
@click.argument("email")
@stdin_option
@first_option
@with_appcontext
@in_sentences
def password(email: str, password_stdin: bool, first_password: bool) -> None:
    """Give an account another password; its sessions end."""
    refuse_both(first_password, password_stdin)
    found, first = accounts.by_email(email).id, None
    if first_password:
        first = accounts.give_first_password(found, OPERATOR)
    else:
        accounts.set_password(found, asked(password_stdin), OPERATOR)
    click.echo("The password is changed; the account's sessions have ended.")
    if first:
        given(first)


@account.command()
@click.argument("email")
@role_option
@with_appcontext
@in_sentences
def role(email: str, roles: tuple[str, ...]) -> None:
    """Give an account exactly these roles; its sessions end."""
    accounts.set_roles(accounts.by_email(email).id, roles, OPERATOR)
    click.echo(f"The account's roles are now: {', '.join(sorted(set(roles)))}.")


@account.command()
@click.argument("email")
@with_appcontext
def disable(email: str) -> None:
    """Let an account no longer sign in. What it did keeps its name."""
    accounts.set_active(accounts.by_email(email).id, False, OPERATOR)
    click.echo("The account is closed; its sessions have ended.")


@account.command()
@click.argument("email")
@with_appcontext
def enable(email: str) -> None:
    """Let a closed account sign in again."""
    accounts.set_active(accounts.by_email(email).id, True, OPERATOR)
    click.echo("The account is open.")


@account.command("second-factor-off")
@click.argument("email")
@with_appcontext
def second_factor_off(email: str) -> None:
    """Switch an account's second factor off, for an owner who has lost app and recovery codes."""
    second_factor.switch_off(accounts.by_email(email).id, OPERATOR)
    click.echo("The second factor is off; it can be set up anew under “My account”.")


@account.command("list")
@with_appcontext
def list_accounts() -> None:
    """List all accounts with roles and state."""
    for found in accounts.everyone():
        roles = ", ".join(sorted(role.name for role in found.roles)) or "no role"
        factor = "second factor" if found.tf_totp_secret else "password only"
        state = "open" if found.active else "closed"
        first = first_passwords.state(found.first_password_until)
        click.echo("; ".join(filter(None, (f"{found.email}: {roles}", state, factor, first))))
    if not accounts.any_exist():
        click.echo(FIRST)
