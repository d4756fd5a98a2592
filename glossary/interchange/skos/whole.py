"""The whole glossary as linked data, and the syntaxes in which it leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from glossary.interchange.outgoing.whole import Publisher, Whole
from glossary.interchange.skos import dates, json_ld, others, rdf_xml, statements, terms, turtle
from glossary.interchange.skos.nodes import Node, prefixes


@dataclass(frozen=True, slots=True)
class Syntax:
    """One way to write nodes down."""

    name: str
    content_type: str
    write: Callable[[Iterable[Node], Mapping[str, str]], Iterator[bytes]]

    @property
    def media(self) -> str:
        """Its type as `Accept` names it."""
        return self.content_type.partition(";")[0]


SYNTAXES = {
    "ttl": Syntax("Turtle", "text/turtle; charset=utf-8", turtle.write),
    "jsonld": Syntax("JSON-LD", "application/ld+json", json_ld.write),
    "rdf": Syntax("RDF/XML", "application/rdf+xml; charset=utf-8", rdf_xml.write),
}
"""Ending -> syntax, in the order in which they are offered."""


def written(ending: str, whole: Whole, publisher: Publisher) -> Iterator[bytes]:
    """All records in a syntax, piece by piece."""
    return SYNTAXES[ending].write(nodes(whole, publisher), prefixes(publisher))


def nodes(whole: Whole, publisher: Publisher) -> Iterator[Node]:
    """All records. The terms are walked through twice, to know which stand above which: of them alone that is kept."""
    yield from terms.list_nodes(publisher, terms.standing(dates.moment(whole.moment), whole.change))
    above = terms.wider({one["slug"]: terms.broader_of(one) for one in whole.each("term")})
    for term in whole.each("term"):
        yield from terms.nodes(term, publisher, above)
    yield from (others.actor_node(one, publisher) for one in whole.each("actor"))
    yield from (others.source_node(one, publisher) for one in whole.each("source"))
    yield from (others.event_node(one, publisher) for one in whole.each("event"))
    for statement in whole.each("statement"):
        yield from statements.nodes(statement, publisher)
