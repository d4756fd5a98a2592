"""Sources: the list, and a source with the statements that were read in it."""

from __future__ import annotations

from typing import Any

from flask import Response

from glossary.dates import in_words
from glossary.services.reading import counting, listing, parts, vocabularies
from glossary.services.reading import published as reading
from glossary.web import described, lists, pages, stretches, tables, wording

Document = dict[str, Any]


def index() -> str:
    """All sources by type, in each type by title."""
    kinds = vocabularies.vocabulary("source_types")
    part = lists.part("source", listing.sources(kinds), "/sources")
    return pages.render(
        "sources.html",
        "Sources",
        f"{wording.count(part.stretch.total, 'source')} in which statements were read, by type and title.",
        keep=part.stretch.query,
        json=[],
        part=part,
        kinds=kinds,
        counts=counting.statement_counts("source", part.slugs),
    )


def source(slug: str) -> str:
    """One source: who published it when, where it was read, its rights, and its statements, oldest first."""
    found = pages.record("source", slug)
    shown_now = face(found)
    keep = shown_now.more["stretch"].query
    return pages.show(shown_now, feeds=[], keep=keep, json=[], described=described.source(found))


def table(ending: str, slug: str) -> Response:
    """The statements read in a source to take along, oldest first."""
    pages.record("source", slug)
    return tables.answer(reading.statements_of(source=slug), ending, slug)


def face(found: Document) -> pages.Face:
    """How a source is shown, with the statements that there are now: a stretch of them, oldest first."""
    stretch = stretches.asked(reading.number_of(source=found["slug"]), stretches.MOST)
    description = (
        f"{wording.count(stretch.total, 'statement')} read in this source: {wording.isolated(found['title'])}, "
        f"{found['publisher']}, {in_words(found['published'])}."
    )
    more = {
        "source": found,
        "types": vocabularies.vocabulary("source_types"),
        "stretch": stretch,
        "steps": list(stretch.steps(f"/sources/{found['slug']}")),
        "statements": parts.oldest(stretch.first - 1, stretch.most, source=found["slug"]),
        "tables": tables.offered(f"/sources/{found['slug']}"),
    }
    return pages.Face("source.html", stretch.title(found["title"]), description, more)
