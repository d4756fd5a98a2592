"""The back matter: sources, actors and events whole, each field an item, so that the file stands on its own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from glossary.interchange.incoming.records import from_record
from glossary.interchange.outgoing.whole import Publisher, Whole
from glossary.interchange.tbx.elements import Element, add, element, written
from glossary.interchange.tbx.names import IN_BACK, key

Document = dict[str, Any]


def back_matter(whole: Whole, publisher: Publisher) -> Iterator[bytes]:
    """The element `back`, piece by piece; a kind without records has no section."""
    yield b"<back>\n"
    for kind, type_ in IN_BACK.items():
        yield from _section(kind, type_, whole, publisher)
    yield b"</back>\n"


def _section(kind: str, type_: str, whole: Whole, publisher: Publisher) -> Iterator[bytes]:
    documents = iter(whole.each(kind))
    first = next(documents, None)
    if first is None:
        return
    yield f'<refObjectSec type="{type_}">\n'.encode()
    for document in chain((first,), documents):
        yield written(_object(kind, document, publisher))
    yield b"</refObjectSec>\n"


def _object(kind: str, document: Document, publisher: Publisher) -> Element:
    row = from_record(0, kind, document).row
    made = element("refObject", id=key(kind, row["id"]))
    for alias in row.get("aliases", ()):
        parts = add(made, "itemSet", type="alias")
        for name, value in alias.items():
            add(parts, "item", value, type=name)
    fields = {**row, "revision": document["revision"], "permalink": publisher.address(kind, row["id"])}
    for name, value in fields.items():
        if value and name not in ("id", "aliases"):
            add(made, "item", str(value), type=name)
    return made
