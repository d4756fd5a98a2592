"""As many statements as wished, made while they are asked for: what an export holds is then its own doing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.interchange.tbx_files import Some

Row = dict[str, Any]
ON_ONE_TERM = 250


class Many(Some):
    """So many statements, 250 on each term, by 50 actors, each in a source of its own."""

    def __init__(self, number: int) -> None:
        self.number = number

    def each(self, kind: str) -> Iterator[Row]:
        """The documents of a kind."""
        if kind == "term":
            return (_term(n) for n in range(0, self.number, ON_ONE_TERM))
        if kind == "actor":
            return ({"slug": f"actor-{n:02}", "name": f"Actor {n}", "aliases": [], "revision": 1} for n in range(50))
        if kind == "event":
            return iter(())
        return (_source(n) if kind == "source" else _statement(n) for n in range(self.number))


def _term(number: int) -> Row:
    empty: Row = {"variants": [], "equivalents": [], "relations": []}
    return {"slug": f"term-{number:07}", "preferred": f"term {number}", "gloss": "A gloss.", **empty, "revision": 1}


def _source(number: int) -> Row:
    return {"slug": f"source-{number:07}", "title": f"Source {number}", "publisher": "A publisher", "revision": 1}


def _statement(number: int) -> Row:
    term = number - number % ON_ONE_TERM
    actor = number % ON_ONE_TERM // 5
    source = {"title": f"Source {number}", "publisher": "A publisher", "url": "https://example.org/", "type": "treaty"}
    return {
        **dict.fromkeys(("speaking_as", "reported_by", "locator", "note"), ""),
        "id": f"statement-{number:07}",
        "term": {"slug": f"term-{term:07}", "preferred": f"term {term}"},
        "term_as_written": f"term {term}",
        "language": "en",
        "actor": {"slug": f"actor-{actor:02}", "name": f"Actor {actor}", "kind": "person"},
        "with": [],
        "source": {"slug": f"source-{number:07}", **source, "published": "2023-11-01", "language": "en"},
        "said": "2023-11-01",
        "conflict": {"slug": "general", "label": "General"},
        "event": None,
        "kind": "definition" if number % 3 else "usage",
        "stance": "defines",
        "wording": "quote",
        "quote": "a halt in fighting of limited duration " * 4 + str(number),
        "summary": "Says what the term means and how long it lasts. " * 4 + str(number),
        "facets": [{"dimension": "duration", "text": "limited", "codes": ["days"]}],
        "attribution": "direct",
        "confidence": "high",
        "disputes": [],
        "revision": 1,
    }
