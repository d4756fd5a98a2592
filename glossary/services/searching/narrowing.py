"""From what a reader typed after `actor:`, `stance:` … to the values of a facet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from glossary.search.operators import NARROWING, Operator
from glossary.services.reading import labels
from glossary.services.searching import understanding
from glossary.text import fold

MOST_VALUES = 20
"""Values that one typed name may stand for; as many as a search may be narrowed by."""
TOO_MANY = "{!r} fits {} titles; only the first {} of them were taken."
UNKNOWN = "The glossary has no {} {!r}; the words were sought instead."


def values(operator: Operator) -> tuple[str, ...]:
    """The values of the operator's facet that its text stands for: an address, a name, or some words of a name."""
    facet, text = NARROWING[operator.name], operator.value
    if facet == "year":
        return (text,) if re.fullmatch(r"\d{4}", text, re.ASCII) else ()
    known = labels.facet_values()[facet]
    slug = fold(text).strip().replace(" ", "-")
    if slug in known:
        return (slug,)
    named = _named(facet, text)
    return tuple(value for value in named if value in known)


def unknown(operator: Operator) -> str:
    """The sentence for an operator whose text names nothing."""
    return UNKNOWN.format(labels.FACET_LABELS[NARROWING[operator.name]].lower(), operator.value[:60])


def too_many(operator: Operator, number: int) -> str:
    """The sentence for an operator whose text fits more titles than can be taken."""
    return TOO_MANY.format(operator.typed[:60], number, MOST_VALUES)


def widened(filters: Mapping[str, tuple[str, ...]], *, narrower: bool, affiliated: bool) -> dict[str, tuple[str, ...]]:
    """The filters with the narrower terms of each term, and the people and bodies of each actor, where that is on."""
    wide = dict(filters)
    if narrower and "term" in wide:
        wide["term"] = _with_below(wide["term"], understanding.narrower_terms())
    if affiliated and "actor" in wide:
        wide["actor"] = _with_below(wide["actor"], understanding.people_and_bodies())
    return wide


def _with_below(chosen: Iterable[str], below: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(slug for one in chosen for slug in (one, *below.get(one, ()))))


def _named(facet: str, text: str) -> list[str]:
    meant = [meaning.value for meaning in understanding.lexicon().meanings(text) if meaning.kind == facet]
    if meant:
        return meant
    wanted = _words(text)
    titles = labels.facet_values()[facet]
    whole = [value for value, title in titles.items() if fold(title) == " ".join(fold(text).split())]
    return whole or [value for value, title in titles.items() if wanted and wanted <= _words(title)]


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", fold(text)))
