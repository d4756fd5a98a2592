"""What comes out of every format: a record, as far as the file tells it, and where it stands there."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from marshmallow import fields

from glossary.interchange.records import SCHEMAS

Row = dict[str, Any]
PLURALS = {"source": "sources", "actor": "actors", "term": "terms", "event": "events", "statement": "statements"}
"""Kind -> its name in the data set, in the order in which one points at the other."""
FIELDS = {
    kind: {one.data_key or name: one for name, one in SCHEMAS[plural]().fields.items()}
    for kind, plural in PLURALS.items()
}
"""Kind -> the fields of its records."""
DERIVED = {
    "source": ("published_from", "published_to"),
    "actor": (),
    "term": (),
    "event": ("date_from", "date_to"),
    "statement": ("said_from", "said_to"),
}
"""What public documents say besides, worked out from the fields; not read back."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A record of a file. What the file does not speak of is not in `row`."""

    number: int
    """The row of the table or sheet, as a spreadsheet counts them, or the line of the file."""
    kind: str = ""
    row: Row = field(default_factory=dict)
    spoken: dict[str, Row | None] | None = None
    """Dimension -> its facet, None for silence, in tables: for a dimension that has no columns nothing is said."""
    base: int | None = None
    """The revision that the file was made from, where it says so."""
    withdrawn: str | None = None
    """The reason for which the file says that the record is withdrawn; empty: it is not. None: nothing is said."""
    problem: str = ""
    """Why it cannot be understood."""
    adds: bool = False
    """Whether it only adds to a record that is published: its lists grow, its other fields stay."""


def kind_of(names: Iterable[str]) -> str:
    """The kind of a record with these fields, by those that only one kind has; empty where that decides nothing."""
    given = set(names)
    hits = {kind: len(given & _own_fields(kind)) for kind in PLURALS}
    best = max(hits.values())
    fitting = [kind for kind, number in hits.items() if number == best and best]
    return fitting[0] if len(fitting) == 1 else ""


def _own_fields(kind: str) -> set[str]:
    others = {name for other, known in FIELDS.items() if other != kind for name in known}
    return set(FIELDS[kind]) - others


def kind_named(name: str) -> str:
    """The kind that a word such as `terms` or `Term` names; empty for any other word."""
    word = name.strip().casefold()
    return next((kind for kind, plural in PLURALS.items() if word in (kind, plural)), "")


def unknown_field(name: str, known: Collection[str]) -> str:
    """The sentence on a field that there is not, with the one that may be meant."""
    near = difflib.get_close_matches(name, known, 1, 0.6)
    hint = f" Is “{near[0]}” meant?" if near else ""
    return f"“{legible(name[:60])}” is not known.{hint}"


def legible(text: str) -> str:
    """A foreign text for a sentence of ours: a sign stands for what hides or turns the letters around it."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


def from_record(number: int, kind: str, given: Row) -> Incoming:
    """A record of YAML or JSON: as the data set writes it, or as the public documents do."""
    row, base, withdrawn = dict(given), None, None
    if "revision" in row:
        base, problem = revision_of(row.pop("revision"))
        if problem:
            return Incoming(number, kind, {"id": row.get("id", row.get("slug", ""))}, problem=problem)
    if kind != "statement" and "slug" in row and "id" not in row:
        row["id"] = row.pop("slug")
    if kind == "statement" and "withdrawn" in row:
        withdrawn = _reason(row.pop("withdrawn"))
    row = {name: _flat(kind, name, value) for name, value in row.items() if name not in DERIVED[kind]}
    return Incoming(number, kind, row, None, base, withdrawn, _stray(kind, row))


def revision_of(value: Any) -> tuple[int | None, str]:
    """The number of a revision, or the sentence on what is none."""
    text = str(value).strip()
    if text == "":
        return None, ""
    if isinstance(value, bool) or not (text.isascii() and text.isdecimal() and len(text) < 10):
        return None, f"revision: {text[:30]!r} is not the number of a revision."
    return int(text), ""


def _reason(value: Any) -> str:
    return str(value.get("reason", "")) if isinstance(value, dict) else str(value or "")


def _stray(kind: str, row: Row) -> str:
    """The first name that is no field of the kind."""
    for name in row:
        if name not in FIELDS[kind]:
            return f"The field {unknown_field(str(name), FIELDS[kind])}"
    return ""


_NOTHING = {"event": "", "affiliation": "", "according_to": "editorial"}
"""How the data set writes what a document has as null."""


def _flat(kind: str, name: str, value: Any) -> Any:
    """A pointer of a public document, which is a record with its slug and names, as the slug alone."""
    if isinstance(value, dict) and "slug" in value:
        return value["slug"]
    if value is None and name in _NOTHING and (kind, name) != ("event", "event"):
        return _NOTHING[name]
    if isinstance(value, list):
        return [_part(kind, part) for part in value]
    return value


def _part(kind: str, part: Any) -> Any:
    if not isinstance(part, dict):
        return part
    if "slug" in part:
        return part["slug"]
    return {name: _flat(kind, name, value) for name, value in part.items()}


def may_be_empty(kind: str, name: str) -> bool:
    """Whether the field may be left out of a new record."""
    found = FIELDS[kind][name]
    if isinstance(found, fields.List) or not found.required:
        return True
    return any(getattr(check, "min", None) == 0 for check in found.validators)
