"""When the revision that a document is of was published: the documents themselves do not say it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from glossary.db import db
from glossary.models import RECORDS, Revision

Document = dict[str, Any]
PUBLISHED = "published_at"
"""The further field: a moment in UTC, `2026-11-30T12:00:00Z`."""


def dated(kind: str, documents: Sequence[Document]) -> list[Document]:
    """The public documents of a kind with the moment of their revision; one that moved since has none."""
    model, named = RECORDS[kind], "id" if kind == "statement" else "slug"
    numbers = {one[named]: one["revision"] for one in documents}
    query = (
        select(model.slug, Revision.number, Revision.published_at)
        .join(Revision, (Revision.record_id == model.id) & (Revision.kind == kind))
        .where(model.slug.in_(numbers), Revision.number.in_(set(numbers.values())))
    )
    moments = {slug: at for slug, number, at in db.session.execute(query) if number == numbers[slug]}
    return [{**one, **_told(moments.get(one[named]))} for one in documents]


def _told(moment: Any) -> Document:
    return {PUBLISHED: f"{moment.isoformat(timespec='seconds')}Z"} if moment else {}
