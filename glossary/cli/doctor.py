"""`glossary doctor` and `glossary settings`: what is the matter, and what can be set."""

from __future__ import annotations

import json
import sys
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext

from glossary import database_address
from glossary.config import PREFIX, SECRETS
from glossary.services.health import overall as keeping
from glossary.settings import SETTINGS

SETTINGS_PAGE = """\
# Settings

Each has a safe default; none needs to be set to try the glossary on one's own machine. A value comes from, in rising
order: the default, `instance/config.toml` (names in small letters, without the prefix: `port = 8080`), a variable of
the environment. An unknown name, a value of the wrong kind and an unsafe setting stop the start with a sentence.

Secrets may be in files, which less can see than the environment: `GLOSSARY_SECRET_KEY_FILE`,
`GLOSSARY_SECRET_KEY_OLD_FILE`, `GLOSSARY_DATABASE_URL_FILE` and `GLOSSARY_METRICS_TOKEN_FILE` (in `config.toml`
`secret_key_file` and so on) name a file that holds the value in one line; old keys one a line. Other accounts must not
be able to open it (mode 0400 or 0600), but in `/run/secrets` and in the folder that systemd names
(`CREDENTIALS_DIRECTORY`), which nobody else can enter.

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
@click.option("--json", "as_json", is_flag=True, help="One JSON document, for programs.")
@with_appcontext
def doctor(as_json: bool) -> None:
    """Look at everything that can be out of order; exit code 1 when something is."""
    checks = []
    for check in keeping.diagnosis():
        checks.append(check)
        if not as_json:
            click.echo(f"{'ok  ' if check.fine else 'LOOK'}  {check.words}")
    fine = all(check.fine for check in checks)
    if as_json:
        told = [{"name": check.name, "fine": check.fine, "words": check.words} for check in checks]
        click.echo(json.dumps({"fine": fine, "checks": told}, ensure_ascii=False, indent=1))
    sys.exit(0 if fine else 1)


@click.command()
@click.option("--markdown", is_flag=True, help="Write docs/settings.md: the defaults instead of the present values.")
@with_appcontext
def settings(markdown: bool) -> None:
    """List every setting with its present value (secrets are not shown)."""
    if markdown:
        click.echo(settings_page(), nl=False)
        return
    for setting in SETTINGS:
        value = _shown(setting.name, current_app.config["GLOSSARY"][setting.name])
        click.echo(f"{PREFIX}{setting.name} = {value}\n    {setting.kind}. {setting.meaning}")


def _shown(name: str, value: Any) -> Any:
    if name == "DATABASE_URL":
        return database_address.shown(value)
    return "(kept secret)" if value and name in SECRETS else value
