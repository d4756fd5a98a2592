"""Taking along what belongs to a value: a term's narrower terms, an actor's people and bodies. Only when asked."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from glossary.db import writing
from glossary.models import Actor
from glossary.services.index import indexing
from glossary.services.reading import published as reading
from glossary.services.searching.understanding import affiliated, below, narrower
from tests.services.publishing import editing
from tests.services.searching.asking import ask, ids, rows

Parents = dict[str, tuple[str, ...]]


def reached(start: str, parents: Parents) -> set[str]:
    """Whatever leads up to `start`, by asking each slug for all that is above it."""

    def above(slug: str, seen: frozenset[str]) -> set[str]:
        return {one for up in parents[slug] if up not in seen for one in {up} | above(up, seen | {up})}

    return {slug for slug in parents if slug != start and start in above(slug, frozenset({slug}))}


def people(slug: str) -> set[str]:
    actors: Parents = {
        a["slug"]: (a["affiliation"]["slug"],) if a["affiliation"] else () for a in reading.every("actor")
    }
    return reached(slug, actors)


def kinds_of(slug: str) -> set[str]:
    terms = {
        t["slug"]: tuple(r["term"]["slug"] for r in t["relations"] if r["type"] == "broader")
        for t in reading.every("term")
    }
    return reached(slug, terms)


def by_actor(slugs: set[str]) -> set[str]:
    """The statements of any of these actors, joint ones too."""
    return {
        item["id"]
        for item in reading.statements_of()
        if slugs & {item["actor"]["slug"], *(party["actor"]["slug"] for party in item["with"])}
    }


@pytest.mark.parametrize("slug", ["united-nations", "qatar", "united-states", "who", "john-kirby"])
def test_an_actor_with_its_people_and_bodies(slug: str, context: Flask) -> None:
    """with=affiliated finds the statements of all who belong to it, however far below; without, only its own."""
    assert set(ids(ask(actor=slug))) == by_actor({slug})
    assert set(ids(ask(actor=slug, with_="affiliated"))) == by_actor({slug} | people(slug))
    assert set(ids(ask(f"actor:{slug}", with_="affiliated"))) == by_actor({slug} | people(slug))


@pytest.mark.parametrize("slug", ["ceasefire", "truce", "humanitarian-pause"])
def test_a_term_with_its_narrower_terms(slug: str, context: Flask) -> None:
    """narrower=1 finds the statements on all that is a kind of it; without, only on it."""
    terms = {slug} | kinds_of(slug)
    assert set(ids(ask(term=slug, narrower=1))) == {s["id"] for one in terms for s in reading.statements_of(term=one)}
    assert set(ids(ask(term=slug))) == {item["id"] for item in reading.statements_of(term=slug)}


@pytest.mark.parametrize(("asked", "facet"), [({"actor": "qatar"}, "actor"), ({"term": "ceasefire"}, "term")])
def test_rows_show_what_is_taken_along(asked: dict[str, str], facet: str, context: Flask) -> None:
    """The chosen value is selected, what came with it is along, all others are neither; off, nothing is along."""
    wide = rows(ask(**asked, narrower=1, with_="affiliated"), facet)
    slug = asked[facet]
    along = (people(slug) if facet == "actor" else kinds_of(slug)) & wide.keys()
    assert along
    assert {value for value, row in wide.items() if row["along"]} == along
    assert [value for value, row in wide.items() if row["selected"]] == [slug]
    assert not any(row["along"] for row in rows(ask(**asked), facet).values())


def test_what_is_chosen_is_not_along(context: Flask) -> None:
    """Two values chosen of which one belongs to the other: both are selected, and each statement is found once."""
    answer = ask(actor=["qatar", "qatar-mofa"], with_="affiliated")
    chosen = rows(answer, "actor")
    assert [(chosen[slug]["selected"], chosen[slug]["along"]) for slug in ("qatar", "qatar-mofa")] == [
        (True, False)
    ] * 2
    assert sorted(ids(answer)) == sorted(set(ids(ask(actor="qatar", with_="affiliated"))))


@pytest.mark.parametrize(
    ("values", "narrow", "with_"),
    [
        ({}, False, None),
        ({"narrower": "0", "with_": ""}, False, None),
        ({"narrower": "1"}, True, None),
        ({"with_": "affiliated"}, False, "affiliated"),
        ({"with_": "everybody"}, False, None),
    ],
)
def test_it_is_off_unless_asked_for(values: dict[str, str], narrow: bool, with_: str | None, context: Flask) -> None:
    """Each switch for itself, and the answer says which are on; the values shown as filters are those chosen."""
    about = ask(actor="qatar", term="ceasefire", **values)["interpreted"]
    assert (about["narrower"], about["with"]) == (narrow, with_)
    assert about["filters"] == {"term": ["ceasefire"], "actor": ["qatar"]}


def test_exclusions_are_not_widened(context: Flask) -> None:
    """Leaving out a body does not leave out its people: only what was named is left out."""
    assert set(ids(ask("-actor:qatar", with_="affiliated"))) == set(ids(ask(""))) - by_actor({"qatar"})


@given(st.dictionaries(st.sampled_from("abcdefg"), st.lists(st.sampled_from("abcdefg"), max_size=3)))
def test_circles_end_where_they_began(drawn: dict[str, list[str]]) -> None:
    """For any graph, circles and loops included: all below, each once, never oneself; the order is the same always.

    A slug with nothing below it is left out.
    """
    parents: Parents = {slug: tuple(dict.fromkeys(drawn.get(slug, ()))) for slug in "abcdefg"}
    found = below({slug: {} for slug in parents}, parents)
    expected = {slug: reached(slug, parents) for slug in parents}
    assert {slug: set(ones) for slug, ones in found.items()} == {slug: ones for slug, ones in expected.items() if ones}
    assert all(len(ones) == len(set(ones)) and slug not in ones for slug, ones in found.items())
    assert below({slug: {} for slug in reversed(parents)}, parents) == found


def test_a_circle_among_actors_does_no_harm(own_app: Flask) -> None:
    """Two actors that belong to each other: each has the other along, and the search ends."""
    with writing() as session:
        one, other = (editing.one(session, "actor", slug) for slug in ("qatar", "qatar-mofa"))
        assert isinstance(one, Actor)
        one.affiliation_id = other.id
        editing.published(session, "actor", one)
    indexing.drain()
    along: Any = affiliated(indexing.material().actors)
    assert "qatar" in along["qatar-mofa"]
    assert "qatar-mofa" in along["qatar"]
    both = [set(ids(ask(actor=slug, with_="affiliated"))) for slug in ("qatar", "qatar-mofa")]
    assert both[0] == both[1] != set()
    assert ask("Qatar")["total"] >= len(both[0])


def test_every_broader_term_has_it_below(context: Flask) -> None:
    """What the glossary calls narrower is followed down: a kind of a kind is a kind."""
    found = narrower(indexing.material().terms)
    for slug, ones in found.items():
        for one in ones:
            assert set(found.get(one, ())) - {slug} <= set(ones)
