"""What every syntax writes: nodes with their types and facts, and the names that they are built from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote

from glossary.interchange.comparison_notes import clean
from glossary.interchange.outgoing.whole import Document, Publisher

PREFIXES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "skosxl": "http://www.w3.org/2008/05/skos-xl#",
    "dct": "http://purl.org/dc/terms/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "prov": "http://www.w3.org/ns/prov#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "bibo": "http://purl.org/ontology/bibo/",
    "schema": "http://schema.org/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
}
OURS = "gat"
"""The prefix of our own vocabulary (`vocabulary.py`), which lives at the site itself."""
_NOT_IN_IRI = re.compile('[\x00-\x20<>"{}|\\\\^`\x7f-\x9f\ufffe\uffff]')


class Ref(NamedTuple):
    """Another node, by its whole address."""

    iri: str


class Words(NamedTuple):
    """Text, with its language where it is known."""

    text: str
    lang: str = ""


class Typed(NamedTuple):
    """A value with a datatype, whose name is a prefix and a local name."""

    text: str
    datatype: str


Value = Ref | Words | Typed
Fact = tuple[str, Value]
"""A property (prefix and local name) and its value."""


class Node(NamedTuple):
    """What is said of one thing. The same thing may be spoken of in several nodes."""

    subject: str
    types: tuple[str, ...]
    facts: list[Fact]


def prefixes(publisher: Publisher) -> Mapping[str, str]:
    """Prefix -> namespace, ours among them."""
    return {**PREFIXES, OURS: vocabulary_address(publisher)}


def vocabulary_address(publisher: Publisher) -> str:
    """Where the words of our own vocabulary live, up to the name itself."""
    return f"{publisher.base}/about/vocabulary#"


def whole_name(name: str, known: Mapping[str, str]) -> str:
    """The address that a prefix and a local name stand for."""
    prefix, _, local = name.partition(":")
    return known[prefix] + local


def short_name(address: str) -> str:
    """The prefix and local name of an address whose vocabulary is known; any other as it is."""
    for prefix, begin in PREFIXES.items():
        if address.startswith(begin):
            return f"{prefix}:{address.removeprefix(begin)}"
    return address


def words(text: str, lang: str = "") -> Words:
    """Text that every syntax can hold."""
    return Words(clean(text), lang)


def web(address: str) -> Ref:
    """An address on the web; what no address may hold is put in its percent form."""
    return Ref(_NOT_IN_IRI.sub(lambda found: quote(found[0], safe=""), address))


def named(publisher: Publisher, kind: str, slug: str) -> Ref:
    """A record."""
    return Ref(publisher.address(kind, slug))


def code(publisher: Publisher, name: str, slug: str) -> Ref:
    """A word of a closed list of ours: `stance`, `calls-for`."""
    return Ref(f"{vocabulary_address(publisher)}{name}-{slug}")


def editors(publisher: Publisher) -> Ref:
    """Those who answer for the glossary's own words."""
    return Ref(f"{publisher.base}/about#editors")


def scheme(publisher: Publisher) -> Ref:
    """The list of all terms."""
    return Ref(f"{publisher.base}/terms")


def kept(publisher: Publisher, kind: str, slug: str, document: Document) -> list[Fact]:
    """The page of a record, and the published state that this is, which stays as it is."""
    page = publisher.address(kind, slug)
    return [("foaf:page", Ref(page)), ("dct:hasVersion", Ref(f"{page}/history/{document['revision']}"))]
