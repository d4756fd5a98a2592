"""Files that fail: below a folder, the n-th thing that is done to a file is refused, as by a full or a broken disk.

Counted are opening, writing (what reaches the operating system), syncing, renaming, linking and making folders. The
disk is the real one: what was done before the fault is there. SQLite and tantivy write past Python, and are not met.
"""

from __future__ import annotations

import builtins
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

OPEN, REAL = io.open, io.FileIO
BY_PATH = ("open", "mkdir", "rename", "replace", "link")
BY_HANDLE = ("fsync", "sendfile", "write")


class Faults:
    """What was done below the folder, of which the one with number `at` is refused; none where that is 0."""

    def __init__(self, folder: Path, at: int, number: int) -> None:
        self._folder, self._at, self._number = f"{folder.resolve()}/", at, number
        self.done: list[str] = []

    def meet(self, what: str, file: Any) -> None:
        """Count, and fail where it is time."""
        if self._is_below(file):
            self.done.append(f"{what} {file}")
            if len(self.done) == self._at:
                raise OSError(self._number, os.strerror(self._number), None if isinstance(file, int) else str(file))

    @property
    def refused(self) -> str:
        """What was refused; nothing where less was done than that."""
        return "".join(self.done[self._at - 1 : self._at])

    def _is_below(self, file: Any) -> bool:
        name = os.readlink(f"/proc/self/fd/{file}") if isinstance(file, int) else os.fsdecode(file)
        return f"{os.path.abspath(name)}/".startswith(self._folder)


def _watched(faults: Faults) -> type[io.FileIO]:
    class Watched(REAL):
        """A file whose writes are counted."""

        def write(self, data: Any, /) -> int:
            faults.meet("write", self.fileno())
            return super().write(data)

    return Watched


def _opener(faults: Faults) -> Callable[..., Any]:
    watched = _watched(faults)

    def opened(file: Any, mode: str = "r", buffering: int = -1, *more: Any, **named: Any) -> Any:
        if not isinstance(file, int):
            faults.meet("open", file)
        if buffering == 0 or "+" in mode or not set(mode) & set("wax") or "opener" in named:
            return OPEN(file, mode, buffering, *more, **named)
        closing = named.pop("closefd", True)
        buffered = io.BufferedWriter(watched(file, mode.replace("b", "").replace("t", ""), closing))
        return buffered if "b" in mode else io.TextIOWrapper(buffered, *more, **named)

    return opened


@contextmanager
def failing_files(folder: Path, at: int, number: int) -> Iterator[Faults]:
    """Refuse one thing that is done to the files below a folder, with this number of an error (`errno`)."""
    faults = Faults(folder, at, number)

    def met(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def instead(file: Any, *more: Any, **named: Any) -> Any:
            if name != "mkdir" or not os.path.exists(file):  # a folder that is there is an answer of its own
                faults.meet(name, file)
            return real(file, *more, **named)

        return instead

    with pytest.MonkeyPatch.context() as patch:
        for name in (*BY_PATH, *BY_HANDLE):
            patch.setattr(os, name, met(name, getattr(os, name)))
        for module in (builtins, io):
            patch.setattr(module, "open", _opener(faults))
        yield faults
