"""A term or an actor at a glance, for the small frame in which a reconciliation client shows a candidate."""

from __future__ import annotations

from typing import Any, NamedTuple

from glossary.services.reading import published as reading
from glossary.services.reconciling.suggesting import entity_of
from glossary.services.reconciling.table import Entity, Name

Document = dict[str, Any]
MOST_NAMES = 6
MOST_STATEMENTS = 3
"""Other names and statements that are shown."""


class Preview(NamedTuple):
    """The entity, other names, its oldest statements (of a term: definitions), and whether there are more."""

    entity: Entity
    others: list[Name]
    statements: list[Document]
    more: bool


def preview(kind: str, slug: str) -> Preview:
    """What is shown of a term or an actor; of a former slug its present record. Raises `NotFound`."""
    entity = entity_of(kind, slug)
    filters = {"term": {"term": entity.slug, "kind": "definition"}, "actor": {"actor": entity.slug}}
    page = reading.list_records("statement", limit=MOST_STATEMENTS, after=None, **filters[kind])
    others = [name for name in dict.fromkeys(entity.names) if name.text != entity.names[0].text][:MOST_NAMES]
    return Preview(entity, others, page.items, page.next is not None)
