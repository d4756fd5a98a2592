"""A glossary with the real data for every test: one that is only read, and copies to break."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary import ROOT, create_app
from glossary.db import db
from glossary.services import importing, indexing, migrating
from tests.browser import chromium

SEED = ROOT / "seed"
NOT_RUN = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance folder with database and index of the project's data set. Never written to: copy it."""
    folder = tmp_path_factory.mktemp("seeded")
    app = create_app(instance=folder)
    with app.app_context():
        migrating.upgrade(db.engine)
        importing.import_folder(SEED)
        indexing.drain()
        db.engine.dispose()
    return folder


@pytest.fixture(scope="session")
def app(seeded: Path) -> Flask:
    """The application on the data set, for tests that only read."""
    return create_app(instance=seeded)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A reader or a program."""
    return app.test_client()


@pytest.fixture
def context(app: Flask) -> Iterator[Flask]:
    """The application at work, for tests that call services which only read."""
    with app.app_context():
        yield app


@pytest.fixture
def own_instance(seeded: Path, tmp_path: Path) -> Path:
    """A copy of the seeded instance, to be written to and broken."""
    return Path(shutil.copytree(seeded, tmp_path / "instance"))


@pytest.fixture
def own_app(own_instance: Path) -> Iterator[Flask]:
    """The application on a copy of its own, at work."""
    app = create_app(instance=own_instance)
    with app.app_context():
        yield app
        db.engine.dispose()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the browser stories out where there is no Chromium; `pytest_unconfigure` says so at the very end."""
    if chromium.is_required() or not any(item.get_closest_marker("browser") for item in items):
        return
    if chromium.find() is None:
        stories = [item for item in items if item.get_closest_marker("browser")]
        items[:] = [item for item in items if item not in stories]
        config.hook.pytest_deselected(items=stories)
        config.stash[NOT_RUN] = True


def pytest_unconfigure(config: pytest.Config) -> None:
    """The plain line after everything else."""
    if config.stash.get(NOT_RUN, False):
        print(chromium.MISSING)  # noqa: T201
