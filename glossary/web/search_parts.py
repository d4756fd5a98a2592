"""The query as it was understood, part by part, each with the address of the search without it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby, product
from typing import Any
from urllib.parse import parse_qs, urlsplit

from glossary.dates import in_words
from glossary.search.operators import NARROWING, Operator
from glossary.services.reading import labels
from glossary.services.searching import narrowing, searching, understanding
from glossary.services.searching.requests import SearchRequest
from glossary.text import fold
from glossary.web import wording
from glossary.web.search_state import State, normal

Document = dict[str, Any]
MOST_MEANINGS = 3
"""Meanings of one word that are named."""
MOST_OFFERS = 6
"""Searches that are tried to find one that has an answer."""
MOST_CROSSINGS = 4
"""Pairs of an actor and a term, both named in a search, of which is told how many statements there are."""
_KINDS = {"kind": "kind", "stance": "stance", "dimension": "point", "term": "term", "actor": "actor", "date": ""}
_ENTRIES = {"term": "/terms/", "actor": "/actors/"}


def understood(answer: Document, state: State) -> Document:
    """What the lines under the search box say; each is empty where it would tell nothing new."""
    asked = answer["interpreted"]
    indexed = answer["notice"] != searching.NOTICE
    meant = readings(asked) if indexed else []
    return {
        "parts": parts(asked, state),
        "passed": [clause["text"] for clause in asked["clauses"] if not clause["sought"]],
        "readings": meant,
        "spelled": asked["spelled"],
        "only": state.but({"exact": "1"}) if asked["spelled"] else None,
        "did_you_mean": asked["did_you_mean"] and (asked["did_you_mean"], state.saying(asked["did_you_mean"])),
        "exactly": state.but({"exact": "1"}) if state.text and not asked["exact"] else None,
        "freely": state.but({"exact": None}) if asked["exact"] else None,
    }


def parts(asked: Document, state: State) -> list[Document]:
    """Words, phrases and typed operators, each with the address without it. Nothing for one plain word."""
    sought = [clause for clause in asked["clauses"] if clause["sought"]]
    found = [
        {
            "kind": clause["kind"],
            "text": clause["text"],
            "excluded": clause["excluded"],
            "address": state.saying(clause["rest"]),
        }
        for clause in sought
    ]
    found += [_operator(operator, state) for operator in state.kept]
    plain = len(asked["clauses"]) == len(found) == 1 and not found[0]["excluded"]
    return [] if plain else found


def _operator(operator: Operator, state: State) -> Document:
    others = [other for other in state.kept if other is not operator]
    return {
        "kind": "operator",
        "text": _said(operator),
        "excluded": operator.excluded,
        "address": state.saying(state.text, others),
    }


def _said(operator: Operator) -> str:
    """An operator in words: the facet and the names of its values, or the date."""
    if operator.name not in NARROWING:
        return f"{operator.name} {in_words(operator.value)}"
    facet = NARROWING[operator.name]
    names = labels.facet_values().get(facet, {})
    values = [names.get(value, value) for value in narrowing.values(operator)]
    return f"{labels.FACET_LABELS[facet].lower()} {_listed(values)}"


def _listed(names: list[str]) -> str:
    if len(names) > MOST_MEANINGS:
        names = [*names[: MOST_MEANINGS - 1], f"{len(names) - MOST_MEANINGS + 1} others"]
    return " or ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def readings(asked: Document) -> list[Document]:
    """What words were recognised as, in their order; nothing where a term's own name is all that was asked."""
    once = {(one["kind"], one["value"]): one for one in reversed(asked["recognised"])}
    some = [one for one in asked["recognised"] if once[one["kind"], one["value"]] is one]
    found = [_reading(text, list(same)) for text, same in groupby(some, lambda one: one["text"])]
    bare = len(asked["clauses"]) == 1 and all(fold(one["text"]) == fold(one["label"]) for one in asked["recognised"])
    return [] if bare else found


def _reading(text: str, meanings: list[Document]) -> Document:
    """One run of words: what it may stand for, the first few by name."""
    named = [
        {
            "kind": _KINDS.get(one["kind"], one["kind"]),
            "label": one["label"],
            "address": _ENTRIES[one["kind"]] + one["value"] if one["kind"] in _ENTRIES else None,
            "along": _along(one["kind"], one["value"]),
        }
        for one in meanings
    ]
    return {"text": text, "meanings": named[:MOST_MEANINGS], "others": max(0, len(named) - MOST_MEANINGS)}


def _along(kind: str, value: str) -> str:
    """What belongs to something recognised and raises hits with it, in words."""
    if kind == "actor" and understanding.people_and_bodies().get(value):
        return "and its people and bodies"
    return "and its narrower terms" if kind == "term" and understanding.narrower_terms().get(value) else ""


def crossings(answer: Document) -> list[Document]:
    """Each actor with each term that the words name or the search is narrowed by: both names, and their statements.

    At most so many, in the order of the words; whatever else is sought, all that is recorded counts.
    """
    pairs = list(product(_named("actor", answer["interpreted"]), _named("term", answer["interpreted"])))
    names = labels.facet_values() if pairs else {}
    return [
        {
            "actor": actor,
            "name": names["actor"][actor],
            "term": term,
            "word": names["term"][term],
            "total": _recorded(actor, term),
        }
        for actor, term in pairs[:MOST_CROSSINGS]
    ]


def _named(facet: str, asked: Document) -> Iterable[str]:
    recognised = (one["value"] for one in asked["recognised"] if one["kind"] == facet)
    return dict.fromkeys([*asked["filters"].get(facet, ()), *recognised])


def _recorded(actor: str, term: str) -> int:
    request = SearchRequest(filters={"actor": (actor,), "term": (term,)}, limit=1)
    return int(searching.search(request, facets=())["total"])


def shown_text(answer: Document, state: State) -> str:
    """The words that the hits were found by: those asked for, in the spelling that was read."""
    text = state.text
    for one in answer["interpreted"]["spelled"]:
        text = text.replace(one["written"], one["read"])
    return text


def first_lacking(answer: Document, state: State) -> int | None:
    """The place on this page of the first hit that lacks words, where those with all of them do come first."""
    asked, whole = answer["interpreted"], int(answer["whole"])
    if asked["at_least"] is None or not whole or asked["sort"] != "relevance":
        return None
    place = max(0, whole - state.request.offset)
    lacks = [bool(hit["missing"]) for hit in answer["hits"]]
    return place if place < len(lacks) and lacks == [n >= place for n in range(len(lacks))] else None


def explained(hit: Document, *, loosened: bool) -> Document:
    """A hit with the words for why it is there and what it lacks; each reason once."""
    reasons = {(one["text"], one["kind"], one["of"]): one for one in hit["found_by"]}
    return {
        **hit,
        "reasons": [{**one, **wording.found(one["kind"], one["of"])} for one in reasons.values()],
        "lacks": hit["missing"] if loosened else [],
    }


def offers(answer: Document, state: State, chosen: Iterable[Document]) -> list[Document]:
    """For a search that finds nothing: the same without one part or one thing chosen, where that finds something."""
    asked = [{"label": part["text"], **part} for part in parts(answer["interpreted"], state)]
    found = []
    for one in [*asked, *chosen][:MOST_OFFERS]:
        smaller = normal(parse_qs(urlsplit(one["address"]).query)).request
        if total := searching.search(replace(smaller, limit=1, group=""), facets=())["total"]:
            found.append({**one, "total": total})
    return found
