"""How the tests of searching ask: as the page does, all hits on one page unless the test says otherwise."""

from __future__ import annotations

from typing import Any

from glossary.services.searching import searching
from glossary.services.searching.requests import read_request

Answer = dict[str, Any]


def ask(text: str = "", **values: Any) -> Answer:
    """Search with these parameters; `from_` and `with_` stand for the parameters whose names Python keeps."""
    args = {name.rstrip("_"): value if isinstance(value, list) else [str(value)] for name, value in values.items()}
    return searching.search(read_request({"q": [text], "limit": ["1000"], **args}))


def ids(answer: Answer) -> list[str]:
    """The statements found, in their order."""
    return [hit["statement"]["id"] for hit in answer["hits"]]


def statements(answer: Answer) -> list[Answer]:
    """The documents found, in their order."""
    return [hit["statement"] for hit in answer["hits"]]


def rows(answer: Answer, facet: str) -> dict[str, Answer]:
    """Value -> row of one facet."""
    return {row["value"]: row for entry in answer["facets"] if entry["name"] == facet for row in entry["values"]}


def recognised(answer: Answer) -> list[tuple[str, str]]:
    """Kind and value of everything that words were taken to stand for."""
    return [(one["kind"], one["value"]) for one in answer["interpreted"]["recognised"]]


def reasons(hit: Answer) -> list[tuple[str, str]]:
    """Kind and bearer of each hidden name or meaning that a hit was found by."""
    return [(reason["kind"], reason["of"]) for reason in hit["found_by"]]


def marked(hit: Answer) -> set[str]:
    """Everything marked in a hit, in small letters."""
    return {part["text"].lower() for parts in hit["highlights"].values() for part in parts if part["match"]}
