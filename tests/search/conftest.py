"""Both engines under one name, so that every contract test runs over each of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from glossary.search.memory_index import MemoryIndex
from glossary.search.port import SearchIndex
from glossary.search.whoosh_index import WhooshIndex


@pytest.fixture(params=["memory", "whoosh"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchIndex]:
    """An empty index of each engine in turn."""
    made: SearchIndex = MemoryIndex() if request.param == "memory" else WhooshIndex(tmp_path / "index")
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
