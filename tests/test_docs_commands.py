"""docs/commands.md and docs/architecture.md are as the program is."""

from __future__ import annotations

import ast
import re
from itertools import pairwise
from pathlib import Path

import click

from glossary import ROOT
from glossary.cli import main
from glossary.cli.commands import commands_page
from tests import rooms
from tests.cli.conftest import run

COMMANDS = ROOT / "docs" / "commands.md"
MAP = ROOT / "docs" / "architecture.md"


def test_the_page_of_commands_is_as_the_program_writes_it(own_instance: Path) -> None:
    """docs/commands.md is what `glossary commands` prints; run that after changing a command."""
    assert COMMANDS.read_text("utf-8") == commands_page(main)
    assert run(own_instance, "commands").stdout == commands_page(main)


def test_every_command_has_its_heading_and_every_option_its_row() -> None:
    """Found by walking the commands as click does, not by what writes the page."""
    page = COMMANDS.read_text("utf-8")
    parts = dict(re.findall(r"^## (glossary .+?)\n(.*?)(?=^## |\Z)", page, re.DOTALL | re.MULTILINE))
    waiting: list[tuple[str, click.Command]] = [("glossary", main)]
    while waiting:
        name, command = waiting.pop()
        if isinstance(command, click.Group):
            waiting += [(f"{name} {own}", other) for own, other in command.commands.items()]
            continue
        told = parts.pop(name)
        for parameter in command.params:
            assert all(f"`{option}`" in told for option in parameter.opts if option.startswith("-")), (name, parameter)
            assert (getattr(parameter, "help", None) or "") in told, (name, parameter)
    assert not parts


def test_every_room_is_on_the_map_with_its_promise() -> None:
    """Each package and each module of the floor, with the first line of its own docstring."""
    rows = dict(re.findall(r"^\| \[`([\w.]+)`\]\([^)]+\) \| (.+) \|$", MAP.read_text("utf-8"), re.MULTILINE))
    program = ROOT / "glossary"
    packages = [path.parent for path in program.rglob("__init__.py")]
    files = [*(path / "__init__.py" for path in packages), *(p for p in program.glob("*.py") if p.stem != "__init__")]
    assert len(rows) == len(files)
    for path in files:
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        promise = (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").splitlines()[0]
        assert promise.endswith("."), f"{name} has no promise in one line"
        assert rows[name] == promise


def test_the_map_is_as_it_is_drawn() -> None:
    """docs/architecture.md is what `python -m tests.rooms` writes; run that after building a room or a contract."""
    page = MAP.read_text("utf-8")
    assert rooms.drawn(page) == page


def test_the_map_has_the_levels_of_the_contracts() -> None:
    """The levels stand there in the order of pyproject.toml, each with all its rooms; every room is on one."""
    told = re.findall(r"^\d+\. (.+)$", MAP.read_text("utf-8"), re.MULTILINE)
    levels = [[f"glossary.{name}" for name in re.findall(r"`([\w.]+)`", line)] for line in told]
    assert levels == rooms.layers()
    places = {name: number for number, names in enumerate(levels) for name in names}
    assert all(places[above[0]] < places[below[0]] for above, below in pairwise(levels))
    assert {".".join(name.split(".")[:2]) for name in rooms.rooms()} - {"glossary"} == places.keys()
