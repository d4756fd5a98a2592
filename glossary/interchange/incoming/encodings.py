"""Which encoding a file of text has, and whether all of it is in that encoding."""

from __future__ import annotations

import codecs
from pathlib import Path

from glossary.errors import Invalid

_CHUNK = 65_536
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before the next, with which it begins
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
HALF = "The file holds half a character (one of U+D800 to U+DFFF), which no text can have. Write the whole one."
"""Said where a format has signs by which such halves can be written."""
UNICODE_PLEASE = "Save it as UTF-8 (in a spreadsheet: “CSV UTF-8”)"


def encoding_of(path: Path) -> str:
    """`utf-8`, `utf-8-sig` or `utf-16`. Raises Invalid for any other, naming the first byte that is wrong."""
    with path.open("rb") as file:
        start = file.read(4)
    found = next((name for mark, name in _MARKS if start.startswith(mark)), "utf-8")
    if found == "utf-32" or (found == "utf-8" and b"\0" in start):
        raise Invalid(f"The file is not in UTF-8, nor in UTF-16 with a byte-order mark. {UNICODE_PLEASE}.")
    _read_through(path, found)
    return found


def _read_through(path: Path, encoding: str) -> None:
    decoder = codecs.getincrementaldecoder(encoding)()
    at, lines = 0, 1
    with path.open("rb") as file:
        while True:
            chunk = file.read(_CHUNK)
            pending = len(decoder.getstate()[0])
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                lines += error.object[: error.start].decode(encoding, "replace").count("\n")
                raise Invalid(_wrong(encoding, at - pending + error.start, lines)) from error
            if not chunk:
                return
            at += len(chunk)
            lines += text.count("\n")


def _wrong(encoding: str, at: int, line: int) -> str:
    name = "UTF-16" if encoding == "utf-16" else "UTF-8"
    return f"The file is not in {name} throughout: byte {at + 1:,}, in line {line:,}, does not fit. {UNICODE_PLEASE}."
