"""The releases that are there: what each has in it, its files, and whether they are still as they were made.

A file is given out only if it is a plain one of the size that the manifest says; its hash would take too long to look
at for each reader, and is compared by `glossary release --check N`.
"""

from __future__ import annotations

import errno
import json
import logging
import os
import stat
from hashlib import file_digest, sha256
from io import BufferedReader
from typing import Any

from glossary.errors import NotFound
from glossary.services.releases.releasing import MANIFEST, VALIDATION, folder, numbers

Document = dict[str, Any]
TOLD = {"number", "released", "note", "change", "counts", "files"}
"""What a manifest must say to be listed; and of each file:"""
TOLD_OF_FILE = {"name", "says", "type", "size", "sha256"}
_PLAIN = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_FOLDER = os.O_RDONLY | os.O_NOFOLLOW | os.O_DIRECTORY | os.O_CLOEXEC

log = logging.getLogger("glossary")


def listed() -> list[Document]:
    """The manifests of all releases, newest first, each with its results; one that cannot be read is left out."""
    return [found for number in numbers() if (found := _read(number)) is not None]


def release(number: int) -> Document:
    """The manifest of one release with its results. Raises `NotFound` where there is none that can be read."""
    found = _read(number) if number in numbers() else None
    if found is None:
        raise NotFound(f"There is no release {number}.")
    return found


def _read(number: int) -> Document | None:
    """The manifest with the results of the checks; None where one of the two is not there or has another shape."""
    try:
        with _opened(number, MANIFEST) as file, _opened(number, VALIDATION) as results:
            manifest, found = json.load(file), json.load(results)
    except (OSError, ValueError, RecursionError):
        return None
    return {**manifest, "validation": found} if _is_of(number, manifest) and isinstance(found, list) else None


def _is_of(number: int, manifest: Any) -> bool:
    whole = isinstance(manifest, dict) and manifest.keys() >= TOLD and manifest["number"] == number
    files = manifest["files"] if whole else None
    return isinstance(files, list) and all(isinstance(one, dict) and one.keys() >= TOLD_OF_FILE for one in files)


def _opened(number: int, name: str) -> BufferedReader:
    """A plain file in a release. Raises `OSError` for a link, a pipe or anything else, and where there is none."""
    here = os.open(folder() / str(number), _FOLDER)
    try:
        handle = os.open(name, _PLAIN, dir_fd=here)
    finally:
        os.close(here)
    mode = os.fstat(handle).st_mode
    if stat.S_ISREG(mode):
        return os.fdopen(handle, "rb")
    os.close(handle)
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    raise OSError("It is no plain file")


def size_of(file: BufferedReader) -> int:
    """The bytes of a file that is open."""
    return os.fstat(file.fileno()).st_size


def file(number: int, name: str) -> tuple[BufferedReader, Document]:
    """A file of a release, to be read and closed, and what its manifest says of it.

    Raises `NotFound` for any other name, and for a file that is not as it was made, of which the log tells.
    """
    found = release(number)
    if name == MANIFEST:
        return _manifest(number)
    entry = next((one for one in found["files"] if one["name"] == name), None)
    if entry is None:
        raise NotFound(f"Release {number} has no file {name[:60]!r}.")
    try:
        return _as_made(number, entry), entry
    except _NotAsMade as problem:
        log.warning("release %d: %s %s", number, name, problem)
        raise NotFound(f"Release {number} has no file {name[:60]!r} as it was made.") from problem


def _manifest(number: int) -> tuple[BufferedReader, Document]:
    manifest = _opened(number, MANIFEST)
    digest = sha256(manifest.read()).hexdigest()
    manifest.seek(0)
    return manifest, {"name": MANIFEST, "type": "application/json", "size": size_of(manifest), "sha256": digest}


class _NotAsMade(Exception):
    """What can be seen of a file without reading it: the end of a sentence."""


def _as_made(number: int, entry: Document) -> BufferedReader:
    """The file itself, if its size is right. Raises `_NotAsMade`."""
    try:
        file = _opened(number, entry["name"])
    except FileNotFoundError as missing:
        raise _NotAsMade("is missing.") from missing
    except OSError as error:
        raise _NotAsMade("cannot be read as a plain file.") from error
    if size_of(file) == entry["size"]:
        return file
    file.close()
    raise _NotAsMade("is not as long as it was made.")


def _problem(number: int, entry: Document) -> str:
    try:
        _as_made(number, entry).close()
    except _NotAsMade as problem:
        return str(problem)
    return ""


def glanced(number: int) -> list[str]:
    """What is wrong with a release at a glance, in sentences: its manifest, and presence and size of each file."""
    found = _read(number)
    if found is None:
        return [f"{MANIFEST} cannot be read."]
    return [f"{one['name']} {problem}" for one in found["files"] if (problem := _problem(number, one))]


def compare(number: int) -> list[str]:
    """What differs from the manifest, in sentences; nothing where all is as it was made. Raises `NotFound`."""
    if number not in numbers():
        raise NotFound(f"There is no release {number}.")
    path = folder() / str(number)
    try:
        with _opened(number, MANIFEST) as manifest:
            files = {str(one["name"]): one for one in json.load(manifest)["files"]}
    except (OSError, ValueError, KeyError, TypeError):
        return [f"{MANIFEST} cannot be read."]
    there = {one.name for one in path.iterdir()}
    problems = [f"{name} is missing." for name in files if name not in there]
    problems += [f"{name} is not in the manifest." for name in sorted(there - {*files, MANIFEST})]
    same = (name for name in files if name in there)
    return problems + [f"{name} is not what it was." for name in same if not _is_same(number, name, files[name])]


def _is_same(number: int, name: str, entry: Document) -> bool:
    try:
        with _opened(number, name) as file:
            found: str = file_digest(file, "sha256").hexdigest()
            return found == str(entry["sha256"])
    except OSError as error:
        if error.errno in (None, errno.ELOOP):  # a pipe or a link in the file's place
            return False
        raise
