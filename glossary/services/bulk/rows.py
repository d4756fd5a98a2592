"""One record of a file beside the one that is published: put together, compared, judged; and the words for it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from marshmallow import ValidationError

from glossary.interchange.incoming.records import FIELDS, Incoming, may_be_empty
from glossary.interchange.records import SCHEMAS
from glossary.services.publishing.rules import FILE_OF, Known, Problem, problems_of_record

Row = dict[str, Any]
_SCHEMAS = {kind: SCHEMAS[file]() for kind, file in FILE_OF.items()}
MOST_SHOWN = 200
"""Characters of a value in a report."""
MOST_REASON = 300
"""Characters of a reason: it may repeat what is wrong, which may be long."""
MOST_REASONS = 20
"""Reasons that a report gives for one record."""
_MISSING = ": is missing."
_REWORDED = (
    (re.compile(r"is not in (\w+)\.yaml"), r"is not among the \1 of the glossary or of this file"),
    (re.compile(r"is not in the list (\w+)"), r"is not among the \1"),
)
"""The rules speak of the data set's files."""


def merged(record: Incoming, held: Row | None, dimensions: Iterable[str]) -> Row:
    """The whole record: what the file does not speak of stays as it is published, or is empty in a new one."""
    row = dict(record.row) if held is None or not record.adds else added(record.row, held)
    for name in FIELDS[record.kind]:
        if name in row:
            continue
        if held is not None and name in held:
            row[name] = held[name]
        elif held is None and may_be_empty(record.kind, name):
            row[name] = [] if name in _LISTS[record.kind] else ""
    if record.spoken is not None:
        row["facets"] = _facets(record.spoken, held["facets"] if held else [], dimensions)
    return row


def added(row: Row, held: Row) -> Row:
    """What is published, with what the row has beyond that in its lists."""
    made = dict(held)
    for name, there in held.items():
        if isinstance(there, list):
            seen = {_same(one) for one in (*there, held.get("preferred", ""))}
            made[name] = [*there, *(one for one in row.get(name, []) if _same(one) not in seen)]
    return made


def with_withdrawn(row: Row, held: Row, withdrawn: Collection[str]) -> Row:
    """The row with what is published of withdrawn statements: no file names them (services/export/disputes.py)."""
    told = row.get("disputes")
    if not isinstance(told, list):
        return row
    return {**row, "disputes": [*told, *(one for one in held["disputes"] if one in withdrawn and one not in told)]}


def _same(part: Any) -> str:
    """What two parts of a list have in common that say the same: the form and its language, or all."""
    if isinstance(part, dict) and "form" in part:
        return f"{part.get('lang', '')} {part['form']}".casefold()
    return str(part).casefold()


_LISTS = {kind: {name for name, one in known.items() if hasattr(one, "inner")} for kind, known in FIELDS.items()}


def _facets(spoken: Mapping[str, Row | None], held: list[Row], dimensions: Iterable[str]) -> list[Row]:
    """Those that are published keep their order; further ones follow in the order of the dimensions."""
    kept = [spoken.get(facet["dimension"], facet) for facet in held]
    there = {facet["dimension"] for facet in held}
    added = [spoken.get(dimension) for dimension in dimensions if dimension not in there]
    return [facet for facet in (*kept, *added) if facet]


def loaded(kind: str, row: Row) -> tuple[Row | None, list[str]]:
    """The record by its schema, or why it is none."""
    try:
        return _SCHEMAS[kind].load(row), []
    except ValidationError as error:
        empty = [name for name in error.messages_dict if row.get(name) == "" and not may_be_empty(kind, name)]
        others = {name: said for name, said in error.messages_dict.items() if name not in empty}
        return None, [*(f"{name}: is empty, and must not be." for name in empty), *_sentences(others)]


def is_same(one: Row, other: Row) -> bool:
    """Whether two records of one kind say the same. The order of disputes means nothing."""
    return one == other or _settled(one) == _settled(other)


def _settled(row: Row) -> Row:
    return {**row, "disputes": sorted(row["disputes"])} if "disputes" in row else row


def pointing(kind: str, row: Row, known: Known, held: Row | None) -> list[str]:
    """What the record points at that is not there, or that it cannot begin to point at; `held` is published of it."""
    if held is not None and row.get("disputes"):
        known = replace(known, disputed=frozenset(held["disputes"]))
    return [sentence(problem) for problem in problems_of_record(kind, row, known)]


def sentence(problem: Problem) -> str:
    """A problem in a sentence that begins with the field."""
    return f"{problem.field}: {reworded(problem.reason)}"


def reworded(words: str) -> str:
    """A rule's or a schema's words as an editor may read them, with a full stop."""
    for pattern, better in _REWORDED:
        words = pattern.sub(better, words)
    return f"{words.strip().rstrip('.')}."


def _sentences(messages: Any, path: str = "") -> Iterator[str]:
    if isinstance(messages, dict):
        for key, inner in messages.items():
            step = "" if key == "_schema" else (str(key + 1) if isinstance(key, int) else str(key))
            yield from _sentences(inner, " ".join(part for part in (path, step) if part))
    else:
        for message in messages:
            yield f"{path}: {reworded(str(message))}" if path else reworded(str(message))


def as_new(kind: str, why: list[str]) -> list[str]:
    """What is missing in a new record in one sentence: it may be an id that was meant to be one of those there are."""
    missing = [reason.removesuffix(_MISSING) for reason in why if reason.endswith(_MISSING)]
    if not missing:
        return why
    said = f"There is no {kind} with this id yet, and a new one needs: {', '.join(missing)}."
    return [said, *(reason for reason in why if not reason.endswith(_MISSING))]


def changes(before: Row, after: Row) -> list[tuple[str, str, str]]:
    """Field, what is published, what the file says: for every field in which they differ."""
    one, other = _settled(before), _settled(after)
    names = [name for name in {**other, **one} if one.get(name) != other.get(name)]
    return [(name, shown(one.get(name)), shown(other.get(name))) for name in names]


def shown(value: Any) -> str:
    """A value as a report shows it, in one line."""
    return cut(_text(value), MOST_SHOWN)


def cut(text: str, most: int = MOST_REASON) -> str:
    """The text, no longer than a report has room for."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(map(_text, value))
    if isinstance(value, dict):
        return ", ".join(text for part in value.values() if (text := _text(part)))
    return "" if value is None else str(value)
