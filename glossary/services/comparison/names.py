"""One event, all its names: who called it what, grouped by the term that a name is filed under."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from glossary.services.comparison.columns import Document, in_time, oldest_first


def names(statements: Iterable[Document]) -> list[dict[str, Any]]:
    """Each term with the ids of the statements that use it, in the order of `by_name`."""
    return [{"term": some[0]["term"], "statements": [one["id"] for one in some]} for some in by_name(statements)]


def by_name(statements: Iterable[Document]) -> list[list[Document]]:
    """The statements on each term: terms in the order of their first use, by whoever reported it.

    Under a term the speakers' own texts come first, oldest first; then what others reported, translated or recast.
    """
    groups: dict[str, list[Document]] = {}
    for one in oldest_first(statements):
        groups.setdefault(one["term"]["slug"], []).append(one)
    return [sorted(some, key=lambda one: (one["attribution"] != "direct", *in_time(one))) for some in groups.values()]
