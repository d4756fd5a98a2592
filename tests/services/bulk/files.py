"""Files of records for the tests of judging and importing, and short ways to both."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from glossary.services.auditing import OPERATOR
from glossary.services.bulk import judging as bulk
from glossary.services.bulk import report as bulk_report
from glossary.services.bulk import writing as bulk_writing
from glossary.services.bulk.batch import Deed, Written
from glossary.services.bulk.report import Judged, Report
from glossary.services.publishing.records import row_of_document
from glossary.services.reading import published as reading

Row = dict[str, Any]
KIRBY = "john-kirby-humanitarian-pause-2023-10-26"
OCHA = "ocha-humanitarian-pause-2022"
NOTE = "Imported from file.jsonl."


def row(kind: str, slug: str, **changes: Any) -> Row:
    """A published record as the data set writes it, with something else in it."""
    return {**row_of_document(kind, reading.document(kind, slug)), **changes}


def many(number: int) -> list[tuple[str, Row]]:
    """New statements like Kirby's."""
    return [("statement", row("statement", KIRBY, id=f"new-{n:04}", disputes=[])) for n in range(number)]


def some(kind: str) -> Row:
    """Any published record of a kind."""
    return row_of_document(kind, reading.every(kind)[0])


def write_lines(folder: Path, *records: tuple[str, Row]) -> Path:
    """JSON Lines with these records under their kinds."""
    path = folder / "file.jsonl"
    path.write_text("".join(f"{json.dumps({kind: row})}\n" for kind, row in records), "utf-8")
    return path


def write_table(folder: Path, rows: Iterable[Row], name: str = "file.csv") -> Path:
    """CSV with the columns of the first row."""
    path, rows = folder / name, list(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def judge(path: Path) -> Report:
    """Judge a file in the format that its ending tells; the outcomes lie beside it."""
    return bulk.judge(path, path.suffix[1:], path.with_suffix(".judged"))


def outcomes(path: Path) -> list[Judged]:
    """The outcome of each record of a judged file."""
    return list(bulk_report.read(path.with_suffix(".judged")))


def reasons(path: Path) -> list[str]:
    """Why the first refused record of a file is refused."""
    report = judge(path)
    assert report.counts["refused"], report.sentence()
    why: list[str] = report.first["refused"][0]["why"]
    return why


def publish(path: Path, **more: Any) -> Written:
    """Import a judged file."""
    return bulk_writing.write(path.with_suffix(".judged"), Deed(OPERATOR, NOTE), **{"pause": lambda _: None, **more})


def imported(path: Path) -> Written:
    """Judge a file, in which nothing may be refused, and import it."""
    report = judge(path)
    assert not report.counts["refused"], report.first["refused"]
    assert not report.refusal, report.refusal
    return publish(path)
