"""Small glossaries of a test's own, quickly made: an empty one, and one with a few real records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from glossary import create_app
from glossary.db import db
from glossary.services import importing, migrating
from tests import data_sets


@pytest.fixture
def blank_app(tmp_path: Path) -> Iterator[Flask]:
    """An application with all tables and nothing in them, at work."""
    app = create_app({"SEARCH": "memory"}, instance=tmp_path / "blank")
    with app.app_context():
        migrating.upgrade(db.engine)
        yield app
        db.engine.dispose()


@pytest.fixture
def small_folder(tmp_path: Path) -> Path:
    """The files of the small data set."""
    return data_sets.write(data_sets.small(), tmp_path / "small")


@pytest.fixture
def small_app(blank_app: Flask, small_folder: Path) -> Flask:
    """An application that holds the small data set, at work."""
    importing.import_folder(small_folder)
    return blank_app


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A small glossary. What these tests have refused must leave it as it is; what they have accepted may stay."""
    folder = tmp_path_factory.mktemp("kept")
    app = create_app({"SEARCH": "memory"}, instance=folder / "instance")
    with app.app_context():
        migrating.upgrade(db.engine)
        importing.import_folder(data_sets.write(data_sets.small(), folder / "data"))
        yield app
        db.engine.dispose()
