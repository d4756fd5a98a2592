"""Changes as a table: one line each, in the order given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from glossary.interchange.comparison_csv import LICENCE

FIELDS = ("seq", "at", "kind", "slug", "revision", "what", "note", "review", "origin", "fields")
HEADER = (*FIELDS, "address", "rights")


def rows_of(changes: Iterable[Mapping[str, Any]], address: Callable[[Mapping[str, Any]], str]) -> Iterator[list[str]]:
    """A row for each change; `address` says where the published state of each is. Fields are parted by blanks."""
    return ([*_cells(one), address(one), LICENCE] for one in changes)


def _cells(one: Mapping[str, Any]) -> list[str]:
    return [" ".join(one[name]) if name == "fields" else str(one[name]) for name in FIELDS]
