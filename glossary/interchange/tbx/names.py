"""What the writer and the reader of our own TBX must agree on: the marker in the header, ids, and labels of notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from glossary.interchange.incoming.records import FIELDS

Row = dict[str, Any]
NAMESPACE = "urn:iso:std:iso:30042:ed-2"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
PROFILE = "attributed statements, 1"
"""In the header, as `<p type="profile">`: the file is ours, and its notes are fields of records."""
LANGUAGE = "en"
"""The language of preferred forms, variants, glosses and summaries."""
IN_BACK = {"source": "bibl", "actor": "actor", "event": "event"}
"""Kind of record -> the type of its part of the back matter."""
SEPARATOR = "; "
"""Between several slugs; slugs hold neither of its two characters."""
RELATED = re.compile(r"(?P<type>[a-z0-9-]+): (?P<term>[a-z0-9-]+), according to (?P<according_to>[a-z0-9-]+)")
_FACET = re.compile(r"(?P<text>.*) \[(?P<codes>[a-z0-9; -]*)\]", re.DOTALL)
_PARTY = re.compile(r"(?P<actor>[a-z0-9-]+) \((?P<role>[a-z0-9-]+)\)")
_SAYS_ON = "says on "
"""Before the dimension of a facet."""
_ELSEWHERE = frozenset({"id", "language", "quote", "facets"})
"""Fields of a statement that are the group's id, the language of its section, its text, and notes of their own."""


def key(kind: str, slug: str) -> str:
    """The id of a record in the file. Slugs alone may begin with a digit, which an id must not."""
    return f"{kind}-{slug}"


def use_key(term: str, actor: str) -> str:
    """The id of the entry with an actor's uses of a term; no slug has two hyphens in a row."""
    return f"use-{term}--{actor}"


def slug_of(kind: str, id_: str | None) -> str:
    """The slug in an id made by `key`; empty for another id."""
    return (id_ or "").removeprefix(f"{kind}-") if (id_ or "").startswith(f"{kind}-") else ""


def related(relation: Mapping[str, str]) -> str:
    """A relation of a term as `RELATED` reads it."""
    return f"{relation['type']}: {relation['term']}, according to {relation['according_to']}"


def note(name: str, value: Any) -> str:
    """A field as a note."""
    return f"{name.replace('_', ' ')}: {value}"


def notes_of_statement(row: Row) -> Iterator[str]:
    """Every field of a statement's flat row that has a value and no other place; the text itself is no note."""
    for name in FIELDS["statement"]:
        if row.get(name) and name not in _ELSEWHERE and not (name == "summary" and not row["quote"]):
            yield note(name, _written(name, row[name]))
    for facet in row["facets"]:
        yield note(_SAYS_ON + facet["dimension"], f"{facet['text']} [{SEPARATOR.join(facet['codes'])}]")


def _written(name: str, value: Any) -> str:
    if name == "with":
        return SEPARATOR.join(f"{party['actor']} ({party['role']})" for party in value)
    return SEPARATOR.join(value) if name == "disputes" else str(value)


def field_of(text: str) -> tuple[str, str]:
    """The name and the value that a note holds; an empty name where it holds none."""
    label, colon, value = text.partition(": ")
    return (label if label.startswith(_SAYS_ON) else label.replace(" ", "_"), value) if colon else ("", text)


def may_stand(kind: str, name: str) -> bool:
    """Whether a field of a record stands in a note of its own, or in an item of the back matter."""
    if kind == "statement":
        return name.startswith(_SAYS_ON) or (name in FIELDS[kind] and name not in _ELSEWHERE)
    return name == "gloss" if kind == "term" else name in FIELDS[kind] and name not in ("id", "aliases")


def put(row: Row, name: str, value: str) -> str:
    """Put a statement's note into its row; what cannot be understood comes back as a sentence."""
    if name.startswith(_SAYS_ON):
        found = _FACET.fullmatch(value)
        if not found:
            return f"“{name}” is not written as: words [code; code]."
        facet = {"dimension": name.removeprefix(_SAYS_ON), "text": found["text"], "codes": _several(found["codes"])}
        row["facets"].append(facet)
    elif name == "with":
        parties = [_PARTY.fullmatch(part) for part in _several(value)]
        row["with"] = [dict(party.groupdict()) for party in parties if party]
        return "" if all(parties) else "“with” is not written as: actor (role); actor (role)."
    else:
        row[name] = _several(value) if name == "disputes" else value
    return ""


def _several(text: str) -> list[str]:
    return text.split(SEPARATOR) if text else []
