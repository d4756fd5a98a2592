"""Changes as a table: one line each, in the order given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from glossary.interchange.comparison_csv import LICENCE
from glossary.interchange.tables import write_csv

FIELDS = ("seq", "at", "kind", "slug", "revision", "what", "note", "review", "origin", "fields")
HEADER = (*FIELDS, "address", "rights")


def changes_csv(changes: Iterable[Mapping[str, Any]], address: Callable[[Mapping[str, Any]], str]) -> str:
    """The table of some changes; `address` says where the published state of each is. Fields are parted by blanks."""
    rows = ([*_cells(one), address(one), LICENCE] for one in changes)
    return write_csv(HEADER, rows)


def _cells(one: Mapping[str, Any]) -> list[str]:
    return [" ".join(one[name]) if name == "fields" else str(one[name]) for name in FIELDS]
