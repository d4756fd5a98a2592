"""Coverage: what is recorded under a term and what is not, counted from the records and from nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.dates import years
from glossary.services.reading import coverage, vocabularies
from glossary.services.reading import published as reading

TERMS = ("humanitarian-pause", "ceasefire", "armistice", "truce", "no-strike-list")
untimed = settings(deadline=None)
POINTS = ("duration", "area", "consent", "purpose")
ACTORS = [{"slug": f"actor-{n}", "name": f"Name {n}", "kind": "person"} for n in range(6)]


def order(actor: dict[str, Any]) -> str:
    return str(actor["name"])


@st.composite
def statements(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Statements of a few actors, some joint, each on some points."""
    found = []
    for number in range(draw(st.integers(0, 12))):
        actor, *joint = draw(st.permutations(ACTORS))[: draw(st.integers(1, 3))]
        facets = [{"dimension": d, "text": "", "codes": ["x"]} for d in draw(st.sets(st.sampled_from(POINTS)))]
        parties = [{"actor": other, "role": "co-signatory"} for other in joint]
        found.append({"id": f"s{number}", "actor": actor, "with": parties, "facets": facets})
    return found


@untimed
@given(statements(), st.randoms())
def test_pairs_are_the_best_whatever_the_order_of_entry(found: list[dict[str, Any]], random: Any) -> None:
    """No pair left out speaks together on more points; those of one text are none; the order of entry plays no part."""
    offers = coverage.pairs(found, order)
    assert len(offers) <= coverage.MOST_PAIRS
    sizes = [_shared(found, *offer["actors"]) for offer in offers]
    assert sizes == [len(offer["dimensions"]) for offer in offers]
    possible = sorted((_shared(found, *pair) for pair in combinations(ACTORS, 2)), reverse=True)
    assert sizes == [size for size in possible if size][: coverage.MOST_PAIRS]
    ranks = [(-size, *(actor["name"] for actor in offer["actors"])) for size, offer in zip(sizes, offers, strict=True)]
    assert ranks == sorted(ranks)
    shuffled = list(found)
    random.shuffle(shuffled)
    assert coverage.pairs(shuffled, order) == offers


def _shared(found: Sequence[dict[str, Any]], one: dict[str, Any], other: dict[str, Any]) -> int:
    own = [[s for s in found if actor in coverage.parties(s)] for actor in (one, other)]
    if any(statement in own[1] for statement in own[0]):
        return 0
    spoken = [{facet["dimension"] for s in some for facet in s["facets"]} for some in own]
    return len(spoken[0] & spoken[1])


@untimed
@given(st.lists(st.integers(1800, 2030)))
def test_gaps_and_years_make_up_the_whole(found: list[int]) -> None:
    """Every year from the first to the last is either one of them or in exactly one gap."""
    missing = [year for first, last in coverage.gaps(found) for year in range(first, last + 1)]
    whole = list(range(min(found), max(found) + 1)) if found else []
    assert sorted([*missing, *set(found)]) == whole


@pytest.mark.parametrize("term", TERMS)
def test_numbers_stand_with_what_they_count(term: str, context: Flask) -> None:
    """Each number is that of the statements which the records themselves count so."""
    found = reading.statements_of(term=term)
    here = coverage.of_term(found)
    for row in here["kinds"]:
        assert row["statements"] == sum(row["kind"] in {p["kind"] for p in coverage.parties(s)} for s in found)
        assert {actor["kind"] for actor in row["actors"]} == {row["kind"]}
    assert sum(len(row["actors"]) for row in here["kinds"]) == len(coverage.by_actor(found))
    assert dict(here["languages"]) == {code: sum(s["language"] == code for s in found) for code, _ in here["languages"]}
    assert sum(number for _, number in here["languages"]) == len(found)
    assert here["years"] == sorted((y, sum(y in years(s["said"]) for s in found)) for y, _ in here["years"])
    assert sum(row["statements"] for row in here["sources"]) == len(found)
    assert [row["statements"] for row in here["sources"]] == sorted(
        (r["statements"] for r in here["sources"]), reverse=True
    )
    spoken = {name for name, _ in here["dimensions"]}
    assert spoken.isdisjoint(here["silent"])
    assert spoken | set(here["silent"]) == set(vocabularies.vocabulary("dimensions"))


def test_affiliation_is_followed_upwards(context: Flask) -> None:
    """Everyone is counted under what stands at the top of the affiliations, and there once."""
    found = reading.statements_of(term="humanitarian-pause")
    known, groups = coverage.known_above(found), coverage.of_term(found)["affiliations"]
    for group in groups:
        assert group["top"]["affiliation"] is None
        assert all(coverage.chain(actor["slug"], known)[-1] == group["top"]["slug"] for actor in group["actors"])
    everyone = [actor["slug"] for group in groups for actor in group["actors"]]
    assert len(everyone) == len(set(everyone))
    assert "john-kirby" in everyone
    assert "united-states" in [group["top"]["slug"] for group in groups]


def test_a_circle_of_affiliations_ends() -> None:
    """Whoever is affiliated with itself by a detour has a chain that stops."""
    ring = {a: {"affiliation": {"slug": b}} for a, b in (("one", "two"), ("two", "three"), ("three", "one"))}
    assert coverage.chain("one", ring) == ["one", "two", "three"]


def test_what_is_missing_is_named(context: Flask) -> None:
    """What no statement has is missing; what one has is not."""
    found = reading.statements_of(term="humanitarian-pause")
    without = coverage.of_term(found)["without"]
    assert set(without["kinds"]).isdisjoint({one["kind"] for one in found})
    assert set(without["stances"]).isdisjoint({one["stance"] for one in found})
    one = coverage.of_term(found[:1])
    assert found[0]["kind"] not in one["without"]["kinds"]
    assert len(one["without"]["kinds"]) == len(vocabularies.vocabulary("statement_kinds")) - 1
    assert [actor["slug"] for actor in one["one_source"]] == [actor["slug"] for actor in coverage.parties(found[0])]


def test_a_statement_is_looked_at_a_few_times_however_many_there_are(
    context: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The work of a coverage grows with its statements, and not with them times the actors: who speaks is asked of
    each statement at most ten times, though everyone has a speaker of their own.
    """
    real = reading.statements_of(term="humanitarian-pause")[0]
    actors = [{**real["actor"], "slug": f"a-{n}"} for n in range(200)]
    known = {actor["slug"]: {**actor, "affiliation": None} for actor in actors}
    found = [{**real, "id": f"s{n}", "actor": actor, "with": []} for n, actor in enumerate(actors)]
    asked, parties = [], coverage.parties
    monkeypatch.setattr(coverage, "parties", lambda one: asked.append(1) or parties(one))
    monkeypatch.setattr(coverage.reading, "some", lambda _, slugs: {slug: known[slug] for slug in slugs})
    here = coverage.of_term(found)
    assert [row["statements"] for row in here["kinds"]] == [200]
    assert len(asked) <= 10 * len(found)
