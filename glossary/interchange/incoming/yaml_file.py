"""YAML: lists of records under the names of their kinds, as in the data set, or one bare list.

The file is read event by event. What it says is text, as it is written; anchors, aliases and tags, by which a small
file grows large or becomes something else than text, are refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from glossary.errors import Invalid
from glossary.interchange.incoming.encodings import encoding_of
from glossary.interchange.incoming.json_lines import unwrapped
from glossary.interchange.incoming.limits import MOST_DEPTH, MOST_PARTS
from glossary.interchange.incoming.records import PLURALS, Incoming, from_record, kind_named

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
SHAPE = f"A list of records is expected, or such lists under: {', '.join(PLURALS.values())}."


def read(path: Path) -> Iterator[Incoming]:
    """The records of a file, one at a time. Raises Invalid for what is no YAML of this shape, naming the line."""
    with path.open(encoding=encoding_of(path)) as file:
        try:
            yield from _document(_events(yaml.parse(file, _Loader)))
        except yaml.YAMLError as error:
            raise Invalid(_unreadable(error)) from error


def _unreadable(error: yaml.YAMLError) -> str:
    """What is wrong and where; the error's own words name the path of the file."""
    what = getattr(error, "problem", None) or getattr(error, "reason", None) or "it is broken"
    mark = getattr(error, "problem_mark", None)
    where = f"line {mark.line + 1}: " if mark else ""
    return f"The file cannot be read as YAML: {where}{' '.join(str(what).split())[:300]}."


def _events(given: Iterator[Any]) -> Iterator[Any]:
    """The events, as long as they are harmless."""
    for event in given:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise Invalid(f"Line {_line(event)}: anchors and aliases (& and *) are not allowed.")
        if getattr(event, "tag", None) not in (None, "!"):
            raise Invalid(f"Line {_line(event)}: tags (!) are not allowed.")
        if not isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent):
            yield event


def _line(event: Any) -> int:
    line: int = event.start_mark.line
    return line + 1


def _document(events: Iterator[Any]) -> Iterator[Incoming]:
    top = next(events)
    if isinstance(top, yaml.SequenceStartEvent):
        yield from _list(events, "")
    elif isinstance(top, yaml.MappingStartEvent):
        yield from _lists(events)
    elif not (isinstance(top, yaml.ScalarEvent) and top.value in _NULLS) and not isinstance(top, yaml.StreamEndEvent):
        raise Invalid(f"Line {_line(top)}: {SHAPE}")
    if not isinstance(top, yaml.StreamEndEvent):
        _end(events)


def _end(events: Iterator[Any]) -> None:
    for event in events:
        if not isinstance(event, yaml.DocumentEndEvent | yaml.StreamEndEvent):
            raise Invalid(f"Line {_line(event)}: the file holds several documents; one is expected.")


def _lists(events: Iterator[Any]) -> Iterator[Incoming]:
    """Lists under the names of kinds."""
    seen: set[str] = set()
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        kind = kind_named(event.value) if isinstance(event, yaml.ScalarEvent) else ""
        if not kind or kind in seen:
            raise Invalid(f"Line {_line(event)}: {SHAPE} Each at most once.")
        seen.add(kind)
        start = next(events)
        if not isinstance(start, yaml.SequenceStartEvent):
            raise Invalid(f"Line {_line(start)}: {SHAPE}")
        yield from _list(events, kind)


def _list(events: Iterator[Any], kind: str) -> Iterator[Incoming]:
    while not isinstance(event := next(events), yaml.SequenceEndEvent):
        number = _line(event)
        if not isinstance(event, yaml.MappingStartEvent):
            raise Invalid(f"Line {number}: a record is expected.")
        try:
            given = _Record().mapping(events, 1)
        except _Twice as twice:
            yield Incoming(number, kind, problem=str(twice))
            continue
        yield from_record(number, kind, given) if kind else unwrapped(number, given)


class _Twice(Exception):
    """A name stands twice in a record; the rest of the record was read past."""


class _Record:
    """Reads one record, and no more of it than a record may have."""

    def __init__(self) -> None:
        self.parts = 0
        self.twice = ""

    def mapping(self, events: Iterator[Any], depth: int) -> dict[str, Any]:
        """The names and values up to the end of the mapping."""
        made: dict[str, Any] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise Invalid(f"Line {_line(event)}: the name of a field is expected.")
            if event.value in made:
                self.twice = self.twice or event.value
            made[event.value] = self.value(events, next(events), depth)
        if depth == 1 and self.twice:
            raise _Twice(f"The name “{self.twice[:60]}” stands twice.")
        return made

    def value(self, events: Iterator[Any], event: Any, depth: int) -> Any:
        """Text, a list or a record."""
        self.parts += 1
        is_text = isinstance(event, yaml.ScalarEvent)
        if self.parts > MOST_PARTS or (depth >= MOST_DEPTH and not is_text):
            raise Invalid(f"Line {_line(event)}: the record has too many parts, or too many inside each other.")
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(events, depth + 1)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(events, depth + 1)
        return None if event.implicit[0] and event.value in _NULLS else event.value

    def sequence(self, events: Iterator[Any], depth: int) -> list[Any]:
        """The values up to the end of the list."""
        made = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            made.append(self.value(events, event, depth))
        return made
