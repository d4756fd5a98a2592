"""Fields picked by a schema are those that the schema itself would dump."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask import Flask, current_app

from glossary.api.picking import picker
from glossary.api.schemas import Statement
from glossary.api.search import shown
from glossary.api.search_schemas import SearchAnswer
from glossary.services.reading import published as reading
from glossary.services.searching.requests import read_request
from glossary.services.searching.searching import search


def _same(picked: Any, dumped: Any) -> bool:
    return json.loads(current_app.json.dumps(picked)) == json.loads(current_app.json.dumps(dumped))


@pytest.mark.parametrize(
    "query", [{"q": ["pauze -x israel"]}, {"q": ["truce"], "group": ["actor"]}, {"term": ["truce"]}]
)
def test_a_search_is_shown_as_it_would_be_dumped(query: dict[str, list[str]], context: Flask) -> None:
    """Nested objects, lists, dictionaries of lists, nulls and renamed fields come out as marshmallow has them."""
    answer = search(read_request(query))
    assert _same(shown(answer), SearchAnswer().dump(answer))


def test_what_the_schema_does_not_name_stays_inside(context: Flask) -> None:
    """D11: unknown fields are dropped at every depth."""
    statement = reading.newest(1)[0]
    spoiled = statement | {"email": "planted", "actor": statement["actor"] | {"email": "planted"}}
    assert "planted" not in str(picker(Statement)(spoiled))
    assert _same(picker(Statement)(spoiled), Statement().dump(statement))


def test_a_document_without_a_field_is_no_document(context: Flask) -> None:
    """A missing field is noticed and not passed over."""
    statement = reading.newest(1)[0]
    del statement["actor"]["name"]
    with pytest.raises(KeyError):
        picker(Statement)(statement)
