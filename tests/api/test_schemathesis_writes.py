"""B1 for writes, as each role: what the description allows and what it does not; no 5xx, each answer as described.

The seed is fixed and the examples are bounded. What is made out of the air is refused (422, 404, 412); the examples of
the description are published. The tag that a change must name is put in for half of the cases, so that bodies are read.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from flask import Flask
from schemathesis.generation.hypothesis.builder import HypothesisTestConfig, HypothesisTestMode, create_test

from glossary import create_app
from glossary.db import db
from glossary.models import ROLES
from glossary.services.index import indexing, verifying
from tests.api.programs import ADDRESSES, Program, add_account, token_for
from tests.api.test_openapi import WRITTEN

CONFIG = {
    "seed": 20231027,
    "generation": {"deterministic": True, "max-examples": 10, "database": "none"},
    "checks": {
        # A well-formed request may still be refused for what it means: a slug that no record has, a tag of another
        # state, a quote of 26 words, an address that is taken.
        "positive_data_acceptance": {
            "expected-statuses": ["2xx", "400", "401", "403", "404", "409", "412", "422", "428"]
        },
        "negative_data_rejection": {"expected-statuses": ["400", "401", "403", "404", "412", "415", "422", "428"]},
        "missing_required_header": {"expected-statuses": ["401", "403", "404", "428"]},
    },
}
VISITORS = ("anyone", "roleless", *ROLES)
WRITERS = frozenset(ROLES)


@pytest.fixture(scope="module")
def written(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A glossary to write to, its index in memory: Whoosh names files by Python's own dice, which are reset here
    for every example, so that two would have one name."""
    folder = Path(shutil.copytree(seeded, tmp_path_factory.mktemp("written") / "instance"))
    app = create_app({"SEARCH": "memory"}, instance=folder)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="module")
def programs(written: Flask) -> dict[str, Program]:
    """A program for everybody who may come."""
    with written.app_context():
        known = {role: token_for(add_account(role)) for role in ROLES}
        known["roleless"] = token_for(add_account(None))
    return {visitor: Program(written.test_client(), known.get(visitor)) for visitor in VISITORS}


@pytest.mark.parametrize("visitor", VISITORS)
@pytest.mark.parametrize("path", sorted(WRITTEN))
def test_every_answer_to_a_write_is_as_described(
    written: Flask, programs: dict[str, Program], path: str, visitor: str
) -> None:
    """B1, D1: status, type, headers and schema conform; no 5xx; without a token or a role nothing is let through."""
    config = schemathesis.Config.from_dict(CONFIG)
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", written, config=config)
    program, asked = programs[visitor], []
    name = path.split("/")[3]
    tags: list[str] = []  # the record's tag, as long as nothing was accepted

    def ask(case: schemathesis.Case) -> None:
        nonlocal tags
        headers = {"Authorization": f"Bearer {program.token}"} if program.token else {}
        if len(asked) % 2 and (case.headers or {}).get("If-Match"):
            case.path_parameters = {next(iter(case.path_parameters)): ADDRESSES[name].rpartition("/")[2]}
            tags = tags or [program.tag(ADDRESSES[name])]
            headers["If-Match"] = tags[0]
        answer = case.call(headers=headers)
        tags = [] if answer.status_code < 300 else tags
        case.validate_response(answer, headers=headers)
        asked.append((case.method, answer.status_code))

    settings = described.config.get_hypothesis_settings()
    modes = list(HypothesisTestMode)
    test: Any = HypothesisTestConfig(project=described.config, modes=modes, settings=settings, seed=config.seed)
    create_test(operation=described[path][WRITTEN[path].upper()], test_func=ask, config=test)()
    met = {status for method, status in asked if method == WRITTEN[path].upper()}
    assert len(asked) >= 10
    assert not [status for _, status in asked if status >= 500]
    if visitor in WRITERS:
        assert 422 in met
    else:  # schemathesis leaves the token out now and then
        assert {401 if visitor == "anyone" else 403} <= met <= {401, 403}


def test_afterwards_all_is_well(written: Flask) -> None:
    """S5: whatever was published meanwhile, database and index agree."""
    with written.app_context():
        indexing.drain()
        assert verifying.verify().sound
