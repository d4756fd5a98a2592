"""Linked data as somebody else's library reads it."""

from __future__ import annotations

import json
from typing import Any

from flask import Flask
from rdflib import BNode, Graph, URIRef
from rdflib.plugins.parsers.jsonld import to_rdf
from rdflib.term import Node

from glossary.interchange.outgoing.whole import Publisher
from glossary.interchange.skos.nodes import prefixes
from glossary.services.export import files as export_files
from glossary.services.export import linked_data

HERE = Publisher("Somewhere", "https://glossary.example.org")
FORMATS = {"ttl": "turtle", "jsonld": "json-ld", "rdf": "xml"}
"""Ending -> what rdflib calls the syntax."""
ASKED = "".join(f"PREFIX {prefix}: <{address}>\n" for prefix, address in prefixes(HERE).items())


def read(content: bytes, ending: str) -> Graph:
    """What a file says. JSON-LD is read a step further in: rdflib's way there warns of itself."""
    made = Graph()
    if ending == "jsonld":
        to_rdf(json.loads(content), made)
        return made
    return made.parse(data=content, format=FORMATS[ending])


def whole(app: Flask, ending: str) -> Graph:
    """The whole glossary by way of a syntax."""
    with app.app_context():
        file, taken = export_files.take(f"glossary.{ending}")
        return read(b"".join(file.write(taken, HERE)), ending)


def of_term(slug: str, ending: str = "ttl") -> Graph:
    """One term by way of a syntax; within an application context."""
    return read(linked_data.term(slug, ending, HERE), ending)


def vocabulary(ending: str = "ttl") -> Graph:
    """Our own words; within an application context."""
    return read(linked_data.vocabulary(ending, HERE), ending)


def rows(graph: Graph, names: str, pattern: str, **bound: Node) -> list[tuple[Any, ...]]:
    """What fits a pattern of SPARQL, each once: the values of these variables (`?x ?label`)."""
    asked = f"{ASKED}SELECT DISTINCT {names} WHERE {{ {pattern} }}"
    return [tuple(row) for row in graph.query(asked, initBindings=bound)]  # type: ignore[misc]


def address(kind: str, slug: str) -> URIRef:
    """A record."""
    return URIRef(HERE.address(kind, slug))


def dangling(graph: Graph) -> set[str]:
    """Addresses of records that are named and of which nothing is said. Pages and past states are no records."""
    own = f"{HERE.base}/"
    known = {str(subject) for subject, _, _ in graph.triples((None, URIRef(prefixes(HERE)["rdf"] + "type"), None))}
    apart = (f"{own}about/vocabulary#",)
    named = {str(o) for _, _, o in graph if isinstance(o, URIRef) and str(o).startswith(own)}
    return {one for one in named - known if "/history/" not in one and not one.startswith(apart)}


def blank(graph: Graph) -> list[Any]:
    """Nodes without an address."""
    return [node for node in graph.all_nodes() if isinstance(node, BNode)]
