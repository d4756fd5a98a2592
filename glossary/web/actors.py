"""Actors: the lists, an actor's statements over time by term, and "did they ever say it?"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Response, request, url_for

from glossary.services.comparison.columns import oldest_first
from glossary.services.comparison.comparing import MAX_COLUMNS, MIN_COLUMNS, fits
from glossary.services.reading import counting, listing, parts, vocabularies
from glossary.services.reading import published as reading
from glossary.services.reading.parts import OnTerm
from glossary.web import described, links, lists, pages, shown, stretches, tables, wording

Document = dict[str, Any]
ORDERS: dict[str, links.Pairs] = {"name": [], "kind": [("by", "kind")]}
"""Order -> what the address of a list in it has more."""
MOST_AFFILIATES = 100
"""Actors that are named on the page of what they are affiliated with; where there are more, a list has them."""


def index() -> str:
    """All actors, or those affiliated with one, from A to Z or by kind, each with the number of its statements."""
    order = request.args.get("by", "")
    order = order if order in ORDERS else "name"
    kinds, speakers = vocabularies.vocabulary("actor_kinds"), counting.speakers()
    above = _affiliation()
    of = [("affiliation", above["slug"])] if above else []
    own = [*of, *ORDERS[order]]
    slug = above["slug"] if above else ""
    listed = listing.actors_by_kind(kinds, slug) if order == "kind" else listing.actors(slug)
    part = lists.part("actor", listed, "/actors", own)
    return pages.render(
        "actors.html",
        "Actors",
        f"{wording.count(speakers, 'actor')} whose words are recorded: people, states, organizations and others.",
        keep=[*own, *part.stretch.query],
        json=[],
        by=order,
        above=above,
        orders={order: links.with_query("/actors", [*of, *more]) for order, more in ORDERS.items()},
        part=part,
        kinds=kinds,
        counts=counting.statement_counts("actor", part.slugs),
        speakers=speakers,
    )


def _affiliation() -> Document | None:
    """What all on the list are to be affiliated with, if the address names it. Raises `NotFound`."""
    slug = request.args.get("affiliation", "").strip()
    return pages.record("actor", slug, "affiliation") if slug else None


def actor(slug: str) -> str:
    """One actor: its names, affiliation and affiliates, and all its statements, oldest first within each term."""
    found = pages.record("actor", slug)
    shown_now = face(found)
    keep = shown_now.more["stretch"].query
    return pages.show(shown_now, feeds=[], keep=keep, json=[], described=described.actor(found))


def face(found: Document) -> pages.Face:
    """How an actor is shown, with the statements that there are now: a stretch of them, by term, then oldest first."""
    slug = found["slug"]
    terms = parts.terms_of(actor=slug)
    stretch = stretches.asked(sum(one.number for one in terms), stretches.MOST)
    here = parts.by_term(terms, stretch.first - 1, stretch.most, actor=slug)
    years = shown.span(parts.span(actor=slug))
    description = (
        f"What {wording.isolated(found['name'])} says: {wording.count(stretch.total, 'statement')}"
        + (f", {years}" if years else "")
        + ", by term, each with its date and source."
    )
    more = {
        "actor": found,
        **_affiliates(slug),
        "stretch": stretch,
        "steps": list(stretch.steps(f"/actors/{slug}")),
        "statements": oldest_first(one for _, some in here for one in some),
        "terms": [(one, stretch.address_of(one.first, f"/actors/{slug}")) for one in terms],
        "here": here,
        "years": years,
        "tables": tables.offered(f"/actors/{slug}"),
        "side_by_side": _side_by_side(slug, terms),
    }
    return pages.Face("actor.html", stretch.title(found["name"]), description, more)


def _affiliates(slug: str) -> Document:
    """Who is affiliated with the actor, and the address of a list of them where not all are named here."""
    found = reading.affiliates(slug, MOST_AFFILIATES + 1)
    more = links.with_query("/actors", [("affiliation", slug)]) if len(found) > MOST_AFFILIATES else ""
    return {"affiliates": found[:MOST_AFFILIATES], "all_affiliates": more}


def _side_by_side(slug: str, terms: Sequence[OnTerm]) -> dict[str, str]:
    """What the actor can be compared with: itself over time, and its uses of its most used terms; name -> address."""
    most = sorted(terms, key=lambda one: -one.number)[:MAX_COLUMNS]
    over_time = [("actor", slug), ("over", "time")] if fits(sum(one.number for one in terms)) else []
    by_term = [("actor", slug), *(("term", one.term["slug"]) for one in most)] if len(most) >= MIN_COLUMNS else []
    return {
        name: links.with_query(url_for("web.compare"), query)
        for name, query in (("over time", over_time), ("by term", by_term))
        if query
    }


def table(ending: str, slug: str) -> Response:
    """The statements of an actor to take along, oldest first."""
    pages.record("actor", slug)
    return tables.answer(reading.statements_of(actor=slug), ending, slug)
