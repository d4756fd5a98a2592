"""Putting backups back: what is refused, and what is left behind then."""

from __future__ import annotations

import errno
import json
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import IO

import psycopg
import pytest
from flask import Flask

from glossary.db import db
from glossary.errors import Invalid, NotFound
from glossary.services import migrating
from glossary.services.backup import backing_up, restoring
from glossary.services.backup import manifest as backup_manifest
from glossary.services.backup.restore_checks import of_records
from glossary.sqlite_library import sqlite3
from tests.services.backup.on_sqlite import at_work_on_sqlite, release, small_on_sqlite, sqlite_app

__all__ = ["small_on_sqlite", "sqlite_app"]


@pytest.fixture
def backup(sqlite_app: Flask, tmp_path: Path) -> Path:
    """A backup of a small glossary with a release."""
    release(Path(sqlite_app.instance_path), 1)
    (Path(sqlite_app.instance_path) / "secret_key.old").write_text("q8Zr3vK1xT7mB5nW9cJ2hL6pD4fG0sYa\n")
    made = backing_up.make(tmp_path / "backups").path
    db.session.close()
    return made


@pytest.fixture
def into(tmp_path: Path) -> Path:
    """A folder that is not there."""
    return tmp_path / "new" / "instance"


def put(backup: Path, into: Path) -> None:
    """Restore into a folder, with the database in it."""
    restoring.restore(backup, into, lambda: f"sqlite:///{into / 'glossary.db'}")


def test_all_of_it_is_put_back(backup: Path, into: Path) -> None:
    """Database, secret key and releases are there byte for byte; the key for its owner alone, releases frozen."""
    put(backup, into)
    for name in ("glossary.db", "secret_key", "secret_key.old", "releases/1/terms.csv", "releases/1/manifest.json"):
        assert (into / name).read_bytes() == (backup / name).read_bytes()
    assert {path.name for path in into.iterdir()} == {
        *("glossary.db", "secret_key", "secret_key.old", "releases", "instance_id"),
    }
    assert (into / "instance_id").read_text() == restoring.sound(backup).instance_id
    modes = {
        name: stat.S_IMODE((into / name).stat().st_mode) for name in ("", "secret_key", "secret_key.old", "glossary.db")
    }
    assert modes == {"": 0o700, "secret_key": 0o600, "secret_key.old": 0o600, "glossary.db": 0o600}
    assert stat.S_IMODE((into / "releases/1/terms.csv").stat().st_mode) == 0o444


def test_an_empty_folder_will_do(backup: Path, into: Path) -> None:
    """A folder that was made before, such as a disk of its own, is filled."""
    into.mkdir(parents=True)
    put(backup, into)
    assert (into / "glossary.db").exists()


@pytest.mark.parametrize("name", ["glossary.db", ".hidden", "notes.txt"])
def test_a_folder_with_anything_in_it_is_refused(name: str, backup: Path, into: Path) -> None:
    """Whatever lies there stays as it is."""
    into.mkdir(parents=True)
    (into / name).write_text("mine")
    with pytest.raises(Invalid, match=r"is not empty\. Nothing was restored"):
        put(backup, into)
    assert [(path.name, path.read_text()) for path in into.iterdir()] == [(name, "mine")]


def test_a_file_in_its_place_is_refused(backup: Path, into: Path) -> None:
    """What is no folder is told."""
    into.parent.mkdir()
    into.write_text("mine")
    with pytest.raises(Invalid, match="is no folder"):
        put(backup, into)
    assert into.read_text() == "mine"


@pytest.mark.parametrize("ending", ["", "-journal", "-wal", "-shm"])
def test_a_database_elsewhere_is_never_written_over(ending: str, backup: Path, into: Path, tmp_path: Path) -> None:
    """Where the settings name a file that is there, or what SQLite would take for a part of it, nothing is restored."""
    (tmp_path / f"other.db{ending}").write_text("mine")
    with pytest.raises(Invalid, match=r"already\. Nothing was restored"):
        restoring.restore(backup, into, lambda: f"sqlite:///{tmp_path / 'other.db'}")
    assert (tmp_path / f"other.db{ending}").read_text() == "mine"
    assert not into.exists()


REFUSED = {
    "sqlite://": "a database that is a file",
    "nonsense": "That is no address of a database",
    "postgresql+psycopg://127.0.0.1:1/x": "The backup is of SQLite, and the database to restore into is of PostgreSQL",
}


@pytest.mark.parametrize(("address", "words"), REFUSED.items(), ids=REFUSED)
def test_another_kind_of_database_is_refused(address: str, words: str, backup: Path, into: Path) -> None:
    """Records go into a database of their own kind; a sentence says how to move them after that."""
    with pytest.raises(Invalid, match=words):
        restoring.restore(backup, into, lambda: address)
    assert not into.exists()


def bit(path: Path) -> None:
    """Turn one bit in the middle of a file."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


DAMAGE: dict[str, Callable[[Path], object]] = {
    "a bit of the database": lambda path: bit(path / "glossary.db"),
    "the database cut short": lambda path: os.truncate(path / "glossary.db", 5000),
    "the database gone": lambda path: (path / "glossary.db").unlink(),
    "a bit of the key": lambda path: bit(path / "secret_key"),
    "a bit of a release": lambda path: bit(path / "releases" / "1" / "terms.csv"),
    "something added": lambda path: (path / "added").write_text("more"),
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_backup_is_not_restored(damage: Callable[[Path], object], backup: Path, into: Path) -> None:
    """One bit is enough: the file is named, and nothing is put anywhere."""
    damage(backup)
    with pytest.raises(Invalid, match="This backup is damaged, and nothing was restored: "):
        put(backup, into)
    assert not into.exists()


def test_what_is_no_backup_is_told(tmp_path: Path, into: Path) -> None:
    """A folder without a manifest is none."""
    (tmp_path / "folder").mkdir()
    with pytest.raises(NotFound, match="is no backup"):
        put(tmp_path / "folder", into)


@pytest.fixture
def restored(backup: Path, into: Path) -> Iterator[Path]:
    """A restored glossary at work, its backup to compare with."""
    put(backup, into)
    with at_work_on_sqlite(into):
        yield backup


def spoil(into: Path, *statements: str) -> None:
    """Change the database behind the program's back."""
    db.session.close()
    db.engine.dispose()
    with closing(sqlite3.connect(into / "glossary.db", isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


SPOILT = {
    "a document": (
        "UPDATE revision SET document = document || ' ' WHERE rowid = 3",
        "Revisions whose hash is not that",
    ),
    "a hash": ("UPDATE revision SET sha256 = 'x' WHERE rowid = 3", "Revisions whose hash is not that"),
    "a chain": ("UPDATE revision SET previous_sha256 = 'x' WHERE rowid = 3", "Revisions whose hash is not that"),
    "a row gone": ("DELETE FROM term_variant WHERE rowid = (SELECT min(rowid) FROM term_variant)", "term_variant has"),
    "a reference": ("UPDATE statement SET actor_id = 9999 WHERE rowid = 1", "References that lead nowhere: 1"),
    "a change gone": ("DELETE FROM change WHERE seq = (SELECT max(seq) FROM change)", "the newest change is"),
    "a table more": ("CREATE TABLE other (x)", "other has 0 rows, not no table"),
    "another migration": ("UPDATE alembic_version SET version_num = '9999'", "the migration is 9999, not"),
}


@pytest.mark.parametrize(("statement", "words"), SPOILT.values(), ids=SPOILT)
def test_k5_whatever_was_changed_is_found(statement: str, words: str, restored: Path, into: Path) -> None:
    """K5: a record, a hash, a reference, a count that is not as it was is named; before that all is fine."""
    manifest = restoring.sound(restored)
    assert all(check.fine for check in of_records(manifest.state))
    spoil(into, statement)
    wrong = [check.words for check in of_records(manifest.state) if not check.fine]
    assert wrong
    assert any(words in said for said in wrong), wrong


def test_a_backup_of_an_older_version_is_brought_up(sqlite_app: Flask, tmp_path: Path, into: Path) -> None:
    """Its migration is known: the records are as they were counted, and then brought to the newest migration."""
    migrating.downgrade(db.engine, "0003")
    backup = backing_up.make(tmp_path / "backups").path
    db.session.close()
    put(backup, into)
    with at_work_on_sqlite(into):
        checks = list(of_records(restoring.sound(backup).state))
        assert all(check.fine for check in checks)
        assert checks[-1].words == f"The database stood at migration 0003 and was brought to {migrating.newest()}."
        assert migrating.present(db.engine) == migrating.newest()


def test_a_backup_of_a_newer_version_is_told(backup: Path, into: Path) -> None:
    """A migration that this version does not know is no sound restore, and the sentence says what to take."""
    put(backup, into)
    with at_work_on_sqlite(into):
        spoil(into, "UPDATE alembic_version SET version_num = '9999'")
        told = json.loads((backup / "manifest.json").read_bytes())
        told["state"]["migration"] = "9999"
        (backup / "manifest.json").write_text(json.dumps(told))
        last = list(of_records(backup_manifest.read(backup).state))[-1]
        assert not last.fine
        assert last.words.endswith("does not know: take the version that made the backup.")
    with pytest.raises(Invalid, match=r"migration 9999.* take version 0\.1\.0\. Nothing was restored"):
        put(backup, into.parent / "another")
    assert not (into.parent / "another").exists()


def test_what_a_killed_restore_left_beside_the_database_is_in_nobodys_way(
    backup: Path, into: Path, tmp_path: Path
) -> None:
    """A link is not followed, a file is written anew for its owner alone, and a folder is told and left as it is."""
    other, left, victim = tmp_path / "other.db", tmp_path / ".other.db.restoring", tmp_path / "victim"
    victim.write_text("mine")
    left.symlink_to(victim)
    restoring.restore(backup, into, lambda: f"sqlite:///{other}")
    assert victim.read_text() == "mine"
    assert (other.read_bytes(), other.is_symlink()) == ((backup / "glossary.db").read_bytes(), False)
    other.unlink()
    left.write_text("half")
    left.chmod(0o644)
    restoring.restore(backup, tmp_path / "again", lambda: f"sqlite:///{other}")
    assert (stat.S_IMODE(other.stat().st_mode), left.exists()) == (0o600, False)
    other.unlink()
    left.mkdir()
    (left / "notes").write_text("mine")
    with pytest.raises(Invalid, match=r"other\.db\.restoring.* Nothing was restored"):
        restoring.restore(backup, tmp_path / "third", lambda: f"sqlite:///{other}")
    assert not other.exists()
    assert not (tmp_path / "third").exists()
    assert (left / "notes").read_text() == "mine"


@pytest.mark.parametrize("name", ["secret_key", "terms.csv", "glossary.db"])
def test_a_disk_that_fills_anywhere_leaves_nothing(
    name: str, backup: Path, into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever file does not fit, nothing is left over that the next try would take for somebody's."""
    copyfileobj = shutil.copyfileobj

    def full(source: IO[bytes], target: IO[bytes], *rest: int) -> None:
        if Path(source.name).name == name:
            target.write(b"half")
            raise OSError(errno.ENOSPC, "No space left on device")
        copyfileobj(source, target, *rest)

    monkeypatch.setattr(shutil, "copyfileobj", full)
    with pytest.raises(Invalid, match=r"No space left on device\. Nothing was restored"):
        put(backup, into)
    assert not into.exists()
    monkeypatch.undo()
    put(backup, into)


def test_all_of_it_is_on_the_disk_before_it_is_called_done(
    backup: Path, into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every file, and after the last name in it every folder, the ones that were made for it included."""
    synced: dict[int, list[str]] = {}
    fsync = os.fsync

    def noted(handle: int) -> None:
        path = os.readlink(f"/proc/self/fd/{handle}")
        synced[os.fstat(handle).st_ino] = sorted(os.listdir(path)) if os.path.isdir(path) else []
        fsync(handle)

    monkeypatch.setattr(os, "fsync", noted)
    put(backup, into)
    folders = [into.parent.parent, into.parent, into, *(path for path in into.rglob("*") if path.is_dir())]
    for folder in folders:
        assert synced[folder.stat().st_ino] == sorted(os.listdir(folder)), folder
    assert {path.stat().st_ino for path in into.rglob("*")} <= synced.keys()


def test_a_database_that_says_nothing_is_told(backup: Path, into: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of a driver without a word is a sentence, too."""
    told = json.loads((backup / "manifest.json").read_bytes())
    (backup / "glossary.db").rename(backup / "glossary.dump")
    told["files"]["glossary.dump"] = told["files"].pop("glossary.db")
    (backup / "manifest.json").write_text(json.dumps({**told, "kind": "postgresql"}))

    def silent(*_: object, **__: object) -> None:
        raise psycopg.OperationalError("")

    monkeypatch.setattr(psycopg, "connect", silent)
    monkeypatch.setattr(psycopg.Connection, "connect", silent)
    with pytest.raises(Invalid, match=r"does not answer: OperationalError\. Nothing was restored"):
        restoring.restore(backup, into, lambda: "postgresql+psycopg://127.0.0.1:1/x")
    assert not into.exists()
