"""Addresses for new records: readable, plain, and never taken twice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from glossary.models import RECORDS, FormerSlug
from glossary.models.base import SLUG_LENGTH

NAMED_BY = {
    "term": ("preferred",),
    "actor": ("name",),
    "source": ("publisher", "published", "title"),
    "event": ("name",),
}
"""The fields that name a record of each kind; a statement is named by actor, term and day."""
LONGEST = SLUG_LENGTH - 20
"""Room is left for a number behind."""


def plain(text: str) -> str:
    """Small letters, digits and hyphens; empty where nothing of the text can be written so."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:LONGEST].strip("-")


def free_slug(session: Session, kind: str, row: dict[str, Any]) -> str:
    """An address that no record of the kind has or had."""
    fields = ("actor", "term", "said") if kind == "statement" else NAMED_BY[kind]
    base = plain("-".join(str(row.get(field, "")) for field in fields)) or kind
    model = RECORDS[kind]
    like = or_(model.slug == base, model.slug.startswith(f"{base}-"))
    taken = set(session.scalars(select(model.slug).where(like)))
    taken |= set(session.scalars(select(FormerSlug.slug).where(FormerSlug.kind == kind)))
    return next(slug for slug in _candidates(base) if slug not in taken)


def _candidates(base: str) -> Iterator[str]:
    yield base
    number = 2
    while True:
        yield f"{base}-{number}"
        number += 1
