"""Lists of statements to take along: CSV, XLSX and JSON Lines of what a page lists, in its order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial
from typing import Any

import msgspec
from flask import Response

from glossary import sending
from glossary.interchange.outgoing import tables
from glossary.interchange.statements_csv import spoken_on
from glossary.services.export import disputes
from glossary.services.export import files as export_files
from glossary.services.history import past, pinning
from glossary.services.reading import change_log, vocabularies
from glossary.web import links
from glossary.web.parameters import Door, View

Document = dict[str, Any]
NAMES = {"csv": "CSV", "xlsx": "XLSX", "jsonl": "JSON Lines"}
"""Ending of an address -> the format's name."""
TYPES = {"csv": export_files.CSV, "xlsx": export_files.XLSX, "jsonl": export_files.JSON_LINES}


def answer(found: Iterable[Document], ending: str, name: str, moment: datetime | None = None) -> Response:
    """The statements under a name, sent while they are made; `moment`: as of when they are, without it as of now.

    None names one that is withdrawn: a list that is taken along has no page of it that would say so.
    """
    then = moment or change_log.state().moment  # said now, so that who reads slowly is not told of later withdrawals
    standing = disputes.each_without(found, past.at(then) if then else None)
    return sent(tables.of_statements(standing, _dimensions(found)), standing, ending, name, moment)


def sent(
    table: tables.Table, documents: Iterable[Document], ending: str, name: str, moment: datetime | None = None
) -> Response:
    """The same list as a table or as documents, whichever the ending asks for."""
    writers: dict[str, Callable[[], Iterator[bytes]]] = {
        "csv": lambda: tables.as_csv(table),
        "xlsx": lambda: _workbook(table, moment or pinning.newest_change()),
        "jsonl": lambda: (msgspec.json.encode(one) + b"\n" for one in documents),
    }
    return sending.in_pieces(writers[ending](), TYPES[ending], f"{name}.{ending}")


def _dimensions(found: Iterable[Document]) -> list[str]:
    """Those that a list speaks on; all of them where the statements are still to be read."""
    if isinstance(found, list):
        return spoken_on(found)
    return sorted(vocabularies.vocabulary("dimensions"))


def _workbook(table: tables.Table, moment: datetime) -> Iterator[bytes]:
    from glossary.interchange.outgoing.workbook import as_xlsx  # its library costs every start its time

    return as_xlsx([table], moment)


def routes(address: str, endpoint: str, view: View, *takes: str) -> tuple[tuple[str, str, View], ...]:
    """The addresses of a list in each format; the view is given the ending first. `takes`: its parameters."""
    return tuple(
        (f"{address}.{ending}", f"{endpoint}_{ending}", Door(partial(view, ending), takes)) for ending in NAMES
    )


def offered(path: str, query: links.Pairs = ()) -> list[tuple[str, str]]:
    """Name and address of each format of a list."""
    return [(name, links.with_query(f"{path}.{ending}", query)) for ending, name in NAMES.items()]


def of_all(plural: str) -> list[tuple[str, str]]:
    """Name and address of each format of a list of all records of a kind."""
    return [(name, f"/{plural}.{ending}") for ending, name in NAMES.items()]
