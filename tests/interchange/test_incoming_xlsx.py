"""Workbooks that come in: sheets of records, cells that are no text, and files that are no honest workbook."""

from __future__ import annotations

import io
import struct
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from glossary.errors import Invalid
from glossary.interchange.incoming import limits, zip_guard
from glossary.interchange.incoming.limits import MOST_INFLATED, MOST_SHEETS
from tests.interchange.incoming_files import book, exchanged, read_text

STATEMENTS = [["id", "stance", "said"], ["a", "none", "2023"]]
SHEET = "xl/worksheets/sheet1_xml"


def test_each_sheet_has_its_kind(tmp_path: Path) -> None:
    """Sheets are recognised by title or columns, empty ones are passed by, and rows are counted a sheet."""
    actors = [["id", "kind"], ["x", "state"], [], ["y", "state"]]
    found = read_text(tmp_path, "xlsx", book(Sheet1=STATEMENTS, Actors=actors, Empty=[]))
    assert [(one.number, one.kind, one.row["id"]) for one in found] == [
        *((2, "statement", "a"), (2, "actor", "x"), (4, "actor", "y"))
    ]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (datetime(2023, 10, 27), "2023-10-27"),  # noqa: DTZ001  (a workbook knows no zone)
        (datetime(2023, 10, 27, 14, 5), "2023-10-27T14:05:00"),  # noqa: DTZ001
        (date(2023, 10, 27), "2023-10-27"),
        (2023, "2023"),
        (2023.0, "2023"),
        (0.5, "0.5"),
        ("2023~", "2023~"),
        ("'=1", "=1"),
        (None, ""),
    ],
)
def test_cells_become_text(tmp_path: Path, value: Any, text: str) -> None:
    """Days are read as ISO dates, numbers as they are written, text as it is, without our own guard."""
    (one,) = read_text(tmp_path, "xlsx", book(x=[["id", "stance", "said"], ["a", "none", value]]))
    assert one.row["said"] == text


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("=1+1", "Cell B2 holds a formula; put the value itself there."),
        (True, "Cell B2 holds an error or a truth value, and no text."),
        ("#N/A", "Cell B2 holds an error or a truth value, and no text."),
    ],
)
def test_cells_that_are_no_text_refuse_their_row(tmp_path: Path, value: Any, told: str) -> None:
    """Formulas, truth values and errors are refused by the name of the cell; the next row is not."""
    bad, good = read_text(tmp_path, "xlsx", book(x=[["id", "said", "stance"], ["a", value], ["b", "2023"]]))
    assert (bad.problem, bad.row["id"]) == (told, "a")
    assert (good.problem, good.row["stance"]) == ("", "")


def test_a_formula_in_the_header_refuses_the_sheet(tmp_path: Path) -> None:
    """A header must be text."""
    with pytest.raises(Invalid, match="Sheet “x”: Cell B1 holds a formula"):
        read_text(tmp_path, "xlsx", book(x=[["id", "=A1"], ["a", "b"]]))


@pytest.mark.parametrize("extra", [0, 1])
def test_sheets_have_a_limit(tmp_path: Path, extra: int) -> None:
    """A workbook may have 20 sheets and not 21."""
    made = book(**{f"Sheet{n}": STATEMENTS for n in range(MOST_SHEETS + extra)})
    if extra:
        with pytest.raises(Invalid, match="21 sheets; at most 20"):
            read_text(tmp_path, "xlsx", made)
    else:
        assert len(read_text(tmp_path, "xlsx", made)) == MOST_SHEETS


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x05\x06" + b"\0" * 18, b"PK\x05\x06"])
def test_what_is_no_workbook_is_refused(tmp_path: Path, content: bytes) -> None:
    """An empty file, any other file and a zip without a workbook are refused with a sentence."""
    with pytest.raises(Invalid, match="cannot be read as a workbook"):
        read_text(tmp_path, "xlsx", content)


def test_a_damaged_workbook_is_refused(tmp_path: Path) -> None:
    """Wherever it was cut, or whatever stands inside, no other error than a sentence comes out."""
    whole = book(x=STATEMENTS)
    for end in range(0, len(whole), 97):
        with pytest.raises(Invalid):
            read_text(tmp_path, "xlsx", whole[:end])
    for inside in (
        b"<worksheet",
        b"no xml",
        b"",
        b"<worksheet><sheetData><row r='x'><c r='??'/></row></sheetData></worksheet>",
    ):
        with pytest.raises(Invalid):
            read_text(tmp_path, "xlsx", exchanged(whole, **{SHEET: inside}))


def _bomb(size: int, declared: int | None = None) -> bytes:
    """A workbook with a member of zeros, which may lie about its size."""
    out = io.BytesIO(book(x=STATEMENTS))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as made, made.open("xl/media/image1.png", "w") as inside:
        for _ in range(size // 1_000_000):
            inside.write(b"\0" * 1_000_000)
    found = out.getvalue()
    if declared is not None:
        found = found.replace(struct.pack("<I", size), struct.pack("<I", declared))
    return found


@pytest.mark.parametrize("declared", [None, 10])
def test_b4_a_zip_bomb_is_not_unpacked(tmp_path: Path, declared: int | None) -> None:
    """B4: a small workbook that would unpack to 200 MB is refused, whether it admits its size or not."""
    made = _bomb(2 * MOST_INFLATED, declared)
    assert len(made) < 1_000_000
    with pytest.raises(Invalid, match=r"times larger unpacked|Unpacked|cannot be read"):
        read_text(tmp_path, "xlsx", made)


def test_b4_the_ratio_alone_refuses(tmp_path: Path) -> None:
    """B4: far below the limit of bytes, what grows a thousandfold is refused; a little of it is not looked at."""
    with pytest.raises(Invalid, match="more than 200 times larger"):
        read_text(tmp_path, "xlsx", _bomb(20_000_000))
    assert read_text(tmp_path, "xlsx", _bomb(1_000_000))


@pytest.mark.parametrize("extra", [0, 1])
def test_b4_files_inside_have_a_limit(tmp_path: Path, extra: int) -> None:
    """B4: 500 files inside a workbook are looked at, 501 are not."""
    made = io.BytesIO(book(x=STATEMENTS))
    with zipfile.ZipFile(made, "a") as file:
        for number in range(limits.MOST_MEMBERS + extra - len(file.namelist())):
            file.writestr(f"xl/media/{number}", b"")
    if extra:
        with pytest.raises(Invalid, match="501 files inside; at most 500"):
            read_text(tmp_path, "xlsx", made.getvalue())
    else:
        assert read_text(tmp_path, "xlsx", made.getvalue())


def test_b4_a_long_directory_is_not_read(tmp_path: Path) -> None:
    """B4: a list of ten thousand files is refused by its length, before anything reads it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for number in range(10_000):
            file.writestr(f"{number}", b"")
    with pytest.raises(Invalid, match="more than 500 files"):
        read_text(tmp_path, "xlsx", made.getvalue())


@pytest.mark.parametrize("extra", [0, 1])
def test_b4_unpacked_bytes_have_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, extra: int) -> None:
    """B4: exactly as many bytes as are allowed are unpacked, one more is not."""
    made = book(x=STATEMENTS)
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        total = sum(one.file_size for one in file.infolist())
    monkeypatch.setattr(zip_guard, "MOST_INFLATED", total - extra)
    if extra:
        with pytest.raises(Invalid, match="Unpacked, the workbook has more than"):
            read_text(tmp_path, "xlsx", made)
    else:
        assert read_text(tmp_path, "xlsx", made)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_b4_entities_are_refused(tmp_path: Path, encoding: str) -> None:
    """B4: definitions inside a workbook, which could make much of little, are refused in any encoding."""
    inside = f'<?xml version="1.0" encoding="{encoding}"?>{" " * 262_100}<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'
    made = exchanged(book(x=STATEMENTS), **{SHEET: inside.encode(encoding)})
    with pytest.raises(Invalid, match="definitions inside"):
        read_text(tmp_path, "xlsx", made)


def test_a_sheet_that_lies_about_its_size_is_read_as_it_is(tmp_path: Path) -> None:
    """What a sheet says of its own extent widens no row and ends none."""
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:XFD1048576"/>'
        '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>stance</t></is></c></row>'
        '<row r="3"><c r="A3" t="inlineStr"><is><t>a</t></is></c></row></sheetData></worksheet>'
    )
    (one,) = read_text(tmp_path, "xlsx", exchanged(book(x=STATEMENTS), **{SHEET: sheet.encode()}))
    assert (one.number, one.row) == (3, {"id": "a", "stance": ""})


def test_a_row_far_below_is_not_counted_up_to(tmp_path: Path) -> None:
    """A row with a number beyond every sheet is refused, not reached by counting blank rows."""
    row = b'<row r="99999999999"><c r="A99999999999" t="inlineStr"><is><t>a</t></is></c></row>'
    head = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    made = exchanged(book(x=STATEMENTS), **{SHEET: head + row + b"</sheetData></worksheet>"})
    with pytest.raises(Invalid):
        read_text(tmp_path, "xlsx", made)


def test_a_row_beyond_all_columns_is_refused(tmp_path: Path) -> None:
    """A cell in the last column that a sheet can have refuses its row with the width."""
    wide = [*["a"], *[None] * 16_382, "z"]
    bad, good = read_text(tmp_path, "xlsx", book(x=[["id", "stance"], wide, ["b", "none"]]))
    assert "16,384 columns" in bad.problem
    assert good.problem == ""
