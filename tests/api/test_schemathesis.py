"""B1: schemathesis asks what the description allows and what it does not; no answer is a 5xx, each is as described.

The seed is fixed and the examples are bounded, so that every run asks the same. Besides its random cases it tries those
that it derives from the description: each bound and one beyond it, doubled parameters, other methods. (Its own pytest
plugin reads a private name that pytest 9 no longer has; so the tests are made by hand here.)
"""

from __future__ import annotations

import pytest
import schemathesis
from flask import Flask
from schemathesis.generation.hypothesis.builder import HypothesisTestConfig, HypothesisTestMode, create_test
from schemathesis.schemas import BaseSchema

from tests.api.test_openapi import PATHS

CONFIG = {
    "seed": 20231027,
    "generation": {"deterministic": True, "max-examples": 40, "database": "none"},
    "checks": {
        # A well-formed request may still be refused for what it means, which no schema can say: a slug that no record
        # has (404), one column or nine, a day that the calendar lacks, a cursor that this list did not hand out (400).
        "positive_data_acceptance": {"expected-statuses": ["2xx", "304", "400", "404"]},
    },
}


@pytest.fixture(scope="module")
def described(app: Flask) -> BaseSchema:
    """The API, by its own description."""
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app, config=schemathesis.Config.from_dict(CONFIG))


@pytest.mark.parametrize("path", sorted(PATHS))
def test_every_answer_is_as_described(described: BaseSchema, path: str) -> None:
    """B1: status, content type, headers and schema conform; wrong data and other methods are refused; no 5xx."""
    asked = []

    def ask(case: schemathesis.Case) -> None:
        asked.append(case.call_and_validate().status_code)

    config = HypothesisTestConfig(
        project=described.config,
        modes=list(HypothesisTestMode),
        settings=described.config.get_hypothesis_settings(),
        seed=described.config.seed,
    )
    create_test(operation=described[path]["GET"], test_func=ask, config=config)()
    takes = any(one["in"] == "query" for one in described[path]["GET"].definition.raw.get("parameters", []))
    assert len(asked) >= (40 if takes else 10)  # without parameters there is less to ask in different ways
    assert {400, 405} & set(asked)
