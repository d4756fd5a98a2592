"""S6: on the project's data every engine finds the same statements, whatever its measure of relevance."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from flask import Flask

from glossary import ROOT
from glossary.search.memory_index import MemoryIndex
from glossary.search.port import SearchIndex
from glossary.search.tantivy_index import TantivyIndex
from glossary.search.whoosh_index import WhooshIndex
from glossary.services.index import indexing
from glossary.services.index.documents import index_document
from glossary.services.reading import change_log
from glossary.services.reading import published as reading
from glossary.services.searching.requests import read_request
from glossary.services.searching.retrieving import find

JUDGED = yaml.safe_load((ROOT / "tests" / "data" / "queries.yaml").read_text(encoding="utf-8"))["queries"]
OTHERS = (
    '"humanitarian pause" -israel',
    "ceasef* year:2023",
    "-actor:hamas lang:ar",
    "who rejected a ceasefire in 2023",
    "pauze umanitarian",
    "stance:opposes from:2023-10 to:2023-11",
    "",
)
QUERIES = (*(query["query"] for query in JUDGED), *OTHERS)


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, SearchIndex]:
    """Empty engines, filled by the first test that asks."""
    folder = tmp_path_factory.mktemp("engines")
    return {
        "memory": MemoryIndex(),
        "whoosh": WhooshIndex(Path(folder) / "whoosh"),
        "tantivy": TantivyIndex(Path(folder) / "tantivy"),
    }


def _answers(context: Flask, engine: SearchIndex, text: str) -> tuple[int, int, int | None, frozenset[str], object]:
    """Totals, how far the query was loosened, the ids, and the counts of all facets."""
    context.extensions[indexing.EXTENSION] = engine
    found = find(read_request({"q": [text], "limit": ["1000"]}), ("term", "actor", "year", "stance"))
    return found.hits.total, found.whole, found.at_least, frozenset(h.id for h in found.hits.hits), found.hits.facets


def test_every_engine_finds_the_same(
    context: Flask, engines: Mapping[str, SearchIndex], monkeypatch: pytest.MonkeyPatch
) -> None:
    """S6: the judged queries, operators, exclusions, phrases and forgiven errors have one set of hits and counts."""
    known = indexing.material()
    documents = [index_document(statement, known) for statement in reading.every("statement")]
    monkeypatch.setitem(context.extensions, indexing.EXTENSION, engines["memory"])
    for engine in engines.values():
        engine.rebuild(documents, change_log.last_change())
    for text in QUERIES:
        first, *others = (_answers(context, engine, text) for engine in engines.values())
        for other in others:
            assert other == first, text
    for engine in engines.values():
        engine.close()
