"""B1 for texts that are sent to be annotated: what the description allows and what it does not; no answer is a 5xx."""

from __future__ import annotations

import schemathesis
from flask import Flask
from schemathesis.generation.hypothesis.builder import HypothesisTestConfig, HypothesisTestMode, create_test

from tests.api.test_openapi import ASKED

CONFIG = {
    "seed": 20231027,
    "generation": {"deterministic": True, "max-examples": 60, "database": "none"},
    "checks": {
        # A text may be empty, or hold half a character, which no schema says.
        "positive_data_acceptance": {"expected-statuses": ["2xx", "400"]},
        # A body of any text is a text, if it is sent as one.
        "negative_data_rejection": {"expected-statuses": ["2xx", "400", "413", "415", "422"]},
    },
}


def test_every_answer_to_a_text_is_as_described(app: Flask) -> None:
    """B1: status, type and schema conform, as JSON and as plain text; texts are answered and others refused."""
    described = schemathesis.openapi.from_wsgi(
        "/api/v1/openapi.json", app, config=schemathesis.Config.from_dict(CONFIG)
    )
    asked: list[int] = []

    def ask(case: schemathesis.Case) -> None:
        asked.append(case.call_and_validate().status_code)

    config = HypothesisTestConfig(
        project=described.config,
        modes=list(HypothesisTestMode),
        settings=described.config.get_hypothesis_settings(),
        seed=described.config.seed,
    )
    [(path, method)] = ASKED.items()
    create_test(operation=described[path][method.upper()], test_func=ask, config=config)()
    assert len(asked) >= 60
    assert {200, 400, 422} <= set(asked)
