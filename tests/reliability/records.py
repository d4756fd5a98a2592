"""Drafts of records, as editors hand them to the services."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from glossary.api.examples import BODIES
from glossary.services.auditing import Doer
from glossary.services.publishing import editing
from glossary.services.publishing.editing import Draft, Saved
from glossary.services.publishing.records import row_of_document
from glossary.services.reading import published as reading

KIRBY = "john-kirby-humanitarian-pause-2023-10-26"
KIRBY_AGAIN = "john-kirby-humanitarian-pause-2023-10-27"
ADA = Doer("ada@example.org")


def new(kind: str = "statement", /, **fields: Any) -> Draft:
    """A new record, with other values here and there."""
    return Draft(kind, deepcopy(BODIES[f"publish_{kind}"]) | fields)


def changed(kind: str, slug: str, /, **fields: Any) -> Draft:
    """A record as it is, with other values here and there."""
    document = reading.document(kind, slug)
    return Draft(kind, row_of_document(kind, document) | fields, document["revision"])


def publish(*drafts: Draft) -> list[Saved]:
    """Publish in an editor's name."""
    return editing.publish(drafts, by=ADA)
