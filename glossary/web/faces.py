"""How each kind of record is shown, and under which word of an address it stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from glossary.web import actors, events, pages, sources, statements, terms

FACES: dict[str, Callable[[dict[str, Any]], pages.Face]] = {
    "statement": statements.face,
    "term": terms.face,
    "actor": actors.face,
    "source": sources.face,
    "event": events.face,
}
"""Kind of record -> its page, made of a public document."""
PLURALS = {kind: f"{kind}s" for kind in FACES}
"""Kind of record -> first word of its address."""


def unpublished(kind: str, documents: Sequence[dict[str, Any] | None]) -> pages.Face:
    """How a record is shown that is not published yet.

    documents: those of the new actor and source that are published with it (None: there is none), its own last.
    """
    *others, own = documents
    if kind != "statement":
        return FACES[kind](own or {})
    return statements.face(own or {}, next((one for one in others if one and "publisher" in one), None))


def address(kind: str, document: dict[str, Any]) -> str:
    """Where a record stands."""
    return f"/{PLURALS[kind]}/{slug_of(document)}"


def slug_of(document: dict[str, Any]) -> str:
    """The last word of a record's address."""
    return str(document.get("slug") or document["id"])


def name_of(kind: str, document: dict[str, Any]) -> str:
    """What a record is called in a sentence."""
    if kind == "statement":
        return statements.title(document)
    return str(document.get("preferred") or document.get("name") or document["title"])
