"""One term as linked data: part of the whole, complete in itself, and as it stood at a moment."""

from __future__ import annotations

import pytest
from flask import Flask
from rdflib import Graph, URIRef

from glossary.errors import Moved, NotFound
from glossary.interchange.skos.nodes import prefixes
from glossary.services.export import linked_data
from glossary.services.history import past, pinning
from glossary.services.reading import published as reading
from tests.interchange.linked import FORMATS, HERE, address, blank, dangling, of_term, read, rows, whole
from tests.services.publishing import editing as by_hand

TERMS = ("humanitarian-truce", "deconfliction", "no-strike-list", "armistice", "ceasefire")
"""With statements in many languages; with relations that SKOS cannot hold; with none; with claims of sources."""


@pytest.fixture(scope="module")
def everything(app: Flask) -> Graph:
    """The whole glossary."""
    return whole(app, "ttl")


@pytest.mark.parametrize("slug", TERMS)
def test_a_term_is_a_part_of_the_whole(context: Flask, everything: Graph, slug: str) -> None:
    """It says nothing that the whole does not say, all that the whole says of the term, and names nothing unsaid."""
    graph = of_term(slug)
    me = address("term", slug)
    assert set(graph) <= set(everything)
    assert set(graph.predicate_objects(me)) == set(everything.predicate_objects(me))
    assert not dangling(graph)
    assert not blank(graph)


@pytest.mark.parametrize("slug", TERMS)
def test_all_statements_on_a_term_come_with_it(context: Flask, everything: Graph, slug: str) -> None:
    """Every statement, with each actor and source it names as the whole describes them."""
    graph, statements = of_term(slug), reading.statements_of(term=slug)
    got = {row[0] for row in rows(graph, "?x", f"?x a gat:Statement ; dct:subject <{address('term', slug)}>")}
    assert got == {address("statement", one["id"]) for one in statements}
    for kind in ("actor", "source"):
        for one in {address(kind, one[kind]["slug"]) for one in statements}:
            assert set(graph.predicate_objects(one)) == set(everything.predicate_objects(one))


@pytest.mark.parametrize("ending", FORMATS)
def test_a_term_is_the_same_in_all_syntaxes(context: Flask, ending: str) -> None:
    """The syntaxes differ in nothing that they say."""
    assert set(of_term("humanitarian-truce", ending)) == set(of_term("humanitarian-truce"))


def test_a_term_as_it_stood(own_app: Flask) -> None:
    """After a change the moment before it is answered as it was."""
    then = past.at(pinning.newest_change())
    before = set(of_term("armistice"))
    by_hand.revise("actor", "john-kirby", note="Changed meanwhile.")
    by_hand.withdraw(reading.statements_of(term="armistice")[0]["id"])
    modified = URIRef(prefixes(HERE)["dct"] + "modified")
    now = set(of_term("armistice"))
    kept = set(read(linked_data.term("armistice", "ttl", HERE, then), "ttl"))
    assert kept == before != now
    assert {row for row in before - now if row[1] == modified}


def test_what_there_is_not_is_refused(context: Flask) -> None:
    """An unknown term and an unknown syntax are refused with a sentence."""
    with pytest.raises(NotFound, match="There is no term"):
        linked_data.term("no-such-term", "ttl", HERE)
    with pytest.raises(NotFound, match="there is ttl, jsonld, rdf"):
        linked_data.term("truce", "n3", HERE)
    with pytest.raises(NotFound):
        linked_data.vocabulary("n3", HERE)


def test_a_term_that_moved_says_where_to(own_app: Flask) -> None:
    """A former address is no term of its own."""
    by_hand.rename("term", "truce", "truce-moved")
    with pytest.raises(Moved):
        linked_data.term("truce", "ttl", HERE)
    assert rows(of_term("truce-moved"), "?x", "?x a skos:Concept ; dct:identifier 'truce-moved'")
