"""Choosing what to compare: where to begin, and what was asked for, to be ticked anew, where it makes no comparison."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import request
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from glossary.services.comparison.comparing import MIN_COLUMNS
from glossary.services.comparison.offers import has_people, uses
from glossary.services.comparison.requests import ComparisonRequest
from glossary.services.reading import counting, labels
from glossary.services.reading import published as reading
from glossary.web import compare_links, errors, links, pages, stretches
from glossary.web.terms import sections

Document = dict[str, Any]
MOST_OPTIONS = 400
"""Names in one list to choose from; where there are more, their own pages are the way."""
MOST_BESIDE = 150
"""Statements, with their words, to choose from beside a single one; of 363 the page had 400 kB and more."""


def choice(wanted: ComparisonRequest) -> Response | str | None:
    """The page to choose on, for an address that names nothing yet, or only the one term or actor to choose for."""
    if wanted.statements or wanted.event or wanted.over_time:
        return None
    if not wanted.actors and not wanted.terms:
        return start()
    if len(wanted.terms) == 1 and (not wanted.actors or _is_to_choose()):
        return _actors(wanted.terms[0], wanted.actors, "")
    if not wanted.terms and len(wanted.actors) == 1:
        return _terms(wanted.actors[0], [], "")
    return None


def _is_to_choose() -> bool:
    """Whether the address asks for the list with what it names ticked, and not for the comparison of that."""
    return request.args.get("choose") == compare_links.CHOOSE[1]


def start() -> str:
    """How to compare."""
    names = labels.facet_values()
    return pages.render(
        "compare_start.html",
        "Compare",
        "Lay statements, actors on a term, an actor's terms, an actor over time or an event's names side by side.",
        json=False,
        style=links.static("compare.css"),
        terms=_with_several("term", names["term"]),
        actors=_with_several("actor", names["actor"]),
        events=_with_several("event", names["event"]),
    )


def _with_several(kind: str, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Slug and name of those with two or more statements, A to Z; none where they are too many to list."""
    counts = counting.statement_counts(kind)
    found = [(slug, name) for slug, name in names.items() if counts.get(slug, 0) >= MIN_COLUMNS]
    return sorted(found, key=lambda one: (one[1].casefold(), one[0])) if len(found) <= MOST_OPTIONS else []


def refused(sentence: str, wanted: ComparisonRequest) -> Response | str:
    """What was asked for, to be ticked anew, under the sentence that says what is wrong."""
    plain = not (wanted.as_of or wanted.event or wanted.over_time or wanted.affiliated)
    if plain and wanted.statements and not wanted.actors and not wanted.terms:
        return _statements(wanted.statements, sentence)
    if plain and wanted.actors and len(wanted.terms) == 1 and not wanted.statements:
        return _actors(wanted.terms[0], wanted.actors, sentence)
    if plain and wanted.terms and len(wanted.actors) == 1 and not wanted.statements:
        return _terms(wanted.actors[0], wanted.terms, sentence)
    return errors.page(BadRequest(sentence))


def _statements(statements: Sequence[str], sentence: str) -> Response:
    found = reading.statements(dict.fromkeys(statements))
    terms = {one["term"]["slug"]: one["term"] for one in found}
    more = {"statements": found, "terms": list(terms.values()), "others": sections(_beside(found))}
    return _choose("Two to eight statements can be laid side by side.", sentence, [], more)


def _beside(found: Sequence[Document]) -> list[Document]:
    """What a single statement can be compared with: the others on its term, where they are not too many to list."""
    if len(found) != 1:
        return []
    term = found[0]["term"]["slug"]
    few = counting.statement_counts("term", [term]).get(term, 0) <= MOST_BESIDE
    return [one for one in reading.statements_of(term=term) if one["id"] != found[0]["id"]] if few else []


def _actors(term: str, ticked: Sequence[str], sentence: str) -> Response:
    """The actors on a term: of more than `stretches.MOST_LINES` a stretch, under those that are ticked elsewhere."""
    subject = pages.record("term", term, "term")
    everyone = compare_links.actors_on(term, reading)
    stretch = stretches.asked(len(everyone), stretches.MOST_LINES)
    here = stretch.of(everyone)
    chosen = [*(("actor", slug) for slug in ticked), compare_links.CHOOSE] if ticked else []
    more = {
        "term": subject,
        "actors": here,
        "elsewhere": [one for one in everyone if one["slug"] in ticked and one not in here],
        "ticked": set(ticked),
        "stretch": stretch,
        "steps": list(stretch.steps("/compare", [("term", term), *chosen])),
    }
    keep = [("term", term), *stretch.query]
    return _choose("Two to eight actors can be laid side by side on one term.", sentence, keep, more)


def _terms(actor: str, ticked: Sequence[str], sentence: str) -> Response:
    subject = pages.record("actor", actor, "actor")
    used, names = uses([subject["slug"]])[subject["slug"]], labels.facet_values()["term"]
    terms = sorted(((names[slug], slug, number) for slug, number in used.items()), key=lambda one: one[0].casefold())
    more = {"actor": subject, "uses": terms, "total": sum(used.values()), "ticked": set(ticked)}
    more["people"] = has_people(subject["slug"])
    return _choose("Two to eight terms of one actor can be laid side by side.", sentence, [("actor", actor)], more)


def _choose(description: str, sentence: str, keep: links.Pairs, more: dict[str, Any]) -> Response:
    title = "Choose what to compare"
    body = pages.render("compare_choose.html", title, description, keep=keep, json=False, sentence=sentence, **more)
    return Response(body, 400 if sentence else 200, content_type="text/html; charset=utf-8")
