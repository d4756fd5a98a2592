"""An actor on a term, "did they ever say it?": its uses, or that none is recorded, what that means, what is near."""

from __future__ import annotations

from typing import Any

from flask import url_for

from glossary.services.comparison.comparing import fits
from glossary.services.reading import parts, speakers
from glossary.services.reading import published as reading
from glossary.web import links, pages, stretches, wording

Document = dict[str, Any]
MOST_NAMED = 200
"""Actors that are named in one list on the page; where there are more, it leads to where they are listed in parts."""


def on_term(slug: str, term: str) -> str:
    """Whether an actor is recorded with a term: its uses, or "no statement recorded", what that means, what is near."""
    actor, subject = pages.record("actor", slug), pages.record("term", term, "term")
    stretch = stretches.asked(reading.number_of(actor=slug, term=term), stretches.MOST)
    name, word = wording.isolated(actor["name"]), wording.isolated(subject["preferred"])
    told = wording.count(stretch.total, "statement") if stretch.total else "no statement"
    kin = speakers.kin_on_term(slug, _above(actor), term)
    alternatives = [one for one in speakers.on_term(term) if one["slug"] != slug]
    return pages.render(
        "actor_on_term.html",
        stretch.title(f"{name} on {word}"),
        f"{name} on {word}: {told} recorded, each with its date and source.",
        keep=stretch.query,
        json=[],
        actor=actor,
        term=subject,
        stretch=stretch,
        steps=list(stretch.steps(f"/actors/{slug}/{term}")),
        statements=parts.oldest(stretch.first - 1, stretch.most, actor=slug, term=term),
        over_time=_over_time(slug, term, stretch.total),
        others=[one for one in parts.terms_of(actor=slug) if one.term["slug"] != term],
        near={relation["term"]["slug"]: relation["type"] for relation in reading.term_relations(term)},
        kin=kin,
        alternatives=alternatives,
        most=MOST_NAMED,
    )


def _over_time(actor: str, term: str, number: int) -> str:
    """The address of the actor's uses side by side; empty where there are too few, or too many for one comparison."""
    query = [("actor", actor), ("over", "time"), ("term", term)]
    return links.with_query(url_for("web.compare"), query) if fits(number) else ""


def _above(actor: Document) -> list[str]:
    """What the actor belongs to, upwards; a circle ends where it would begin again."""
    above: list[str] = []
    upper = actor["affiliation"]
    while upper and upper["slug"] not in (*above, actor["slug"]):
        above.append(upper["slug"])
        upper = pages.present("actor", upper["slug"])["affiliation"]
    return above
