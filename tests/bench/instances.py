"""Glossaries in folders of their own, and the engines that can be asked of them."""

from __future__ import annotations

import importlib.util
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from glossary import ROOT, create_app
from glossary.db import db
from glossary.services import migrating
from glossary.services.index import indexing
from glossary.services.publishing import importing
from glossary.settings import BY_NAME

SEED = ROOT / "seed"
ENGINES = ("memory", "whoosh", "tantivy")


def engines() -> list[str]:
    """The engines that the settings know and whose library is installed."""
    return [name for name in ENGINES if _is_known(name) and _is_installed(name)]


def _is_known(name: str) -> bool:
    try:
        return bool(BY_NAME["SEARCH"].read(name))
    except ValueError:
        return False


def _is_installed(name: str) -> bool:
    return name == "memory" or importlib.util.find_spec(name) is not None


def make_app(folder: Path, engine: str) -> Flask:
    """The application on an instance folder, with one engine."""
    return create_app({"SEARCH": engine}, instance=folder)


@contextmanager
def at_work(folder: Path, engine: str) -> Iterator[Flask]:
    """The application in its context, index up to date; files are let go of at the end."""
    app = make_app(folder, engine)
    with app.app_context():
        indexing.drain()
        try:
            yield app
        finally:
            indexing.index().close()
            db.engine.dispose()


@contextmanager
def seeded() -> Iterator[Path]:
    """A temporary instance folder with the project's data set and no index yet."""
    with tempfile.TemporaryDirectory(prefix="glossary-bench-") as name:
        folder = Path(name)
        app = make_app(folder, "memory")
        with app.app_context():
            migrating.upgrade(db.engine)
            importing.import_folder(SEED)
            db.engine.dispose()
        yield folder
