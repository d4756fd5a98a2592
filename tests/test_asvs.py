"""docs/asvs.md and docs/promises.md: nothing is missing, each line has a state, each test that they name is there.

What they say of the program to operators and reporters stands in docs/operations.md and SECURITY.md, and is so.
"""

from __future__ import annotations

import ast
import csv
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from glossary import ROOT
from glossary.admin.access import SIGNED_IN
from glossary.models.account import ROLES
from glossary.services.accounts import passwords, throttling
from glossary.settings import BY_NAME

LEVELS = ROOT / "tests" / "data" / "asvs-5.0-levels.csv"
WITH_LEVEL_2 = ("6", "7", "8", "9", "10")
"""Chapters of which docs/asvs.md has level 2, too."""
ITEM_STATES = {"held", "does not apply", "not held"}
PROMISE_STATES = {"held", "in part", "to be measured", "not held"}
PROMISES = {"K": 10, "S": 8, "D": 13, "B": 7, "U": 10, "A": 5}
"""How many promises of each letter there are."""
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def table_rows(name: str, first: str) -> list[list[str]]:
    """The rows of the tables of a page of docs/ whose first cell looks so."""
    lines = (ROOT / "docs" / name).read_text("utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines if line.startswith("| ")]
    return [row for row in cells if re.fullmatch(first, row[0])]


def items() -> list[list[str]]:
    """id, matter, state, and what shows it or why it is not so."""
    return table_rows("asvs.md", r"\d+\.\d+\.\d+")


def promises() -> list[list[str]]:
    """id, promise, state, tests, what is to be said, what was measured."""
    return table_rows("promises.md", r"[A-Z]\d+")


def levels() -> dict[str, int]:
    """The level of each item of the standard."""
    with LEVELS.open(encoding="utf-8", newline="") as file:
        return {row["id"]: int(row["level"]) for row in csv.DictReader(file)}


@cache
def functions(path: Path) -> frozenset[str]:
    """The functions of a file."""
    tree = ast.parse(path.read_text("utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_every_item_of_the_standard_is_there_once() -> None:
    """Level 1 whole, level 2 of the chapters named, and no other; each once."""
    known = levels()
    wanted = {id_ for id_, level in known.items() if level == 1}
    wanted |= {id_ for id_, level in known.items() if level == 2 and id_.split(".")[0] in WITH_LEVEL_2}
    found = [row[0] for row in items()]
    assert len(known) == 345
    assert len(found) == len(set(found))
    assert set(found) == wanted


def test_every_promise_is_there_once() -> None:
    """All letters, all numbers."""
    wanted = [f"{letter}{number}" for letter, most in PROMISES.items() for number in range(1, most + 1)]
    assert [row[0] for row in promises()] == wanted


@pytest.mark.parametrize("row", items(), ids=lambda row: row[0])
def test_an_item_has_a_state_and_its_ground(row: list[str]) -> None:
    """Few words; what is held names a test, whatever is not says why."""
    _, matter, state, ground = row
    assert 1 <= len(matter.split()) <= 10
    assert state in ITEM_STATES
    assert bool(NAMED.sub("", ground).replace("<br>", "").strip()) is (state != "held")
    assert NAMED.search(ground) or state != "held"


@pytest.mark.parametrize("row", promises(), ids=lambda row: row[0])
def test_a_promise_has_a_state_and_its_ground(row: list[str]) -> None:
    """What is held, or held in part, names a test; whatever is not wholly so says why; figures name day and machine."""
    _, _, state, tests, said, measured = row
    assert state in PROMISE_STATES
    assert bool(NAMED.search(tests)) is (state in ("held", "in part"))
    assert not NAMED.sub("", tests).replace("<br>", "")
    assert said or state == "held"
    assert not measured or "2 cores" in measured


@pytest.mark.parametrize("page", ["asvs.md", "promises.md"])
def test_every_test_that_is_named_is_there(page: str) -> None:
    """File and function: a test that is renamed or dropped is missed here."""
    text = (ROOT / "docs" / page).read_text("utf-8")
    named = NAMED.findall(text)
    assert len(named) > 50
    assert len(named) == text.count("::"), "a test is named in another way than `tests/file.py::function`"
    for path, function in named:
        assert function in functions(ROOT / path), f"{path}::{function}"


def test_the_counts_are_those_of_the_tables() -> None:
    """How many items are held, how many are not: on top of the page, by level; and so of the promises."""
    known, text = levels(), (ROOT / "docs" / "asvs.md").read_text("utf-8")
    for level, label in ((1, "1"), (2, "2, chapters 6 to 10")):
        count = Counter(row[2] for row in items() if known[row[0]] == level)
        assert f"| {label} | {count['held']} | {count['does not apply']} | {count['not held']} |" in text
    count = Counter(row[2] for row in promises())
    said = ", ".join(f"{state} {count[state]}" for state in ("held", "in part", "to be measured", "not held"))
    assert f"{said[0].upper()}{said[1:]}." in " ".join((ROOT / "docs" / "promises.md").read_text("utf-8").split())


def test_the_operator_is_told_what_the_program_does() -> None:
    """docs/operations.md: ways in, roles, limits of passwords, tries and sessions, barred words, who sees what."""
    text = " ".join((ROOT / "docs" / "operations.md").read_text("utf-8").split())
    idle, whole = BY_NAME["SESSION_IDLE_MINUTES"].default, BY_NAME["SESSION_HOURS"].default
    for words in (
        f"Passwords have {passwords.FEWEST} to {passwords.MOST} characters",
        f"words of this site ({', '.join(passwords.SITE_WORDS)})",
        "Three ways lead in, and no other",
        "make sure that it is they who ask",
        f"{('Zero', 'One', 'Two', 'Three', 'Four', 'Five')[throttling.FREE_TRIES]} tries to sign in are free",
        f"up to {throttling.LONGEST // 60} minutes. Nobody is locked out for good",
        "gives another password and forgets the tries that failed",
        f"A session ends after {idle} minutes without use and after {whole} hours in any case",
        "An account may have any number of sessions",
        "Readers see no e-mail address",
        *(f"| {role} |" for role in ROLES),
    ):
        assert words in text
    assert set(ROLES) == SIGNED_IN - {"account"}


def test_reporting_and_time_frames_are_written_down() -> None:
    """SECURITY.md: to whom one reports, what is mended and how soon components are replaced, what operators do."""
    text = " ".join((ROOT / "SECURITY.md").read_text("utf-8").split())
    for words in (
        "`CONTACT`",
        "private report",
        "## In scope",
        "## Versions",
        "within 7 days of a mended version, any other within 30",
        "once in three months",
        "## What an operator must do",
    ):
        assert words in text
    for setting in ("TRUSTED_PROXY", "BASE_URL", "CONTACT", "REQUIRE_SECOND_FACTOR"):
        assert f"`{setting}" in text
        assert setting in BY_NAME
