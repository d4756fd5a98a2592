"""A release's linked data, read back: the same graph in three syntaxes, and within the rules of SKOS and our own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from glossary.errors import Invalid
from glossary.interchange.skos import graph
from glossary.interchange.skos.nodes import PREFIXES
from glossary.services.releases.outside import refused

ENDINGS = ("ttl", "jsonld", "rdf")
LABELS = ("prefLabel", "altLabel", "hiddenLabel")
SKOS = PREFIXES["skos"]
NEEDED = {
    "an actor": f"{PREFIXES['prov']}wasAttributedTo",
    "a date": f"{PREFIXES['dct']}created",
    "a source": f"{PREFIXES['dct']}source",
}
"""What no definition leaves without -> property."""
_RECORD = re.compile(r"(?:term|actor|source|event|statement)s/[^/]+")
"""The end of the address of a record, or of a part of one."""
Facts = Mapping[str, Mapping[str, Any]]
Found = tuple[dict[str, int], list[str]]


class Graphs:
    """The graphs in a release's folder, each read once."""

    def __init__(self, made: Path) -> None:
        self.made = made
        self.facts = cache(self._facts)

    def _facts(self, ending: str) -> Facts:
        return graph.read(self.made / f"glossary.{ending}", ending)

    def same(self, ending: str) -> Found:
        """The graph can be read, and says what the first of them says."""
        try:
            own, first = _triples(self.facts(ending)), _triples(self.facts(ENDINGS[0]))
        except Invalid as error:
            return {}, refused(str(error))
        apart = len(own ^ first)
        return {"triples": len(own)}, [f"{apart:,} triples differ from Turtle."] if apart else []

    def rules(self) -> Found:
        """The rules, over all concepts."""
        try:
            facts = self.facts(ENDINGS[0])
        except Invalid as error:
            return {}, refused(str(error))
        concepts = [node for node, said in facts.items() if f"{SKOS}inScheme" in said]
        problems = [problem for node in concepts for problem in (*_labels(node, facts), *_definitions(node, facts))]
        definitions = sum(len(facts[node].get(f"{SKOS}definition", ())) for node in concepts)
        problems += [*_related(concepts, facts), *_unsaid(concepts, facts)]
        return {"concepts": len(concepts), "definitions": definitions}, problems


def _triples(facts: Facts) -> set[tuple[str, str, Any]]:
    return {(node, name, value) for node, said in facts.items() for name, values in said.items() for value in values}


def _labels(node: str, facts: Facts) -> Iterator[str]:
    """One preferred label a language (S14), and no label of two sorts (S13)."""
    said = facts[node]
    languages = Counter(label.lang for label in said.get(f"{SKOS}prefLabel", ()))
    yield from (f"{node} has {n} preferred labels in {lang}." for lang, n in languages.items() if n > 1)
    every = Counter(label for sort in LABELS for label in set(said.get(SKOS + sort, ())))
    yield from (f"{node} has {label.text!r} as a label of two sorts." for label, n in every.items() if n > 1)


def _definitions(node: str, facts: Facts) -> Iterator[str]:
    """A definition is a node with all that is needed, or the literal that such a node has as its label."""
    told = facts[node].get(f"{SKOS}definition", ())
    nodes = [value.iri for value in told if hasattr(value, "iri")]
    for one in nodes:
        lacking = [what for what, name in NEEDED.items() if name not in facts.get(one, {})]
        yield from (f"{one} is a definition without {what}." for what in lacking)
    labels = {label for one in nodes for label in facts.get(one, {}).get(f"{PREFIXES['rdfs']}label", ())}
    literals = [value for value in told if not hasattr(value, "iri") and value not in labels]
    yield from (f"{node} has a definition that is nobody's: {one.text[:80]!r}." for one in literals)


def _related(concepts: list[str], facts: Facts) -> Iterator[str]:
    """What is related is not above (S27), and nothing stands above itself."""
    for node in concepts:
        above: set[str] = set()
        waiting = [node]
        while waiting:
            for other in facts.get(waiting.pop(), {}).get(f"{SKOS}broader", ()):
                if other.iri not in above:
                    above.add(other.iri)
                    waiting.append(other.iri)
        if node in above:
            yield f"{node} stands above itself."
        for other in facts[node].get(f"{SKOS}related", ()):
            if other.iri in above:
                yield f"{node} is related to {other.iri}, which stands above it."


def _unsaid(concepts: list[str], facts: Facts) -> Iterator[str]:
    """Records that are named and of which the file says nothing, such as a withdrawn statement."""
    schemes = {scheme.iri for node in concepts for scheme in facts[node][f"{SKOS}inScheme"]}
    bases = tuple(scheme.removesuffix("terms") for scheme in schemes)
    said = {node for node, about in facts.items() if f"{PREFIXES['rdf']}type" in about}
    for node, name, value in sorted(_references(facts)):
        base = next((one for one in bases if value.startswith(one)), "")
        if base and value not in said and _RECORD.fullmatch(value.removeprefix(base)):
            yield f"{node} names {value} ({name}), of which the file says nothing."


def _references(facts: Facts) -> set[tuple[str, str, str]]:
    """Node, last part of the property, node that is named."""
    return {
        (node, re.split("[/#]", name)[-1], value.iri)
        for node, about in facts.items()
        for name, values in about.items()
        for value in values
        if hasattr(value, "iri")
    }
