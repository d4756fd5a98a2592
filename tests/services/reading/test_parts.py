"""Parts of lists of statements: put together they are the whole, and what is told of the whole is counted from it."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from glossary.dates import bounds, years
from glossary.db import db
from glossary.models import Statement
from glossary.services.reading import parts
from glossary.services.reading import published as reading

OCHA = "ocha-humanitarian-pause-2022"
LISTS = (
    {"actor": "united-nations"},
    {"actor": "unsc"},
    {"actor": "john-kirby", "term": "humanitarian-pause"},
    {"event": "gaza-four-day-arrangement-2023-11"},
    {"source": "hague-regulations-1907"},
    {"actor": "no-such-actor"},
)
lists = pytest.mark.parametrize("filters", LISTS, ids=lambda filters: " ".join(filters.values()))


def by_term(statements: list[dict[str, Any]]) -> list[tuple[dict[str, Any], list[str]]]:
    """Term -> ids of its statements, terms from A to Z."""
    found: dict[str, tuple[dict[str, Any], list[str]]] = {}
    for one in statements:
        found.setdefault(one["term"]["slug"], (one["term"], []))[1].append(one["id"])
    return sorted(found.values(), key=lambda pair: (pair[0]["preferred"].casefold(), pair[0]["slug"]))


@lists
def test_terms_and_years_are_those_of_the_whole(context: Flask, filters: dict[str, str]) -> None:
    """Each term with the number of its statements, and the years as they are told by each date."""
    whole = reading.statements_of(**filters)
    told = [(one.term, one.number) for one in parts.terms_of(**filters)]
    assert told == [(term, len(ids)) for term, ids in by_term(whole)]
    firsts = list(dict.fromkeys(one["term"]["slug"] for one in whole))
    assert [one.term["slug"] for one in parts.terms_by_use(**filters)] == firsts
    found = [year for one in whole for year in years(one["said"])]
    assert parts.span(**filters) == ((min(found), max(found)) if found else None)


@pytest.mark.parametrize("said", ["../1949", "1949/..", "1949~/..", "2023-10-27~", "1948/1949", "2022?"])
def test_years_of_dates_without_an_end(own_app: Flask, said: str) -> None:
    """An open end reaches no year but the one that is named, as everywhere."""
    alone = {"term": "humanitarian-pause", "actor": "ocha", "kind": "definition"}
    statement = db.session.scalars(select(Statement).where(Statement.slug == OCHA)).one()
    statement.said, (statement.said_from, statement.said_to) = said, bounds(said)
    db.session.flush()
    fitting = reading.narrowed(select(Statement.said), alone)
    found = [year for one in db.session.scalars(fitting) for year in years(one)]
    assert set(years(said)) <= set(found)
    assert parts.span(**alone) == (min(found), max(found))
    db.session.rollback()


@lists
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(first=st.integers(0, 40), most=st.integers(1, 40))
def test_a_part_is_that_of_the_whole(context: Flask, filters: dict[str, str], first: int, most: int) -> None:
    """From any place on, and however many: by date and by term, a part is what the whole list has there."""
    whole = reading.statements_of(**filters)
    assert parts.oldest(first, most, **filters) == whole[first : first + most]
    ordered = [one for _, ids in by_term(whole) for one in ids]
    terms = parts.terms_of(**filters)
    found = parts.by_term(terms, first, most, **filters)
    assert [one["id"] for _, some in found for one in some] == ordered[first : first + most]
    assert all(one["term"]["slug"] == term.term["slug"] for term, some in found for one in some)
    assert all(term in terms and some for term, some in found)
