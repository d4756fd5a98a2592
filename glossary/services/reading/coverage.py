"""What is recorded under a term and what is not: by whom, in which languages and years, from how few sources.

Counted from public documents alone. Each number stands with the very things that it counts. A joint text counts for its
actor and for everybody named beside it. What nobody says is named as silence: nothing here says that it was never said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations, pairwise
from typing import Any, NamedTuple

from glossary.dates import years
from glossary.services.reading import published as reading
from glossary.services.reading import vocabularies

Document = dict[str, Any]
MOST_PAIRS, MOST_ACTORS = 5, 400


def of_term(statements: Sequence[Document], records: Any = reading) -> Document:
    """The coverage of a term by all its statements, oldest first. `records`: where the actors above them are read."""
    return {
        "kinds": _kinds(statements),
        "affiliations": _affiliations(statements, records),
        "languages": _numbers(statements, lambda one: [one["language"]]),
        "years": sorted(_numbers(statements, _years)),
        "gaps": gaps(year for one in statements for year in years(one["said"])),
        "sources": _sources(statements),
        "one_source": _from_one_source(statements),
        "unquoted": [one for one in statements if one["wording"] == "paraphrase"],
        "second_hand": [one for one in statements if one["attribution"] != "direct"],
        "dimensions": _dimensions(statements),
        "silent": _missing("dimensions", {facet["dimension"] for one in statements for facet in one["facets"]}),
        "without": {
            "kinds": _missing("statement_kinds", {one["kind"] for one in statements}),
            "stances": _missing("stances", {one["stance"] for one in statements} | {"none"}),
            "actor_kinds": _missing("actor_kinds", {party["kind"] for one in statements for party in parties(one)}),
        },
    }


def passages(statements: Sequence[Document], here: Document) -> dict[tuple[str, Any], list[Document]]:
    """What each number of a coverage counts, where no search lists it: ("language", "ar") -> those statements.

    By kind of actor, language, source, year, and by affiliation under ("actor", slug).
    """
    found: dict[tuple[str, Any], list[Document]] = {}
    within = {group["top"]["slug"]: {actor["slug"] for actor in group["actors"]} for group in here["affiliations"]}
    for one in statements:
        speakers = parties(one)
        slugs = {actor["slug"] for actor in speakers}
        keys = [("language", one["language"]), ("source", one["source"]["slug"])]
        keys += [("year", year) for year in years(one["said"])]
        keys += [("actor_kind", kind) for kind in {actor["kind"] for actor in speakers}]
        keys += [("actor", top) for top, members in within.items() if not members.isdisjoint(slugs)]
        for key in keys:
            found.setdefault(key, []).append(one)
    return found


def parties(statement: Document) -> list[Document]:
    """The actor and everybody named beside it, each once."""
    named = [statement["actor"], *(party["actor"] for party in statement["with"])]
    return list({actor["slug"]: actor for actor in named}.values())


def by_actor(statements: Iterable[Document]) -> dict[str, tuple[Document, list[Document]]]:
    """Slug -> actor and its statements, joint ones included; actors in the order of their first."""
    found: dict[str, tuple[Document, list[Document]]] = {}
    for one in statements:
        for actor in parties(one):
            found.setdefault(actor["slug"], (actor, []))[1].append(one)
    return found


def gaps(found: Iterable[int]) -> list[tuple[int, int]]:
    """First and last year of each stretch without any of these, between the first and the last of them."""
    known = sorted(set(found))
    return [(before + 1, after - 1) for before, after in pairwise(known) if after - before > 1]


def pairs(statements: Iterable[Document], order: Callable[[Document], Any], of: str = "") -> list[Document]:
    """The pairs of actors with most dimensions on which both speak, at most five; ties by the `order` of the actors.

    of: an actor that all pairs must have, by its slug.

    Two who stand together in one text are no pair: it would be compared with itself. Of very many actors the 400 that
    speak on most dimensions are looked at.
    """
    spoken = [_Speaker(actor, {one["id"] for one in own}, _spoken(own)) for actor, own in by_actor(statements).values()]
    speaking = sorted((one for one in spoken if one.points), key=lambda one: (-len(one.points), order(one.actor)))
    chosen = [one for at, one in enumerate(speaking) if at < MOST_ACTORS or one.actor["slug"] == of]
    looked_at = sorted(chosen, key=lambda one: order(one.actor))
    return [
        {"actors": [one.actor, other.actor], "dimensions": one.points & other.points}
        for one, other in _best(looked_at, of)
    ]


class _Speaker(NamedTuple):
    actor: Document
    ids: set[str]
    points: set[str]


def _best(speakers: Sequence[_Speaker], of: str) -> list[tuple[_Speaker, _Speaker]]:
    """The pairs that share most, of equal ones those that come first. There may be 80,000: sets as bits are quicker."""
    bit = {point: 1 << place for place, point in enumerate(sorted(set[str]().union(*(one.points for one in speakers))))}
    bits = [sum(bit[point] for point in one.points) for one in speakers]
    found: list[tuple[int, int, int]] = []
    enough = 0
    for one, other in combinations(range(len(speakers)), 2):
        if of and of not in (speakers[one].actor["slug"], speakers[other].actor["slug"]):
            continue
        number = (bits[one] & bits[other]).bit_count()
        if number > enough and speakers[one].ids.isdisjoint(speakers[other].ids):
            found = sorted([*found, (-number, one, other)])[:MOST_PAIRS]
            enough = -found[-1][0] if len(found) == MOST_PAIRS else 0
    return [(speakers[one], speakers[other]) for _, one, other in found]


def _spoken(statements: Iterable[Document]) -> set[str]:
    return {facet["dimension"] for one in statements for facet in one["facets"] if facet["text"] or facet["codes"]}


def _kinds(statements: Sequence[Document]) -> list[Document]:
    """Kinds of actor in their own order, each with its actors and statements."""
    everyone = by_actor(statements)
    numbers = Counter(kind for one in statements for kind in {party["kind"] for party in parties(one)})
    found = []
    for kind in vocabularies.vocabulary("actor_kinds"):
        actors = [actor for actor, _ in everyone.values() if actor["kind"] == kind]
        found += [{"kind": kind, "actors": actors, "statements": numbers[kind]}] if actors else []
    return found


def known_above(statements: Iterable[Document], records: Any = reading) -> dict[str, Document]:
    """The actors of some statements and all that they are affiliated with, directly or further up, by slug."""
    known: dict[str, Document] = {}
    wanted = set(by_actor(statements))
    while wanted:
        known |= records.some("actor", wanted)
        above = {actor["affiliation"]["slug"] for actor in known.values() if actor["affiliation"]}
        wanted = above - set(known)
    return known


def chain(slug: str, known: Mapping[str, Document]) -> list[str]:
    """An actor and what it is affiliated with, upwards; a circle ends where it would begin again."""
    found = [slug]
    while slug in known and (above := known[slug]["affiliation"]) and above["slug"] not in found:
        slug = above["slug"]
        found.append(slug)
    return found


def _affiliations(statements: Sequence[Document], records: Any) -> list[Document]:
    """What has people or bodies among the speakers, with them and their statements; most actors first, then by slug."""
    groups: dict[str, Document] = {}
    known = known_above(statements, records)
    everyone = by_actor(statements)
    tops = {slug: known[chain(slug, known)[-1]] for slug in everyone}
    for slug, (actor, _) in everyone.items():
        top = tops[slug]
        groups.setdefault(top["slug"], {"top": top, "actors": [], "statements": 0})["actors"].append(actor)
    for one in statements:
        for top_slug in {tops[party["slug"]]["slug"] for party in parties(one)}:
            groups[top_slug]["statements"] += 1
    joined = [g for g in groups.values() if [actor["slug"] for actor in g["actors"]] != [g["top"]["slug"]]]
    return sorted(joined, key=lambda group: (-len(group["actors"]), group["top"]["slug"]))


def _years(statement: Document) -> list[int]:
    return list(years(statement["said"]))


def _numbers(statements: Iterable[Document], values: Callable[[Document], Iterable[Any]]) -> list[tuple[Any, int]]:
    """Value -> number of statements with it; most first, then by value."""
    found: dict[Any, int] = {}
    for one in statements:
        for value in values(one):
            found[value] = found.get(value, 0) + 1
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))


def _sources(statements: Iterable[Document]) -> list[Document]:
    """Each source with the number of statements that were read in it; most first, then by slug."""
    works = {one["source"]["slug"]: one["source"] for one in statements}
    return [
        {"source": works[slug], "statements": number}
        for slug, number in _numbers(statements, lambda one: [one["source"]["slug"]])
    ]


def _from_one_source(statements: Iterable[Document]) -> list[Document]:
    """The actors whose statements on the term were all read in one source, in the order of their first."""
    return [actor for actor, own in by_actor(statements).values() if len({one["source"]["slug"] for one in own}) == 1]


def _dimensions(statements: Sequence[Document]) -> list[tuple[str, list[Document]]]:
    """Dimension -> the statements that speak on it, in the order of the dimensions."""
    speaking: dict[str, list[Document]] = {}
    for one in statements:
        for name in _spoken([one]):
            speaking.setdefault(name, []).append(one)
    return [(name, speaking[name]) for name in vocabularies.vocabulary("dimensions") if name in speaking]


def _missing(vocabulary: str, present: Iterable[str]) -> list[str]:
    found = set(present)
    return [slug for slug in vocabularies.vocabulary(vocabulary) if slug not in found]
