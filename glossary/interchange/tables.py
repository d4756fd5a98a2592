"""CSV out and in, so that a spreadsheet never takes a cell for a formula and nothing is lost on the way.

Writing (RFC 4180): every cell in quotes, lines end in CR LF. A cell that begins with `= + - @ TAB CR NUL` or
`'` gets one `'` in front (promise B3); reading removes that one again, and only where it stands before one of
these, so that words of other people's tables that begin with an apostrophe keep it. NUL is kept wherever it
stands: to refuse it is for the doors that take text in, and a table that dropped it would not be the data.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from glossary.errors import Invalid

GUARD = "'"
GUARDED = ("=", "+", "-", "@", "\t", "\r", "\0", GUARD)


def write_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table as text, its header first. `read_csv` gives back exactly these cells.

    Raises ValueError for a line that is not as wide as the header: cells would stand under other names.
    """
    return csv_text(_as_wide([header, *rows], len(header)))


def _as_wide(lines: Iterable[Sequence[str]], width: int) -> Iterable[Sequence[str]]:
    for line in lines:
        if len(line) != width:
            raise ValueError(f"A line of {len(line)} cells under a header of {width}: {line!r}")
        yield line


def csv_text(lines: Iterable[Sequence[str]]) -> str:
    """Lines of a table as text, for tables that are sent in pieces."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for line in lines:
        writer.writerow([guard(cell) for cell in line])
    return out.getvalue()


def read_csv(text: str) -> list[list[str]]:
    """All lines of a table, the header among them. A byte-order mark is passed over; a blank line is `[]`.

    Raises Invalid, naming the line, for text that is no whole table (a quote left open, letters after a
    closing one) and for a cell beyond the csv module's limit of 131,072 characters.
    """
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        return [[unguard(cell) for cell in line] for line in reader]
    except csv.Error as problem:
        raise Invalid(f"The table cannot be read; line {reader.line_num}: {problem}.") from problem


def guard(cell: str) -> str:
    """The cell as a spreadsheet may safely show it."""
    return GUARD + cell if cell.startswith(GUARDED) else cell


def unguard(cell: str) -> str:
    """The cell as it was before `guard`."""
    return cell[1:] if cell.startswith(GUARD) and cell[1:].startswith(GUARDED) else cell
