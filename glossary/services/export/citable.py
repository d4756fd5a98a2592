"""What there is to cite of a record: what is ours and what is the source's are two things, under two names."""

from __future__ import annotations

from typing import Any, NamedTuple

from glossary import site
from glossary.interchange import citations
from glossary.services.history import revisions as history

Document = dict[str, Any]
Item = citations.Item
BYLINE = "Who wrote the work is not recorded; its publisher stands in the author’s place."


class Block(NamedTuple):
    """Things to cite under one heading, and what has to be said of them."""

    heading: str
    items: tuple[Item, ...]
    note: str


def blocks(kind: str, slug: str, document: Document) -> tuple[Block, ...]:
    """What there is to cite of a statement, a term or a source in one of its published states.

    slug: its present one, as a state may be from before the record moved.
    """
    own = own_item(kind, slug, document)
    if kind == "term":
        return (Block("Our entry", (own,), ""),)
    if kind == "source":
        return Block("The source", (citations.source_item(document),), BYLINE), Block("Our entry on it", (own,), "")
    heading = "The source of the words" if document["wording"] == "quote" else "The source of the position"
    return Block(heading, (citations.quoted_item(document),), BYLINE), Block("Our record", (own,), "")


def own_item(kind: str, slug: str, document: Document) -> Item:
    """Our record with this present slug, in one of its published states."""
    published_at = history.published_at(kind, slug, document["revision"])
    return citations.record_item(kind, document, published_at, here())


def in_state(kind: str, present: Document, revision: int | None) -> Document:
    """The record as it was published under a number; as it is where none is asked for. Raises `NotFound`."""
    return history.document_at(kind, slug_of(present), revision) if revision else present


def slug_of(document: Document) -> str:
    """What the record is addressed by; in statements it is called `id`."""
    return str(document.get("slug") or document["id"])


def here() -> citations.Site:
    """This site as citations name it."""
    return citations.Site(site.NAME, site.base())


def line(item: Item, style: str) -> str:
    """The item as a line of text in a style; that of a source says what it is cited for."""
    from glossary.interchange import citations_lines  # the processor costs every start its time

    told = f" [{item['note'].rstrip('.')}]" if "contributor" in item else ""
    return citations_lines.line(item, style) + told
