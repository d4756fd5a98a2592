"""Search finds what was judged relevant, on every engine that readers get."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.bench import instances, relevance

FLOOR_NDCG = {"whoosh": 0.906, "tantivy": 0.900}
FLOOR_MRR = 1.0
FLOOR_RECALL = 0.797
"""What `make relevance` measured when these were set, over all judged queries. Raise them with every gain."""

SERVED = [engine for engine in instances.engines() if engine != "memory"]


@pytest.fixture(scope="module", params=SERVED)
def engine(request: pytest.FixtureRequest) -> str:
    """Each engine in turn."""
    return str(request.param)


@pytest.fixture(scope="module")
def scores(engine: str, seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> relevance.Scores:
    """Every judged query's figures."""
    folder = Path(shutil.copytree(seeded, tmp_path_factory.mktemp("judged") / "instance"))
    return relevance.measure(folder, engine)


def test_what_was_judged_relevant_is_found_first(engine: str, scores: relevance.Scores) -> None:
    mean = relevance.summary(scores)
    figures = {"nDCG@10": mean.ndcg, "MRR": mean.mrr, "recall@20": mean.recall}
    floors = {"nDCG@10": FLOOR_NDCG[engine], "MRR": FLOOR_MRR, "recall@20": FLOOR_RECALL}
    assert {name for name, figure in figures.items() if figure < floors[name]} == set(), figures


def test_no_judged_query_stays_without_an_answer(scores: relevance.Scores) -> None:
    assert relevance.summary(scores).empty == ()
