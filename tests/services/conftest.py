"""Small glossaries of a test's own, quickly made: an empty one, one with a few real records, one with accounts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask

from glossary import create_app
from glossary.db import db
from glossary.models.account import ROLES
from glossary.services import migrating
from glossary.services.accounts import accounts
from glossary.services.auditing import Doer
from glossary.services.publishing import importing
from tests import data_sets
from tests.services.drafts.people import email_of, person


@contextmanager
def at_work(instance: Path) -> Iterator[Flask]:
    """An application with its index in memory; closed afterwards."""
    app = create_app({"SEARCH": "memory"}, instance=instance)
    with app.app_context():
        yield app
        db.engine.dispose()


@pytest.fixture(scope="session")
def blank_instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance folder with all tables and nothing in them. Never written to: copy it."""
    folder = tmp_path_factory.mktemp("blank") / "instance"
    with at_work(folder):
        migrating.upgrade(db.engine)
    return folder


@pytest.fixture(scope="session")
def small_instance(blank_instance: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with the small data set, which no index holds yet. Never written to: copy it."""
    folder = tmp_path_factory.mktemp("small")
    with at_work(Path(shutil.copytree(blank_instance, folder / "instance"))):
        importing.import_folder(data_sets.write(data_sets.small(), folder / "data"))
    return folder / "instance"


@pytest.fixture
def blank_app(blank_instance: Path, tmp_path: Path) -> Iterator[Flask]:
    """An application with all tables and nothing in them, at work."""
    with at_work(Path(shutil.copytree(blank_instance, tmp_path / "blank"))) as app:
        yield app


@pytest.fixture
def small_folder(tmp_path: Path) -> Path:
    """The files of the small data set."""
    return data_sets.write(data_sets.small(), tmp_path / "small")


@pytest.fixture
def small_app(small_instance: Path, tmp_path: Path) -> Iterator[Flask]:
    """An application that holds the small data set, at work."""
    with at_work(Path(shutil.copytree(small_instance, tmp_path / "small_instance"))) as app:
        yield app


@pytest.fixture(scope="module")
def kept(small_instance: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A small glossary. What these tests have refused must leave it as it is; what they have accepted may stay."""
    with at_work(Path(shutil.copytree(small_instance, tmp_path_factory.mktemp("kept") / "instance"))) as app:
        yield app


@pytest.fixture(scope="session")
def staffed_instance(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seeded instance with a contributor, an editor, and two who may review. Never written to: copy it."""
    folder = Path(shutil.copytree(seeded, tmp_path_factory.mktemp("staffed") / "instance"))
    with at_work(folder):
        for role in ROLES:
            person(role)
    return folder


@pytest.fixture
def cast(staffed_instance: Path, tmp_path: Path) -> Iterator[dict[str, Doer]]:
    """A contributor, an editor, and two who may review, by role, in a glossary of the test's own at work."""
    app = create_app(instance=Path(shutil.copytree(staffed_instance, tmp_path / "staffed")))
    with app.app_context():
        yield {role: Doer(email_of(role), accounts.by_email(email_of(role)).id) for role in ROLES}
        db.engine.dispose()
