"""Instance folders with generated corpora, made once a run and shared by its parts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from glossary.db import db
from glossary.services.index import indexing
from tests.bench import bulk, instances
from tests.bench.corpus import Corpus, Plan, Real

DIRECT = 1_000_000
"""From this size on the statements go straight to the engine and not through a database."""


class Corpora:
    """Corpora by size, in one folder. What is there already is taken as it is."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._made: dict[int, Corpus] = {}
        self._real: Real | None = None

    def folder(self, size: int) -> Path:
        """The instance folder of a corpus, database filled, no index."""
        folder, corpus = self._root / str(size), self.corpus(size)
        if not folder.exists():
            with instances.seeded() as seeded:
                with opened(seeded, "memory"):
                    bulk.fill(corpus, statements=size < DIRECT)
                shutil.copytree(seeded, folder)
        return folder

    def corpus(self, size: int) -> Corpus:
        """The corpus of a size."""
        if self._real is None:
            with instances.seeded() as seeded, opened(seeded, "memory"):
                self._real = Real.read()
        return self._made.setdefault(size, Corpus(Plan(size), self._real))


@contextmanager
def opened(folder: Path, engine: str) -> Iterator[Flask]:
    """The application at work, index untouched; files are let go of at the end."""
    app = instances.make_app(folder, engine)
    with app.app_context():
        try:
            yield app
        finally:
            indexing.index().close()
            db.session.rollback()
            db.engine.dispose()
