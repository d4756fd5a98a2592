"""What statements name: actors as agents, sources as documents, events."""

from __future__ import annotations

from collections.abc import Iterator

from glossary.interchange.outgoing.whole import Document, Publisher
from glossary.interchange.skos import dates
from glossary.interchange.skos.nodes import OURS, Fact, Node, code, kept, named, web, words

AGENTS = {"person": ("prov:Person", "foaf:Person"), "organization": ("prov:Organization", "foaf:Organization")}
"""Kind of actor -> its classes; the others are agents, of which no more is said than our own code for the kind."""
DOCUMENTS = {
    "treaty": "bibo:LegalDocument",
    "resolution": "bibo:LegalDocument",
    "agreement": "bibo:LegalDocument",
    "official-guidance": "bibo:Report",
    "manual": "bibo:Manual",
    "glossary": "bibo:ReferenceSource",
    "analysis": "bibo:Article",
    "news-report": "bibo:Article",
}
"""Type of source -> its class; what sort of work an academic one is, for one, is not recorded."""


def actor_node(actor: Document, publisher: Publisher) -> Node:
    """An actor under its name, with the other forms of it."""
    facts: list[Fact] = [
        ("foaf:name", words(actor["name"])),
        ("dct:identifier", words(actor["slug"])),
        (f"{OURS}:actorKind", code(publisher, "actor-kind", actor["kind"])),
        *(("skos:altLabel", words(one["form"], one["lang"])) for one in actor["aliases"]),
    ]
    if actor["affiliation"]:
        facts.append((f"{OURS}:affiliation", named(publisher, "actor", actor["affiliation"]["slug"])))
    if actor["country"]:
        facts.append((f"{OURS}:country", words(actor["country"])))
    if actor["note"]:
        facts.append(("skos:note", words(actor["note"], "en")))
    return Node(
        named(publisher, "actor", actor["slug"]).iri,
        _classes(actor["kind"]),
        [*facts, *kept(publisher, "actor", actor["slug"], actor)],
    )


def _classes(kind: str) -> tuple[str, ...]:
    return ("prov:Agent", *AGENTS.get(kind, ("foaf:Agent",)))


def named_actor(reference: Document, publisher: Publisher) -> Node:
    """An actor that only stands above another one of this file."""
    facts: list[Fact] = [("foaf:name", words(reference["name"])), ("dct:identifier", words(reference["slug"]))]
    return Node(named(publisher, "actor", reference["slug"]).iri, _classes(reference["kind"]), facts)


def source_node(source: Document, publisher: Publisher) -> Node:
    """A source with title, publisher, date and address."""
    facts = [*_work(source, publisher), *kept(publisher, "source", source["slug"], source)]
    types = ("prov:Entity", "bibo:Document", *_sort(source["type"]))
    return Node(named(publisher, "source", source["slug"]).iri, types, facts)


def _sort(kind: str) -> tuple[str, ...]:
    return (DOCUMENTS[kind],) if kind in DOCUMENTS else ()


def _work(source: Document, publisher: Publisher) -> Iterator[Fact]:
    yield "dct:title", words(source["title"])
    yield "dc:publisher", words(source["publisher"])
    yield "dct:issued", dates.literal(source["published"])
    yield "bibo:uri", web(source["url"])
    yield "dct:identifier", words(source["slug"])
    yield "dct:type", code(publisher, "source-type", source["type"])
    yield "dc:language", words(source["language"])
    yield f"{OURS}:consulted", words(source["consulted"])
    yield "dc:rights", words(source["rights"], "en")
    if source.get("archive_url"):
        yield "schema:archivedAt", web(source["archive_url"])
    if source["note"]:
        yield "skos:note", words(source["note"], "en")


def event_node(event: Document, publisher: Publisher) -> Node:
    """An event under its neutral name."""
    facts: list[Fact] = [
        ("rdfs:label", words(event["name"], "en")),
        ("dct:identifier", words(event["slug"])),
        ("dct:date", dates.literal(event["date"])),
        ("dct:description", words(event["description"], "en")),
        (f"{OURS}:conflict", code(publisher, "conflict", event["conflict"]["slug"])),
        *kept(publisher, "event", event["slug"], event),
    ]
    return Node(named(publisher, "event", event["slug"]).iri, (f"{OURS}:Event",), facts)
