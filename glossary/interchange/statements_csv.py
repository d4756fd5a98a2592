"""Statements as a table: one line a statement, whole, so that reading the table back loses nothing.

Slugs stand beside the names they belong to. Each dimension has two columns, its words and its codes. The
rights stand on every line and not below the table: a line that is copied out, sorted or read back keeps them
and is still a line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from glossary.interchange.comparison_csv import LICENCE

Document = Mapping[str, Any]

SEPARATOR = "; "
"""Between several slugs in one cell; slugs hold neither of its two characters."""

FIRST = ("id", "term", "term_preferred", "term_as_written", "language", "actor", "actor_name", "actor_kind")
SPOKEN = ("speaking_as", "with", "reported_by", "said", "said_from", "said_to")
READ_IN = tuple(f"source{end}" for end in ("", "_title", "_publisher", "_url", "_published", "_type", "_language"))
ABOUT = ("locator", "conflict", "conflict_label", "event", "event_name", "kind", "stance")
WORDS = ("wording", "quote", "summary", "attribution", "confidence", "note", "disputes", "withdrawn", "revision")


def spoken_on(documents: Iterable[Document]) -> list[str]:
    """The dimensions that documents speak on, alphabetically. In a table an empty cell is silence."""
    return sorted({facet["dimension"] for document in documents for facet in document["facets"]})


def header_of(dimensions: Sequence[str]) -> list[str]:
    """The names of the columns, for these dimensions."""
    columns = [name for dimension in dimensions for name in (dimension, f"{dimension}_codes")]
    return [*FIRST, *SPOKEN, *READ_IN, *ABOUT, *WORDS, *columns, "rights"]


def rows_of(documents: Iterable[Document], header: Sequence[str]) -> Iterator[list[str]]:
    """A row for each public document, as wide as the header."""
    for document in documents:
        line = {**_record(document), **_facets(document)}
        yield [line.get(name, "") for name in header]


def _record(document: Document) -> dict[str, str]:
    plain = {name: str(value) for name, value in document.items() if isinstance(value, str | int)}
    lists = {"with": _parties(document), "disputes": SEPARATOR.join(document["disputes"])}
    withdrawn = document.get("withdrawn") or {"reason": ""}
    kept = {"withdrawn": withdrawn["reason"], "rights": LICENCE}
    return {**plain, **_named(document), **_source(document), **lists, **kept}


def _named(document: Document) -> dict[str, str]:
    """The records that a statement points at: slug and name."""
    term, actor, conflict, event = (document[name] or {} for name in ("term", "actor", "conflict", "event"))
    return {
        "term": term["slug"],
        "term_preferred": term["preferred"],
        "actor": actor["slug"],
        "actor_name": actor["name"],
        "actor_kind": actor["kind"],
        "conflict": conflict.get("slug", ""),
        "conflict_label": conflict.get("label", ""),
        "event": event.get("slug", ""),
        "event_name": event.get("name", ""),
    }


def _source(document: Document) -> dict[str, str]:
    return {"source" if n == "slug" else f"source_{n}": v or "" for n, v in document["source"].items()}


def _parties(document: Document) -> str:
    return SEPARATOR.join(f"{party['actor']['slug']} ({party['role']})" for party in document["with"])


def _facets(document: Document) -> dict[str, str]:
    cells: dict[str, list[str]] = {}
    for facet in document["facets"]:
        cells.setdefault(facet["dimension"], []).append(facet["text"])
        cells.setdefault(f"{facet['dimension']}_codes", []).extend(facet["codes"])
    return {name: SEPARATOR.join(parts) for name, parts in cells.items()}
