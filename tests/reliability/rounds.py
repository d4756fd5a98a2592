"""`pytest --rounds N`: how often a fault is brought about where chance, or a long list of places, decides when."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest

FEW = 10
"""Rounds of an ordinary run; `make faults` has a hundred."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """One number for all tests of faults."""
    parser.addoption("--rounds", type=int, default=FEW, help="how often faults are brought about (10)")


@pytest.fixture
def rounds(request: pytest.FixtureRequest) -> int:
    """How often."""
    number = request.config.getoption("--rounds")
    assert isinstance(number, int)
    assert number > 0
    return number


def places(total: int, rounds: int) -> Iterable[int]:
    """Which of the places 1 to `total` fail, one a round: all, or as many as there are rounds, the ends among them."""
    if total <= rounds:
        return range(1, total + 1)
    dice = random.Random(20231027)  # noqa: S311  (places, not secrets)
    return sorted({1, total, *dice.sample(range(1, total + 1), rounds)})
