"""The manifest of a backup: what it is of, what it holds, and the hash of each file; and what to think of one found."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import Any

from glossary.errors import Invalid, NotFound
from glossary.services.backup.database_state import State
from glossary.services.backup.identity import FORM
from glossary.services.releases import numbers as releasing_numbers
from glossary.services.releases.releasing import hashed, size

FORMAT = 2
"""The number of this form of a backup; whoever changes its files or this manifest counts on."""
READ = (1, 2)
"""Forms that are read. The first has no `instance_id`."""
MANIFEST, RELEASES = "manifest.json", "releases"
NUMBER = releasing_numbers.noted(Path(RELEASES)).name
"""Holds the highest number of a release that was ever given: none is given twice after a restore."""
SECRETS = ("secret_key", "secret_key.old")
"""The secret key of an instance, and keys of before that are still read."""
DATABASE = {"sqlite": "glossary.db", "postgresql": "glossary.dump"}
"""Kind of database -> the file that holds it."""
NAME = re.compile(r"[0-9]{8}T[0-9]{6}Z")
"""The moment of a backup in UTC, in ISO 8601's short form, which is a file's name on every system."""
_PURPOSE = "backup of a glossary"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself."""

    made: str
    """Its moment and its name."""
    instance: str
    """The instance folder that it was made of."""
    program: str
    """Version of the glossary."""
    kind: str
    """`sqlite` or `postgresql`."""
    dumped_by: int
    """Version of `pg_dump`; 0 for SQLite."""
    state: State
    files: dict[str, dict[str, Any]]
    """Path within the backup -> `size` in bytes and `sha256`."""
    instance_id: str = ""
    """The random id of that instance (identity.py); empty in a manifest of before there were any."""

    @property
    def database(self) -> str:
        """The name of the file that holds the database."""
        return DATABASE[self.kind]

    @property
    def has_secret(self) -> bool:
        """Whether the secret key is in it."""
        return SECRETS[0] in self.files

    @property
    def bytes(self) -> int:
        """The size of all files together."""
        return sum(int(one["size"]) for one in self.files.values())


def describe(
    folder: Path, made: str, instance: Path, kind: str, state: State, dumped_by: int, instance_id: str
) -> Manifest:
    """The manifest of the files in a folder."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    files = {path.relative_to(folder).as_posix(): {"size": size(path), "sha256": hashed(path)} for path in paths}
    return Manifest(made, str(instance), version("glossary"), kind, dumped_by, state, files, instance_id)


def write(folder: Path, manifest: Manifest) -> None:
    """Write it beside the files."""
    told = {"purpose": _PURPOSE, "format": FORMAT, **asdict(manifest)}
    (folder / MANIFEST).write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")


def read(folder: Path) -> Manifest:
    """The manifest of a backup.

    Raises `NotFound` where there is none, `Invalid` for one that cannot be understood or is of a newer version.
    """
    path = folder / MANIFEST
    try:
        if not path.is_file():
            raise NotFound(f"{folder} is no backup: it has no {MANIFEST}.")
        told = json.loads(path.read_bytes())
        purpose, form = told.pop("purpose"), told.pop("format")
    except (OSError, ValueError, KeyError, AttributeError, TypeError, RecursionError) as error:
        raise Invalid(f"{path} cannot be read as the manifest of a backup.") from error
    if purpose != _PURPOSE or type(form) is not int:
        raise Invalid(f"{path} is not the manifest of a backup of a glossary.")
    if form not in READ:
        raise Invalid(f"This backup is of format {form}; this version of the glossary reads up to format {FORMAT}.")
    return _understood(path, told)


def _understood(path: Path, told: dict[str, Any]) -> Manifest:
    try:
        manifest = Manifest(**{**told, "state": State(**told["state"])})
        understood = (
            _are_texts(manifest)
            and _are_numbers(manifest)
            and manifest.database in manifest.files
            and NAME.fullmatch(manifest.made)
            and all(_is_ours(name) for name in manifest.files)
        )
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise Invalid(f"{path} cannot be read as the manifest of a backup.") from error
    if not understood:
        raise Invalid(f"{path} names files that are none of a backup, or lacks some.")
    return manifest


def _are_texts(manifest: Manifest) -> bool:
    state, hashes = manifest.state, [one["sha256"] for one in manifest.files.values()]
    told = (manifest.made, manifest.instance, manifest.program, manifest.kind, state.migration, state.moment, *hashes)
    named = manifest.instance_id == "" or FORM.fullmatch(manifest.instance_id) is not None
    return named and all(isinstance(value, str) for value in told)


def _are_numbers(manifest: Manifest) -> bool:
    """Whole and not below zero; JSON's true is none."""
    state, sizes = manifest.state, [one["size"] for one in manifest.files.values()]
    told = (manifest.dumped_by, state.change, *state.rows.values(), *sizes)
    return all(type(value) is int and value >= 0 for value in told)


def _is_ours(name: str) -> bool:
    """Whether a file may be in a backup. Nothing else is ever read or copied, whatever a manifest says."""
    parts = PurePosixPath(name).parts
    if len(parts) == 1:
        return name in (*DATABASE.values(), *SECRETS, NUMBER)
    return len(parts) == 3 and parts[0] == RELEASES and parts[1].isdecimal() and parts[2] not in (".", "..")


def compare(folder: Path, manifest: Manifest) -> list[str]:
    """What differs from the manifest, in sentences; nothing where every file is as it was written."""
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if not _is_folder(path)}
    problems = [f"{name} is missing." for name in manifest.files if name not in there]
    problems += [f"{name} is not in the manifest." for name in sorted(there.keys() - {*manifest.files, MANIFEST})]
    for name, wanted in manifest.files.items():
        if name in there and not _same(there[name], wanted):
            problems.append(f"{name} is not what was written.")
    return problems


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _same(path: Path, wanted: dict[str, Any]) -> bool:
    whole = path.is_file() and not path.is_symlink() and size(path) == wanted["size"]
    return whole and hashed(path) == wanted["sha256"]
