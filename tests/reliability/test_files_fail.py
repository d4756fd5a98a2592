"""U4: whatever fails when files are written, nothing half-written is taken for whole, and the next try works."""

from __future__ import annotations

import errno
import gc
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from glossary import create_app, secret_files
from glossary.db import db
from glossary.errors import GlossaryError
from glossary.interchange.outgoing.whole import Publisher
from glossary.models import Statement
from glossary.services.backup import backing_up
from glossary.services.index import indexing, verifying
from glossary.services.releases import releasing
from tests.reliability.file_faults import failing_files
from tests.reliability.records import new, publish
from tests.reliability.rounds import places

# Whoosh leaves the files open that it could not write, to the collector.
pytestmark = [
    pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
HERE = Publisher("Somewhere", "https://glossary.example.org")
ERRORS = {"full": errno.ENOSPC, "broken": errno.EIO}


@pytest.fixture(params=ERRORS)
def number(request: pytest.FixtureRequest) -> int:
    """What a full disk says, and what a broken one."""
    return ERRORS[request.param]


@pytest.fixture
def on_disk(small_instance: Path, tmp_path: Path) -> Iterator[Flask]:
    """A small glossary whose index is a folder, at work."""
    app = create_app(instance=Path(shutil.copytree(small_instance, tmp_path / "on_disk")))
    with app.app_context():
        indexing.rebuild()
        yield app
        db.engine.dispose()
    gc.collect()


def total_of(folder: Path, deed: Callable[[], object]) -> int:
    """How many things a deed that succeeds does to files."""
    with failing_files(folder, 0, 0) as faults:
        deed()
    return len(faults.done)


def test_u4_an_index_that_cannot_be_written_stops_nobody(on_disk: Flask, number: int, rounds: int) -> None:
    """U4, S3: the n-th file operation of publishing fails: it is saved all the same, pages answer, a drain heals."""
    folder, client = Path(on_disk.instance_path), on_disk.test_client()
    total = total_of(folder, lambda: publish(new(id="zanzibar-0")))
    assert total > 10
    for at in places(total, rounds):
        with failing_files(folder, at, number) as faults:
            publish(new(id=f"zanzibar-{at}"))
        db.session.rollback()
        assert db.session.scalar(select(Statement.id).where(Statement.slug == f"zanzibar-{at}"))
        assert client.get("/search?q=pause").status_code == 200
        indexing.drain()
        assert verifying.verify().sound, faults.refused


def test_u4_a_rebuild_that_fails_leaves_the_old_index(on_disk: Flask, number: int, rounds: int) -> None:
    """U4, S4: the n-th file operation of a rebuild fails: what was there answers as before, the next rebuild works."""
    folder = Path(on_disk.instance_path)
    before = indexing.index().contents()
    for at in places(total_of(folder, indexing.rebuild), rounds):
        with failing_files(folder, at, number) as faults, suppress(GlossaryError, OSError):
            indexing.rebuild()
        assert indexing.index().contents() == before, faults.refused
        indexing.rebuild()
        assert verifying.verify().sound
        assert len(list((folder / "index" / "whoosh").glob("v*-*"))) <= 2


def listed(folder: Path) -> set[str]:
    """What is not hidden in a folder, and is no number that was only set down."""
    return {path.name for path in folder.iterdir() if path.is_dir() and not path.name.startswith(".")}


def test_u4_a_release_that_fails_is_not_listed(on_disk: Flask, number: int, rounds: int) -> None:
    """U4: the n-th file operation of a release fails: it is listed whole or not at all, and the next one works."""
    folder = releasing.folder()
    total = total_of(folder, lambda: releasing.make(HERE))
    for at in places(total, rounds):
        before = listed(folder)
        with failing_files(folder, at, number) as faults, suppress(GlossaryError, OSError):
            releasing.make(HERE)
        for name in listed(folder) - before:
            assert (folder / name / "manifest.json").exists(), faults.refused
    made = releasing.make(HERE)
    assert made.failures == []
    assert made.number == max(releasing.numbers())
    assert not list(folder.glob(".unfinished*"))


def told_by(deed: Callable[[], object]) -> str:
    """The sentence of the refusal; nothing where it was done."""
    try:
        deed()
    except GlossaryError as error:
        return str(error)
    return ""


def test_u4_a_backup_that_fails_is_not_listed(on_disk: Flask, number: int, rounds: int, tmp_path: Path) -> None:
    """U4, K9: the n-th file operation of a backup fails: it says so, nothing half is listed, the next one works."""
    folder = tmp_path / "backups"
    releasing.make(HERE)
    total = total_of(folder, lambda: backing_up.make(folder))
    for at in places(total, rounds):
        before = listed(folder)
        with failing_files(folder, at, number):
            said = told_by(lambda: backing_up.make(folder))
        assert not said or said.startswith("The backup was not finished")
        for name in listed(folder) - before:
            assert (folder / name / "manifest.json").exists(), name
    assert backing_up.make(folder).manifest
    assert not list(folder.glob(".unfinished*"))


def test_u4_a_secret_that_cannot_be_kept_is_none(tmp_path: Path, number: int) -> None:
    """U4: the n-th file operation fails while a key is made or changed: none is half, none lost, the next works."""
    first = total_of(tmp_path, lambda: secret_files.kept_secret(tmp_path))
    for at in range(1, first + 1):
        (tmp_path / secret_files.KEPT).unlink()
        with failing_files(tmp_path, at, number), pytest.raises(OSError, match=os.strerror(number)):
            secret_files.kept_secret(tmp_path)
        assert secret_files.kept_secret(tmp_path) == secret_files.kept_secret(tmp_path)
        assert {path.name for path in tmp_path.iterdir()} == {secret_files.KEPT}
    for at in range(1, total_of(tmp_path, lambda: secret_files.renew(tmp_path)) + 1):
        before = secret_files.kept_secret(tmp_path)
        with failing_files(tmp_path, at, number), pytest.raises(OSError, match=os.strerror(number)):
            secret_files.renew(tmp_path)
        known = {secret_files.kept_secret(tmp_path), *secret_files.kept_before(tmp_path)}
        assert before in known
        assert {path.name for path in tmp_path.iterdir()} == {secret_files.KEPT, secret_files.KEPT_OLD}
    secret_files.renew(tmp_path)
    assert before in secret_files.kept_before(tmp_path)
