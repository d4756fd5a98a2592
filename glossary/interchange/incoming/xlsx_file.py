"""Workbooks: a kind of record a sheet. Text, numbers and days are read; formulas are not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, BinaryIO

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from glossary.errors import Invalid
from glossary.interchange.incoming.columns import Header, header_of, record_of
from glossary.interchange.incoming.limits import MOST_COLUMNS, MOST_LINES, MOST_SHEETS
from glossary.interchange.incoming.records import Incoming
from glossary.interchange.incoming.zip_guard import NO_WORKBOOK, check_zip
from glossary.interchange.tables import unguard


def read(path: Path, dimensions: Sequence[str], hint: str, unread: list[str]) -> Iterator[Incoming]:
    """The records of all sheets, one at a time; empty sheets are passed by, `unread` gets columns that are read past.

    Raises Invalid for a file that is no workbook or too large a one, and for a sheet that is no table of records.
    """
    check_zip(path)
    with path.open("rb") as file:  # the library leaves open what it opened itself, where it fails
        yield from _sheets(_opened(file), dimensions, hint, unread)


def _sheets(book: Any, dimensions: Sequence[str], hint: str, unread: list[str]) -> Iterator[Incoming]:
    try:
        sheets = book.worksheets
        if len(sheets) > MOST_SHEETS:
            raise Invalid(f"The workbook has {len(sheets)} sheets; at most {MOST_SHEETS} are allowed.")
        for sheet in sheets:
            yield from _records(sheet, dimensions, hint if len(sheets) == 1 else "", unread)
    finally:
        book.close()


def _opened(file: BinaryIO) -> Any:
    try:
        return load_workbook(file, read_only=True, keep_links=False)
    except Exception as error:  # the library raises whatever a damaged file leads to
        raise Invalid(NO_WORKBOOK) from error


def _records(sheet: Any, dimensions: Sequence[str], hint: str, unread: list[str]) -> Iterator[Incoming]:
    header: Header | None = None
    for number, cells in _lines(sheet):
        texts, problem = _texts(cells)
        if not any(texts) and not problem:
            continue
        if header is None:
            if problem:
                raise Invalid(f"Sheet “{sheet.title}”: {problem}")
            header = _header(sheet.title, texts, dimensions, hint)
            unread += [name for name in header.unread if name not in unread]
        elif problem:
            place = header.names.index("id") if "id" in header.names else len(texts)
            yield Incoming(number, header.kind, {"id": texts[place] if place < len(texts) else ""}, problem=problem)
        else:
            texts += [""] * (len(header.names) - len(texts))
            yield record_of(header, number, texts)


def _header(title: str, texts: list[str], dimensions: Sequence[str], hint: str) -> Header:
    try:
        return header_of(texts, dimensions, title if not hint else f"{title} {hint}")
    except Invalid as problem:
        raise Invalid(f"Sheet “{title[:60]}”: {problem}") from problem


def _lines(sheet: Any) -> Iterator[tuple[int, Sequence[Any]]]:
    """Rows with their numbers, as the file has them: what it says of its own size is not believed."""
    if not hasattr(sheet, "reset_dimensions"):  # a sheet of charts alone
        return
    sheet.reset_dimensions()
    rows = enumerate(sheet.iter_rows(), start=1)
    while True:
        try:
            number, cells = next(rows)
        except StopIteration:
            return
        except Exception as error:  # the library raises whatever a damaged file leads to
            raise Invalid(NO_WORKBOOK) from error
        if number > MOST_LINES:
            raise Invalid(f"Sheet “{sheet.title[:60]}” has more than {MOST_LINES:,} rows, blank ones counted.")
        yield number, cells


def _texts(cells: Sequence[Any]) -> tuple[list[str], str]:
    """The cells as text, without the empty ones at the end, and what cannot be read."""
    width = len(cells)
    while width and cells[width - 1].value is None:
        width -= 1
    if width > MOST_COLUMNS:
        return [""] * width, f"It has {width:,} columns; at most {MOST_COLUMNS:,} are allowed."
    texts, problem = [], ""
    for place in range(width):
        text, why = _text(cells[place])
        problem = problem or (f"Cell {get_column_letter(place + 1)}{cells[place].row} {why}." if why else "")
        texts.append(text)
    return texts, problem


def _text(cell: Any) -> tuple[str, str]:
    value = cell.value
    if value is None:
        return "", ""
    if cell.data_type == "f":
        return "", "holds a formula; put the value itself there"
    if cell.data_type == "e" or isinstance(value, bool):
        return "", "holds an error or a truth value, and no text"
    if isinstance(value, datetime):
        return (value.date() if value.time() == time() else value).isoformat(), ""
    if isinstance(value, date):
        return value.isoformat(), ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value)), ""
    return (unguard(value) if isinstance(value, str) else str(value)), ""
