"""An answer costs a bounded number of questions to the database, however much it holds. Counted, not timed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from glossary.db import db
from tests.api.asking import KIRBY_TWICE, document


@pytest.fixture
def asked(app: Flask) -> Iterator[list[str]]:
    """What the database is asked during the test."""
    statements: list[str] = []

    def note(*given: object) -> None:
        statements.append(str(given[2]))

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield statements
    event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/statements?limit=1000", 2),
        ("/terms?limit=1000", 4),
        ("/actors?limit=1000", 2),
        ("/sources?limit=1000", 2),
        ("/events?limit=1000", 2),
        ("/search?q=pause&limit=1000", 8),
        ("/search?limit=1000", 8),
        (f"/compare?{KIRBY_TWICE}", 4),
    ],
)
def test_a_long_answer_asks_no_more_than_a_short_one(
    client: FlaskClient, asked: list[str], address: str, most: int
) -> None:
    """No question an item: lists, searches and comparisons load what they hold at once."""
    document(client, address)  # what is kept between requests is filled
    asked.clear()
    document(client, address)
    assert len(asked) <= most, asked
