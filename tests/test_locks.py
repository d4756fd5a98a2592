"""The lock files: each package of one version, by its hashes, from wherever the machine takes its packages."""

from __future__ import annotations

import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from glossary import ROOT

LOCKS = sorted(ROOT.glob("requirements*.txt"))
NAMES = {"", "-chores", "-dev", "-mcp", "-postgresql", "-sqlite", "-tantivy"}
"""What stands behind `requirements` in the names of the files."""
ASKED_FOR_BY_OWN_FOLDER = "requirements-chores.txt"
"""Its packages are installed into a folder of their own, beside none of the others."""
APART = "pysqlite3"
"""The one package that is not beside the others when they are tested: `make wal` puts it into a folder of its own."""
LINE = re.compile(
    r"(?P<name>[a-z0-9][a-z0-9-]*)(?:\[[a-z0-9,-]+\])?==(?P<version>[A-Za-z0-9.!+-]+)(?: ; (?P<where>.+))?"
)
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def wishes(lock: Path) -> Iterator[tuple[str, list[str]]]:
    """What a lock file asks for, and the hashes that are allowed for it; comments are left out."""
    lines = [line.strip() for line in lock.read_text("utf-8").splitlines()]
    told = " ".join(line for line in lines if not line.startswith("#")).replace("\\ ", " ")
    for found in re.finditer(r"(\S.*?)((?:\s+--hash=\S+)+|\Z)\s*", told):
        yield found[1].strip(), found[2].split()


def versions(lock: Path) -> dict[tuple[str, str], str]:
    """Name and condition of each package -> its version."""
    found = [LINE.fullmatch(wish) for wish, _ in wishes(lock)]
    return {(one["name"], one["where"] or ""): one["version"] for one in found if one}


def test_every_lock_is_here() -> None:
    """One for serving, one for each extra, one for the tests, one for the chores; each extra of the project has its."""
    assert {lock.stem.removeprefix("requirements") for lock in LOCKS} == NAMES
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert {f"-{extra}" for extra in project["project"]["optional-dependencies"]} <= NAMES


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_every_package_has_one_version_and_its_hashes(lock: Path) -> None:
    """No line asks for a range, an address, a folder, another file or an index."""
    found = list(wishes(lock))
    assert len(found) > 20
    for wish, hashes in found:
        assert LINE.fullmatch(wish), wish
        assert hashes, wish
        assert all(HASH.fullmatch(one) for one in hashes), wish
    assert len(versions(lock)) == len(found)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_no_lock_says_where_packages_come_from(lock: Path) -> None:
    """Neither an address nor an option of an index: the hashes suffice, whoever serves the files."""
    text = lock.read_text("utf-8")
    assert not re.search(r"\w+://|--(extra-)?index-url|--find-links|--trusted-host", text)


@pytest.mark.parametrize(
    "lock", [lock for lock in LOCKS if lock.name != ASKED_FOR_BY_OWN_FOLDER], ids=lambda lock: lock.stem
)
def test_locks_agree_on_versions(lock: Path) -> None:
    """What is tested is what is served: the tests' lock has every package of each other, in the same version."""
    tested = versions(ROOT / "requirements-dev.txt")
    found = {key: version for key, version in versions(lock).items() if tested.get(key) != version}
    assert [name for name, _ in found] == ([APART] if lock.name == "requirements-sqlite.txt" else [])


def test_the_audit_leaves_no_lock_out() -> None:
    """`make audit` asks for the packages of every lock, and takes none for sound whose advisories it could not get."""
    told = subprocess.run(["make", "--dry-run", "audit"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    (command,) = re.findall(r"\S*/pip-audit .*?\|\|", told, re.DOTALL)
    assert "--strict" in command
    assert "--require-hashes" in command
    for lock in LOCKS:
        assert f"-r {lock.name}" in command


def test_newer_versions_are_taken_where_they_are_asked_for() -> None:
    """`make lock` alone keeps what is pinned, as uv does; with ARGS=--upgrade every lock takes the newest."""
    for more, upgrading in (([], False), (["ARGS=--upgrade"], True)):
        command = ["make", "--dry-run", "lock", *more]
        told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
        compiled = re.findall(r"uv pip compile .*? -o (\S+)", told.replace("\\\n", " "))
        assert sorted(compiled) == [lock.name for lock in LOCKS]
        assert told.count("--upgrade") == (len(LOCKS) if upgrading else 0)
