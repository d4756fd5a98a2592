"""What a program asks to be reconciled or extended, read from JSON: the shapes of the Reconciliation API 0.1 and 0.2.

Everything is checked before anything is looked up; what cannot be understood is refused with the name of the query.
Source of the shapes: "Reconciliation Service API v0.2", W3C Entity Reconciliation Community Group, 10 April 2023.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from glossary.errors import Invalid

MOST_QUERIES = 1_000
"""Queries in one batch."""
MOST_LETTERS = 400
"""Letters of a name of a query, a type, a property, an id: twice those of the longest name in the glossary. A longer
cell of a table is not refused with all that came with it: as a query it finds nothing, as a value it fits nothing."""
MOST_TYPES = MOST_ASKED = MOST_VALUES = 20
"""Types of a query, its properties, and values of one of these."""
MOST_VALUES_IN_ALL = 20_000
"""Values in all properties of a batch together."""
USUAL_CANDIDATES, MOST_CANDIDATES = 10, 50
"""Candidates for a query that sets no limit, and for any: a greater limit is answered with as many as this."""
MOST_IDS, MOST_WANTED, MOST_CELLS = 1_000, 20, 5_000
"""Records of one extension, properties of it, and the product of both."""
USUAL_CELL, MOST_CELL = 10, 50
"""Values in a cell of an extension that sets no limit (or 0), and in any: a greater limit counts as this."""
STRICT = ("any", "should", "all")

FIELDS = ("query", "type", "limit", "properties", "type_strict")


class Value(NamedTuple):
    """A value that a property is to have: in words, or by the id of a record, or both."""

    text: str
    id: str = ""


EMPTY = Value("")
"""An empty cell: nothing is asked for."""
UNFIT = "\0"
"""No record has this as a value, nor as a part of its name."""


class Asked(NamedTuple):
    """A property with the values that are asked for; any of them will do."""

    pid: str
    values: tuple[Value, ...]


class Query(NamedTuple):
    """A query: a name, properties, or both. `strict`: `any` or `all` of the types are needed, or wished (`should`)."""

    text: str
    types: tuple[str, ...] = ()
    strict: str = STRICT[0]
    limit: int = USUAL_CANDIDATES
    properties: tuple[Asked, ...] = ()


class Wanted(NamedTuple):
    """A property to be told, and how many values of it at most in a cell."""

    pid: str
    limit: int


class Extension(NamedTuple):
    """Records by id, and the properties that are to be told of each; each once, as an answer has them."""

    ids: tuple[str, ...]
    wanted: tuple[Wanted, ...]


def read_batch(batch: Any) -> dict[str, Query]:
    """The queries of a batch under their names. Raises `Invalid` with a sentence that names the query."""
    if not isinstance(batch, dict):
        raise Invalid("The queries are to be one JSON object: a name for each query, and the query.")
    if len(batch) > MOST_QUERIES:
        raise Invalid(f"There are {len(batch):,} queries, and at most {MOST_QUERIES:,} are answered at a time.")
    queries = {_text(name, "The name of a query"): read_query(query, name) for name, query in batch.items()}
    values = sum(len(asked.values) for query in queries.values() for asked in query.properties)
    if values > MOST_VALUES_IN_ALL:
        raise Invalid(f"The queries have {values:,} values in properties, and at most {MOST_VALUES_IN_ALL:,} are read.")
    return queries


def read_query(query: Any, name: str = "") -> Query:
    """One query. Raises `Invalid` with a sentence."""
    where = f"The query {name[:80]!r}" if name else "The query"
    if not isinstance(query, dict):
        raise Invalid(f"{where} is no JSON object.")
    for field in query:
        if field not in FIELDS:
            raise Invalid(f"{where} has {field[:80]!r}; there may be {', '.join(FIELDS)}.")
    properties = _list(query.get("properties", []), MOST_ASKED, f"properties of {_within(where)}")
    if "query" not in query and not properties:
        raise Invalid(f"{where} names nothing: give it a query, or properties.")
    return Query(
        _cell_text(query.get("query", ""), f"What {_within(where)} asks for"),
        _types(query.get("type", []), where),
        _strict(query.get("type_strict", STRICT[0]), where),
        min(_positive(query.get("limit", USUAL_CANDIDATES), where), MOST_CANDIDATES),
        tuple(_asked(one, where) for one in properties),
    )


def read_extension(asked: Any) -> Extension:
    """What is to be told of which records. Raises `Invalid` with a sentence."""
    if not isinstance(asked, dict) or not {"ids", "properties"} <= set(asked):
        raise Invalid("An extension is a JSON object with a list of ids and a list of properties.")
    ids = [_text(one, "An id") for one in _list(asked["ids"], MOST_IDS, "ids")]
    wanted = [_wanted(one) for one in _list(asked["properties"], MOST_WANTED, "properties")]
    if len(ids) * len(wanted) > MOST_CELLS:
        raise Invalid(
            f"There are {len(ids):,} ids with {len(wanted)} properties each; {MOST_CELLS:,} cells are the most."
        )
    return Extension(tuple(dict.fromkeys(ids)), tuple({one.pid: one for one in wanted}.values()))


def _wanted(given: Any) -> Wanted:
    if not isinstance(given, dict) or "id" not in given:
        raise Invalid("A property to be told is a JSON object with an id.")
    settings = given.get("settings", {})
    if not isinstance(settings, dict):
        raise Invalid("The settings of a property are a JSON object.")
    return Wanted(_text(given["id"], "The id of a property"), _most_in_cell(settings.get("limit", 0)))


def _most_in_cell(limit: Any) -> int:
    """How many values a cell may have. Forms send the number as text; empty and 0 are no wish."""
    written = str(limit).strip() if isinstance(limit, (str, int)) and not isinstance(limit, bool) else "?"
    if not (written.isascii() and (written.isdigit() or not written)) or len(written) > 9:
        raise Invalid("The limit of a property is to be a whole number; 0 is the usual one.")
    return min(int(written or 0) or USUAL_CELL, MOST_CELL)


def _asked(given: Any, where: str) -> Asked:
    if not isinstance(given, dict) or "pid" not in given or "v" not in given:
        raise Invalid(f"Each property of {_within(where)} is to be a JSON object with pid and v.")
    values = given["v"] if isinstance(given["v"], list) else [given["v"]]
    read = (_value(one, where) for one in _list(values, MOST_VALUES, f"values of a property of {_within(where)}"))
    return Asked(_text(given["pid"], "A pid"), tuple(read))


def _value(given: Any, where: str) -> Value:
    if isinstance(given, bool):
        return Value(str(given).lower())
    if isinstance(given, (int, float)):
        return Value(_short(str(given), "A value"))
    if isinstance(given, dict) and isinstance(given.get("id"), str):
        return Value(_short(given.get("name", ""), "The name of a value"), _short(given["id"], "The id of a value"))
    if isinstance(given, str):
        return Value(_short(given, "A value"))
    raise Invalid(f"A value in {_within(where)} is neither text, nor number, nor true or false, nor an object with id.")


def _types(given: Any, where: str) -> tuple[str, ...]:
    listed = [given] if isinstance(given, str) else _list(given, MOST_TYPES, f"types of {_within(where)}")
    return tuple(dict.fromkeys(_text(one, f"A type of {_within(where)}") for one in listed))


def _strict(given: Any, where: str) -> str:
    if given not in STRICT:
        raise Invalid(f"The type_strict of {_within(where)} is to be one of {', '.join(STRICT)}.")
    return str(given)


def _positive(given: Any, where: str) -> int:
    whole = isinstance(given, int) or (isinstance(given, float) and given.is_integer())
    if not whole or isinstance(given, bool) or given < 1:
        raise Invalid(f"The limit of {_within(where)} is to be a whole number, 1 or more.")
    return int(given)


def _list(given: Any, most: int, what: str) -> list[Any]:
    if not isinstance(given, list):
        raise Invalid(f"The {what} are to be a list.")
    if len(given) > most:
        raise Invalid(f"There are {len(given):,} {what}, and at most {most:,} are read.")
    return given


def _text(given: Any, what: str) -> str:
    if len(_cell_text(given, what)) > MOST_LETTERS:
        raise Invalid(f"{what} is longer than {MOST_LETTERS:,} letters.")
    return str(given)


def _cell_text(given: Any, what: str) -> str:
    if not isinstance(given, str):
        raise Invalid(f"{what} is to be text.")
    return given


def _short(given: Any, what: str) -> str:
    """A value without the blanks around it; `UNFIT` in place of one that is too long to be any."""
    return given.strip() if len(_cell_text(given, what)) <= MOST_LETTERS else UNFIT


def _within(where: str) -> str:
    return where[0].lower() + where[1:]


def read_parameters(query: str, types: Iterable[str], strict: str, limit: str) -> Query:
    """A query of 0.1 that came as text, with its type, strictness and limit as texts beside it. Raises `Invalid`."""
    if limit and not (limit.isascii() and limit.isdigit() and len(limit) <= 9):
        raise Invalid("The limit of the query is to be a whole number, 1 or more.")
    number = {"limit": int(limit)} if limit else {}
    return read_query({"query": query, "type": list(types), "type_strict": strict or STRICT[0], **number})
