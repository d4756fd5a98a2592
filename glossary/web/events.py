"""Events: the list, and an event with the terms used in statements on it: by whom, with which stance, when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Response, url_for

from glossary.services.comparison.comparing import fits
from glossary.services.reading import counting, listing, parts
from glossary.services.reading import published as reading
from glossary.services.reading.parts import OnTerm
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
    shown_now = face(pages.record("event", slug))
    return pages.show(shown_now, feeds=[], keep=shown_now.more["stretch"].query, json=[])


def face(found: Document) -> pages.Face:
    """How an event is shown, with the statements that there are now: a stretch of them, oldest first."""
    slug = found["slug"]
    terms = parts.terms_by_use(event=slug)
    stretch = stretches.asked(sum(one.number for one in terms), stretches.MOST_WITH_NAMES)
    statements = parts.oldest(stretch.first - 1, stretch.most, event=slug)
    description = (
        f"Terms used in {wording.count(stretch.total, 'statement')} about this event, "
        "each with its speaker, stance, language, date and source."
    )
    more = {
        "event": found,
        "stretch": stretch,
        "steps": list(stretch.steps(f"/events/{slug}")),
        "statements": statements,
        "terms": terms,
        "names": _names(terms, statements),
        "tables": tables.offered(f"/events/{slug}"),
        "side_by_side": _side_by_side(slug, stretch.total),
    }
    return pages.Face("event.html", stretch.title(found["name"]), description, more)


def _side_by_side(slug: str, number: int) -> str:
    """The address of the event's comparison; empty where there is too little, or too much for one."""
    return links.with_query(url_for("web.compare"), [("event", slug)]) if fits(number) else ""


def _names(terms: Sequence[OnTerm], statements: Sequence[Document]) -> list[tuple[OnTerm, list[Document]]]:
    """Term -> those of these statements that use it, oldest first; terms in their order, without those of none."""
    groups: dict[str, list[Document]] = {}
    for one in statements:
        groups.setdefault(one["term"]["slug"], []).append(one)
    return [(term, groups[slug]) for term in terms if (slug := term.term["slug"]) in groups]


def table(ending: str, slug: str) -> Response:
    """The statements about an event to take along, oldest first."""
    pages.record("event", slug)
    return tables.answer(reading.statements_of(event=slug), ending, slug)
