"""Events: the list, and an event with the terms used in statements on it: by whom, with which stance, when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Response, url_for

from glossary.services.comparison.comparing import MIN_COLUMNS, MOST_STATEMENTS
from glossary.services.reading import counting, listing
from glossary.services.reading import published as reading
from glossary.web import links, lists, pages, stretches, tables, wording

Document = dict[str, Any]


def index() -> str:
    """All events, newest first."""
    stretch = stretches.asked(counting.number_of("event"), stretches.MOST_LINES)
    part = lists.Part(stretch, listing.events(stretch.first - 1, stretch.most), "/events")
    return pages.render(
        "events.html",
        "Events",
        f"{wording.count(stretch.total, 'event')} that several statements speak about, whatever each calls it.",
        keep=stretch.query,
        json=[],
        part=part,
        counts=counting.statement_counts("event", part.slugs),
    )


def event(slug: str) -> str:
    """One event: what and when in even words, then the terms used on it, then the statements, oldest first."""
    return pages.show(face(pages.record("event", slug)), feeds=[])


def face(found: Document) -> pages.Face:
    """How an event is shown, with the statements that there are now."""
    slug = found["slug"]
    statements = reading.statements_of(event=slug)
    description = (
        f"Terms used in {wording.count(len(statements), 'statement')} about this event, "
        "each with its speaker, stance, language, date and source."
    )
    more = {
        "event": found,
        "statements": statements,
        "names": _names(statements),
        "tables": tables.offered(f"/events/{slug}"),
        "side_by_side": _side_by_side(slug, len(statements)),
    }
    return pages.Face("event.html", found["name"], description, more)


def _side_by_side(slug: str, number: int) -> str:
    """The address of the event's comparison; empty where there is too little, or too much for one."""
    fits = MIN_COLUMNS <= number <= MOST_STATEMENTS
    return links.with_query(url_for("web.compare"), [("event", slug)]) if fits else ""


def _names(statements: Sequence[Document]) -> list[tuple[Document, list[Document]]]:
    """Term -> who used it, oldest first; terms in the order of their first use."""
    groups: dict[str, list[Document]] = {}
    for one in statements:
        groups.setdefault(one["term"]["slug"], []).append(one)
    return [(some[0]["term"], some) for some in groups.values()]


def table(ending: str, slug: str) -> Response:
    """The statements about an event to take along, oldest first."""
    pages.record("event", slug)
    return tables.answer(reading.statements_of(event=slug), ending, slug)
