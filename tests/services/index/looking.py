"""What tests of the index look with: a search for all statements, and a clock that they move."""

from __future__ import annotations

from glossary.services.searching import searching
from glossary.services.searching.requests import read_request


def found(text: str) -> set[str]:
    """Ids of all statements that a search gives."""
    answer = searching.search(read_request({"q": [text], "limit": ["1000"]}))
    assert answer["notice"] is None
    return {hit["statement"]["id"] for hit in answer["hits"]}


class Ticks:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.now: float = 0

    def __call__(self) -> float:
        return self.now
