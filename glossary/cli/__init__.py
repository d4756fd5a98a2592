"""The command `glossary`: the operator's door. A refusal is a sentence on standard error and exit code 1."""

from __future__ import annotations

from typing import Any

import click
from flask.cli import FlaskGroup, routes_command, shell_command
from sqlalchemy.exc import DatabaseError

from glossary import create_app
from glossary.cli import (
    accounts,
    assistants,
    backup,
    bulk,
    commands,
    copy_database,
    data,
    doctor,
    export,
    indexes,
    redact,
    release,
    secret_keys,
    serving,
    tokens,
)
from glossary.errors import GlossaryError, SeedRefused

MOST_PROBLEMS = 50


class Sentences(FlaskGroup):
    """Turns every refusal of the glossary into its sentence, never into a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands below; help is given even where a setting keeps the app from being made."""
        return sorted(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the chosen command."""
        try:
            return super().invoke(ctx)
        except SeedRefused as refused:
            for problem in refused.problems[:MOST_PROBLEMS]:
                click.echo(problem, err=True)
            if more := refused.problems[MOST_PROBLEMS:]:
                click.echo(f"... and {len(more)} more.", err=True)
            raise click.ClickException(str(refused)) from refused
        except GlossaryError as refused:
            raise click.ClickException(str(refused)) from refused
        except DatabaseError as error:
            advice = "`glossary migrate` prepares it, `glossary doctor` looks at it"
            raise click.ClickException(f"The database cannot do this: {error.orig} ({advice}).") from error


@click.group(
    cls=Sentences,
    create_app=lambda: create_app(),
    add_default_commands=False,
    add_version_option=False,
    load_dotenv=False,
    set_debug_flag=False,
    help="Who uses which word for a halt in fighting: serve it, fill it, look after it.",
)
def main() -> None:
    """The group of all commands."""


for command in (
    serving.serve,
    data.seed,
    data.migrate,
    bulk.import_file,
    export.export,
    release.release,
    backup.backup,
    backup.restore_check,
    backup.restore,
    copy_database.copy_database,
    indexes.index,
    redact.redact,
    redact.sweep,
    accounts.account,
    tokens.token,
    secret_keys.secrets,
    assistants.serve_assistants,
    doctor.doctor,
    doctor.settings,
    commands.commands,
    shell_command,
    routes_command,
):
    main.add_command(command)
