"""The whole glossary as SKOS: one graph in three syntaxes, complete, attributed, and within the rules of SKOS."""

from __future__ import annotations

from itertools import pairwise

import pytest
from flask import Flask
from rdflib import Graph, Literal

from glossary.dates import in_words
from glossary.services.history import pinning
from glossary.services.reading import counting, vocabularies
from glossary.services.reading import published as reading
from tests.interchange.linked import ASKED, FORMATS, HERE, address, blank, dangling, rows, vocabulary, whole


@pytest.fixture(scope="module")
def graphs(app: Flask) -> dict[str, Graph]:
    """The whole, by ending."""
    return {ending: whole(app, ending) for ending in FORMATS}


@pytest.fixture(scope="module")
def graph(graphs: dict[str, Graph]) -> Graph:
    """The whole, by way of Turtle."""
    return graphs["ttl"]


def test_three_syntaxes_say_the_same(graphs: dict[str, Graph]) -> None:
    """Every triple is in all three, and everything has an address, so that they are the same graph."""
    assert all(set(one) == set(other) for one, other in pairwise(graphs.values()))
    assert not blank(graphs["ttl"])
    assert len(graphs["ttl"]) > 20_000


def test_nothing_is_missing_and_nothing_is_added(context: Flask, graph: Graph) -> None:
    """As many of each kind as the database has, concepts and statements by their kinds among them."""
    counts, statements, terms = counting.counts(), reading.statements_of(), reading.every("term")
    assert len(rows(graph, "?x", "?x a skos:Concept ; skos:inScheme ?list")) == counts["term"]
    for kind in vocabularies.vocabulary("statement_kinds"):
        expected = sum(one["kind"] == kind for one in statements)
        assert len(rows(graph, "?x", f"?x a gat:{kind.capitalize()}, gat:Statement")) == expected > 0
    assert len(rows(graph, "?x", "?x a prov:Agent ; gat:actorKind ?kind")) == counts["actor"]
    assert len(rows(graph, "?x", "?x a bibo:Document ; dct:title ?title")) == counts["source"]
    assert len(rows(graph, "?x", "?x a gat:Event ; rdfs:label ?label")) == counts["event"]
    assert len(rows(graph, "?x", "?x a gat:Point")) == sum(len(one["facets"]) for one in statements)
    assert len(rows(graph, "?x", "?x a skosxl:Label")) == sum(len(one["equivalents"]) for one in terms)
    assert len(rows(graph, "?x", "?x a gat:Relation")) == sum(len(one["relations"]) for one in terms)
    assert len(rows(graph, "?x", "?x a prov:Attribution")) == sum(len(one["with"]) for one in statements)


NODE = """
  ?node a gat:Definition ; rdf:value ?words ; rdfs:label ?literal ; dct:subject ?concept ; dct:created ?said ;
    prov:wasAttributedTo ?actor ; dct:source ?source ; foaf:page ?node ; gat:stance ?stance ; gat:attribution ?how .
  ?actor a prov:Agent ; foaf:name ?name .
  ?source a bibo:Document ; dct:title ?title ; dc:publisher ?publisher ; dct:issued ?issued ; bibo:uri ?uri .
"""
"""A definition that says all that no definition leaves without."""


@pytest.mark.parametrize("ending", FORMATS)
def test_no_definition_leaves_without_actor_date_and_source(
    context: Flask, graphs: dict[str, Graph], ending: str
) -> None:
    """Every definition is a node with all of them, every literal is such a node's, and names all of them itself."""
    graph = graphs[ending]
    definitions = {address("statement", one["id"]): one for one in reading.statements_of(kind="definition")}
    said = rows(graph, "?concept ?said", "?concept skos:definition ?said")
    assert {row[0] for row in rows(graph, "?x", "?x a gat:Definition")} == definitions.keys()
    assert {(address("term", one["term"]["slug"]), node) for node, one in definitions.items()} == {
        row for row in said if not isinstance(row[1], Literal)
    }
    literals = set()
    for node, statement in definitions.items():
        told = "?concept ?literal ?words ?name ?title ?publisher ?uri"
        ((concept, literal, *parts),) = rows(graph, told, NODE, node=node)
        literals.add((concept, literal))
        assert all(part in literal for part in [*parts, in_words(statement["said"])]), node
        assert str(parts[0]) == (statement["quote"] or statement["summary"])
    assert literals == {row for row in said if isinstance(row[1], Literal)}
    assert len(literals) == len(definitions) > 50


def test_a_paraphrase_is_said_to_be_one(context: Flask, graph: Graph) -> None:
    """What the editors put in their own words says so in the literal, too, and is in their language."""
    found = [one for one in reading.statements_of(kind="definition") if not one["quote"]]
    assert found
    for one in found:
        (label,) = graph.objects(address("statement", one["id"]), graph.namespace_manager.expand_curie("rdfs:label"))
        assert label.startswith("In the editors’ words: ")
        assert label.language == "en"


def test_the_original_words_keep_their_language(context: Flask, graph: Graph) -> None:
    """A quotation has the tag of its language, in the node and in the literal."""
    said = {row[0]: row[1:] for row in rows(graph, "?x ?words ?line", "?x rdf:value ?words ; rdfs:label ?line")}
    for one in reading.statements_of():
        if one["quote"]:
            words, line = said[address("statement", one["id"])]
            assert (words.language, line.language) == (one["language"], one["language"])
            assert str(words) == one["quote"]


RULES = {
    "a concept is no scheme (S9)": "?x a skos:Concept, skos:ConceptScheme",
    "a label is of one sort only (S13)": "?x skos:prefLabel ?label ; skos:altLabel ?label",
    "one preferred label a language (S14)": """
        ?x skos:prefLabel ?one, ?two . FILTER(?one != ?two && LCASE(LANG(?one)) = LCASE(LANG(?two)))""",
    "what is related is not above (S27)": "?x skos:related ?y ; skos:broader+ ?y",
    "what is related is related both ways (S23)": "?x skos:related ?y FILTER NOT EXISTS { ?y skos:related ?x }",
    "what is broader is narrower backwards (S25)": "?x skos:broader ?y FILTER NOT EXISTS { ?y skos:narrower ?x }",
    "what is narrower is broader backwards (S25)": "?x skos:narrower ?y FILTER NOT EXISTS { ?y skos:broader ?x }",
    "what is contrasted is so both ways": "?x gat:contrastedWith ?y FILTER NOT EXISTS { ?y gat:contrastedWith ?x }",
    "nothing is above itself": "?x skos:broader+ ?x",
    "the top has nothing above": "?x skos:topConceptOf ?list ; skos:broader ?y",
    "what has nothing above is at the top": """
        ?x a skos:Concept FILTER NOT EXISTS { ?x skos:broader ?y } FILTER NOT EXISTS { ?list skos:hasTopConcept ?x }""",
    "every concept has an English label": """
        ?x a skos:Concept FILTER NOT EXISTS { ?x skos:prefLabel ?label FILTER(LANG(?label) = "en") }""",
    "every concept has one note of the editors": "?x a skos:Concept FILTER NOT EXISTS { ?x skos:scopeNote ?note }",
    "every label found elsewhere is a label, too": """
        ?x skosxl:prefLabel|skosxl:altLabel ?node . ?node skosxl:literalForm ?form
        FILTER NOT EXISTS { ?x skos:prefLabel|skos:altLabel ?form }""",
    "every label found elsewhere says where": "?x a skosxl:Label FILTER NOT EXISTS { ?x dct:source ?page }",
    "every relation is somebody's": """
        ?one skos:broader|skos:related|gat:relatedTo|gat:contrastedWith ?two
        FILTER NOT EXISTS { ?claim rdf:subject ?one ; rdf:object ?two ; dct:source|prov:wasAttributedTo ?by }
        FILTER NOT EXISTS { ?claim rdf:subject ?two ; rdf:object ?one ; dct:source|prov:wasAttributedTo ?by }""",
    "every statement has all that it must have": """
        ?x a gat:Statement FILTER NOT EXISTS {
          ?x rdf:value ?words ; dct:created ?said ; prov:wasAttributedTo ?actor ; dct:source ?source ;
            dct:subject ?term ; rdfs:label ?line ; gat:summary ?summary }""",
}
"""Rule -> what would break it."""


@pytest.mark.parametrize("rule", RULES)
def test_the_rules_are_kept(graph: Graph, rule: str) -> None:
    """Nothing in the whole graph breaks a rule of SKOS or one of ours."""
    assert graph.query(f"{ASKED}ASK {{ {RULES[rule]} }}").askAnswer is False


def test_what_skos_cannot_say_is_said_by_ours(graph: Graph) -> None:
    """Related according to one and above according to another: both stand, each as a claim of its source."""
    one, two = address("term", "deconfliction"), address("term", "humanitarian-notification")
    names = {str(row[0]).rpartition("#")[2] for row in rows(graph, "?property", f"<{one}> ?property <{two}>")}
    assert names == {"narrower", "relatedTo", "contrastedWith"}
    claim = "?x a gat:Relation ; rdf:subject ?one ; rdf:object ?two ; rdf:predicate ?p ; dct:source ?by"
    claims = rows(graph, "?p ?by", claim, one=one, two=two)
    assert {(str(p).rpartition("#")[2], str(by).rpartition("/")[2]) for p, by in claims} == {
        ("relatedTo", "un-ukraine-glossary-pauses"),
        ("contrastedWith", "global-observatory-notification-2019"),
    }


def test_every_address_leads_to_something(context: Flask, graph: Graph) -> None:
    """Whatever of ours is named is described in the same file; the words for it in the vocabulary."""
    assert not dangling(graph)
    described = {str(subject) for subject in vocabulary().subjects()}
    ours = f"{HERE.base}/about/vocabulary#"
    used = {str(part) for triple in graph for part in triple if str(part).startswith(ours)}
    assert len(used) > 100
    assert used <= described


def test_dates_are_no_more_exact_than_recorded(context: Flask, graph: Graph) -> None:
    """Days, months and years have the calendar's types, all others are EDTF, and none is wrong in its type."""
    dated = "?x dct:created ?said ; gat:saidFrom ?from ; gat:saidTo ?to"
    found = {row[0]: row[1:] for row in rows(graph, "?x ?said ?from ?to", dated)}
    seen = set()
    for one in reading.statements_of():
        said, *bounds = found[address("statement", one["id"])]
        assert [str(day) for day in bounds] == [one["said_from"], one["said_to"]]
        assert str(said) == one["said"]
        assert not said.ill_typed
        seen.add((len(one["said"]), str(said.datatype).rpartition("/")[2].rpartition("#")[2]))
    assert {(10, "date"), (7, "gYearMonth"), (4, "gYear"), (11, "EDTF")} <= seen


def test_the_list_says_its_licence_and_its_state(context: Flask, graph: Graph) -> None:
    """Title, licence, rights and the moment of the newest change stand at the scheme."""
    told = "?x a skos:ConceptScheme ; dct:title ?title ; dct:license ?licence ; dc:rights ?rights ; dct:modified ?at"
    ((title, licence, rights, at),) = rows(graph, "?title ?licence ?rights ?at", told)
    assert (str(title), str(licence)) == ("Somewhere", "https://creativecommons.org/licenses/by/4.0/")
    assert "Quotations stay their speakers'" in rights
    assert at.toPython().replace(tzinfo=None) == pinning.newest_change().replace(microsecond=0)


def test_who_stands_beside_the_speaker_has_a_role(context: Flask, graph: Graph) -> None:
    """A joint text names everyone behind it, each in the role that is recorded."""
    joint = next(one for one in reading.statements_of() if one["with"])
    beside = "?x prov:qualifiedAttribution ?y . ?y prov:agent ?actor ; prov:hadRole ?role"
    found = rows(graph, "?actor ?role", beside, x=address("statement", joint["id"]))
    got = {(str(actor).rpartition("/")[2], str(role).partition("#role-")[2]) for actor, role in found}
    assert got == {(party["actor"]["slug"], party["role"]) for party in joint["with"]}


@pytest.mark.parametrize("ending", FORMATS)
def test_the_vocabulary_explains_each_of_its_words(context: Flask, ending: str) -> None:
    """Each class, property and code has a label and a sentence, the same in all syntaxes."""
    found = vocabulary(ending)
    assert set(found) == set(vocabulary())
    sorts = "VALUES ?sort { rdfs:Class rdf:Property gat:Code } ?x a ?sort"
    assert len(rows(found, "?x", sorts)) > 150
    assert rows(found, "?x", f"{sorts} FILTER NOT EXISTS {{ ?x rdfs:label ?label ; rdfs:comment ?says }}") == []
    assert rows(found, "?x", "?x rdfs:subClassOf|rdfs:subPropertyOf ?y FILTER(STRSTARTS(STR(?y), 'gat'))") == []
