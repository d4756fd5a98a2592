"""The figures mean what they say: examples counted by hand."""

from __future__ import annotations

import math

import pytest

from tests.bench.figures import merged, percentile, ratio, spread
from tests.bench.metrics import ndcg, recall, reciprocal_rank

GRADES = {"best": 2, "good": 1, "fine": 1}


def test_gain_counts_grades_and_places() -> None:
    ideal = 3 + 1 / math.log2(3) + 1 / math.log2(4)
    assert ndcg(["best", "good", "fine"], GRADES) == 1
    assert ndcg(["none", "best", "none", "good"], GRADES) == pytest.approx(
        (3 / math.log2(3) + 1 / math.log2(5)) / ideal
    )
    assert ndcg(["none"] * 10 + ["best"], GRADES) == 0


def test_first_relevant_one_and_share_of_all() -> None:
    assert reciprocal_rank(["none", "none", "good", "best"], GRADES) == pytest.approx(1 / 3)
    assert reciprocal_rank([], GRADES) == 0
    assert recall(["good", "none", "best"], GRADES, 2) == pytest.approx(1 / 3)
    assert recall(["good", "none", "best"], GRADES, 3) == pytest.approx(2 / 3)


def test_percentiles_and_ratios() -> None:
    hundred = [number / 1000 for number in range(100, 0, -1)]
    assert spread(hundred) == {"p50": 51, "p95": 96, "p99": 100, "n": 100}
    assert percentile([7.0], 0.99) == 7
    assert ratio([10, 30, 20], [10, 10, 5]) == {"median": 2, "min": 1, "max": 4}
    assert ratio([1], [0]) == {"median": 0, "min": 0, "max": 0}


def test_a_run_replaces_what_it_measured_and_leaves_the_rest() -> None:
    before = {"parts": {"http": {"whoosh/10": {"a": 1}}, "engines": {"whoosh/10": {"b": 1}}}}
    after = merged(merged(before, "http", "whoosh/10", {"a": 2}), "http", "whoosh/20", {"a": 3})
    assert after["parts"]["http"] == {"whoosh/10": {"a": 2}, "whoosh/20": {"a": 3}}
    assert after["parts"]["engines"] == before["parts"]["engines"]
    assert before["parts"]["http"] == {"whoosh/10": {"a": 1}}
