"""The index's folder on disk: its generations, the pointer to the live one, and the writers' lock.

`CURRENT` names the live generation; replacing that one small file switches everybody at once. The generation before
stays for readers that are just opening it; older ones, and what a killed build left, go at the next switch.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import time
import uuid
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock
from typing import IO

from glossary.disk import sync
from glossary.errors import IndexUnavailable

FORMAT = 4
"""What a document looks like on disk, and by which rules its values are made. Another number makes old generations
unreadable, and a rebuild heals that."""

NOTE = "NOTE"
"""The file of a generation that holds what is noted beside it."""
_POLL_SECONDS = 0.02
_GENERATION = re.compile(r"v(\d+)-[0-9a-f]{32}")


class IndexFolder:
    """A folder that holds one index; safe for several threads and several processes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._mutex = RLock()
        self._handle: IO[bytes] | None = None

    def current(self) -> Path:
        """The live generation's folder."""
        try:
            name = self._pointer.read_text(encoding="ascii").strip()
        except FileNotFoundError:
            raise IndexUnavailable("The search index has not been built yet.") from None
        except (OSError, ValueError) as error:
            raise IndexUnavailable("The pointer of the search index cannot be read.") from error
        match = _GENERATION.fullmatch(name)
        if not match:
            raise IndexUnavailable("The pointer of the search index is damaged.")
        if int(match[1]) != FORMAT:
            raise IndexUnavailable("The search index was written by another version.")
        return self.path / name

    def note(self, text: str) -> None:
        """Keep a line with the live generation; whoever reads meanwhile sees the one before, or this one, whole."""
        try:
            file = self.current() / NOTE
            file.with_suffix(".new").write_text(text, encoding="ascii")
            os.replace(file.with_suffix(".new"), file)
        except OSError as error:
            raise IndexUnavailable("What the search index was made from could not be noted with it.") from error

    def noted(self) -> str:
        """That line; empty where there is none, or none that can be read."""
        try:
            return (self.current() / NOTE).read_text(encoding="ascii")
        except (IndexUnavailable, OSError, ValueError):
            return ""

    def begin(self) -> Path:
        """A fresh folder for a new generation. Names are never used twice, so no reader mistakes one for another."""
        fresh = self.path / f"v{FORMAT}-{uuid.uuid4().hex}"
        fresh.mkdir(parents=True)
        return fresh

    def switch(self, fresh: Path) -> None:
        """Make a finished generation the live one, all at once, and remove what is older than the one before."""
        kept = {fresh.name, self._live_name()}
        for file in (*fresh.iterdir(), fresh):
            sync(file)
        pointer = self.path / f"{self._pointer.name}.new"
        pointer.write_text(fresh.name, encoding="ascii")
        sync(pointer)
        os.replace(pointer, self._pointer)
        with suppress(OSError):  # it is the live one already, and after a loss of power either of the two is whole
            sync(self.path)
        self._discard_others(kept)

    def clear(self) -> None:
        """Remove the generation before, too. A reader that is just opening it finds the index gone, and asks again."""
        self._discard_others({self.current().name})

    def _discard_others(self, kept: Collection[str]) -> None:
        for path in self.path.iterdir():
            if _GENERATION.fullmatch(path.name) and path.name not in kept:
                self.discard(path)

    def discard(self, generation: Path) -> None:
        """Remove a generation that is no longer, or never became, the live one."""
        shutil.rmtree(generation, ignore_errors=True)

    @contextmanager
    def exclusive(self, timeout: float) -> Iterator[None]:
        """Hold the writers' lock; the thread that holds it may take it again. Freed also when the process is killed."""
        deadline = time.monotonic() + timeout
        if not self._mutex.acquire(timeout=max(timeout, 0)):
            raise IndexUnavailable("The search index is being written by somebody else.")
        try:
            if self._handle is not None:
                yield
            else:
                with self._locked(deadline):
                    yield
        finally:
            self._mutex.release()

    @contextmanager
    def _locked(self, deadline: float) -> Iterator[None]:
        with self._open_lock() as self._handle:
            try:
                _lock_by(deadline, self._handle)
                yield
            finally:
                self._handle = None

    def _open_lock(self) -> IO[bytes]:
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            return open(self.path / "LOCK", "ab")
        except OSError as error:
            raise IndexUnavailable("The folder of the search index cannot be written to.") from error

    @property
    def _pointer(self) -> Path:
        return self.path / "CURRENT"

    def _live_name(self) -> str:
        try:
            return self.current().name
        except IndexUnavailable:
            return ""


def _lock_by(deadline: float, handle: IO[bytes]) -> None:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise IndexUnavailable("The search index is being written by another process.") from None
            time.sleep(_POLL_SECONDS)
        else:
            return
