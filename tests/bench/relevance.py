"""`make relevance`: how well each engine finds what was judged relevant (tests/data/queries.yaml).

Asks the search service as the doors do, with the project's data set in a temporary folder.
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from glossary import ROOT
from glossary.services.searching.requests import SearchRequest
from glossary.services.searching.searching import search
from tests.bench import instances
from tests.bench.metrics import ndcg, recall, reciprocal_rank

QUERIES = ROOT / "tests" / "data" / "queries.yaml"
DEPTH = 20


@dataclass(frozen=True, slots=True)
class Score:
    """One judged query's figures, 0 to 1; `total` counts all statements found."""

    id: str
    query: str
    ndcg: float
    mrr: float
    recall: float
    total: int


Scores = Sequence[Score]


@dataclass(frozen=True, slots=True)
class Summary:
    """Means over all judged queries, and the ids of those that nothing answers."""

    ndcg: float
    mrr: float
    recall: float
    empty: tuple[str, ...]


def judged() -> list[dict[str, Any]]:
    """The judged queries: id, query, intent, relevant."""
    found: list[dict[str, Any]] = yaml.safe_load(QUERIES.read_text(encoding="utf-8"))["queries"]
    return found


def scores() -> Scores:
    """Every judged query through the service. Needs an app context with the data set."""
    return [_score(query) for query in judged()]


def _score(query: dict[str, Any]) -> Score:
    grades = {entry["statement"]: entry["grade"] for entry in query["relevant"]}
    answer = search(SearchRequest(text=query["query"], limit=DEPTH))
    found = [hit["statement"]["id"] for hit in answer["hits"]]
    figures = ndcg(found, grades), reciprocal_rank(found, grades), recall(found, grades, DEPTH)
    return Score(query["id"], query["query"], *figures, answer["total"])


def summary(found: Scores) -> Summary:
    """The means of some scores."""
    return Summary(
        ndcg=statistics.mean(score.ndcg for score in found),
        mrr=statistics.mean(score.mrr for score in found),
        recall=statistics.mean(score.recall for score in found),
        empty=tuple(score.id for score in found if not score.total),
    )


def measure(folder: Path, engine: str) -> Scores:
    """The scores of one engine on an instance folder."""
    with instances.at_work(folder, engine):
        return scores()


def main() -> None:
    """Print the figures of every engine, or of those named."""
    wanted = sys.argv[1:] or instances.engines()
    with instances.seeded() as folder:
        found = {engine: measure(folder, engine) for engine in wanted}
    for line in table(found):
        print(line)  # noqa: T201


def table(found: dict[str, Scores]) -> list[str]:
    """A table with a row a query and three columns an engine, then the means."""
    lines = [
        f"| query | {' | '.join(f'{engine} nDCG@10 | MRR | recall@{DEPTH}' for engine in found)} |",
        f"| --- | {' | '.join(['---:'] * 3 * len(found))} |",
    ]
    for row in zip(*found.values(), strict=True):
        cells = " | ".join(f"{_value(score)} | {score.mrr:.2f} | {score.recall:.2f}" for score in row)
        lines.append(f"| {row[0].id}: {row[0].query.replace('|', '/')} | {cells} |")
    means = {engine: summary(rows) for engine, rows in found.items()}
    cells = " | ".join(f"**{mean.ndcg:.3f}** | {mean.mrr:.3f} | {mean.recall:.3f}" for mean in means.values())
    lines += [f"| mean of {len(next(iter(found.values())))} | {cells} |", ""]
    lines += [f"{engine}: {len(mean.empty)} empty {', '.join(mean.empty)}".rstrip() for engine, mean in means.items()]
    return lines


def _value(score: Score) -> str:
    return f"{score.ndcg:.3f}" if score.total else "empty"


if __name__ == "__main__":
    main()
