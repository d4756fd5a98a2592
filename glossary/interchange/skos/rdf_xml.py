"""RDF/XML: one root with the namespaces, then a description for each node."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr  # nosec: writes, and reads nothing

from glossary.interchange.skos.nodes import Node, Ref, Typed, Value, whole_name

_RETURN = {"\r": "&#13;"}
"""A reader of XML would take it for the end of a line."""


def write(nodes: Iterable[Node], known: Mapping[str, str]) -> Iterator[bytes]:
    """The document, a piece for each node."""
    spaces = "".join(f"\n  xmlns:{prefix}={quoteattr(address)}" for prefix, address in known.items())
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{spaces}>\n'.encode()
    for node in nodes:
        yield _description(node, known).encode()
    yield b"</rdf:RDF>\n"


def _description(node: Node, known: Mapping[str, str]) -> str:
    types = [f"    <rdf:type rdf:resource={quoteattr(whole_name(name, known))}/>\n" for name in node.types]
    facts = [f"    {_fact(name, value, known)}\n" for name, value in node.facts]
    about = quoteattr(node.subject)
    return f"  <rdf:Description rdf:about={about}>\n{''.join(types)}{''.join(facts)}  </rdf:Description>\n"


def _fact(name: str, value: Value, known: Mapping[str, str]) -> str:
    if isinstance(value, Ref):
        return f"<{name} rdf:resource={quoteattr(value.iri)}/>"
    if isinstance(value, Typed):
        mark = f" rdf:datatype={quoteattr(whole_name(value.datatype, known))}"
    else:
        mark = f" xml:lang={quoteattr(value.lang)}" if value.lang else ""
    return f"<{name}{mark}>{escape(value.text, _RETURN)}</{name}>"
