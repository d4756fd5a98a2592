"""Tables of records, row by row, as `interchange/incoming/columns.py` reads them back.

Statements have the columns of `statements_csv.py`. Of the other kinds each field has a column, and each part of a list
has its own, by number: `variants.1`, `aliases.2.form`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from glossary.interchange.incoming.records import PLURALS, from_record
from glossary.interchange.outgoing.whole import KINDS, Document, Publisher, Whole
from glossary.interchange.statements_csv import header_of, rows_of
from glossary.interchange.tables import csv_text

Row = Sequence[str]


class Table(NamedTuple):
    """A table with its name; its rows are made when they are asked for, and once."""

    name: str
    header: Sequence[str]
    rows: Iterator[Row]


def of_statements(documents: Iterable[Document], dimensions: Sequence[str]) -> Table:
    """Statements, in the order given."""
    header = header_of(dimensions)
    return Table("statements", header, rows_of(documents, header))


def of_kind(kind: str, whole: Whole) -> Table:
    """All records of a kind. Other kinds than statements are read twice: first to see how long their lists are."""
    if kind == "statement":
        return of_statements(whole.each(kind), whole.dimensions)
    names = {name: None for document in whole.each(kind) for name in _cells(kind, document)}
    header = sorted(names, key=_place)
    rows = (_cells(kind, document) for document in whole.each(kind))
    return Table(PLURALS[kind], header, ([cells.get(name, "") for name in header] for cells in rows))


def _place(name: str) -> tuple[bool, str, int]:
    """Single fields first, in their own order; then the parts of each list, by number and then as they come."""
    first, _, rest = name.partition(".")
    return bool(rest), first if rest else "", int(rest.partition(".")[0]) if rest else 0


def _cells(kind: str, document: Document) -> dict[str, str]:
    cells: dict[str, str] = {}
    for name, value in from_record(0, kind, document).row.items():
        for place, part in enumerate(value, 1) if isinstance(value, list) else ():
            inner = part if isinstance(part, dict) else {"": part}
            cells |= {f"{name}.{place}{f'.{key}' if key else ''}": _text(one) for key, one in inner.items()}
        if not isinstance(value, list):
            cells[name] = _text(value)
    return {**cells, "revision": str(document["revision"])}


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def as_csv(table: Table) -> Iterator[bytes]:
    """The table as CSV, a line at a time, its header first."""
    yield csv_text([table.header]).encode()
    for row in table.rows:
        yield csv_text([row]).encode()


def csv_of(kind: str, whole: Whole, _: Publisher) -> Iterator[bytes]:
    """All records of a kind as CSV."""
    return as_csv(of_kind(kind, whole))


def xlsx_of(kinds: Iterable[str], whole: Whole, _: Publisher) -> Iterator[bytes]:
    """All records of some kinds as a workbook, a sheet a kind."""
    from glossary.interchange.outgoing.workbook import as_xlsx  # its library costs every start its time

    return as_xlsx((of_kind(kind, whole) for kind in kinds), whole.moment)


def xlsx_of_all(whole: Whole, publisher: Publisher) -> Iterator[bytes]:
    """All records of all kinds as a workbook."""
    return xlsx_of(KINDS, whole, publisher)
