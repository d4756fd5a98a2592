"""Which term, or which actor, is meant by a name in somebody's table: candidates, how well each fits, and how surely.

The score, from 0 to 100: how much the best name of the candidate is like the query; where properties are asked for,
each counts `PROPERTY_WEIGHT` beside the name's 1; a candidate without a type that is wished for keeps `WRONG_TYPE` of
it. Equal scores stand in the order of names.

A candidate is a match, which a program may take without asking, only if it is unambiguous: it alone of all candidates
has exactly this name (or this slug, its id), every property that is asked for and known here, and a type that is asked
for. A surname alone is never certain: others bear it whom the glossary does not know.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from heapq import nsmallest
from itertools import chain, islice
from typing import Any, NamedTuple

from rapidfuzz import fuzz

from glossary.services.reading.labels import plain
from glossary.services.reconciling.asked import MOST_LETTERS, Query
from glossary.services.reconciling.properties import Wish, wishes
from glossary.services.reconciling.table import MOST_NEAR, Entity, Found, Table, table

Document = dict[str, Any]
WHOLE = 100.0
LEAST = 60.0
"""Names that are less like the query are no candidates."""
WITHIN = 0.9
"""What all words of a name within a longer one count, and a surname alone."""
PROPERTY_WEIGHT = 0.4
WRONG_TYPE = 0.5
MOST_HELD = 2_000
"""Entities that are looked at for each property of a query without a name."""


class Likeness(NamedTuple):
    """How much the names of an entity are like the query; whether one is the same, and one of these makes certain; the
    languages of those that are most like it.
    """

    score: float
    same: bool
    sure: bool
    languages: frozenset[str]


class Judged(NamedTuple):
    """A candidate: its number in the table and its score; whether it may be what is meant, as no other may be if it is
    to be a match; whether it would be one; and what was compared.
    """

    number: int
    score: float
    possible: bool
    sure: bool
    features: dict[str, float | bool]


def reconcile(kind: str, queries: Mapping[str, Query]) -> dict[str, list[Document]]:
    """Candidates for each query under its name, best first. `kind`: term or actor."""
    names = table(kind)
    return {name: _candidates(kind, query, names) for name, query in queries.items()}


def _candidates(kind: str, query: Query, names: Table) -> list[Document]:
    if len(query.text) > MOST_LETTERS:
        return []
    asked = wishes(kind, query.properties, names)
    found = _by_name(query.text, names) if query.text else _by_property(asked, query, names)
    judged = [one for number, likeness in found.items() if (one := _judged(number, likeness, query, asked, names))]
    judged.sort(key=lambda one: (-one.score, one.number))
    possible = [one for one in judged if one.possible]
    match = possible[0] if len(possible) == 1 and possible[0].sure else None
    return [_document(one, names.entities[one.number], one is match) for one in judged[: query.limit]]


def _by_name(text: str, names: Table) -> dict[int, Likeness]:
    """The entities one of whose names is like the text, or whose slug it is."""
    key = names.key(text)
    best: dict[int, Likeness] = {}
    for found in chain(names.exact(key), names.near(key)):
        likeness = _likeness(key, found)
        if likeness.score >= LEAST:
            best[found.entity] = _better(best.get(found.entity), likeness)
    if text.strip() in names.places:
        number = names.places[text.strip()]
        best[number] = Likeness(WHOLE, True, True, best[number].languages if number in best else frozenset())
    return best


def _likeness(key: str, found: Found) -> Likeness:
    languages = frozenset((found.language.lower(),))
    if key == found.key:
        return Likeness(WHOLE if found.sure else WHOLE * WITHIN, True, found.sure, languages)
    alike = max(fuzz.ratio(key, found.key), fuzz.token_sort_ratio(key, found.key))
    return Likeness(max(alike, WITHIN * fuzz.token_set_ratio(key, found.key)), False, False, languages)


def _better(one: Likeness | None, other: Likeness) -> Likeness:
    """Both names of one entity taken together."""
    if one is None:
        return other
    best = max(one, other, key=lambda likeness: likeness.score)
    languages = one.languages | other.languages if one.score == other.score else best.languages
    return Likeness(best.score, one.same or other.same, one.sure or other.sure, languages)


def _by_property(asked: Iterable[Wish], query: Query, names: Table) -> dict[int, Likeness | None]:
    """The entities that have most of what is asked for, at most `MOST_NEAR`; there is no name to compare."""
    held: Counter[int] = Counter()
    for wish in asked:
        having = chain.from_iterable(names.holders(wish.property.compares, value) for value in sorted(wish.fitting))
        held.update(set(islice(having, MOST_HELD)))
    possible = (
        number for number in held if query.strict == "should" or _typed(names.entities[number], query) is not False
    )
    return dict.fromkeys(nsmallest(MOST_NEAR, possible, key=lambda number: (-held[number], number)))


def _judged(number: int, likeness: Likeness | None, query: Query, asked: list[Wish], names: Table) -> Judged | None:
    """The candidate, unless it lacks a type that it must have."""
    entity = names.entities[number]
    typed = _typed(entity, query)
    if typed is False and query.strict != "should":
        return None
    fits: dict[str, bool] = {}
    for wish in asked:
        fits[wish.property.id] = fits.get(wish.property.id, True) and _fits(entity, wish, likeness)
    score = _score(likeness, list(fits.values())) * (WRONG_TYPE if typed is False else 1)
    same, sure = (likeness.same, likeness.sure) if likeness else (any(wish.property.identifies for wish in asked),) * 2
    possible = same and typed is not False and all(fits.values())
    return Judged(number, round(score, 2), possible, sure, dict(_features(likeness, typed, fits)))


def _typed(entity: Entity, query: Query) -> bool | None:
    """Whether the entity has the types that are asked for; None where none is."""
    if not query.types:
        return None
    enough = all if query.strict == "all" else any
    return enough(one in entity.types for one in query.types)


def _fits(entity: Entity, wish: Wish, likeness: Likeness | None) -> bool:
    held: Iterable[str] = entity.values[wish.property.compares]
    if wish.property.id == "language" and likeness is not None and likeness.languages:
        held = likeness.languages
    return not wish.fitting.isdisjoint(held)


def _score(likeness: Likeness | None, fits: list[bool]) -> float:
    name, weight = (likeness.score, 1.0) if likeness else (0.0, 0.0)
    total = weight + PROPERTY_WEIGHT * len(fits)
    return (name + WHOLE * PROPERTY_WEIGHT * sum(fits)) / total


def _features(
    likeness: Likeness | None, typed: bool | None, fits: Mapping[str, bool]
) -> Iterator[tuple[str, float | bool]]:
    """What was compared, for programs that score by themselves."""
    if likeness is not None:
        yield "name", round(likeness.score, 2)
        yield "exact_name", likeness.same
    if typed is not None:
        yield "type", typed
    yield from ((f"property_{pid}", fits_it) for pid, fits_it in fits.items())


def _document(judged: Judged, entity: Entity, match: bool) -> Document:
    described = {"description": entity.description} if entity.description else {}
    return {
        "id": entity.slug,
        "name": entity.names[0].text,
        **described,
        "score": judged.score,
        "match": match,
        "features": [{"id": name, "value": value} for name, value in judged.features.items()],
        "type": [named(slug) for slug in entity.types],
    }


def named(type_: str) -> Document:
    """A type as it is told: its id and its name."""
    return {"id": type_, "name": plain(type_)}
