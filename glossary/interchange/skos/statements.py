"""Statements as nodes of our own classes, each with its actor, date and source; definitions as literals besides.

Many tools show nothing of a definition but its literal, and drop the node beside it. So the literal itself says whose
it is, when it was said and where it was read: in whatever tool it ends up, no definition stands without its speaker.
The words alone are the `rdf:value` of the node; the literal is that node's `rdfs:label`, by which they are matched.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from glossary.dates import in_words
from glossary.interchange.comparison_notes import reached_us, speaker
from glossary.interchange.outgoing.whole import Document, Publisher
from glossary.interchange.skos import dates
from glossary.interchange.skos.nodes import OURS, Fact, Node, Ref, Typed, code, kept, named, words
from glossary.languages import quotation_marks

CODED = ("stance", "attribution", "wording", "confidence")


def nodes(statement: Document, publisher: Publisher) -> Iterator[Node]:
    """A statement: what was said, by whom, when, where; for a definition what its term says of it, too."""
    me = named(publisher, "statement", statement["id"])
    types = (f"{OURS}:{statement['kind'].capitalize()}", f"{OURS}:Statement", "prov:Entity")
    beside = list(_beside(statement, publisher))
    points = list(_points(statement, publisher))
    facts = [
        *_words(statement),
        *_attributed(statement, publisher),
        *(("prov:qualifiedAttribution", Ref(node.subject)) for node in beside),
        *_about(statement, publisher),
        *((f"{OURS}:point", Ref(node.subject)) for node in points),
        *kept(publisher, "statement", statement["id"], statement),
    ]
    yield Node(me.iri, types, facts)
    yield from (*beside, *points)
    if statement["kind"] == "definition":
        term = named(publisher, "term", statement["term"]["slug"])
        yield Node(
            term.iri, (), [("skos:definition", words(line(statement), said_in(statement))), ("skos:definition", me)]
        )


def said_in(statement: Document) -> str:
    """The language of what is given of the words: a summary is the editors', in English."""
    return str(statement["language"]) if statement["quote"] else "en"


def line(statement: Document) -> str:
    """The words with their speaker, date and source, as one text."""
    source = statement["source"]
    opening, closing = quotation_marks(statement["language"])
    said = (
        f"{opening}{statement['quote']}{closing}"
        if statement["quote"]
        else f"In the editors’ words: {statement['summary']}"
    )
    spoken = f"{speaker(statement)}, {in_words(statement['said'])}, {reached_us(statement)}"
    return f"{said} ({spoken}; in: {source['title']}, {source['publisher']}, {source['url']})"


def _words(statement: Document) -> Iterator[Fact]:
    yield "rdfs:label", words(line(statement), said_in(statement))
    yield "rdf:value", words(statement["quote"] or statement["summary"], said_in(statement))
    yield f"{OURS}:summary", words(statement["summary"], "en")
    yield f"{OURS}:termAsWritten", words(statement["term_as_written"], statement["language"])
    yield "dc:language", words(statement["language"])
    if statement["note"]:
        yield "skos:note", words(statement["note"], "en")


def _attributed(statement: Document, publisher: Publisher) -> Iterator[Fact]:
    source = named(publisher, "source", statement["source"]["slug"])
    yield "prov:wasAttributedTo", named(publisher, "actor", statement["actor"]["slug"])
    yield "dct:created", dates.literal(statement["said"])
    yield f"{OURS}:saidFrom", _day(statement["said_from"])
    yield f"{OURS}:saidTo", _day(statement["said_to"])
    yield "dct:source", source
    if statement["quote"]:
        yield "prov:wasQuotedFrom", source
    for field, name in (("speaking_as", "speakingAs"), ("reported_by", "reportedBy")):
        if statement[field]:
            yield f"{OURS}:{name}", words(statement[field])
    if statement["locator"]:
        yield "bibo:locator", words(statement["locator"])


def _day(text: str) -> Typed:
    return Typed(date.fromisoformat(text).isoformat(), "xsd:date")


def _about(statement: Document, publisher: Publisher) -> Iterator[Fact]:
    yield "dct:subject", named(publisher, "term", statement["term"]["slug"])
    yield from ((f"{OURS}:{name}", code(publisher, name, statement[name])) for name in CODED)
    yield f"{OURS}:conflict", code(publisher, "conflict", statement["conflict"]["slug"])
    if statement["event"]:
        yield f"{OURS}:event", named(publisher, "event", statement["event"]["slug"])
    yield from ((f"{OURS}:disputes", named(publisher, "statement", other)) for other in statement["disputes"])


def _beside(statement: Document, publisher: Publisher) -> Iterator[Node]:
    """Everybody who stands behind the statement besides its actor, and in which role."""
    for number, party in enumerate(statement["with"], start=1):
        address = f"{publisher.address('statement', statement['id'])}#with-{number}"
        facts: list[Fact] = [
            ("prov:agent", named(publisher, "actor", party["actor"]["slug"])),
            ("prov:hadRole", code(publisher, "role", party["role"])),
        ]
        yield Node(address, ("prov:Attribution",), facts)


def _points(statement: Document, publisher: Publisher) -> Iterator[Node]:
    """What it says on each dimension, in the editors' short words and their codes."""
    for facet in statement["facets"]:
        dimension = facet["dimension"]
        facts: list[Fact] = [
            ("rdf:value", words(facet["text"], "en")),
            (f"{OURS}:dimension", code(publisher, "dimension", dimension)),
            *((f"{OURS}:code", code(publisher, f"code-{dimension}", one)) for one in facet["codes"]),
        ]
        yield Node(f"{publisher.address('statement', statement['id'])}#{dimension}", (f"{OURS}:Point",), facts)
