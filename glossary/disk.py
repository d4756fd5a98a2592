"""Files that must be there after the power has failed."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

UNFINISHED = ".unfinished-"
"""How the names of files begin that are not whole yet."""


def sync(path: Path) -> None:
    """Have a file or a folder on the disk before anything points to it."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def put(path: Path, content: Iterable[bytes]) -> None:
    """Have a file with this content at a path: whole, or as it was before, with nothing beside it.

    Links are followed; a file that is there keeps its mode and, where that is allowed, its owner. What is no file (a
    pipe, a device) is written to as it is. Raises `OSError` where the path cannot be written.
    """
    target = Path(os.path.realpath(path))
    old = _state(path)
    if old and not (stat.S_ISREG(old.st_mode) and target.exists() and target.samefile(path)):
        _send(path, content)
        return
    if old and not os.access(target, os.W_OK):
        raise PermissionError("It is protected from being written")
    handle, name = tempfile.mkstemp(prefix=UNFINISHED, dir=target.parent)
    try:
        _fill(handle, content, old)
        os.replace(name, target)
    except BaseException:
        os.unlink(name)
        raise
    with suppress(PermissionError):  # a folder that takes files and shows none
        sync(target.parent)


def _state(path: Path) -> os.stat_result | None:
    with suppress(FileNotFoundError):
        return path.stat()
    return None


def _send(path: Path, content: Iterable[bytes]) -> None:
    """Write to what is no file."""
    with path.open("wb") as opened:
        opened.writelines(content)


def _fill(handle: int, content: Iterable[bytes], old: os.stat_result | None) -> None:
    """Write a new file to the disk; it is closed to others until it is whole."""
    with open(handle, "wb") as file:
        file.writelines(content)
        if old:
            with suppress(PermissionError):
                os.fchown(handle, old.st_uid, old.st_gid)
        os.fchmod(handle, stat.S_IMODE(old.st_mode) if old else 0o666 & ~_umask())
        file.flush()
        os.fsync(handle)


def _umask() -> int:
    """What is kept from new files; it can only be read by being set."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
