"""`glossary commands`: every command with what it takes, as docs/commands.md has it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import click

COMMANDS_PAGE = """\
# The command `glossary`

`.venv/bin/glossary` is for whoever looks after a glossary on its machine; [running it for others](operations.md) tells
what is needed when. A refusal is a sentence on standard error and exit code 1; a wrong option is exit code 2. `--help`
behind any command says the same as this page, which is written by `glossary commands`.
"""


def commands_page(main: click.Group) -> str:
    """Every command with its arguments and options, as docs/commands.md has it."""
    return "\n".join([COMMANDS_PAGE, *(_told(name, command) for name, command in walk(main, "glossary"))])


def walk(group: click.Group, name: str) -> Iterator[tuple[str, click.Command]]:
    """Each command that can be called, with its whole name, by the alphabet; groups are only the way to theirs."""
    for own, command in sorted(group.commands.items()):
        if isinstance(command, click.Group):
            yield from walk(command, f"{name} {own}")
        elif not command.hidden:
            yield f"{name} {own}", command


def _told(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=name)
    taken = " ".join(["", *(_in_line(p, context) for p in command.params)])
    words = " ".join((command.help or "").split("\n\n")[0].split())
    rows = [_row(p) for p in command.params if isinstance(p, click.Option) or isinstance(p.type, click.Choice)]
    table = ["", "| | |", "| --- | --- |", *rows] if rows else []
    return "\n".join([f"## {name}", "", f"`{name}{taken}`", "", words, *table, ""])


def _in_line(parameter: click.Parameter, context: click.Context) -> str:
    if isinstance(parameter, click.Option):
        written = parameter.opts[0] if parameter.is_flag else f"{parameter.opts[0]} {_named(parameter)}"
        return written if parameter.required else f"[{written}]"
    return _named(parameter) if parameter.required else f"[{_named(parameter)}]"


def _named(parameter: click.Parameter) -> str:
    return str(parameter.name).upper()


def _row(parameter: click.Parameter) -> str:
    names = ", ".join(f"`{name}`" for name in parameter.opts)
    if isinstance(parameter, click.Argument):
        names = f"`{_named(parameter)}`"
    words = getattr(parameter, "help", None) or ""
    if isinstance(parameter.type, click.Choice):
        words = f"{words} One of {', '.join(f'`{choice}`' for choice in parameter.type.choices)}.".strip()
    if isinstance(parameter.default, str | int) and not isinstance(parameter.default, bool) and parameter.default != "":
        words += f" Default: `{parameter.default}`."
    if parameter.required and isinstance(parameter, click.Option):
        words += " Must be given."
    return f"| {names} | {words} |"


@click.command()
@click.pass_context
def commands(context: click.Context) -> None:
    """Write docs/commands.md: every command with what it takes."""
    main = context.find_root().command
    click.echo(commands_page(cast(click.Group, main)), nl=False)
