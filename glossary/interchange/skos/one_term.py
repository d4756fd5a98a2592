"""One term as linked data: the concept, all statements on it, and whatever these name, so that nothing is left open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from glossary.interchange.outgoing.whole import Document, Publisher
from glossary.interchange.skos import others, statements, terms
from glossary.interchange.skos.nodes import Fact, Node
from glossary.interchange.skos.terms import Wider


@dataclass(frozen=True, slots=True)
class Entry:
    """What is written of a term."""

    term: Document
    inward: Sequence[tuple[Document, Document]]
    """Relations that other terms have to it: the other term as it is named, and the relation as that one has it."""
    above: Wider
    """The terms above it and above those it is related to."""
    statements: Sequence[Document]
    """Those on the term, and those that they dispute."""
    actors: Sequence[Document]
    sources: Sequence[Document]
    events: Sequence[Document]
    standing: Sequence[Fact] = field(default=())


def nodes(entry: Entry, publisher: Publisher) -> Iterator[Node]:
    """The term, its neighbours by name, the statements on it, and the actors, sources and events that they name."""
    yield from terms.list_nodes(publisher, entry.standing)
    yield from terms.nodes(entry.term, publisher, entry.above)
    for other, relation in entry.inward:
        yield from terms.relation_nodes(other["slug"], relation, publisher, entry.above)
    yield from (terms.neighbour(one, publisher) for one in _neighbours(entry))
    yield from (others.actor_node(one, publisher) for one in entry.actors)
    yield from (others.named_actor(one, publisher) for one in _over(entry.actors))
    yield from (others.source_node(one, publisher) for one in entry.sources)
    yield from (others.event_node(one, publisher) for one in entry.events)
    for statement in entry.statements:
        yield from statements.nodes(statement, publisher)


def _neighbours(entry: Entry) -> list[Document]:
    named = [*(other for other, _ in entry.inward), *(one["term"] for one in entry.term["relations"])]
    named += [one["term"] for one in entry.statements]
    once = {one["slug"]: one for one in named}
    return [once[slug] for slug in sorted(once.keys() - {entry.term["slug"]})]


def _over(actors: Sequence[Document]) -> list[Document]:
    """Those above the actors who are not among them."""
    here = {one["slug"] for one in actors}
    once = {one["affiliation"]["slug"]: one["affiliation"] for one in actors if one["affiliation"]}
    return [once[slug] for slug in sorted(once.keys() - here)]
