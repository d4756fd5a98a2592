"""Tables that leave come back as they were: any words, in CSV and in workbooks (K8, B3)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from glossary.interchange.incoming import csv_file, json_lines, xlsx_file
from glossary.interchange.incoming.records import Incoming, from_record
from glossary.interchange.outgoing import json_lines as lines_out
from glossary.interchange.outgoing import tables, workbook
from glossary.interchange.outgoing.whole import Publisher

HERE = Publisher("Somewhere", "https://glossary.example.org")
MOMENT = datetime(2026, 11, 30, 12, 0, 0)  # noqa: DTZ001  (UTC, without zone, as the glossary has it)
DIMENSIONS = ("duration", "area")
SIGNS = "abc ,;\"'=+-@|\\éa\u0301 هدنة ‏إنسانية מו״מ 停火 _x0041_ 𝟙 \u2028 <&>"
WORDS = st.text(SIGNS, min_size=1, max_size=40).map(str.strip).filter(bool)
"""Commas, quotes, formulas, leading apostrophes, right-to-left words and marks, combining marks, escapes of XML."""
REFERENCE = {"slug": "a-slug", "name": "A name", "kind": "person", "preferred": "a term"}


@dataclass
class Held:
    """Some documents as a format is given them."""

    documents: dict[str, list[dict[str, Any]]]
    moment: datetime = MOMENT
    change: int = 1
    dimensions: tuple[str, ...] = DIMENSIONS
    counts: dict[str, int] = field(default_factory=dict)

    def each(self, kind: str) -> Iterator[dict[str, Any]]:
        """Those of a kind."""
        return iter(self.documents.get(kind, []))


@st.composite
def actors(draw: st.DrawFn) -> dict[str, Any]:
    """An actor's document with any words in it."""
    aliases = draw(st.lists(st.fixed_dictionaries({"form": WORDS, "lang": st.just("ar"), "kind": st.just("name")})))
    return {
        **REFERENCE,
        "name": draw(WORDS),
        "slug": draw(st.from_regex("[a-z]{1,9}", fullmatch=True)),
        "aliases": aliases,
        "affiliation": draw(st.sampled_from([None, REFERENCE])),
        "country": "",
        "note": draw(WORDS | st.just("")),
        "revision": draw(st.integers(1, 99)),
    } | {"preferred": ""}


@st.composite
def statements(draw: st.DrawFn) -> dict[str, Any]:
    """A statement's document with any words in it."""
    source = {"slug": "s", "title": draw(WORDS), "publisher": draw(WORDS), "url": "https://e.org/", "published": ""}
    spoken = draw(st.lists(st.sampled_from(DIMENSIONS), unique=True))
    return {
        "id": draw(st.from_regex("[a-z]{1,9}", fullmatch=True)),
        "term": REFERENCE,
        "actor": REFERENCE,
        "source": {**source, "type": "statement", "language": "en"},
        "conflict": {"slug": "c", "label": draw(WORDS)},
        "event": None,
        "with": [],
        "facets": [{"dimension": one, "text": draw(WORDS), "codes": ["days"]} for one in spoken],
        "disputes": [],
        "withdrawn": None,
        "revision": 1,
        **{name: draw(WORDS | st.just("")) for name in ("quote", "summary", "note", "locator", "speaking_as")},
        **dict.fromkeys(("term_as_written", "reported_by", "kind", "stance", "wording", "attribution"), "x"),
        **dict.fromkeys(("language", "confidence", "said", "said_from", "said_to"), "y"),
    }


def _kept(kind: str, documents: list[dict[str, Any]], form: str, folder: Path) -> list[Incoming]:
    held, path, unread = Held({kind: documents}), folder / f"{kind}s.{form}", list[str]()
    writers = {
        "csv": lambda: tables.csv_of(kind, held, HERE),
        "xlsx": lambda: tables.xlsx_of([kind], held, HERE),
        "jsonl": lambda: lines_out.of_all(held, HERE),
    }
    path.write_bytes(b"".join(writers[form]()))
    if form == "jsonl":
        return list(json_lines.read(path))
    read = csv_file.read if form == "csv" else xlsx_file.read
    return list(read(path, DIMENSIONS, f"{kind}s", unread))


def _same(kind: str, documents: list[dict[str, Any]], form: str, folder: Path) -> None:
    came = _kept(kind, documents, form, folder)
    assert [one.problem for one in came] == [""] * len(documents)
    for one, document in zip(came, documents, strict=True):
        wanted = from_record(0, kind, document)
        facets = {d: next((f for f in document.get("facets", []) if f["dimension"] == d), None) for d in DIMENSIONS}
        row = {**one.row, **({"facets": document["facets"]} if one.spoken is not None else {})}
        assert {name: value for name, value in row.items() if value != []} == {
            name: value for name, value in wanted.row.items() if value != []
        }
        assert one.base == document["revision"]
        assert one.spoken in (None, facets)


any_words = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@pytest.mark.parametrize("form", ["csv", "xlsx", "jsonl"])
@any_words
@given(documents=st.lists(actors(), min_size=1, max_size=4))
def test_records_with_lists_come_back(form: str, tmp_path: Path, documents: list[dict[str, Any]]) -> None:
    """Every name and alias, of actors with any number of them."""
    _same("actor", [{k: v for k, v in one.items() if k != "preferred"} for one in documents], form, tmp_path)


@pytest.mark.parametrize("form", ["csv", "xlsx", "jsonl"])
@any_words
@given(documents=st.lists(statements(), min_size=1, max_size=4))
def test_statements_come_back(form: str, tmp_path: Path, documents: list[dict[str, Any]]) -> None:
    """Every word of a statement, and what it says on each dimension."""
    _same("statement", documents, form, tmp_path)


@any_words
@given(cells=st.lists(st.text(SIGNS, max_size=20), min_size=1, max_size=5))
def test_no_cell_of_a_workbook_is_a_formula(tmp_path: Path, cells: list[str]) -> None:
    """Whatever it begins with, a cell is text, and keeps its words but for one apostrophe before an apostrophe."""
    table = tables.Table("t", [f"c{place}" for place in range(len(cells))], iter([cells]))
    path = tmp_path / "t.xlsx"
    path.write_bytes(b"".join(workbook.as_xlsx([table], MOMENT)))
    row = list(load_workbook(path)["t"].iter_rows(min_row=2))
    shown = [cell for cell in (row[0] if row else ()) if cell.value is not None]
    assert {cell.data_type for cell in shown} <= {"s"}
    assert [unicodedata.normalize("NFC", str(cell.value)) for cell in shown] == [
        unicodedata.normalize("NFC", f"'{text}" if text[0] == "'" and text[1:2] in ("=", "+", "-", "@", "'") else text)
        for text in cells
        if text
    ]
