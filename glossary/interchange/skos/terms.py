"""Terms as concepts of one scheme: labels, notes, and how they stand to each other, according to whom.

SKOS allows a concept one preferred label in a language, and no label twice; it does not let two concepts be both
related and one above the other. Where the records say more than that, our own vocabulary says it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from glossary.interchange.outgoing.whole import LICENCE, RIGHTS, Document, Publisher
from glossary.interchange.skos.nodes import (
    OURS,
    Fact,
    Node,
    Ref,
    Typed,
    editors,
    kept,
    named,
    prefixes,
    scheme,
    web,
    whole_name,
    words,
)

INVERSE = {"skos:broader": "skos:narrower"}
"""Property -> what it is seen from the other term; the others hold both ways."""
Wider = Mapping[str, frozenset[str]]
"""Term -> all terms above it."""


def wider(broader: Mapping[str, Iterable[str]]) -> Wider:
    """All terms above each, from those directly above it."""
    return {slug: frozenset(_climb(slug, broader)) for slug in broader}


def _climb(slug: str, broader: Mapping[str, Iterable[str]]) -> set[str]:
    above: set[str] = set()
    waiting = list(broader.get(slug, ()))
    while waiting:
        one = waiting.pop()
        if one not in above:
            above.add(one)
            waiting += broader.get(one, ())
    return above


def broader_of(term: Document) -> list[str]:
    """The terms directly above one."""
    return [one["term"]["slug"] for one in term["relations"] if one["type"] == "broader"]


def list_nodes(publisher: Publisher, facts: Iterable[Fact]) -> Iterator[Node]:
    """The scheme with its rights, whatever more is known of it, and the editors who answer for it."""
    us = editors(publisher)
    own: list[Fact] = [
        ("dct:title", words(publisher.name, "en")),
        ("dct:license", Ref(LICENCE)),
        ("dc:rights", words(RIGHTS, "en")),
        ("dct:publisher", us),
        ("foaf:page", scheme(publisher)),
    ]
    yield Node(scheme(publisher).iri, ("skos:ConceptScheme",), [*own, *facts])
    yield Node(
        us.iri, ("prov:Agent", "foaf:Group"), [("foaf:name", words(f"The editors of the {publisher.name}", "en"))]
    )


def nodes(term: Document, publisher: Publisher, above: Wider) -> Iterator[Node]:
    """A term: the concept, the pages on which its equivalents were found, its relations and whose they are."""
    me = named(publisher, "term", term["slug"])
    ranked = list(_equivalents(term))
    facts: list[Fact] = [
        ("skos:inScheme", scheme(publisher)),
        ("dct:identifier", words(term["slug"])),
        *_labels(term, ranked),
        ("skos:scopeNote", words(term["gloss"], "en")),
        *kept(publisher, "term", term["slug"], term),
    ]
    if not broader_of(term):
        facts.append(("skos:topConceptOf", scheme(publisher)))
        yield Node(scheme(publisher).iri, (), [("skos:hasTopConcept", me)])
    facts += [(f"skosxl:{rank}", Ref(f"{me.iri}#{key}")) for key, rank, _ in ranked]
    yield Node(me.iri, ("skos:Concept",), facts)
    yield from (_found(f"{me.iri}#{key}", entry) for key, _, entry in ranked)
    for relation in term["relations"]:
        yield from relation_nodes(term["slug"], relation, publisher, above)


def neighbour(reference: Document, publisher: Publisher) -> Node:
    """Another term, as far as this file names it."""
    label: Fact = ("skos:prefLabel", words(reference["preferred"], "en"))
    facts = [("skos:inScheme", scheme(publisher)), label, ("dct:identifier", words(reference["slug"]))]
    return Node(named(publisher, "term", reference["slug"]).iri, ("skos:Concept",), facts)


def _labels(term: Document, ranked: Iterable[tuple[str, str, Document]]) -> Iterator[Fact]:
    preferred = words(term["preferred"], "en")
    seen = {preferred}
    yield "skos:prefLabel", preferred
    others = [("skos:altLabel", words(form, "en")) for form in term["variants"]]
    for name, label in [*others, *((f"skos:{rank}", words(one["form"], one["lang"])) for _, rank, one in ranked)]:
        if label not in seen:
            seen.add(label)
            yield name, label


def _equivalents(term: Document) -> Iterator[tuple[str, str, Document]]:
    """Name, rank and entry of each. The first of its language by spelling is the preferred one, which is no ruling."""
    taken = {"en"}
    for entry in sorted(term["equivalents"], key=lambda one: (one["lang"], one["form"].casefold(), one["form"])):
        rank = "altLabel" if entry["lang"] in taken else "prefLabel"
        taken.add(entry["lang"])
        number = 1 + sum(one["lang"] == entry["lang"] and one["form"] < entry["form"] for one in term["equivalents"])
        yield f"label-{entry['lang']}-{number}", rank, entry


def _found(address: str, entry: Document) -> Node:
    """A word in another language, with the page on which it was found."""
    facts: list[Fact] = [("skosxl:literalForm", words(entry["form"], entry["lang"]))]
    if entry["usage_note"]:
        facts.append(("skos:note", words(entry["usage_note"], "en")))
    return Node(address, ("skosxl:Label",), [*facts, ("dct:source", web(entry["consulted"]))])


def relation_nodes(slug: str, relation: Document, publisher: Publisher, above: Wider) -> Iterator[Node]:
    """A relation seen from both terms, and as a claim: who says so."""
    kind, other, by = relation["type"], relation["term"]["slug"], relation["according_to"]
    one, two = named(publisher, "term", slug), named(publisher, "term", other)
    name = _property(kind, slug, other, above)
    yield Node(one.iri, (), [(name, two)])
    yield Node(two.iri, (), [(INVERSE.get(name, name), one)])
    claim: list[Fact] = [
        ("rdf:subject", one),
        ("rdf:predicate", Ref(whole_name(name, prefixes(publisher)))),
        ("rdf:object", two),
        ("dct:source", named(publisher, "source", by["slug"])) if by else ("prov:wasAttributedTo", editors(publisher)),
        (f"{OURS}:relationType", words(kind)),
    ]
    address = f"{one.iri}#{kind}-{other}-by-{by['slug'] if by else 'editors'}"
    yield Node(address, ("rdf:Statement", f"{OURS}:Relation"), claim)


def _property(kind: str, slug: str, other: str, above: Wider) -> str:
    if kind == "broader":
        return "skos:broader"
    if kind == "related":
        apart = other in above.get(slug, ()) or slug in above.get(other, ())
        return f"{OURS}:relatedTo" if apart else "skos:related"
    return f"{OURS}:contrastedWith"


def standing(moment: Typed, change: int | None = None) -> list[Fact]:
    """Which state of the list this is."""
    facts: list[Fact] = [("dct:modified", moment)]
    return facts if change is None else [*facts, ("owl:versionInfo", words(str(change)))]
