"""Turtle: the prefixes once, then a block for each node."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from glossary.interchange.skos.nodes import Node, Ref, Typed, Value

_ESCAPED = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n", "\r": r"\r", "\t": r"\t"})


def write(nodes: Iterable[Node], known: Mapping[str, str]) -> Iterator[bytes]:
    """The document, a piece for each node."""
    yield "".join(f"@prefix {prefix}: <{address}> .\n" for prefix, address in known.items()).encode()
    for node in nodes:
        yield _block(node).encode()


def _block(node: Node) -> str:
    said = [f"a {', '.join(node.types)}"] if node.types else []
    said += [f"{name} {_value(value)}" for name, value in node.facts]
    return f"\n<{node.subject}>\n    " + " ;\n    ".join(said) + " .\n" if said else ""


def _value(value: Value) -> str:
    if isinstance(value, Ref):
        return f"<{value.iri}>"
    text = f'"{value.text.translate(_ESCAPED)}"'
    if isinstance(value, Typed):
        return f"{text}^^{value.datatype}"
    return f"{text}@{value.lang}" if value.lang else text
