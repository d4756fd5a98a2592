"""Files as they come in, well-formed and hostile, and what is read out of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from glossary.interchange.incoming.reading import read
from glossary.interchange.incoming.records import Incoming

DIMENSIONS = ("duration", "area")


def read_text(folder: Path, form: str, text: str | bytes, hint: str = "") -> list[Incoming]:
    """All records of a file with this content."""
    path = folder / f"file.{form}"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return list(read(path, form, dimensions=DIMENSIONS, hint=hint))


def book(**sheets: Sequence[Sequence[Any]]) -> bytes:
    """A workbook with these rows in these sheets."""
    made = Workbook(write_only=True)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def exchanged(workbook: bytes, **members: bytes) -> bytes:
    """The workbook with other content in some of the files inside; a `_` in a name stands for the last full stop."""
    named = {f"{'.'.join(name.rsplit('_', 1))}": content for name, content in members.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            made.writestr(name, named.pop(name, given.read(name)))
        for name, content in named.items():
            made.writestr(name, content)
    return out.getvalue()
