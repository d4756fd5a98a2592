"""Who or what is meant by a name in somebody's table: how candidates are found, in which order, and when it is sure."""

from __future__ import annotations

import random
from collections import defaultdict
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event

from glossary.db import db
from glossary.models.actor import ActorAlias
from glossary.search.analysis import Spellings
from glossary.services.reconciling import matching as reconciling
from glossary.services.reconciling import table as reconciling_table
from glossary.services.reconciling.asked import MOST_LETTERS, Query, read_query
from glossary.services.reconciling.matching import LEAST, reconcile
from glossary.services.reconciling.table import Entity, Name, Table, table
from glossary.services.searching.suggesting_forms import Writing
from tests.services.publishing import editing

KINDS = ("term", "actor")


def found(kind: str, **asked: Any) -> list[dict[str, Any]]:
    """The candidates for a query."""
    return reconcile(kind, {"": read_query(asked)})[""]


def ids(kind: str, **asked: Any) -> list[str]:
    """Their ids."""
    return [one["id"] for one in found(kind, **asked)]


def matches(kind: str, **asked: Any) -> list[str]:
    """The ids of those that are sure."""
    return [one["id"] for one in found(kind, **asked) if one["match"]]


def asked_for(**values: Any) -> list[dict[str, Any]]:
    """Properties of a query."""
    return [{"pid": pid.replace("_", "-"), "v": value} for pid, value in values.items()]


def owners(kind: str) -> dict[str, dict[str, bool]]:
    """Every name of the data set as it is compared -> who has it, and whether it makes certain."""
    known: defaultdict[str, dict[str, bool]] = defaultdict(dict)
    names = table(kind)
    for entity in names.entities:
        for name in entity.names:
            known[names.key(name.text)].setdefault(entity.slug, False)
            known[names.key(name.text)][entity.slug] |= name.sure
    return known


@pytest.mark.parametrize("kind", KINDS)
def test_every_name_finds_all_that_have_it(context: Flask, kind: str) -> None:
    """In whatever language and script, each name finds its owners first, and is sure only if it has one owner."""
    shared = owners(kind)
    for entity in table(kind).entities:
        for name in entity.names:
            having = shared[table(kind).key(name.text)]
            first = ids(kind, query=name.text, limit=50)[: len(having)]
            assert set(having) == set(first), name
            sure = [slug for slug, certain in having.items() if certain]
            meant = {*having, *({name.text} & set(table(kind).places))}  # a name may be the slug of another one
            assert matches(kind, query=name.text) == (sure if len(meant) == 1 else []), name


def test_a_word_for_two_terms_is_not_sure(context: Flask) -> None:
    """هدنة إنسانية is what Arabic texts have for the truce and for the pause: both are told, neither is chosen."""
    both = found("term", query="هدنة إنسانية")[:2]
    assert [(one["id"], one["score"], one["match"]) for one in both] == [
        ("humanitarian-pause", 100.0, False),
        ("humanitarian-truce", 100.0, False),
    ]
    assert matches("term", query="هدنة إنسانية", properties=asked_for(broader="truce")) == ["humanitarian-truce"]


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("cease fire", "ceasefire"),
        ("CEASE-FIRE", "ceasefire"),
        ("trève humanitaire", "humanitarian-truce"),
        ("هُدْنَة", "truce"),
        ("humanitarian-pause", "humanitarian-pause"),
    ],
)
def test_habits_of_spelling_are_no_difference(context: Flask, query: str, slug: str) -> None:
    """Case, accents, vowel marks and hyphens: still exactly that name; a slug is one, too."""
    assert matches("term", query=query) == [slug]


def test_a_surname_alone_is_not_sure(context: Flask) -> None:
    """Others may bear it whom the glossary does not know: it finds the actor, and leaves the choice to a person."""
    assert ids("actor", query="Kirby")[0] == "john-kirby"
    assert matches("actor", query="Kirby") == []
    assert matches("actor", query="Kirby", properties=asked_for(country="US")) == []
    assert matches("actor", query="John Kirby") == ["john-kirby"]


@pytest.mark.parametrize(
    "query", ["Kirby, John", "Jon Kirby", "John  Kirbi", "J. Kirby", "John Francis Kirby", "Kirbi"]
)
def test_what_is_nearly_a_name_is_found_and_not_sure(context: Flask, query: str) -> None:
    """Another order, a slip, more or fewer words: a candidate, never a match."""
    best = found("actor", query=query)[0]
    assert (best["id"], best["match"]) == ("john-kirby", False)
    assert best["score"] >= LEAST


@pytest.mark.parametrize("query", ["", " ", "!!!", "\0", "🙂", "zzzzzz", "q"])
def test_what_is_no_name_finds_nothing(context: Flask, query: str) -> None:
    """Nothing like it: no candidate."""
    assert ids("actor", query=query) == []


def test_candidates_stand_by_score_then_by_name(context: Flask) -> None:
    """The same rule for all: the better score first, among equals the order of names."""
    candidates = found("actor", query="United Nations", limit=50)
    assert candidates == sorted(candidates, key=lambda one: (-one["score"], table("actor").places[one["id"]]))
    assert len(candidates) > 5


@pytest.mark.parametrize("affiliation", ["United States", "united-states", "الولايات المتحدة", {"id": "united-states"}])
def test_a_property_may_be_said_in_words_or_by_id(context: Flask, affiliation: Any) -> None:
    """An affiliation fits by any name of it, in any language, and by its id."""
    (best, *_) = found("actor", query="John Kirby", properties=asked_for(affiliation=affiliation))
    assert (best["score"], best["match"]) == (100.0, True)
    assert {"id": "property_affiliation", "value": True} in best["features"]


def test_a_property_that_does_not_fit_makes_unsure(context: Flask) -> None:
    """The name is right, the country is not: a candidate with a lower score, and no match."""
    (best, *_) = found("actor", query="John Kirby", properties=asked_for(country="FR"))
    assert (best["id"], best["match"], best["score"]) == ("john-kirby", False, 71.43)
    assert {"id": "property_country", "value": False} in best["features"]


def test_affiliations_count_further_up(context: Flask) -> None:
    """A person of a department of the United Nations fits the United Nations."""
    above = {entity.slug: entity.values["affiliation"] for entity in table("actor").entities}
    slug, (first, second, *_) = next((slug, chain) for slug, chain in above.items() if len(chain) > 1)
    for affiliation in (first, second):
        properties = asked_for(slug=slug, affiliation=affiliation)
        assert matches("actor", properties=properties) == [slug]


@pytest.mark.parametrize("country", ["QA", "qa", "Qatar", "State of Qatar", "قطر"])
def test_a_country_may_be_said_by_code_or_name(context: Flask, country: str) -> None:
    """The code, in whatever case, or whatever its state is called here."""
    candidates = found("actor", properties=asked_for(country=country), limit=50)
    assert {one["id"] for one in candidates if one["score"] == 100} == {
        one.slug for one in table("actor").entities if one.values["country"] == ("qa",)
    }


def test_without_a_name_only_a_slug_is_sure(context: Flask) -> None:
    """One actor alone may have a country here; that it is meant is still a guess. A slug is no guess."""
    assert ids("actor", properties=asked_for(kind="treaty body")) != []
    for country in ("QA", "VA"):
        assert matches("actor", properties=asked_for(country=country, kind="state")) == []
    assert matches("actor", properties=asked_for(slug="ocha")) == ["ocha"]
    assert matches("actor", properties=asked_for(slug="ocha", kind="state")) == []
    assert matches("actor", properties=asked_for(slug=["ocha", "qatar"])) == []


def test_the_language_is_that_of_the_name_found(context: Flask) -> None:
    """`armistice` is English and French: either fits; a Russian word asked for as French does not."""
    for language, fits in (("en", True), ("fr", True), ("ru", False)):
        (best, *_) = found("term", query="armistice", properties=asked_for(language=language))
        assert (best["id"], best["match"]) == ("armistice", fits)
    assert matches("term", query="перемирие", properties=asked_for(language="ru")) == ["truce"]
    assert "truce" in ids("term", properties=asked_for(language="ru"), limit=50)


def test_relations_are_read_both_ways(context: Flask) -> None:
    """A narrower term is found by its broader one and the other way round, by any name of that."""
    assert "extended-humanitarian-pause" in ids("term", properties=asked_for(broader="humanitarian pauses"), limit=50)
    narrower = asked_for(narrower={"id": "extended-humanitarian-pause"})
    assert "humanitarian-pause" in ids("term", properties=narrower, limit=50)


def test_types_are_needed_or_wished(context: Flask) -> None:
    """`any` and `all` leave out what has another type; `should` puts it behind and makes it unsure."""
    sudan = {"query": "Sudan", "limit": 50}
    states = found("actor", **sudan, type="state")
    assert states
    assert all(one["type"][0]["id"] == "state" for one in states)
    assert matches("actor", **sudan, type=["state", "collective"], type_strict="any") == ["sudan"]
    assert ids("actor", **sudan, type=["state", "collective"], type_strict="all") == []
    assert matches("actor", **sudan, type=["state", "actor"], type_strict="all") == ["sudan"]
    wished = found("actor", **sudan, type="collective", type_strict="should")
    assert (wished[0]["type"][0]["id"], matches("actor", **sudan, type="person", type_strict="should")) == (
        "collective",
        [],
    )
    assert "sudan" in [one["id"] for one in wished]
    assert ids("actor", **sudan, type="DifferentiatedPerson") == []
    assert ids("actor", properties=asked_for(country="SD"), type="person") == []


def test_what_others_ask_for_says_nothing_here(context: Flask) -> None:
    """Properties that the glossary does not have, and empty values, change no score and no match."""
    plain = found("actor", query="OCHA")
    assert found("actor", query="OCHA", properties=asked_for(professionOrOccupation="Politik*")) == plain
    assert found("actor", query="OCHA", properties=asked_for(country="", affiliation=[" ", {"id": ""}])) == plain
    assert found("actor", properties=asked_for(uid="27eb892afbb2")) == []


@pytest.mark.parametrize("value", [True, 7, 7.5, 1e300, "7", {"id": "7", "name": "seven"}])
def test_values_of_any_kind_are_compared(context: Flask, value: Any) -> None:
    """Numbers and truth are values like others; where they fit nothing, nothing fails."""
    (best, *_) = found("actor", query="OCHA", properties=asked_for(country=value, kind=value, name=value, slug=value))
    assert (best["id"], best["match"]) == ("ocha", False)


@pytest.mark.parametrize("value", [10**400, -(10**4000), "x" * (MOST_LETTERS + 1)], ids=["long", "longer", "text"])
def test_a_value_beyond_measure_fits_nothing(context: Flask, value: Any) -> None:
    """It is no value that a record could have, so that the candidate is not sure; nothing fails."""
    for pid in ("country", "kind", "name", "slug", "language", "affiliation"):
        (best, *_) = found("actor", query="OCHA", properties=[{"pid": pid, "v": value}])
        assert (best["id"], best["match"], best["score"]) == ("ocha", False, 71.43)
        assert found("actor", properties=[{"pid": pid, "v": value}]) == []


def test_a_new_name_is_found_at_once(own_app: Flask) -> None:
    """The table of names is kept until an actor is published, and no longer."""
    assert ids("actor", query="Office of Quiet Hours") == []
    kept = table("actor")
    editing.add_like("john-kirby-humanitarian-pause-2023-10-26", "one-more")
    assert table("actor") is kept
    editing.revise("actor", "ocha", name="Office of Quiet Hours")
    assert matches("actor", query="Office of Quiet Hours") == ["ocha"]
    aliases = [ActorAlias(form="Quiet Hours", lang="en", kind="short", position=0)]
    editing.revise("actor", "ocha", aliases=aliases)
    assert matches("actor", query="quiet hours") == ["ocha"]
    assert ids("actor", query="UNOCHA", limit=50)[:1] != ["ocha"]


def test_a_thousand_queries_ask_the_database_as_often_as_one(context: Flask) -> None:
    """Names, types and values are in memory: what is asked is whether anything has changed, once."""
    queries = {f"q{at}": read_query({"query": "Kirbi", "properties": asked_for(country="US")}) for at in range(1_000)}
    reconcile("actor", {})  # the names are read
    statements: list[str] = []

    def note(*happened: Any) -> None:
        statements.append(happened[2])

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        assert len(reconcile("actor", queries)) == 1_000
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    assert len(statements) == 1


def entity(slug: str, *names: Name) -> Entity:
    """An actor of this slug and these names."""
    values = {"slug": (slug,), "language": ("en",), "kind": ("person",), "country": (), "affiliation": ()}
    return Entity(slug, names, ("person", "actor"), "", values)


NAMES = st.text("abc הé", min_size=1, max_size=8)


@given(st.lists(NAMES, min_size=2, max_size=12), NAMES, st.randoms(use_true_random=False))
def test_the_order_of_entry_changes_no_answer(names: list[str], query: str, rnd: random.Random) -> None:
    """The same names, entered in another order, give the same candidates in the same order."""
    entities = [entity(f"e-{number}", Name(name, "en")) for number, name in enumerate(names)]
    shuffled = rnd.sample(entities, len(entities))
    answers = []
    for entered in (entities, shuffled):
        with pytest.MonkeyPatch.context() as patch:
            made = Table(entered, Writing(Spellings()))
            patch.setattr(reconciling, "table", lambda _, made=made: made)
            answers.append(reconcile("actor", {"": Query(query, limit=50)}))
    assert answers[0] == answers[1]
    whole = [one for one in answers[0][""] if one["score"] == 100 and one["features"][1]["value"]]
    assert [one["match"] for one in answers[0][""] if one["match"]] == ([True] if len(whole) == 1 else [])


def test_a_query_looks_at_a_bounded_part_of_the_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of ten thousand names with the same words few are looked at; an exact one is found among them all."""
    entities = [entity(f"e-{number}", Name(f"humanitarian office {number}", "en")) for number in range(10_000)]
    many = Table(entities, Writing(Spellings()))
    compared = list(many.near(many.key("humanitarian office 77777777")))
    assert len(compared) <= reconciling_table.MOST_NEAR
    assert [many.entities[one.entity].slug for one in many.exact(many.key("Humanitarian Office 4321"))] == ["e-4321"]
    monkeypatch.setattr(reconciling, "table", lambda _: many)
    assert matches("actor", query="Humanitarian Office 4321") == ["e-4321"]
    assert "e-4321" in ids("actor", query="Humanitarian Ofice 4321")
    assert len(ids("actor", properties=asked_for(kind="person"), limit=50)) == 50
