"""What a draft is called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from glossary.dates import in_words
from glossary.errors import Invalid
from glossary.models import Actor, Term

Row = dict[str, Any]


def title(session: Session, kind: str, row: Row, new: Mapping[str, Row]) -> str:
    """What lists call a draft, as far as it is filled in. `new`: the actor and the source that it brings along."""
    if kind != "statement":
        return str(row.get("preferred") or row.get("name") or row.get("title") or f"a new {kind}")[:200]
    actor = session.scalar(select(Actor.name).where(Actor.slug == row.get("actor", "")))
    term = session.scalar(select(Term.preferred).where(Term.slug == row.get("term", "")))
    name = new.get("actor", {}).get("name") or actor or "somebody"
    return f"{name} on {term or 'a term'}{_day(row.get('said', ''))}"[:200]


def _day(said: str) -> str:
    """The day in words; what is no date is left out."""
    try:
        return f", {in_words(said)}" if said else ""
    except Invalid:
        return ""
