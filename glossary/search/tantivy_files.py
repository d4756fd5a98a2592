"""Whether the files of a tantivy index are as they were written, before any of them is mapped into memory.

Tantivy ends each file of a segment with the checksum of what stands before, and never looks at it again. A segment's
files never change, so each is read through once; from then on its size and times say whether somebody touched it.
"""

from __future__ import annotations

import json
import os
import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

META = "meta.json"
ENDINGS = ("idx", "pos", "term", "store", "fast", "fieldnorm")
"""The files of every segment."""

_FOOTER = struct.Struct("<II")
_MAGIC = 1337
_CHUNK = 1 << 20

Signature = tuple[int, int, int]
"""What changes when a file is written or replaced: its inode, size and time of writing."""


class Damaged(ValueError):
    """A file is not as it was written."""


@dataclass(frozen=True)
class Checked:
    """The files of one state of the index, each with the signature under which it was found sound."""

    generation: Path
    signatures: Mapping[str, Signature]

    @property
    def key(self) -> tuple[str, Signature]:
        """Another one for every commit, in whichever process."""
        return self.generation.name, self.signatures[META]

    def untouched(self) -> bool:
        """Whether nobody wrote, replaced or removed any of them. Raises `FileNotFoundError` where one is gone."""
        return all(signature(path) == known for path, known in self._paths)

    @cached_property
    def _paths(self) -> Sequence[tuple[str, Signature]]:
        """As text: every search looks at some dozens, and making a path of each took longer than looking."""
        return [(str(self.generation / name), known) for name, known in self.signatures.items()]


def signature(path: Path | str) -> Signature:
    """See `Signature`."""
    found = os.stat(path)
    return found.st_ino, found.st_size, found.st_mtime_ns


def checked(generation: Path, before: Checked | None = None) -> Checked:
    """Check all files of the newest state; those known from `before` only by their signatures. Raises `Damaged`."""
    known = before.signatures if before and before.generation == generation else {}
    signatures = {META: signature(generation / META)}
    for name in files(json.loads((generation / META).read_bytes())):
        signatures[name] = signature(generation / name)
        if signatures[name] != known.get(name):
            check(generation / name)
    return Checked(generation, signatures)


def files(meta: Mapping[str, Any]) -> Iterable[str]:
    """The names of the files that a `meta.json` speaks of."""
    for segment in meta["segments"]:
        stem = segment["segment_id"].replace("-", "")
        yield from (f"{stem}.{ending}" for ending in ENDINGS)
        if segment["deletes"]:
            yield f"{stem}.{segment['deletes']['opstamp']}.del"


def check(path: Path) -> None:
    """Compare a file with the checksum in its footer: JSON, its length and a magic number."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _FOOTER.size))
        length, magic = _FOOTER.unpack(file.read().ljust(_FOOTER.size, b"\0"))
        body = size - _FOOTER.size - length
        if magic != _MAGIC or body < 0:
            raise Damaged(f"{path.name} does not end as it should.")
        file.seek(body)
        wanted = json.loads(file.read(length))["crc"]
        file.seek(0)
        if _checksum(file, body) != wanted:
            raise Damaged(f"{path.name} is not as it was written.")


def _checksum(file: Any, length: int) -> int:
    found = 0
    while length > 0:
        data = file.read(min(_CHUNK, length))
        found, length = zlib.crc32(data, found), length - len(data)
        if not data:
            break
    return found
