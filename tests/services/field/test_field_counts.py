"""The field counts what is published now, in few questions, out of an index; and the order of entry plays no part."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event

from glossary.db import db
from glossary.errors import Moved
from tests.data_sets import NAMES, small
from tests.services.field.expected import Expected, every_part, look, numbers
from tests.services.publishing import editing
from tests.services.publishing.test_order_of_entry import _answers, _exchanged

KIRBY = "john-kirby-humanitarian-pause-2023-10-26"


@pytest.fixture
def asked(context: Flask) -> Iterator[list[tuple[str, tuple[object, ...]]]]:
    """What the database is asked during the test, with the values."""
    found: list[tuple[str, tuple[object, ...]]] = []

    def note(*given: object) -> None:
        found.append((str(given[2]), tuple(given[3])))  # type: ignore[call-overload]

    engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield found
    event.remove(engine, "before_cursor_execute", note)


def test_what_is_withdrawn_counts_no_more(own_app: Flask) -> None:
    """The number of a cell goes down by one, and everything else follows."""
    before = look(actor="john-kirby", term="humanitarian-pause")
    editing.withdraw(KIRBY)
    after = look(actor="john-kirby", term="humanitarian-pause")
    assert after["actors"][0]["total"] == before["actors"][0]["total"] - 1
    assert after["total"] == before["total"] - 1
    assert numbers(every_part()) == Expected().cells


def test_a_renamed_actor_stands_at_its_new_place(own_app: Flask) -> None:
    """A to Z follows the name at once, and the old address is said to have moved."""
    editing.revise("actor", "john-kirby", name="Aaron Kirby")
    editing.rename("actor", "john-kirby", "aaron-kirby")
    assert "aaron-kirby" in [row["actor"]["slug"] for row in look(sort="name")["actors"][:20]]
    with pytest.raises(Moved, match="aaron-kirby"):
        look(actor="john-kirby")


@pytest.mark.sqlite
@pytest.mark.parametrize("values", [{}, {"conflict": "syria"}, {"to": "2023"}])
def test_numbers_come_out_of_the_index(asked: list[tuple[str, tuple[object, ...]]], values: dict[str, str]) -> None:
    """Counting looks into no row of the table of statements: they are long, and there may be a hundred thousand."""
    look(**values)
    counting = [one for one in asked if "count(*)" in one[0] and "FROM statement" in one[0]]
    assert len(counting) == 3
    for text, given in list(counting):
        plan = db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", given).all()
        steps = [step[3] for step in plan if " statement" in step[3]]
        assert steps
        assert all("USING COVERING INDEX ix_statement_state_actor_id" in step for step in steps)


@pytest.mark.parametrize("values", [{}, {"with_": "affiliated"}, {"affiliation": "united-nations", "sort": "name"}])
def test_a_large_field_asks_no_more_than_a_small_one(
    asked: list[tuple[str, tuple[object, ...]]], values: dict[str, str]
) -> None:
    """No question a row or a cell."""
    look(**values)
    asked.clear()
    look(**values)
    assert len(asked) <= 14


ADDRESSES = ("/api/v1/field", "/api/v1/field?with=affiliated", "/api/v1/field/neighbours", "/field", "/field.csv")


def test_records_entered_in_another_order_answer_the_same(tmp_path: Path) -> None:
    """Pages, tables and documents are byte for byte the same for a data set that is turned around."""
    turned = {name: rows[::-1] if name in NAMES else rows for name, rows in small().items()}
    assert _answers(turned, tmp_path / "turned", *ADDRESSES) == _answers(small(), tmp_path / "straight", *ADDRESSES)


def test_two_actors_who_exchange_their_names_exchange_exactly_their_rows(tmp_path: Path) -> None:
    """Nothing hangs on who it is: with two names exchanged, each address keeps its numbers."""
    field = "/api/v1/field?sort=name"
    before = json.loads(_answers(small(), tmp_path / "before", field)[field])
    after = json.loads(
        _answers(_exchanged(small(), "john-kirby", "antonio-guterres"), tmp_path / "after", field)[field]
    )

    def rows(answer: dict[str, list[dict[str, dict[str, str]]]]) -> dict[str, object]:
        return {row["actor"]["slug"]: (row["total"], row["cells"]) for row in answer["actors"]}

    assert rows(after) == rows(before)
    places = [[row["actor"]["slug"] for row in answer["actors"]] for answer in (before, after)]
    other = {"john-kirby": "antonio-guterres", "antonio-guterres": "john-kirby"}
    assert places[1] == [other.get(slug, slug) for slug in places[0]]
