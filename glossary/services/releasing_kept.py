"""The releases that are there: what each has in it, its files, and whether they are still as they were made."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from glossary.errors import NotFound
from glossary.services.releasing import MANIFEST, VALIDATION, folder, hashed, numbers

Document = dict[str, Any]


def listed() -> list[Document]:
    """The manifests of all releases, newest first, each with its results; one that cannot be read is left out."""
    return [found for number in numbers() if (found := _read(number)) is not None]


def _read(number: int) -> Document | None:
    here = folder() / str(number)
    try:
        manifest: Document = json.loads((here / MANIFEST).read_bytes())
        results = json.loads((here / VALIDATION).read_bytes())
    except (OSError, ValueError):
        return None
    return {**manifest, "validation": results}


def file(number: int, name: str) -> tuple[Path, Document]:
    """Where a file of a release lies, and what its manifest says of it. Raises `NotFound` for any other name."""
    found = _read(number) if number in numbers() else None
    if found is None:
        raise NotFound(f"There is no release {number}.")
    path = folder() / str(number)
    if name == MANIFEST:
        return path / MANIFEST, {"name": MANIFEST, "type": "application/json", "sha256": hashed(path / MANIFEST)}
    for entry in found["files"]:
        if entry["name"] == name and (path / name).is_file():
            return path / name, entry
    raise NotFound(f"Release {number} has no file {name[:60]!r}.")


def compare(number: int) -> list[str]:
    """What differs from the manifest, in sentences; nothing where all is as it was made. Raises `NotFound`."""
    if number not in numbers():
        raise NotFound(f"There is no release {number}.")
    path = folder() / str(number)
    try:
        files = {str(one["name"]): one for one in json.loads((path / MANIFEST).read_bytes())["files"]}
    except (OSError, ValueError, KeyError, TypeError):
        return [f"{MANIFEST} cannot be read."]
    there = {one.name for one in path.iterdir()}
    problems = [f"{name} is missing." for name in files if name not in there]
    problems += [f"{name} is not in the manifest." for name in sorted(there - {*files, MANIFEST})]
    same = (name for name in files if name in there)
    return problems + [f"{name} is not what it was." for name in same if hashed(path / name) != files[name]["sha256"]]
