"""Tables as a workbook, a sheet each, written row by row into a file that is sent when it is whole.

Text stays text: nothing that begins like a formula is one, and whatever is in a cell comes back as it was.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from glossary.interchange.outgoing.tables import Table
from glossary.interchange.sealed import seal
from glossary.interchange.tables import GUARD, GUARDED, unguard

PIECE = 65_536
_BOLD = Font(bold=True)


def as_xlsx(tables: Iterable[Table], moment: datetime) -> Iterator[bytes]:
    """The workbook, piece by piece; the same tables and moment are the same bytes.

    `moment`: what it gives as the time of its last change (UTC, without zone).
    """
    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = moment.replace(microsecond=0)
    for table in tables:
        _fill(book.create_sheet(table.name), table)
    with tempfile.TemporaryFile() as file, tempfile.TemporaryFile() as out:
        book.save(file)
        seal(file, out, moment)
        out.seek(0)
        while piece := out.read(PIECE):
            yield piece


def _fill(sheet: Any, table: Table) -> None:
    sheet.freeze_panes = "B2"
    sheet.append([_cell(sheet, name, bold=True) for name in table.header])
    for row in table.rows:
        sheet.append([_cell(sheet, text) if text else None for text in row])


def _cell(sheet: Any, text: str, *, bold: bool = False) -> Any:
    kept = GUARD + text if unguard(text) != text else text
    if not bold and not kept.startswith(GUARDED):
        return kept
    cell = WriteOnlyCell(sheet, kept)
    cell.data_type = "s"  # whatever it looks like: the library would make formulas of some
    if bold:
        cell.font = _BOLD
    if kept.startswith(GUARDED):
        cell.quotePrefix = True  # keeps it text when somebody edits the cell, too
    return cell
