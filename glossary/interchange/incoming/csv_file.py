"""CSV: our own tables and those of spreadsheets, with commas, semicolons or tabs between the cells."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from glossary.errors import Invalid
from glossary.interchange.incoming.columns import header_of, record_of
from glossary.interchange.incoming.encodings import encoding_of
from glossary.interchange.incoming.limits import MOST_LINES
from glossary.interchange.incoming.records import Incoming
from glossary.interchange.tables import unguard

_BETWEEN = (",", ";", "\t")


def read(path: Path, dimensions: Sequence[str], hint: str, unread: list[str]) -> Iterator[Incoming]:
    """The records of a table, one at a time; `unread` gets the names of columns that are read past.

    The one `'` before what a spreadsheet would take for a formula is taken away (promise B3). Raises Invalid for a
    file that is no table, naming the line.
    """
    lines = _lines(path, encoding_of(path))
    first = next((cells for _, cells in lines if any(cells)), None)
    if first is None:
        raise Invalid("The file is empty.")
    header = header_of(first, dimensions, hint)
    unread += header.unread
    for number, cells in lines:
        if any(cells):
            yield record_of(header, number, cells)


def _lines(path: Path, encoding: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with their numbers; the first is 1, and blank ones are counted."""
    separator = _separator(path, encoding)
    with path.open(encoding=encoding, newline="") as file:
        reader = csv.reader(file, delimiter=separator, strict=True)
        number = 0
        try:
            for number, cells in enumerate(reader, start=1):
                if number > MOST_LINES:
                    raise Invalid(f"The file has more than {MOST_LINES:,} rows, blank ones counted.")
                yield number, [unguard(cell) for cell in cells]
        except csv.Error as error:
            raise Invalid(
                f"The table cannot be read in row {number + 1:,}, line {reader.line_num:,}: {error}."
            ) from error


def _separator(path: Path, encoding: str) -> str:
    """What parts the cells of the first line: spreadsheets of many countries write semicolons."""
    with path.open(encoding=encoding, newline="") as file:
        line = file.readline(100_000)
    found = max(_BETWEEN, key=line.count)
    return found if found in line else ","
