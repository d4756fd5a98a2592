"""The columns of a comparison are read at once, and each holds what the list of its actor on its term holds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import event

from glossary.db import db
from glossary.services.comparison.comparing import MAX_COLUMNS
from glossary.services.comparison.requests import ComparisonRequest, comparison_for
from glossary.services.comparison.uses import uses_of
from glossary.services.reading import published as reading
from tests.services.publishing import editing

TERM = "ceasefire"


@pytest.fixture
def asked(context: Flask) -> Iterator[list[str]]:
    """What the database is asked during the test."""
    found: list[str] = []

    def note(*given: object) -> None:
        found.append(str(given[2]))

    event.listen(db.engine, "before_cursor_execute", note)
    yield found
    event.remove(db.engine, "before_cursor_execute", note)


def _speakers(term: str) -> list[str]:
    return sorted({one["actor"]["slug"] for one in reading.statements_of(term=term)})


def _ids(statements: list[dict[str, object]]) -> list[object]:
    return sorted(one["id"] for one in statements)  # type: ignore[type-var]


def test_every_actor_has_its_statements_on_a_term(context: Flask) -> None:
    """Asked for all actors at once, each has what it has alone; who says nothing on the term is left out."""
    actors = [one["slug"] for one in reading.every("actor")]
    found = uses_of(actors, [TERM])
    alone = {actor: _ids(reading.statements_of(actor=actor, term=TERM)) for actor in actors}
    assert {actor: _ids(some) for (actor, _), some in found.items()} == {one: ids for one, ids in alone.items() if ids}


@pytest.mark.parametrize("actor", ["united-states", "qatar-mofa", "unsc"])
def test_every_term_has_the_statements_of_an_actor(context: Flask, actor: str) -> None:
    """The same with all terms at once, joint texts included."""
    terms = [one["slug"] for one in reading.every("term")]
    found = uses_of([actor], terms)
    alone = {term: _ids(reading.statements_of(actor=actor, term=term)) for term in terms}
    assert {term: _ids(some) for (_, term), some in found.items()} == {one: ids for one, ids in alone.items() if ids}


def test_eight_columns_ask_no_more_than_two(asked: list[str]) -> None:
    """No question a column."""
    actors = _speakers(TERM)
    numbers = []
    for columns in (2, 2, MAX_COLUMNS):  # the first time names are read as well
        asked.clear()
        comparison_for(ComparisonRequest(terms=[TERM], actors=actors[:columns]))
        numbers.append(len(asked))
    assert numbers[1] == numbers[2]


def test_what_is_withdrawn_leaves_its_column(own_app: Flask) -> None:
    """A column is read as the records are now."""
    actor = "john-kirby"
    before = uses_of([actor], ["humanitarian-pause"])[actor, "humanitarian-pause"]
    editing.withdraw(before[0]["id"])
    after = uses_of([actor], ["humanitarian-pause"]).get((actor, "humanitarian-pause"), [])
    assert {*_ids(before)} - {*_ids(after)} == {before[0]["id"]}
