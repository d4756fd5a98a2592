"""JSON Lines: a record on each line, bare or under the name of its kind, as the data set or the API writes it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from glossary.interchange.incoming.encodings import encoding_of
from glossary.interchange.incoming.limits import MOST_DEPTH, MOST_LINE
from glossary.interchange.incoming.records import Incoming, from_record, kind_named, kind_of

UNCLEAR = 'Its fields do not show what it is. Write the kind around it: {"actor": {…}}.'


def read(path: Path) -> Iterator[Incoming]:
    """The records of a file, one at a time; blank lines are passed by."""
    with path.open(encoding=encoding_of(path)) as file:
        number = 0
        while line := file.readline(MOST_LINE + 2):
            number += 1
            if len(line.rstrip("\n")) > MOST_LINE:
                yield Incoming(number, problem=f"The line has more than {MOST_LINE:,} characters.")
                while line and not line.endswith("\n"):
                    line = file.readline(MOST_LINE)
            elif line.strip():
                yield _record(number, line)


def _record(number: int, line: str) -> Incoming:
    try:
        given = json.loads(line, object_pairs_hook=_once, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        return Incoming(number, problem=f"It is not JSON: {error.msg}, column {error.colno:,}.")
    except (ValueError, RecursionError) as error:
        return Incoming(number, problem=f"It cannot be read as JSON: {str(error)[:100]}.")
    if not isinstance(given, dict):
        return Incoming(number, problem="It is not a record: {…} is expected.")
    if _depth(given) > MOST_DEPTH:
        return Incoming(number, problem="It has lists and records inside each other too deeply.")
    return unwrapped(number, given)


def unwrapped(number: int, given: dict[str, Any]) -> Incoming:
    """The record, whose kind stands around it or is seen by its fields."""
    if len(given) == 1:
        ((name, inner),) = given.items()
        kind = kind_named(name) if isinstance(inner, dict) else ""
        if kind:
            return from_record(number, kind, inner)
    kind = kind_of(given)
    return from_record(number, kind, given) if kind else Incoming(number, problem=UNCLEAR)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the name {twice[:60]!r} stands twice")
    return made


def _no_constant(word: str) -> Any:
    raise ValueError(f"{word} is no value of JSON")


def _depth(value: Any) -> int:
    """How many lists and records are inside each other; it stops counting where there are too many."""
    level, depth = [value], 0
    while level and depth <= MOST_DEPTH:
        inner = [list(one.values()) if isinstance(one, dict) else one for one in level if isinstance(one, dict | list)]
        depth += bool(inner)
        level = [part for some in inner for part in some]
    return depth
