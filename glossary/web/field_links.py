"""Addresses of the field: of the passages behind each number, and of the field with one thing changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from flask import url_for

from glossary.services.field.requests import FieldRequest
from glossary.services.searching.requests import AFFILIATED
from glossary.web import links

Whom = Sequence[tuple[str, str]] | None
"""The search parameters for all actors of the selection; None where no search can name them."""


def cells(asked: FieldRequest) -> Callable[[str, str], str]:
    """Actor, term -> where the statements of that cell are: the actor's page on the term, or the search for just them.

    What the addresses of all cells share is put together once.
    """
    if not (asked.conflicts or asked.begin or asked.end or asked.affiliated):
        return lambda actor, term: f"/actors/{actor}/{term}"
    rest = _search(asked, _rolled(asked)).partition("?")[2]
    return lambda actor, term: f"/search?actor={actor}&term={term}&{rest}"


def row(asked: FieldRequest, actor: str) -> str:
    """The search for an actor's statements on all terms of the selection."""
    return _search(asked, [("actor", actor), *_terms(asked), *_rolled(asked)])


def column(asked: FieldRequest, term: str, whom: Whom) -> str:
    """The search or the list of the statements on a term by all actors of the selection."""
    if whom is None:
        return statements(replace(asked, terms=(term,)))
    return _search(asked, [("term", term), *whom])


def whole(asked: FieldRequest, whom: Whom) -> str:
    """The search or the list of all statements of the selection."""
    return statements(asked) if whom is None else _search(asked, [*_terms(asked), *whom])


def statements(asked: FieldRequest, number: int = 1) -> str:
    """The list of the statements of a selection that no search can name."""
    page = [("page", str(number))] if number > 1 else []
    return links.with_query(url_for("web.field_statements"), [*asked.filters, *page])


def each_alone(asked: FieldRequest, actor: str) -> str:
    """The field of an actor with its people and bodies, each in a row of its own."""
    return but(asked, actors=(), actor_kinds=(), affiliation=actor, affiliated=False)


def but(asked: FieldRequest, **changes: Any) -> str:
    """The field with something changed, from its first page on."""
    return address(replace(asked, **{"term_page": 1, "actor_page": 1, **changes}))


def address(asked: FieldRequest) -> str:
    """The field as it is asked for."""
    return links.with_query(url_for("web.field"), asked.pairs)


def _search(asked: FieldRequest, pairs: Sequence[tuple[str, str]]) -> str:
    conflicts = [("conflict", conflict) for conflict in asked.conflicts]
    days = [(name, day) for name, day in (("from", asked.begin), ("to", asked.end)) if day]
    return links.with_query(url_for("web.search"), [*pairs, *conflicts, *days])


def _terms(asked: FieldRequest) -> list[tuple[str, str]]:
    return [("term", term) for term in asked.terms]


def _rolled(asked: FieldRequest) -> list[tuple[str, str]]:
    return [("with", AFFILIATED)] if asked.affiliated else []
