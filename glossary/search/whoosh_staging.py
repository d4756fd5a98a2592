"""The files of a commit: in memory until they are whole, then written to the folder at once.

Whoosh asks a file where it stands at every term. Of a file on the disk the system is asked, and another thread of the
process may have its turn meanwhile: beside two that compute, a commit to an index of 47,000 statements took 1.4 s so,
and takes 0.75 (one run, 2026-11-30, 2 cores of an AMD EPYC, Python 3.11.7).
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage, RamStorage


class Staging(FileStorage):  # type: ignore[misc]
    """The folder of an index as Whoosh's writer sees it: what it makes is in memory, what was there is on the disk."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self._made = RamStorage()
        self._settled: list[Path] = []

    def create_file(self, name: str, **_options: object) -> Any:
        """See Whoosh."""
        return self._made.create_file(name)

    def open_file(self, name: str, **options: Any) -> Any:
        """See Whoosh."""
        return self._holding(name).open_file(name, **options)

    def file_exists(self, name: str) -> bool:
        """See Whoosh."""
        return bool(self._holding(name).file_exists(name))

    def file_length(self, name: str) -> int:
        """See Whoosh."""
        return int(self._holding(name).file_length(name))

    def file_modified(self, name: str) -> float:
        """See Whoosh."""
        return float(self._holding(name).file_modified(name))

    def delete_file(self, name: str) -> None:
        """See Whoosh."""
        self._holding(name).delete_file(name)

    def list(self) -> list[str]:
        """See Whoosh."""
        return [*super().list(), *self._made.list()]

    def temp_storage(self, name: str | None = None) -> RamStorage:
        """See Whoosh."""
        return RamStorage()

    def settle(self) -> None:
        """Write to the folder what was made."""
        for name, contents in self._made.files.items():
            self._settled.append(Path(self.folder) / name)
            self._settled[-1].write_bytes(contents)
        self._made.clean()

    def keep(self) -> None:
        """What was written belongs to the index from now on."""
        self._settled.clear()

    def take_back(self) -> None:
        """Remove what was written and not kept: on a full disk every further try would leave some."""
        for file in self._settled:
            with suppress(OSError):
                file.unlink()

    def _holding(self, name: str) -> Any:
        return self._made if name in self._made.files else super()
