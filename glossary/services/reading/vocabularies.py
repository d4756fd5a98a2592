"""Closed lists: kinds, stances, conflicts, dimensions and codes, each in its own order."""

from __future__ import annotations

from sqlalchemy import select

from glossary.db import db
from glossary.models import (
    LISTS,
    Code,
)


def vocabulary(name: str) -> dict[str, str]:
    """A closed list in its own order: slug -> what it means. Names as in the data set (`stances`, `conflicts` ...)."""
    model = LISTS[name]
    query = select(model.slug, model.definition).order_by(model.position)
    return {row.slug: row.definition for row in db.session.execute(query)}


def filled() -> bool:
    """Whether the closed lists hold anything: without them nothing can be recorded."""
    return any(db.session.scalar(select(model.slug).limit(1)) for model in LISTS.values())


def codes() -> dict[str, dict[str, str]]:
    """Dimension -> code -> what it means, in the lists' own order."""
    answer: dict[str, dict[str, str]] = {dimension: {} for dimension in vocabulary("dimensions")}
    for code in db.session.scalars(select(Code).order_by(Code.dimension, Code.position)):
        answer[code.dimension][code.slug] = code.definition
    return answer
