"""`glossary doctor` and `glossary settings`: what is the matter, and what can be set."""

from __future__ import annotations

import sys
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext

from glossary.config import PREFIX, SETTINGS
from glossary.services import keeping

SETTINGS_PAGE = """\
# Settings

Each has a safe default; none needs to be set to try the glossary on one's own machine. A value comes from, in rising
order: the default, `instance/config.toml` (names in small letters, without the prefix: `port = 8080`), a variable of
the environment. An unknown name, a value of the wrong kind and an unsafe setting stop the start with a sentence.

`glossary settings` shows the values in use; this page is written by `glossary settings --markdown`.

| variable | kind | default | meaning |
| --- | --- | --- | --- |
{rows}
| `GLOSSARY_INSTANCE` | folder | `instance/` | What one machine keeps: database, index, secret, `config.toml`. |
"""


def settings_page() -> str:
    """Every setting with kind, default and meaning, as docs/settings.md has it."""
    rows = (f"| `{PREFIX}{s.name}` | {s.kind} | {_default(s.default)} | {s.meaning} |" for s in SETTINGS)
    return SETTINGS_PAGE.format(rows="\n".join(rows))


def _default(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"`{value}`" if value not in ("", ()) else "empty"


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
@click.option("--markdown", is_flag=True, help="Write docs/settings.md: the defaults instead of the present values.")
@with_appcontext
def settings(markdown: bool) -> None:
    """List every setting with its present value (secrets are not shown)."""
    if markdown:
        click.echo(settings_page(), nl=False)
        return
    for setting in SETTINGS:
        value = "(kept secret)" if setting.name == "SECRET_KEY" else current_app.config["GLOSSARY"][setting.name]
        click.echo(f"{PREFIX}{setting.name} = {value}\n    {setting.kind}. {setting.meaning}")
