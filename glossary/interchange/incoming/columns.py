"""Tables of records: what the columns of a header mean, and what a row under it says.

Statements have the columns of our own table of statements (`statements_csv.py`); of the other kinds each field has a
column, and each part of a list has its own, by number: `variants.1`, `aliases.2.form`. Columns may be left out, and
stand in any order.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from marshmallow import fields

from glossary.errors import Invalid
from glossary.interchange import statements_csv
from glossary.interchange.incoming.limits import MOST_CELL, MOST_COLUMNS
from glossary.interchange.incoming.records import (
    FIELDS,
    PLURALS,
    Incoming,
    Row,
    kind_named,
    kind_of,
    revision_of,
    unknown_field,
)
from glossary.interchange.records import MOST_PARTS

CODES = "_codes"
_OUT = (
    *(*statements_csv.FIRST, *statements_csv.SPOKEN, *statements_csv.READ_IN, *statements_csv.ABOUT),
    *(*statements_csv.WORDS, "rights"),
)
READ_PAST = frozenset(_OUT) - frozenset(FIELDS["statement"]) - {"withdrawn", "revision"}
"""Columns of our own table that tell of other records, or are worked out: not read back."""
_PARTY = re.compile(r"(?P<actor>[^()]*) \((?P<role>[^()]*)\)")
_NUMBERED = re.compile(r"(?P<list>[a-z_]+)\.(?P<place>[1-9][0-9]{0,2})(?:\.(?P<part>[a-z_]+))?")


@dataclass(frozen=True, slots=True)
class Header:
    """The columns of a table."""

    kind: str
    names: tuple[str, ...]
    dimensions: tuple[str, ...]
    """Those of the dimensions that have columns."""
    unread: tuple[str, ...]
    """Columns that are read past."""


def header_of(cells: Sequence[str], dimensions: Sequence[str], hint: str = "") -> Header:
    """What a header means. `hint` is the name of the sheet or file: it tells the kind where the columns do not.

    Raises Invalid for too many, unknown, double or parted columns, and where the kind is not clear.
    """
    names = tuple(cells)
    if len(names) > MOST_COLUMNS:
        raise Invalid(f"The table has {len(names):,} columns; at most {MOST_COLUMNS:,} are allowed.")
    kind = kind_named(hint) or kind_of(name.partition(".")[0] for name in names) or kind_named(_first_word(hint))
    if not kind:
        words = ", ".join(PLURALS.values())
        raise Invalid(f"The columns do not show what the records are. Name the sheet or the file so: {words}.")
    for place, name in enumerate(names, start=1):
        _check(kind, place, name, names, dimensions)
    spoken = tuple(name for name in dimensions if kind == "statement" and name in names)
    return Header(kind, names, spoken, tuple(n for n in names if kind == "statement" and n in READ_PAST))


def _first_word(hint: str) -> str:
    found = re.match(r"[A-Za-z]+", hint)
    return found[0] if found else ""


def _check(kind: str, place: int, name: str, names: Sequence[str], dimensions: Sequence[str]) -> None:
    if not name:
        raise Invalid(f"Column {place} has no name in the first row.")
    if not _is_known(kind, name, dimensions):
        offered = [*_columns(kind, dimensions), *(f"{one}.1" for one in _lists(kind))]
        raise Invalid(f"The column {unknown_field(name, offered)}")
    if names.index(name) != place - 1:
        raise Invalid(f"The column “{name}” stands twice.")
    if kind == "statement" and name in dimensions and name + CODES not in names:
        raise Invalid(f"The column “{name}” needs “{name}{CODES}” beside it.")
    if kind == "statement" and name.endswith(CODES) and name.removesuffix(CODES) not in names:
        raise Invalid(f"The column “{name}” needs “{name.removesuffix(CODES)}” beside it.")


def _columns(kind: str, dimensions: Sequence[str]) -> list[str]:
    if kind != "statement":
        return [*(name for name in FIELDS[kind] if name not in _lists(kind)), "revision"]
    spoken = [name for dimension in dimensions for name in (dimension, dimension + CODES)]
    return [*(name for name in FIELDS[kind] if name != "facets"), "withdrawn", "revision", *READ_PAST, *spoken]


def _lists(kind: str) -> list[str]:
    if kind == "statement":
        return []
    return [name for name, one in FIELDS[kind].items() if isinstance(one, fields.List)]


def _is_known(kind: str, name: str, dimensions: Sequence[str]) -> bool:
    found = _NUMBERED.fullmatch(name)
    if not found or found["list"] not in _lists(kind):
        return name in _columns(kind, dimensions)
    parts = _parts_of(kind, found["list"])
    return int(found["place"]) <= MOST_PARTS and (found["part"] in parts if parts else found["part"] is None)


def _parts_of(kind: str, name: str) -> tuple[str, ...]:
    inner = getattr(FIELDS[kind][name], "inner", None)
    return tuple(inner.schema.fields) if isinstance(inner, fields.Nested) else ()


def record_of(header: Header, number: int, cells: Sequence[str]) -> Incoming:
    """What a row says. A row that is not as wide as the header, or that cannot be understood, comes out so."""
    if len(cells) != len(header.names):
        said = f"The row has {len(cells)} cells under a header of {len(header.names)}."
        return Incoming(number, header.kind, problem=said)
    given = dict(zip(header.names, cells, strict=True))
    long = next((name for name, cell in given.items() if len(cell) > MOST_CELL), None)
    if long:
        said = f"{long}: the cell has {len(given[long]):,} characters; at most {MOST_CELL:,} are allowed."
        return Incoming(number, header.kind, {"id": given.get("id", "")[:200]}, problem=said)
    try:
        return (_statement if header.kind == "statement" else _other)(header, number, given)
    except Invalid as problem:
        return Incoming(number, header.kind, {"id": given.get("id", "")}, problem=str(problem))


def _base(given: Row) -> int | None:
    base, problem = revision_of(given.get("revision", ""))
    if problem:
        raise Invalid(problem)
    return base


def _statement(header: Header, number: int, given: Row) -> Incoming:
    row: Row = {name: given[name] for name in given if name in FIELDS["statement"]}
    if "with" in row:
        row["with"] = _parties(row["with"])
    if "disputes" in row:
        row["disputes"] = _several(row["disputes"])
    spoken = {name: _facet(name, given) for name in header.dimensions}
    return Incoming(number, "statement", row, spoken, _base(given), given.get("withdrawn"))


def _facet(dimension: str, given: Row) -> Row | None:
    text, codes = given[dimension], _several(given[dimension + CODES])
    return {"dimension": dimension, "text": text, "codes": codes} if text or codes else None


def _several(cell: str) -> list[str]:
    return cell.split(statements_csv.SEPARATOR) if cell else []


def _parties(cell: str) -> list[Row]:
    parties = []
    for part in _several(cell):
        found = _PARTY.fullmatch(part)
        if not found:
            raise Invalid(f"with: {part[:80]!r} is not written as: actor (role); actor (role).")
        parties.append(dict(found.groupdict()))
    return parties


def _other(header: Header, number: int, given: Row) -> Incoming:
    base = _base(given)
    row: Row = {name: cell for name, cell in given.items() if name in FIELDS[header.kind]}
    gathered: dict[str, dict[int, Row | str]] = {}
    for name, cell in given.items():
        found = _NUMBERED.fullmatch(name)
        if found:
            parts = gathered.setdefault(found["list"], {})
            _gather(parts, int(found["place"]), found["part"], cell, _parts_of(header.kind, found["list"]))
    lists = {name: [parts[place] for place in sorted(parts)] for name, parts in gathered.items()}
    return Incoming(number, header.kind, {**row, **lists}, base=base)


def _gather(parts: dict[int, Row | str], place: int, part: str | None, cell: str, names: Sequence[str]) -> None:
    """Put a cell where it belongs; a part of which all cells are empty is none."""
    if not cell:
        return
    if part is None:
        parts[place] = cell
    else:
        made = parts.get(place)
        parts[place] = {**(made if isinstance(made, dict) else dict.fromkeys(names, "")), part: cell}
