"""What a comparison's address asks for, turned into columns: statements, or actors on one term."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from glossary.errors import Invalid, NotFound
from glossary.services import reading
from glossary.services.comparing import ActorColumn, Column, StatementColumn, check_columns, compare, only_differences


def comparison_for(
    *, statements: Sequence[str] = (), term: str = "", actors: Sequence[str] = (), only: bool = False
) -> dict[str, Any]:
    """The comparison document of these statements, or of these actors' uses of one term; columns in the order given.

    `only` leaves out the rows in which no difference can be. Raises `Invalid` for a mixture, for one or nine columns,
    for the same column twice; `NotFound` for an unknown statement, actor or term.
    """
    if statements and (actors or term):
        raise Invalid("A comparison takes statements, or a term and actors; not both at once.")
    if bool(actors) != bool(term):
        raise Invalid("A comparison of actors takes one term and two to eight actors.")
    check_columns(len(statements) + len(actors))
    columns = _statement_columns(statements) if statements else _actor_columns(term, actors)
    comparison = compare(columns, tuple(reading.vocabulary("dimensions")))
    return (only_differences(comparison) if only else comparison).to_document()


def _statement_columns(ids: Sequence[str]) -> list[Column]:
    found = {item["id"]: item for item in reading.statements(ids)}
    for slug in ids:
        if slug not in found:
            reading.document("statement", slug)  # says what is wrong with an unknown or moved one
            raise NotFound(f"The statement {slug} has been withdrawn; its own page says why.")
    return [StatementColumn(found[slug]) for slug in ids]


def _actor_columns(term: str, actors: Sequence[str]) -> list[Column]:
    subject = _pick(reading.document("term", term), "slug", "preferred")
    return [_actor_column(subject, slug) for slug in actors]


def _actor_column(term: dict[str, Any], slug: str) -> Column:
    actor = _pick(reading.document("actor", slug), "slug", "name", "kind")
    return ActorColumn(actor, term, reading.statements_of(term=term["slug"], actor=slug))


def _pick(document: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: document[name] for name in names}
