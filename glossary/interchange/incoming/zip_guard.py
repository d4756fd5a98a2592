"""Workbooks are zip files: looked at before anything unpacks them, so that a small file cannot become a huge one."""

from __future__ import annotations

import struct
import zipfile
import zlib
from pathlib import Path

from glossary.errors import Invalid
from glossary.interchange.incoming.limits import MOST_DIRECTORY, MOST_INFLATED, MOST_MEMBERS, MOST_RATIO, RATIO_FROM

NO_WORKBOOK = (
    "The file cannot be read as a workbook (XLSX). It may be damaged, protected by a password or of another kind."
)
_CHUNK = 262_144
_END = b"PK\x05\x06"
_END_SIZE = 22
_LONGEST_COMMENT = 65_535
_FORBIDDEN = (b"<!DOCTYPE", b"<!ENTITY")
"""No workbook has them; they make long texts out of short ones, too."""


def check_zip(path: Path) -> None:
    """Refuse a zip file that would unpack to too much, by what it declares and by unpacking it and counting.

    Nothing is kept of what is unpacked. Raises Invalid.
    """
    _check_directory(path)
    try:
        with zipfile.ZipFile(path) as file:
            members = file.infolist()
            _check_declared(members)
            _check_inflated(file, members)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError) as error:
        raise Invalid(NO_WORKBOOK) from error


def _check_directory(path: Path) -> None:
    """The list of what is inside is read as a whole by the library: refuse a long one first."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _END_SIZE - _LONGEST_COMMENT))
        tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_SIZE:
        raise Invalid(NO_WORKBOOK)
    (length,) = struct.unpack_from("<I", tail, at + 12)
    if length > MOST_DIRECTORY:
        raise Invalid(f"The workbook has more than {MOST_MEMBERS} files inside.")


def _check_declared(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_MEMBERS:
        raise Invalid(f"The workbook has {len(members):,} files inside; at most {MOST_MEMBERS} are allowed.")
    if sum(one.file_size for one in members) > MOST_INFLATED:
        raise Invalid(_too_much())


def _too_much() -> str:
    return f"Unpacked, the workbook has more than {MOST_INFLATED:,} bytes. Divide it, or send it as CSV."


def _check_inflated(file: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    total = 0
    for member in members:
        size, before = 0, b""
        with file.open(member) as inside:
            while chunk := inside.read(_CHUNK):
                size += len(chunk)
                total += len(chunk)
                if total > MOST_INFLATED:
                    raise Invalid(_too_much())
                _check_ratio(member, size)
                before = _check_words(before, chunk)


def _check_ratio(member: zipfile.ZipInfo, size: int) -> None:
    if size > RATIO_FROM and size > MOST_RATIO * max(1, member.compress_size):
        raise Invalid(f"A file inside the workbook is more than {MOST_RATIO} times larger unpacked: it is not opened.")


def _check_words(before: bytes, chunk: bytes) -> bytes:
    """Look across the border of two chunks, and through an encoding of two bytes a letter."""
    text = before + chunk.replace(b"\0", b"")
    if any(word in text for word in _FORBIDDEN):
        raise Invalid("The workbook has definitions inside that no workbook needs: it is not opened.")
    return text[-16:]
