"""Who uses a term how: numbers of the lists, verdicts of comparisons, definitions never without their source."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from glossary.services.annotation.annotating import annotate
from glossary.services.annotation.terms import compared_on, listed, use_of
from glossary.services.comparison.columns import ActorColumn
from glossary.services.comparison.comparing import compare
from glossary.services.comparison.requests import ComparisonRequest, comparison_for
from glossary.services.comparison.verdicts import pairs_apart
from glossary.services.index.indexing import material
from glossary.services.reading import coverage, vocabularies
from glossary.services.reading import published as reading
from glossary.text import fold
from tests.services.publishing import editing


@pytest.fixture(scope="module")
def at_work(app: Flask) -> Iterator[None]:
    """The application on the data set."""
    with app.app_context():
        yield


def test_the_sentence_names_what_is_said_and_where_actors_differ(at_work: None) -> None:
    """It is the text's own word, and the dimensions in their own order."""
    [term] = annotate("They offered Corridors of Peace.")["terms"]
    assert term["says"] == "This text says “\u2068Corridors of Peace\u2069”; actors differ on purpose."
    assert term["written"] == "Corridors of Peace"
    assert listed(["duration", "legal-basis", "area"]) == "duration, legal basis and area"


def test_numbers_are_those_of_the_lists(at_work: None) -> None:
    """Statements and actors are as many as the term's page counts."""
    for slug in material().terms:
        statements = reading.statements_of(term=slug)
        use = use_of(slug)
        assert use["statements"] == len(statements)
        assert use["actors"] == len(coverage.by_actor(statements))
        assert use["definitions_total"] == sum(one["kind"] == "definition" for one in statements)


def test_a_definition_never_comes_without_actor_date_and_source(at_work: None) -> None:
    """Each stands with all that makes it evidence."""
    told = [one for slug in material().terms for one in use_of(slug)["definitions"]]
    assert len(told) > 20
    for one in told:
        assert one["actor"]["name"]
        assert one["said"]
        assert one["source"]["title"]
        assert one["source"]["published"]
        assert one["quote"] or one["summary"]


def test_actors_differ_where_two_of_them_share_no_code(at_work: None) -> None:
    """A dimension is named exactly where a comparison of the term's actors, two by two, differs or overlaps."""
    for slug in ("corridor-of-tranquillity", "local-ceasefire", "reduction-in-violence", "lull", "armistice"):
        assert use_of(slug)["differ"] == _differing(slug), slug


def _differing(slug: str) -> list[str]:
    """The dimensions on which two of the actors have different codes, by comparisons of two columns."""
    statements = reading.statements_of(term=slug)
    term, dimensions = reading.document("term", slug), list(vocabularies.vocabulary("dimensions"))
    columns = [ActorColumn(actor, term, own) for actor, own in coverage.by_actor(statements).values()]
    found = set()
    for at, one in enumerate(columns):
        for other in columns[at + 1 :]:
            rows = compare([one, other], dimensions).rows
            found |= {
                row.dimension for row in rows if row.group == "dimension" and row.verdict in ("differ", "overlap")
            }
            found |= {row.dimension for row in rows if row.group == "dimension" and pairs_apart(row.code_sets)}
    return [name for name in dimensions if name in found]


def test_the_comparison_it_links_to_is_there(at_work: None) -> None:
    """Each address names two actors that both speak on a point of that term, and is answered."""
    addresses = [address for slug in material().terms if (address := use_of(slug)["compare"])]
    assert len(addresses) > 15
    for address in addresses:
        asked = parse_qs(urlsplit(address).query)
        answer = comparison_for(ComparisonRequest(terms=asked["term"], actors=asked["actor"]))
        assert [len(column["statements"]) > 0 for column in answer["columns"]] == [True, True]
        assert any(row["speaking"] == 2 for row in answer["rows"] if row["group"] == "dimension")


def test_the_two_are_those_of_the_rule(at_work: None) -> None:
    """Of the pairs that speak on the most points, the one that differs on most; with the actor that is asked for."""
    for slug, actor in (
        ("humanitarian-pause", ""),
        ("humanitarian-pause", "john-kirby"),
        ("truce", ""),
        ("ceasefire", "joe-biden"),
    ):
        statements = reading.statements_of(term=slug)
        offered = coverage.pairs(statements, lambda one: (fold(one["name"]), one["slug"]), actor)
        assert 0 < len(offered) <= coverage.MOST_PAIRS
        differing = []
        for pair in offered:
            wanted = ComparisonRequest(terms=[slug], actors=[one["slug"] for one in pair["actors"]])
            rows = [row for row in comparison_for(wanted)["rows"] if row["group"] == "dimension"]
            differing.append(sum(row["verdict"] == "differ" for row in rows))
        best = offered[differing.index(max(differing))]["actors"]
        assert [one["slug"] for one in compared_on(slug, actor)["compared"]] == [one["slug"] for one in best]


def test_silence_is_no_difference(small_app: Flask) -> None:
    """One actor alone, or none on the same point, is said as that."""
    for slug in material().terms:
        use = use_of(slug)
        if use["actors"] == 0:
            assert use["sentence"] == "no statement on it is recorded"
        if use["actors"] == 1:
            assert use["sentence"] == "one actor alone is recorded with it"
            assert use["compare"] is None
        assert bool(use["differ"]) == use["sentence"].startswith("actors differ on ")


def test_swapping_names_swaps_nothing_else(own_app: Flask) -> None:
    """Where two actors exchange their names, numbers, points and verdicts stay."""
    before = use_of("corridor-of-tranquillity")
    first, second = (reading.document("actor", slug)["name"] for slug in ("cole-dodge", "lam-akol"))
    for slug, name in (("cole-dodge", "Somebody"), ("lam-akol", first), ("cole-dodge", second)):
        editing.revise("actor", slug, name=name)
    after = use_of("corridor-of-tranquillity")
    assert [after[name] for name in ("statements", "actors", "points", "differ", "sentence")] == [
        before[name] for name in ("statements", "actors", "points", "differ", "sentence")
    ]
