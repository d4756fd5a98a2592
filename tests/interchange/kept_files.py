"""Comparisons of every kind on the real data, their files, and the same files read back by other libraries."""

from __future__ import annotations

import io
import re
from html import unescape
from typing import Any

import docx
import openpyxl
from docx.document import Document as Docx
from flask.testing import FlaskClient

KIRBY, KIRBY_AGAIN = "john-kirby-humanitarian-pause-2023-10-26", "john-kirby-humanitarian-pause-2023-10-27"
ARABIC, OCHA = "majed-al-ansari-humanitarian-truce-2023-11-22", "ocha-humanitarian-pause-2022"
QUERIES = {
    "statement": f"statement={KIRBY}&statement={KIRBY_AGAIN}&statement={OCHA}&statement={ARABIC}",
    "actor": "term=humanitarian-pause&actor=john-kirby&actor=emanuela-chiara-gillard&actor=ocha",
    "nothing recorded": "term=no-strike-list&actor=ocha&actor=israel",
    "term": "actor=ocha&term=humanitarian-pause&term=ceasefire&term=no-strike-list",
    "time": "actor=israel&over=time&with=affiliated",
    "event": "event=gaza-four-day-arrangement-2023-11",
    "differences": f"statement={KIRBY}&statement={OCHA}&show=differences",
}
ENDINGS = ("xlsx", "docx", "md")
_ESCAPED = re.compile(r"\\([\\`*_\[\]<>|~&#$])")


def fetched(client: FlaskClient, ending: str, query: str) -> bytes:
    """The file at an address that must answer."""
    answer = client.get(f"/compare.{ending}?{query}")
    assert answer.status_code == 200, answer.text[:500]
    assert answer.headers["Content-Disposition"] == f'attachment; filename="comparison.{ending}"'
    return answer.data


def compared(client: FlaskClient, query: str) -> dict[str, Any]:
    """The same comparison as a document."""
    answer = client.get(f"/api/v1/compare?{query}")
    assert answer.status_code == 200, answer.text[:500]
    document: dict[str, Any] = answer.get_json()
    return document


def statements(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Every statement of a comparison, each once, in the order of the columns."""
    return list({one["id"]: one for column in document["columns"] for one in column["statements"]}.values())


def word_file(file: bytes) -> Docx:
    """The file, opened by python-docx."""
    return docx.Document(io.BytesIO(file))


def workbook(file: bytes) -> Any:
    """The file, opened by openpyxl."""
    return openpyxl.load_workbook(io.BytesIO(file))


def texts(file: bytes, ending: str) -> list[str]:
    """Everything that a file says, paragraph by paragraph or cell by cell."""
    if ending == "xlsx":
        return [str(c.value) for sheet in workbook(file) for row in sheet.iter_rows() for c in row if c.value]
    if ending == "docx":
        made = word_file(file)
        cells = (cell for table in made.tables for row in table.rows for cell in row.cells)
        return [p.text for p in made.paragraphs] + [p.text for cell in cells for p in cell.paragraphs]
    return [markdown_text(line) for line in file.decode().splitlines()]


def markdown_text(line: str) -> str:
    """A line as a reader sees it: without the marks of languages and without escapes."""
    plain = re.sub(r"</?span[^>]*>|\*\*", "", line)
    return unescape(_ESCAPED.sub(r"\1", plain))
