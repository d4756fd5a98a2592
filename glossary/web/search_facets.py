"""What a search is narrowed by: values as links, what is chosen, and what is taken along with it."""

from __future__ import annotations

from typing import Any

from glossary.dates import in_words
from glossary.services.reading import published as reading
from glossary.services.searching import understanding
from glossary.web import wording
from glossary.web.search_state import State
from glossary.web.search_years import bars

Document = dict[str, Any]
FIRST_VALUES, MOST_VALUES = 6, 18
"""Values of a facet shown at once, and after opening the rest."""
ORDER = ("term", "actor", "year", "kind", "stance", "actor_kind", "conflict", "event", "language", "source")
MOST_NAMED = 8
"""Names taken along that are listed."""


def facets(answer: Document, state: State) -> list[Document]:
    """The facets with values: each value with the address that chooses it or takes it away; years as bars."""
    place = {name: number for number, name in enumerate(ORDER)}
    ordered = sorted(answer["facets"], key=lambda facet: place.get(facet["name"], len(place)))
    return [_facet(facet, state) for facet in ordered if facet["values"] or facet["name"] == "year"]


def _facet(facet: Document, state: State) -> Document:
    """The chosen values first, then those taken along, then the others by their number."""
    if facet["name"] == "year":
        return {**facet, "bars": bars(facet["values"], state), "more": [], "values": []}
    values = sorted(facet["values"], key=lambda value: (not value["selected"], not value["along"]))
    titles = reading.some("source", [one["value"] for one in values]) if facet["name"] == "source" else {}
    rows = [{**value, **_shown(facet["name"], value, state), "source": titles.get(value["value"])} for value in values]
    more, others = rows[FIRST_VALUES:MOST_VALUES], facet["others"]
    beyond = "more" if others is None else f"{len(rows) - MOST_VALUES + others} others"
    none = len(rows) <= MOST_VALUES and not others
    return {**facet, "values": rows[:FIRST_VALUES], "more": more, "beyond": "" if none else beyond}


def _shown(name: str, value: Document, state: State) -> Document:
    return {"label": label(name, value), "address": toggle(name, value, state)}


def label(name: str, value: Document) -> str:
    """A value in the words of the pages."""
    if name == "stance":
        return wording.stance_words(value["value"])
    return wording.language(value["value"]) if name == "language" else str(value["label"])


def toggle(name: str, value: Document, state: State) -> str | None:
    """The address with the value chosen, or without it; None where it was typed, or where no more can be chosen."""
    pair = (name, str(value["value"]))
    if value["selected"]:
        return state.minus(pair) if state.has(*pair) else None
    return state.plus(pair) if state.has_room() else None


def chosen(answer: Document, state: State) -> list[Document]:
    """Everything the search is narrowed by through the address, each with the address that takes it away."""
    found = [
        {"name": facet["label"], "label": label(facet["name"], value), "address": state.minus(pair)}
        for facet in answer["facets"]
        for value in facet["values"]
        for pair in [(facet["name"], value["value"])]
        if value["selected"] and state.has(*pair)
    ]
    given = dict(state.pairs)
    for name, said in (("from", "Said from"), ("to", "Said until")):
        if name in given:
            day = in_words(answer["interpreted"][name])
            found.append({"name": said, "label": day, "address": state.but({name: None})})
    return found


def rollups(answer: Document, state: State) -> list[Document]:
    """Narrower terms of the chosen terms, people and bodies of the chosen actors: taken along or not, and which."""
    below = {"term": understanding.narrower_terms(), "actor": understanding.people_and_bodies()}
    switches = (("term", "narrower", "1"), ("actor", "with", "affiliated"))
    found = []
    for facet, name, value in switches:
        picked = [slug for kind, slug in state.pairs if kind == facet]
        along = {slug for one in picked for slug in below[facet].get(one, ())} - set(picked)
        if along:
            on = (name, value) in state.pairs
            target = state.but({name: None if on else value})
            found.append({"facet": facet, "on": on, "address": target, "number": len(along), "many": len(picked) > 1})
            found[-1] |= _taken(answer, facet) if on else {}
    return found


def _taken(answer: Document, facet: str) -> Document:
    """What was taken along and has statements here, most first. Each statement has one term, but perhaps two actors."""
    rows = [row for one in answer["facets"] if one["name"] == facet for row in one["values"] if row["along"]]
    return {
        "statements": sum(row["count"] for row in rows),
        "named": rows[:MOST_NAMED],
        "others": max(0, len(rows) - MOST_NAMED),
    }
