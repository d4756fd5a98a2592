"""`make bench`: how long the doors take on the project's data, and how well search finds what was judged relevant.

Prints a table for docs/figures.md. Times are in process (no network), warm, one client; the ratio to an answer that
does nothing (`/healthz`) was measured in the same run and travels better to another machine than milliseconds do.
"""

from __future__ import annotations

import math
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import yaml
from flask.testing import FlaskClient

from glossary import ROOT, create_app
from glossary.db import db
from glossary.services import importing, indexing, migrating, reading

QUERIES = ROOT / "tests" / "data" / "queries.yaml"
ROUNDS = 5
COMPARISON = "/compare?term=humanitarian-pause&actor=john-kirby&actor=emanuela-chiara-gillard&actor=ocha"


def main() -> None:
    """Prepare a glossary in a folder of its own, measure, print."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(instance=Path(folder))
        with app.app_context():
            steps = [_timed(name, work) for name, work in _preparation()]
            size = reading.counts()["statement"]
        judged = yaml.safe_load(QUERIES.read_text(encoding="utf-8"))["queries"]
        client = app.test_client()
        rows = _doors(client, [query["query"] for query in judged])
        quality = _quality(client, judged)
        with app.app_context():
            db.engine.dispose()
    _print(size, steps, rows, quality)


def _preparation() -> Iterable[tuple[str, Callable[[], Any]]]:
    yield "migrate an empty database", lambda: migrating.upgrade(db.engine)
    yield "import the data set", lambda: importing.import_folder(ROOT / "seed")
    yield "build the index", indexing.drain
    yield "import the same files again", lambda: importing.import_folder(ROOT / "seed")


def _timed(name: str, work: Callable[[], Any]) -> tuple[str, float]:
    start = time.perf_counter()
    work()
    return name, time.perf_counter() - start


def _doors(client: FlaskClient, queries: list[str]) -> list[tuple[str, list[float]]]:
    asked: dict[str, list[tuple[str, dict[str, str]]]] = {
        "nothing (/healthz)": [("/healthz", {})] * len(queries),
        "search page, judged queries": [("/search", {"q": query}) for query in queries],
        "search API, judged queries": [("/api/v1/search", {"q": query}) for query in queries],
        "term page (90 statements)": [("/terms/humanitarian-pause", {})] * 10,
        "statement page": [("/statements/john-kirby-humanitarian-pause-2023-10-26", {})] * 10,
        "comparison of three actors": [(COMPARISON, {})] * 10,
        "statement by the API": [("/api/v1/statements/john-kirby-humanitarian-pause-2023-10-26", {})] * 10,
    }
    return [(name, _times(client, requests)) for name, requests in asked.items()]


def _times(client: FlaskClient, requests: list[tuple[str, dict[str, str]]]) -> list[float]:
    taken = []
    for round_ in range(ROUNDS + 1):
        for path, query in requests:
            start = time.perf_counter()
            answer = client.get(path, query_string=query or None)
            if answer.status_code != 200:
                raise SystemExit(f"{path} answered {answer.status_code}")
            taken += [time.perf_counter() - start] if round_ else []  # the first round warms up
    return taken


def _quality(client: FlaskClient, judged: list[dict[str, Any]]) -> tuple[float, float]:
    """Mean nDCG of the first ten, and mean share of the relevant statements among the first fifty."""
    gains, recalls = [], []
    for query in judged:
        grades = {entry["statement"]: entry["grade"] for entry in query["relevant"]}
        answer = client.get("/api/v1/search", query_string={"q": query["query"], "limit": "50"}).get_json()
        found = [hit["statement"]["id"] for hit in answer["hits"]]
        best = _gain(sorted(grades.values(), reverse=True)[:10])
        gains.append(_gain([grades.get(slug, 0) for slug in found[:10]]) / best)
        recalls.append(len(set(found) & set(grades)) / len(grades))
    return statistics.mean(gains), statistics.mean(recalls)


def _gain(grades: list[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


def _print(
    size: int, steps: list[tuple[str, float]], rows: list[tuple[str, list[float]]], quality: tuple[float, float]
) -> None:
    say = print
    say(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores; {size} statements\n")
    say("| step | s |\n| --- | --- |")
    for name, taken in steps:
        say(f"| {name} | {taken:.2f} |")
    nothing = statistics.median(rows[0][1])
    say("\n| door | p50 ms | p95 ms | p50 : nothing |\n| --- | --- | --- | --- |")
    for name, times in rows:
        p95 = statistics.quantiles(times, n=20)[-1]
        p50 = statistics.median(times)
        say(f"| {name} | {p50 * 1000:.1f} | {p95 * 1000:.1f} | {p50 / nothing:.0f} |")
    say(f"\nJudged queries: nDCG@10 {quality[0]:.3f}, recall@50 {quality[1]:.3f}")


if __name__ == "__main__":
    main()
