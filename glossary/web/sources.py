"""Sources: the list, and a source with the statements that were read in it."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from glossary.dates import in_words
from glossary.services import reading
from glossary.web import pages, wording

Document = dict[str, Any]


def index() -> str:
    """All sources by type, in each type by title."""
    kinds = reading.vocabulary("source_types")
    place = {slug: number for number, slug in enumerate(kinds)}
    found = sorted(reading.every("source"), key=lambda s: (place[s["type"]], s["title"].casefold(), s["slug"]))
    return pages.render(
        "sources.html",
        "Sources",
        f"{wording.count(len(found), 'source')} in which statements were read, by type and title.",
        groups=[(kind, list(some)) for kind, some in groupby(found, key=lambda source: source["type"])],
        kinds=kinds,
        counts=reading.statement_counts("source"),
        total=len(found),
    )


def source(slug: str) -> str:
    """One source: who published it when, where it was read, its rights, and its statements, oldest first."""
    found = pages.record("source", slug)
    statements = reading.statements_of(source=slug)
    return pages.render(
        "source.html",
        found["title"],
        f"{wording.count(len(statements), 'statement')} read in this source: {wording.isolated(found['title'])}, "
        f"{found['publisher']}, {in_words(found['published'])}.",
        source=found,
        types=reading.vocabulary("source_types"),
        statements=statements,
    )
