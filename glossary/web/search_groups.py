"""Results in groups, and the other ways to show and order them; each at its own address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from glossary.services.searching import searching
from glossary.web import search_parts
from glossary.web.search_state import State, address

Document = dict[str, Any]
WAYS = (("", "by statement"), ("term", "by term"), ("actor", "by actor"))
SORTS = (("relevance", "relevance"), ("newest", "newest first"), ("oldest", "oldest first"), ("actor", "actor, A to Z"))
ORDER_RULES = {
    "relevance": "Best match first: how many of the words a statement has, and terms and actors that the words name, "
    "count most; then how rare the words are and how often they stand in it. Where only terms are named, definitions "
    "are raised. Equal matches newest first.",
    "newest": "Newest first, by the first day on which it may have been said; of one day, by the record’s address.",
    "oldest": "Oldest first, by the first day on which it may have been said; of one day, by the record’s address.",
    "actor": "By actor, A to Z; of one actor, oldest first.",
}
GROUP_RULES = {
    "term": "Terms with most statements first, then A to Z. Within a term: ",
    "actor": "Actors with most statements first, then A to Z; a joint text counts for each of its actors. "
    "Within an actor: ",
}
Choice = tuple[str, str | None]
"""Words, and the address of what they name; none for what is shown now."""


def groups(answer: Document, state: State) -> list[Document]:
    """Each group with its entry, its first statements explained, and the address of all of them.

    A joint text stands in several groups; after the first time it is marked as shown before, as a page holds each
    record's anchor and tick box once.
    """
    facet, met = answer["interpreted"]["group"], set[str]()
    loosened = answer["interpreted"]["at_least"] is not None
    found = []
    for group in answer["groups"]:
        hits = [search_parts.explained(hit, loosened=loosened) for hit in group["hits"]]
        for hit in hits:
            hit["again"] = hit["statement"]["id"] in met
            met.add(hit["statement"]["id"])
        found.append(
            {
                **group,
                "hits": hits,
                "entry": f"/{facet}s/{group['value']}",
                "address": _alone(facet, group["value"], state),
            }
        )
    return found


def _alone(facet: str, value: str, state: State) -> str:
    """All statements of one group: the search narrowed to it, without what its facet took along."""
    widening = "narrower" if facet == "term" else "with"
    kept = [pair for pair in state.pairs if pair[0] not in ("group", facet, widening)]
    return address([*kept, (facet, value)])


def ways(answer: Document, state: State) -> list[Choice]:
    """By statement, or grouped."""
    present = answer["interpreted"]["group"] or ""
    return [(words, None if name == present else state.but({"group": name or None})) for name, words in WAYS]


def sorts(answer: Document, state: State) -> list[Choice]:
    """The orders there are. Without words there is no relevance."""
    present = answer["interpreted"]["sort"]
    fitting: Sequence[tuple[str, str]] = SORTS if answer["interpreted"]["text"] else SORTS[1:]
    return [(words, None if name == present else state.but({"sort": name})) for name, words in fitting]


def order_rule(answer: Document) -> str:
    """How the hits are ordered. Without an index there is no measure of relevance; the newest come first then."""
    asked = answer["interpreted"]
    without_index = answer["notice"] == searching.NOTICE and asked["sort"] == "relevance"
    rule = ORDER_RULES["newest" if without_index else asked["sort"]]
    return GROUP_RULES[asked["group"]] + rule[0].lower() + rule[1:] if asked["group"] else rule
