"""How the published statements are spread: by kind of actor, conflict, stance, language, year, and how they reached us.

Counted by the database, and kept until a statement or an actor is published.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select

from glossary.dates import years
from glossary.db import db
from glossary.models import Actor, Statement
from glossary.services.reading.kept import kept

COLUMNS: dict[str, Any] = {
    "actor_kind": Actor.kind,
    "conflict": Statement.conflict,
    "stance": Statement.stance,
    "language": Statement.language,
    "wording": Statement.wording,
    "attribution": Statement.attribution,
    "confidence": Statement.confidence,
}
Balance = Mapping[str, Counter[str]]


def balance() -> Balance:
    """Name (`COLUMNS`, and "year") -> value -> number of statements; a value of none is left out.

    A joint text counts once, under its first actor; a statement that may be of several years counts in each.
    """
    return kept("glossary.reading.balance", ("statement", "actor"), _balance)


def _balance() -> Balance:
    number = func.count()
    grouped = select(*COLUMNS.values(), number).join(Actor, Actor.id == Statement.actor_id)
    found: dict[str, Counter[str]] = {name: Counter() for name in (*COLUMNS, "year")}
    published = Statement.state == "published"
    for *values, times in db.session.execute(grouped.where(published).group_by(*COLUMNS.values())):
        for name, value in zip(COLUMNS, values, strict=True):
            found[name][value] += times
    for said, times in db.session.execute(select(Statement.said, number).where(published).group_by(Statement.said)):
        for year in years(said):
            found["year"][str(year)] += times
    return found
