"""The glossary that the load is put on: a made corpus with accounts for the editors, in SQLite or in PostgreSQL."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.bench.corpora import Corpora, opened
from tests.load import editors
from tests.load.imports import begun
from tests.load.leaving import Ending, ended
from tests.postgresql.cluster import Cluster

Settings = Mapping[str, str]


@contextmanager
def ready(engine: str, size: int, kept: Path, *, postgresql: bool) -> Iterator[Settings]:
    """Settings of an instance with so many made statements and its index; removed afterwards.

    The corpus alone is kept in the folder `kept`, and taken from there by the next run.
    """
    with tempfile.TemporaryDirectory(prefix="glossary-load-") as name:
        instance = Path(shutil.copytree(Corpora(kept).folder(size), Path(name) / "instance"))
        settings = {"INSTANCE": str(instance), "SEARCH": engine}
        done(["migrate"], settings)  # what was kept may be of an earlier version
        with opened(instance, engine):
            editors.add_accounts()
        if not postgresql:
            yield indexed(settings)
            return
        with _database() as address:
            done(["copy-database", address], settings)
            (instance / "glossary.db").unlink()
            yield indexed({**settings, "DATABASE_URL": address})


@contextmanager
def _database() -> Iterator[str]:
    """The address of an empty database on a server of its own, which keeps data as in production."""
    cluster = Cluster(lasting=True)
    try:
        cluster.start()
        yield cluster.address("postgres")
    finally:
        cluster.stop()


def indexed(settings: Settings) -> Settings:
    """The same, with the index built."""
    done(["index", "rebuild"], settings)
    return settings


def done(words: list[str], settings: Settings) -> str:
    """What the command printed. Raises `RuntimeError` where it fails."""
    process = begun(words, settings)
    with Ending(lambda at_once: ended(process) if at_once else None):
        said = process.communicate()[0]
    if process.returncode:
        raise RuntimeError(f"glossary {words[0]} failed: {said[-2000:]}")
    return said
