"""A small glossary on SQLite, whichever database the tests run on: for what only a database in a file can show."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask

from glossary.db import db
from glossary.services import migrating
from glossary.services.publishing import importing
from tests import data_sets
from tests.services.conftest import at_work


@contextmanager
def at_work_on_sqlite(instance: Path) -> Iterator[Flask]:
    """The application of an instance whose records are in its own folder."""
    instance.mkdir(exist_ok=True)
    (instance / "config.toml").write_text(f'DATABASE_URL = "sqlite:///{instance / "glossary.db"}"\n')
    with at_work(instance) as app:
        yield app


@pytest.fixture(scope="session")
def small_on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance folder with the small data set. Never written to: copy it."""
    folder = tmp_path_factory.mktemp("on_sqlite")
    with at_work_on_sqlite(folder / "instance"):
        migrating.upgrade(db.engine)
        importing.import_folder(data_sets.write(data_sets.small(), folder / "data"))
    return folder / "instance"


@pytest.fixture
def sqlite_app(small_on_sqlite: Path, tmp_path: Path) -> Iterator[Flask]:
    """An application on a copy of it, at work."""
    with at_work_on_sqlite(Path(shutil.copytree(small_on_sqlite, tmp_path / "on_sqlite"))) as app:
        yield app


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the backups go."""
    return tmp_path / "backups"


def names(folder: Path) -> set[str]:
    """What lies in a folder besides the lock."""
    return {path.name for path in folder.iterdir()} - {".lock"}


def release(instance: Path, number: int) -> Path:
    """A release as it lies in an instance folder."""
    made = instance / "releases" / str(number)
    made.mkdir(parents=True)
    (made / "manifest.json").write_text("{}")
    (made / "terms.csv").write_text("term")
    for path in made.iterdir():
        path.chmod(0o444)
    return made
