"""How schemathesis asks an operation of the API: what its description allows, and what it does not."""

from __future__ import annotations

from typing import Any

import schemathesis
from flask import Flask
from schemathesis.generation.hypothesis.builder import HypothesisTestConfig, HypothesisTestMode, create_test
from schemathesis.schemas import BaseSchema

SEED = 20231027


def described(app: Flask, examples: int, checks: dict[str, Any]) -> BaseSchema:
    """The API by its own description. The seed is fixed and examples are bounded: every run asks the same."""
    generation = {"deterministic": True, "max-examples": examples, "database": "none"}
    config = schemathesis.Config.from_dict({"seed": SEED, "generation": generation, "checks": checks})
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app, config=config)


def statuses(api: BaseSchema, path: str, method: str) -> list[int]:
    """What an operation answered, each answer found to be as described. Fails at the first that is not."""
    asked: list[int] = []

    def ask(case: schemathesis.Case) -> None:
        asked.append(case.call_and_validate().status_code)

    config = HypothesisTestConfig(
        project=api.config,
        modes=list(HypothesisTestMode),
        settings=api.config.get_hypothesis_settings(),
        seed=api.config.seed,
    )
    create_test(operation=api[path][method.upper()], test_func=ask, config=config)()
    return asked
