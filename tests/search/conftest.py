"""All engines under one name, so that every contract test runs over each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from glossary.search.memory_index import MemoryIndex
from glossary.search.port import SearchIndex
from glossary.search.tantivy_index import TantivyIndex
from glossary.search.whoosh_index import WhooshIndex

OnDisk = type[WhooshIndex] | type[TantivyIndex]
ON_DISK: dict[str, OnDisk] = {"whoosh": WhooshIndex, "tantivy": TantivyIndex}


@pytest.fixture(params=["memory", "whoosh", "tantivy"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchIndex]:
    """An empty index of each engine in turn."""
    engines: dict[str, Callable[[], SearchIndex]] = {
        "memory": MemoryIndex,
        "whoosh": lambda: WhooshIndex(tmp_path / "index"),
        "tantivy": lambda: TantivyIndex(tmp_path / "index"),
    }
    made = engines[request.param]()
    made.rebuild([], 0)
    yield made
    made.close()


@pytest.fixture
def whoosh(tmp_path: Path) -> Iterator[WhooshIndex]:
    """An empty Whoosh index."""
    made = WhooshIndex(tmp_path / "index")
    made.rebuild([], 0)
    yield made
    made.close()


@pytest.fixture
def tantivy(tmp_path: Path) -> Iterator[TantivyIndex]:
    """An empty index of tantivy's."""
    made = TantivyIndex(tmp_path / "index")
    made.rebuild([], 0)
    yield made
    made.close()
