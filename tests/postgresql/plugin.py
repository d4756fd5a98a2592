"""`pytest --postgresql`: every instance of the tests keeps its records in PostgreSQL, by a server of the tests' own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from glossary import config as product
from tests.postgresql.cluster import Cluster
from tests.postgresql.databases import Databases

CLUSTER = pytest.StashKey[Cluster]()
DATABASES = pytest.StashKey[Databases]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """One more way to run everything."""
    parser.addoption("--postgresql", action="store_true", help="keep the records in PostgreSQL, by a server of its own")


def pytest_configure(config: pytest.Config) -> None:
    """The process that shares the tests out starts the server; the others are told of its address."""
    if not config.getoption("--postgresql"):
        return
    told: dict[str, str] = getattr(config, "workerinput", {})
    if not told:
        config.stash[CLUSTER] = cluster = Cluster()
        cluster.start()
    address = told.get("postgresql") or config.stash[CLUSTER].address("{}")
    config.stash[DATABASES] = Databases(address.format)


@pytest.hookimpl(optionalhook=True)  # there is no such hook without pytest-xdist
def pytest_configure_node(node: Any) -> None:
    """Tell a worker where the server is."""
    if CLUSTER in node.config.stash:
        node.workerinput["postgresql"] = node.config.stash[CLUSTER].address("{}")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What is about SQLite itself has no counterpart there; the count of what was left out closes the run."""
    if config.getoption("--postgresql"):
        own = [item for item in items if item.get_closest_marker("sqlite")]
        items[:] = [item for item in items if item not in own]
        config.hook.pytest_deselected(items=own)


def pytest_unconfigure(config: pytest.Config) -> None:
    """The server ends with the run."""
    if CLUSTER in config.stash:
        config.stash[CLUSTER].stop()


@pytest.fixture(scope="session", autouse=True)
def databases(request: pytest.FixtureRequest) -> Iterator[Databases | None]:
    """With `--postgresql`, every instance that names no database has one of its own there; else nothing is changed."""
    kept = request.config.stash.get(DATABASES, None)
    with pytest.MonkeyPatch.context() as patch:
        if kept is not None:
            patch.setattr(product, "load_settings", kept.settings)
        yield kept


@pytest.fixture(autouse=True)
def no_databases_left(request: pytest.FixtureRequest, databases: Databases | None) -> Iterator[None]:
    """The databases of a test go with it."""
    folder = request.getfixturevalue("tmp_path") if databases and "tmp_path" in request.fixturenames else None
    yield
    if databases is not None and folder is not None:
        databases.forget(folder)
