"""The part `doors`: pages and API on the project's own data, in process, warm, one client.

The ratio to an answer that does nothing (`/healthz`) in the same run travels better to another machine than
milliseconds do.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from glossary import ROOT
from glossary.db import db
from glossary.services import migrating
from glossary.services.index import indexing
from glossary.services.publishing import importing
from glossary.services.reading import counting
from tests.bench import instances, relevance
from tests.bench.figures import Figures, spread

ROUNDS = 5
FIRST_LIMIT = 20
COMPARISON = "/compare?term=humanitarian-pause&actor=john-kirby&actor=emanuela-chiara-gillard&actor=ocha"
STATEMENT = "john-kirby-humanitarian-pause-2023-10-26"
SEARCHES = ("search page, judged queries", "search API, judged queries")
Requests = list[tuple[str, dict[str, str]]]


def measure(engine: str) -> Figures:
    """Steps of the preparation in seconds, doors in milliseconds, quality from 0 to 1."""
    with tempfile.TemporaryDirectory(prefix="glossary-bench-") as folder:
        app = instances.make_app(Path(folder), engine)
        with app.app_context():
            steps = {name: _timed(work) for name, work in _preparation()}
            size = counting.counts()["statement"]
            db.session.rollback()
        rows = _doors(app.test_client())
        with app.app_context():
            mean = relevance.summary(relevance.scores())
            indexing.index().close()
            db.engine.dispose()
    quality = {"nDCG@10": mean.ndcg, "MRR": mean.mrr, "recall@20": mean.recall, "empty": len(mean.empty)}
    return {"statements": size, "steps": steps, "doors": rows, "quality": quality}


def _preparation() -> Iterable[tuple[str, Callable[[], Any]]]:
    yield "migrate an empty database", lambda: migrating.upgrade(db.engine)
    yield "import the data set", lambda: importing.import_folder(ROOT / "seed")
    yield "build the index", indexing.drain
    yield "import the same files again", lambda: importing.import_folder(ROOT / "seed")


def _timed(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return round(time.perf_counter() - start, 3)


def _doors(client: FlaskClient) -> dict[str, Any]:
    queries = [query["query"] for query in relevance.judged()]
    asked: dict[str, Requests] = {
        "nothing (/healthz)": [("/healthz", {})] * len(queries),
        SEARCHES[0]: [("/search", {"q": query}) for query in queries],
        SEARCHES[1]: [("/api/v1/search", {"q": query}) for query in queries],
        "search API, the same again": [("/api/v1/search", {"q": queries[0]})] * 10,
        "term page (90 statements)": [("/terms/humanitarian-pause", {})] * 10,
        "statement page": [(f"/statements/{STATEMENT}", {})] * 10,
        "comparison of three actors": [(COMPARISON, {})] * 10,
        "field, 20 terms by 50 actors": [("/field", {})] * 10,
        "field by the API": [("/api/v1/field", {})] * 10,
        "neighbouring terms": [("/field/neighbours", {})] * 10,
        "statement by the API": [(f"/api/v1/statements/{STATEMENT}", {})] * 10,
    }
    times = {name: _times(client, requests, vary=name == SEARCHES[1]) for name, requests in asked.items()}
    nothing = statistics.median(times["nothing (/healthz)"])
    return {name: {**spread(row), "ratio": round(statistics.median(row) / nothing)} for name, row in times.items()}


def _times(client: FlaskClient, requests: Requests, *, vary: bool) -> list[float]:
    """Seconds of each request but those of the first round. With `vary` each round asks for one hit more than the last:
    a cache of answers does not help."""
    taken = []
    for round_ in range(ROUNDS + 1):
        more = {"limit": str(FIRST_LIMIT + round_)} if vary else {}
        for path, query in requests:
            start = time.perf_counter()
            answer = client.get(path, query_string={**query, **more} or None)
            if answer.status_code != 200:
                raise SystemExit(f"{path} answered {answer.status_code}")
            taken += [time.perf_counter() - start] if round_ else []  # the first round warms up
    return taken
