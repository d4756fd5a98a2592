"""Neighbouring terms: pairs of terms, and who says of each how its two terms stand to each other.

Claims are laid side by side by what they say. Nobody's is the ruling one: a source's claim and that of the editors
stand in the same column where they say the same, and in two where they do not. Nothing is inferred from several.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from glossary.errors import Invalid
from glossary.services.reading import published as reading
from glossary.services.reading.listing import az_key

CLAIMS = ("broader", "narrower", "related", "contrasted-with")
"""What may be said of the first term of a pair: that it is broader than the second, and so on."""
_TURNED = {"broader": "narrower", "narrower": "broader"}
DIFFERING = "differing"
MOST_TERMS = 20
Document = dict[str, Any]


def neighbours(terms: Sequence[str] = (), show: str = "") -> Document:
    """Pairs of neighbouring terms from A to Z, each with everybody's claims; the first of a pair is first from A to Z.

    `terms`: only pairs with one of these. `show="differing"`: only pairs of which different things are said. Raises
    `NotFound` (or `Moved`) for an unknown term, `Invalid` for another word to show or too many terms.
    """
    wanted = tuple(dict.fromkeys(terms))
    if len(wanted) > MOST_TERMS:
        raise Invalid(f"Neighbours are narrowed by at most {MOST_TERMS} terms; {len(wanted)} were asked for.")
    if show not in ("", DIFFERING):
        raise Invalid(f"The parameter show takes {DIFFERING}; not {show[:40]!r}.")
    every = {term["slug"]: term for term in reading.every("term")}
    for slug in wanted:
        if slug not in every:
            reading.document("term", slug)  # says what is wrong with an unknown or moved one
    pairs = _pairs(every)
    named = [pair for pair in pairs if not wanted or {one["slug"] for one in pair["terms"]} & {*wanted}]
    differing = [pair for pair in named if pair["differing"]]
    return {
        "pairs": differing if show else named,
        "total": len(named),
        "differing": len(differing),
        "claims": sum(len(pair["claims"]) for pair in named),
        "filters": {"term": list(wanted), "show": show or None},
    }


def _pairs(every: Mapping[str, Document]) -> list[Document]:
    """All pairs of which anything is said, from A to Z by their first terms, then by their second."""
    found: dict[tuple[str, str], list[Document]] = {}
    for term in every.values():
        for relation in term["relations"]:
            pair, claim = _claim(term, every[relation["term"]["slug"]], relation)
            found.setdefault(pair, []).append(claim)
    ordered = sorted(found, key=lambda pair: [_place(every[slug]) for slug in pair])
    return [_pair([every[slug] for slug in pair], found[pair]) for pair in ordered]


def _claim(here: Document, there: Document, relation: Document) -> tuple[tuple[str, str], Document]:
    """The pair that a relation is of, and what it says of the first term.

    A record says what the *other* term is to its own: of its `broader` terms it is itself the narrower one.
    """
    said: str = relation["type"]
    kind = _TURNED.get(said, said)
    if _place(there) < _place(here):
        here, there, kind = there, here, _TURNED.get(kind, kind)
    return (here["slug"], there["slug"]), {"first_is": kind, "according_to": relation["according_to"]}


def _pair(terms: Sequence[Document], claims: Sequence[Document]) -> Document:
    """Claims by what they say, then by who says it: the editors, then sources by publisher and title."""
    ordered = sorted(claims, key=lambda claim: (CLAIMS.index(claim["first_is"]), *_claimant(claim["according_to"])))
    kinds = list(dict.fromkeys(claim["first_is"] for claim in ordered))
    named = [{"slug": term["slug"], "preferred": term["preferred"]} for term in terms]
    return {"terms": named, "claims": ordered, "differing": len(kinds) > 1}


def _claimant(source: Document | None) -> tuple[str, str, str]:
    return (az_key(source["publisher"]), az_key(source["title"]), source["slug"]) if source else ("", "", "")


def _place(term: Document) -> tuple[str, str]:
    return az_key(term["preferred"]), term["slug"]
