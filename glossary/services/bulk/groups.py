"""The judged records of a file in the order in which they can be written: what is pointed at comes first.

Statements come as they stand in the file. Records of the other kinds point at their like, or take a name that another
one gives up: those are put in order, and those in a circle together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from glossary.services.bulk import held as bulk_held
from glossary.services.bulk import report as bulk_report
from glossary.services.bulk.order import together
from glossary.services.bulk.report import Judged
from glossary.services.publishing.rules import names_of

Row = dict[str, Any]
_TO_WRITE = ("new", "changed")
_AT_ONCE = 500


def groups_of(path: Path, kind: str) -> Iterator[list[Judged]]:
    """New and changed records of one kind, in groups that are written together."""
    if kind == "statement":
        for one in bulk_report.read(path):
            if one.kind == kind and one.outcome in _TO_WRITE:
                yield [one]
        return
    with path.open("rb") as file:
        places, needs = _survey(file, kind)
        for group in together(places, needs):
            yield [_at(file, places[slug]) for slug in group]


def _survey(file: BinaryIO, kind: str) -> tuple[dict[str, int], dict[str, list[str]]]:
    """Where each record stands in the file, and which others it needs before."""
    places: dict[str, int] = {}
    needs: dict[str, list[str]] = {}
    names: dict[str, set[str]] = {}
    changed: list[str] = []
    at = file.tell()
    while line := file.readline():
        one = bulk_report.from_line(line.decode())
        if one.kind == kind and one.outcome in _TO_WRITE and one.row is not None:
            places[one.id], needs[one.id] = at, _pointed_at(kind, one.row)
            names[one.id] = names_of(kind, one.row)
            changed += [one.id] if one.outcome == "changed" else []
        at = file.tell()
    owners = _owners(kind, changed)
    for slug, mine in names.items():
        needs[slug] += [owners[name] for name in mine if owners.get(name, slug) != slug]
    return places, needs


def _pointed_at(kind: str, row: Row) -> list[str]:
    if kind == "actor":
        return [row["affiliation"]] if row["affiliation"] else []
    return [relation["term"] for relation in row["relations"]] if kind == "term" else []


def _owners(kind: str, changed: list[str]) -> Mapping[str, str]:
    """Whose the names are now that records of the file may give up."""
    owners: dict[str, str] = {}
    for start in range(0, len(changed), _AT_ONCE):
        for slug, held in bulk_held.recorded(kind, changed[start : start + _AT_ONCE]).items():
            owners |= dict.fromkeys(names_of(kind, held.row), slug)
    return owners


def _at(file: BinaryIO, place: int) -> Judged:
    file.seek(place)
    return bulk_report.from_line(file.readline().decode())
