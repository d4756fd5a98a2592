"""A comparison as a workbook: the table, its sources, and a sheet that says what it is and under which licence.

A value has a line of its own, so that no cell outgrows what a spreadsheet holds. Text stays text: nothing that begins
like a formula is one.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from glossary.dates import in_words
from glossary.interchange.comparison_notes import Keeping, Note, clean
from glossary.interchange.comparison_table import Cell, Line, Table, laid_out
from glossary.interchange.sealed import sealed
from glossary.interchange.tables import GUARDED
from glossary.languages import direction

LONGEST = 32_767
"""Characters that a cell can hold."""
SOURCES = ("No.", "Actor", "Speaking as", "Together with", "Said (EDTF)", "Said", "How it reached us", "Reported by")
READ_IN = ("Source", "Publisher", "Published (EDTF)", "Published", "Where in it", "Address of the source", "Our record")
_RIGHT_TO_LEFT = 2
_BOLD = Font(bold=True)


def comparison_xlsx(document: Mapping[str, Any], keeping: Keeping) -> bytes:
    """The workbook of a comparison document: the same document and keeping are the same bytes."""
    table = laid_out(document, keeping, compact=False)
    book = Workbook(write_only=True)
    _fill(book, "Comparison", [table.head], _lines(table), widths=[24, *[44] * (len(table.head) - 1)])
    _fill(book, "Sources", [(*SOURCES, *READ_IN)], map(_source, table.notes), widths=[6, *[28] * 14])
    _fill(book, "About", [("About this comparison", keeping.title)], _about(table), widths=[24, 100])
    book.properties.creator = book.properties.lastModifiedBy = keeping.site
    book.properties.title = clean(keeping.title)
    book.properties.created = book.properties.modified = keeping.moment.replace(microsecond=0, tzinfo=None)
    out = io.BytesIO()
    book.save(out)
    return sealed(out.getvalue(), keeping.moment)


def _fill(
    book: Any, name: str, heads: Iterable[Sequence[str]], lines: Iterable[Sequence[Line | str | int]], widths: list[int]
) -> None:
    sheet = book.create_sheet(name)
    for place, width in enumerate(widths):
        sheet.column_dimensions[_letters(place)].width = width
    sheet.freeze_panes = "B2"
    for head in heads:
        sheet.append([_cell(sheet, text, bold=True) for text in head])
    for line in lines:
        sheet.append([_cell(sheet, value) for value in line])


def _letters(place: int) -> str:
    """The name of a column: A to Z, then AA and on."""
    before, last = divmod(place, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)


def _lines(table: Table) -> Iterator[list[Line | str]]:
    """Each row of the table with as many lines as its fullest cell has values."""
    for row in table.body:
        cells = [_whole(cell) for cell in row]
        for place in range(max(map(len, cells))):
            yield [cell[place] if place < len(cell) else "" for cell in cells]


def _whole(cell: Cell) -> list[Line]:
    return [part for line in cell for part in _parts(line)]


def _parts(line: Line) -> list[Line]:
    """The line, in pieces where it is longer than a cell can be; no piece is without its number."""
    room = LONGEST - 200 - len(line.head) - len(line.before) - len(line.after)
    pieces = [line.words[at : at + room] for at in range(0, len(line.words), room)] or [""]
    return [replace(line, words=piece) for piece in pieces]


def _source(note: Note) -> list[str | int | Line]:
    one, source = note.statement, note.source
    beside = "; ".join(f"{party['actor']['name']} ({party['role']})" for party in one["with"])
    said = (one["said"], in_words(one["said"]), one["attribution"], one["reported_by"] or "")
    published = (source["published"] or "", in_words(source["published"] or ""))
    read_in = (source["title"], source["publisher"], *published, one["locator"] or "", source["url"], note.record)
    return [note.number, one["actor"]["name"], one["speaking_as"] or "", beside, *said, *read_in]


def _about(table: Table) -> Iterator[tuple[str, str]]:
    yield from table.facts
    yield from (("", remark) for remark in table.remarks)


def _cell(sheet: Any, value: Line | str | int, *, bold: bool = False) -> Any:
    if isinstance(value, int):
        return WriteOnlyCell(sheet, value)
    text = clean(value.text if isinstance(value, Line) else value)
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"  # whatever it looks like: the library would make formulas and errors of some
    backwards = isinstance(value, Line) and direction(value.language) == "rtl"
    cell.alignment = Alignment(wrap_text=True, vertical="top", readingOrder=_RIGHT_TO_LEFT if backwards else 0)
    if bold:
        cell.font = _BOLD
    if text.startswith(GUARDED):
        cell.quotePrefix = True  # keeps it text when somebody edits the cell, too
    return cell
