"""The part `engines`: each engine in process, by size and class of query; building, following, memory, disk."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Iterable
from itertools import chain, islice
from pathlib import Path
from typing import Any

from flask import Flask

from glossary.services.auditing import OPERATOR
from glossary.services.index import indexing
from glossary.services.index.documents import index_document
from glossary.services.publishing import editing
from glossary.services.publishing.records import row_of_document
from glossary.services.reading import change_log
from glossary.services.searching.requests import SearchRequest
from glossary.services.searching.searching import search
from tests.bench import memory, profiling
from tests.bench.corpora import DIRECT, Corpora, opened
from tests.bench.corpus import Corpus
from tests.bench.figures import Figures, spread
from tests.bench.queries import Queries, fixed

ADDED = 5
REMEMBERED = 200
"""Searches before the memory of a process is read."""


class Stopwatch:
    """An engine that tells how long its searches took, all else as it is."""

    def __init__(self, inner: Any) -> None:
        self.inner, self.seconds = inner, 0.0

    def search(self, *args: Any, **kwargs: Any) -> Any:
        start = time.perf_counter()
        try:
            return self.inner.search(*args, **kwargs)
        finally:
            self.seconds += time.perf_counter() - start

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)


def measure(corpora: Corpora, engine: str, size: int, each: int) -> Figures:
    """All figures of one engine at one size, with `each` different queries of each class."""
    folder, corpus = corpora.folder(size), corpora.corpus(size)
    queries = fixed(corpus, each)
    gc.freeze()  # the corpus is ours: no collection of the app's garbage should walk through it
    with opened(folder, engine) as app:
        answer: Figures = {"rebuild_s": round(_rebuilt(corpus), 2), "disk_mb": _disk(folder / "index" / engine)}
        answer["classes"] = _classes(app, queries)
        if size < DIRECT:
            answer["added"] = _added(corpus)
    gc.unfreeze()
    answer["memory"] = memory.measure(folder, engine, _mixed(corpus, each))
    if size >= DIRECT:
        for row in answer["classes"].values():
            del row["service"]  # its documents are not in the database
    return answer


def profile(corpora: Corpora, engine: str, size: int, each: int) -> str:
    """The profile of the same searches."""
    with opened(corpora.folder(size), engine):
        indexing.drain()
        queries = fixed(corpora.corpus(size), each)
        for requests in queries.values():
            search(requests[0])
        return profiling.searches(chain(*(requests[1:] for requests in queries.values())))


def _rebuilt(corpus: Corpus) -> float:
    """Seconds to build the whole index."""
    start = time.perf_counter()
    if corpus.plan.size < DIRECT:
        indexing.rebuild()
    else:
        known = indexing.material()
        documents = (index_document(statement, known) for statement in corpus.statements())
        indexing.index().rebuild(documents, change_log.last_change())
    return time.perf_counter() - start


def _disk(folder: Path) -> float:
    return round(sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 2**20, 1)


def _classes(app: Flask, queries: dict[str, list[SearchRequest]]) -> dict[str, Any]:
    watch = app.extensions[indexing.EXTENSION] = Stopwatch(indexing.index())
    try:
        for text in ("ceasefire", "humanitarian pause", "truce*", "ceasfire", "who asked for what"):
            search(SearchRequest(text))
        rows = {name: [_times(watch, request) for request in requests] for name, requests in queries.items()}
    finally:
        app.extensions[indexing.EXTENSION] = watch.inner
    rows["all"] = list(chain(*rows.values()))
    return {name: _row(times) for name, times in rows.items()}


def _times(watch: Stopwatch, request: SearchRequest) -> tuple[float, float, bool]:
    """Seconds in the service, seconds in the engine, and whether something was found."""
    watch.seconds, start = 0.0, time.perf_counter()
    answer = search(request)
    return time.perf_counter() - start, watch.seconds, answer["total"] > 0


def _row(times: list[tuple[float, float, bool]]) -> dict[str, Any]:
    service, engine, found = zip(*times, strict=True)
    return {"service": spread(service), "engine": spread(engine), "found": round(sum(found) / len(found), 2)}


def _added(corpus: Corpus) -> dict[str, float]:
    """Milliseconds from publishing a statement until a search finds it (median), and the part before the search."""
    statements = islice(corpus.statements(), ADDED)
    told = [_add(row_of_document("statement", one), f"xq{time.time_ns():x}") for one in statements]
    saved, found = (statistics.median(column) * 1000 for column in zip(*told, strict=True))
    return {"published_ms": round(saved, 1), "found_ms": round(found, 1)}


def _add(row: dict[str, Any], word: str) -> tuple[float, float]:
    draft = editing.Draft("statement", {**row, "id": "", "summary": f"{row['summary']} {word}"})
    start = time.perf_counter()
    editing.publish([draft], by=OPERATOR)
    saved = time.perf_counter() - start
    while not search(SearchRequest(word, exact=True))["total"]:
        if time.perf_counter() - start > 60:
            raise SystemExit("A published statement was not found within a minute.")
    return saved, time.perf_counter() - start


def _mixed(corpus: Corpus, each: int) -> Iterable[SearchRequest]:
    """Searches of all classes in turn, none of those that were measured."""
    queries = Queries(corpus)
    rows = [islice(queries.of(name), each, None) for name in fixed(corpus, 1)]
    return islice(chain(*zip(*rows, strict=False)), REMEMBERED)
