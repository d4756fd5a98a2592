"""B1: schemathesis asks what the description allows and what it does not; no answer is a 5xx, each is as described.

Besides its random cases it tries those that it derives from the description: each bound and one beyond it, doubled
parameters, other methods. (Its own pytest plugin reads a private name that pytest 9 no longer has; so the tests are
made by hand in schemas_asked.py.)
"""

from __future__ import annotations

import pytest
from flask import Flask
from schemathesis.schemas import BaseSchema

from tests.api.schemas_asked import described, statuses
from tests.api.test_openapi import ASKED, PATHS

CHECKS = {
    # A well-formed request may still be refused for what it means, which no schema can say: a slug that no record
    # has (404), one column or nine, a day that the calendar lacks, a cursor that this list did not hand out (400).
    "positive_data_acceptance": {"expected-statuses": ["2xx", "304", "400", "404"]},
}
OF_TEXTS = {
    # A text may be empty, or hold half a character, which no schema says.
    "positive_data_acceptance": {"expected-statuses": ["2xx", "400"]},
    # A body of any text is a text, if it is sent as one.
    "negative_data_rejection": {"expected-statuses": ["2xx", "400", "413", "415", "422"]},
}


@pytest.fixture(scope="module")
def api(app: Flask) -> BaseSchema:
    """The API, by its own description."""
    return described(app, 40, CHECKS)


@pytest.mark.parametrize("path", sorted(PATHS))
def test_every_answer_is_as_described(api: BaseSchema, path: str) -> None:
    """B1: status, content type, headers and schema conform; wrong data and other methods are refused; no 5xx."""
    asked = statuses(api, path, "get")
    takes = any(one["in"] == "query" for one in api[path]["GET"].definition.raw.get("parameters", []))
    assert len(asked) >= (40 if takes else 10)  # without parameters there is less to ask in different ways
    assert {400, 405} & set(asked)


def test_every_answer_to_a_text_is_as_described(app: Flask) -> None:
    """B1: status, type and schema conform, as JSON and as plain text; texts are answered and others refused."""
    [(path, method)] = ASKED.items()
    asked = statuses(described(app, 60, OF_TEXTS), path, method)
    assert len(asked) >= 60
    assert {200, 400, 422} <= set(asked)
