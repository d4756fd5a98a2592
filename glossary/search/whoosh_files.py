"""Whoosh's files: a copy of the newest state in memory, checked before anything is read from it, and what damage is.

Whoosh has no checksums. Ours end each table of contents and stand in it for each segment.
"""

from __future__ import annotations

import os
import pickle
import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from whoosh.filedb.filestore import RamStorage, StorageError
from whoosh.filedb.filetables import FileFormatError
from whoosh.index import TOC, LockError
from whoosh.index import IndexError as WhooshIndexError
from whoosh.reading import ReaderClosed
from whoosh.writing import IndexingError

from glossary.errors import IndexUnavailable

NAME = "MAIN"
CHECKSUM = struct.Struct("!I")
_TOC = re.compile(rf"_{NAME}_(\d+)\.toc")

DAMAGE = (
    OSError,
    EOFError,
    MemoryError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    ImportError,
    LookupError,
    NameError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
    pickle.PickleError,
    FileFormatError,
    IndexingError,
    LockError,
    ReaderClosed,
    StorageError,
    WhooshIndexError,
)
"""What Whoosh has been seen to raise, or by its sources may raise, over files that are missing or not as written."""


def checked_copy(generation: Path, known: Mapping[str, bytes]) -> RamStorage:
    """The newest state in memory, each segment as it was when it was committed; what is known was checked before."""
    storage = RamStorage()
    name = f"_{NAME}_{latest(generation)}.toc"
    contents = (generation / name).read_bytes()
    storage.files[name] = contents[: -CHECKSUM.size]
    # Checked before it is read: a table of contents is a pickle, and a damaged pickle can do anything.
    _check(name, storage.files[name], *CHECKSUM.unpack(contents[-CHECKSUM.size :]))
    for segment in TOC.read(storage, NAME).segments:
        name = segment.make_filename(segment.COMPOUND_EXT)
        storage.files[name] = known[name] if name in known else _whole(generation / name, segment.checksum)
    return storage


def _whole(file: Path, checksum: int) -> bytes:
    data = file.read_bytes()
    _check(file.name, data, checksum)
    return data


def _check(name: str, data: bytes, checksum: int) -> None:
    if zlib.crc32(data) != checksum:
        raise ValueError(f"{name} is not as it was written.")


def latest(generation: Path) -> int:
    """The number of the newest table of contents."""
    found = (_TOC.fullmatch(name) for name in os.listdir(generation))
    return max((int(match[1]) for match in found if match), default=-1)


@contextmanager
def guarded(sentence: str) -> Iterator[None]:
    """Whatever damage looks like from inside, outside it is one thing: the index is unavailable."""
    try:
        yield
    except DAMAGE as error:
        raise IndexUnavailable(sentence) from error
