"""The map of the rooms in docs/architecture.md, drawn from the program: `python -m tests.rooms` draws it anew."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from glossary import ROOT

PAGE = ROOT / "docs" / "architecture.md"
PROGRAM = ROOT / "glossary"
PART = re.compile(r"(<!-- (\w+): drawn by `python -m tests\.rooms` -->\n).*?(<!-- end -->)", re.DOTALL)


def rooms() -> dict[str, Path]:
    """Every package of the program, and every module that stands in none: its dotted name, and its file."""
    packages = (path for path in PROGRAM.rglob("__init__.py"))
    alone = (path for path in PROGRAM.glob("*.py") if path.name != "__init__.py")
    return {_dotted(path): path for path in sorted([*packages, *alone])}


def promise(path: Path) -> str:
    """The first line of a module's docstring."""
    return (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").split("\n")[0]


def contracts() -> list[dict[str, Any]]:
    """What import-linter is told in pyproject.toml."""
    told: list[dict[str, Any]] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    return told


def levels() -> list[str]:
    """From the roof to the floor, as import-linter has them: `|` parts rooms that do not know each other, else `:`."""
    found: list[str] = next(contract for contract in contracts() if contract["type"] == "layers")["layers"]
    return found


def layers() -> list[list[str]]:
    """From the roof to the floor: the rooms side by side on each level."""
    return [re.split(r" [|:] ", level) for level in levels()]


def drawn(page: str) -> str:
    """The page with both parts as they follow from the program."""
    parts = {"levels": _levels(), "rooms": _rooms()}
    return PART.sub(lambda part: f"{part[1]}{parts[part[2]]}{part[3]}", page)


def _levels() -> str:
    lines = [f"{number}. {_listed(names)}{_apart(level)}" for number, (level, names) in _numbered()]
    forbidden = (contract for contract in contracts() if contract["type"] == "forbidden")
    more = [f"- {found['name']}: of {_listed(found['forbidden_modules'])} they know nothing." for found in forbidden]
    return "\n".join([*lines, "", *more, ""])


def _numbered() -> Iterator[tuple[int, tuple[str, list[str]]]]:
    yield from enumerate(zip(levels(), layers(), strict=True), 1)


def _apart(level: str) -> str:
    return ": none of them knows another" if " | " in level else ""


def _listed(names: list[str]) -> str:
    return ", ".join(f"`{name.removeprefix('glossary.')}`" for name in names)


def _rooms() -> str:
    rows = (f"| {_link(name, path)} | {promise(path)} |" for name, path in _from_the_roof())
    return "\n".join(["| | |", "| --- | --- |", *rows, ""])


def _link(name: str, path: Path) -> str:
    place = path.relative_to(ROOT).as_posix().removesuffix("__init__.py")
    return f"[`{name}`](../{place})"


def _from_the_roof() -> Iterator[tuple[str, Path]]:
    places = {name: number for number, names in enumerate(layers()) for name in names}

    def place(room: tuple[str, Path]) -> tuple[int, str]:
        return places.get(".".join(room[0].split(".")[:2]), -1), room[0]

    yield from sorted(rooms().items(), key=place)


def _dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


if __name__ == "__main__":
    PAGE.write_text(drawn(PAGE.read_text("utf-8")), "utf-8")
