"""How each kind of record is shown, and under which word of an address it stands."""

from __future__ import annotations

from collections.abc import Callable
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
