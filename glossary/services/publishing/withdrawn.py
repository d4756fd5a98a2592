"""Withdrawn statements are not disputed anew: whoever told it otherwise has nothing left to contradict."""

from __future__ import annotations

from collections.abc import Collection, Set

from sqlalchemy import select
from sqlalchemy.orm import Session

from glossary.models import Statement


def among(session: Session, slugs: Collection[str]) -> frozenset[str]:
    """Those of these statements that are withdrawn."""
    query = select(Statement.slug).where(Statement.slug.in_(slugs), Statement.state == "withdrawn")
    return frozenset(session.scalars(query))


def disputed_anew(statement: str, others: Set[str], withdrawn: Set[str]) -> str:
    """Why a statement cannot begin to dispute these others, of all that are withdrawn; empty where it can."""
    if gone := sorted(others & withdrawn):
        return f"{gone[0]!r} is withdrawn, and cannot be disputed anew"
    return "it is withdrawn itself, and cannot dispute anything anew" if others and statement in withdrawn else ""
