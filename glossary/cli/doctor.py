"""`glossary doctor` and `glossary settings`: what is the matter, and what can be set."""

from __future__ import annotations

import sys

import click
from flask import current_app
from flask.cli import with_appcontext

from glossary.config import PREFIX, SETTINGS
from glossary.services import keeping


@click.command()
@with_appcontext
def doctor() -> None:
    """Look at everything that can be out of order; exit code 1 when something is."""
    checks = []
    for check in keeping.diagnosis():
        checks.append(check)
        click.echo(f"{'ok  ' if check.fine else 'LOOK'}  {check.words}")
    sys.exit(0 if all(check.fine for check in checks) else 1)


@click.command()
@with_appcontext
def settings() -> None:
    """List every setting with its present value (secrets are not shown)."""
    for setting in SETTINGS:
        value = "(kept secret)" if setting.name == "SECRET_KEY" else current_app.config["GLOSSARY"][setting.name]
        click.echo(f"{PREFIX}{setting.name} = {value}\n    {setting.kind}. {setting.meaning}")
