"""JSON-LD: one context, then the nodes, each on a line of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from glossary.interchange.skos.nodes import Node, Ref, Typed, Value


def write(nodes: Iterable[Node], known: Mapping[str, str]) -> Iterator[bytes]:
    """The document, a piece for each node."""
    yield b'{"@context":' + msgspec.json.encode(known) + b',"@graph":['
    between = b"\n"
    for node in nodes:
        yield between + msgspec.json.encode(_object(node))
        between = b",\n"
    yield b"\n]}\n"


def _object(node: Node) -> dict[str, Any]:
    made: dict[str, Any] = {"@id": node.subject}
    if node.types:
        made["@type"] = node.types
    for name, value in node.facts:
        made.setdefault(name, []).append(_value(value))
    return made


def _value(value: Value) -> dict[str, str]:
    if isinstance(value, Ref):
        return {"@id": value.iri}
    if isinstance(value, Typed):
        return {"@type": value.datatype, "@value": value.text}
    return {"@language": value.lang, "@value": value.text} if value.lang else {"@value": value.text}
