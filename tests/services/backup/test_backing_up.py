"""Making backups: what is in one, who may read it, and what stops it."""

from __future__ import annotations

import errno
import fcntl
import json
from datetime import datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from glossary import secret_files
from glossary.db import db
from glossary.errors import Invalid
from glossary.services import clock, migrating
from glossary.services.backup import backing_up
from glossary.services.backup import manifest as backup_manifest
from glossary.services.reading import change_log, counting
from glossary.services.releases import releasing
from tests.reliability.records import new, publish
from tests.services.backup.on_sqlite import folder, names, release, small_on_sqlite, sqlite_app

__all__ = ["folder", "small_on_sqlite", "sqlite_app"]


def test_a_backup_tells_what_is_in_it(sqlite_app: Flask, folder: Path) -> None:
    """The manifest has format, version, migration, newest change with its moment, rows of all tables, sizes, hashes."""
    made = backing_up.make(folder)
    told = json.loads((made.path / "manifest.json").read_bytes())
    assert (told["format"], told["program"], told["kind"]) == (2, version("glossary"), "sqlite")
    assert told["state"]["migration"] == migrating.newest()
    assert told["state"]["change"] == change_log.last_change() > 0
    assert datetime.fromisoformat(told["state"]["moment"]) <= datetime.fromisoformat(f"{clock.now()}Z")
    assert {name: told["state"]["rows"][name] for name in counting.counts()} == counting.counts()
    assert set(told["files"]) == {"glossary.db", "secret_key"}
    for name, one in told["files"].items():
        assert one == {"size": (made.path / name).stat().st_size, "sha256": releasing.hashed(made.path / name)}
    assert backup_manifest.read(made.path) == made.manifest
    assert backup_manifest.compare(made.path, made.manifest) == []


def test_only_its_owner_reads_it(sqlite_app: Flask, folder: Path) -> None:
    """Every folder of a backup has mode 0700 and every file 0600, a frozen release's too."""
    release(Path(sqlite_app.instance_path), 1)
    made = backing_up.make(folder)
    assert folder.stat().st_mode & 0o777 == 0o700
    for path in (made.path, *made.path.rglob("*")):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path


def test_releases_are_in_it(sqlite_app: Flask, folder: Path) -> None:
    """Each listed release is there byte for byte; one that is not finished, or failed, is not."""
    instance = Path(sqlite_app.instance_path)
    release(instance, 1)
    release(instance, 12)
    release(instance, 2).rename(instance / "releases" / ".unfinished-2")
    release(instance, 3).rename(instance / "releases" / "3.failed")
    made = backing_up.make(folder)
    assert {name for name in made.manifest.files if "/" in name} == {
        f"releases/{number}/{name}" for number in (1, 12) for name in ("manifest.json", "terms.csv")
    }
    assert (made.path / "releases" / "12" / "terms.csv").read_text() == "term"


def test_without_the_secret(sqlite_app: Flask, folder: Path) -> None:
    """Asked for, the secret key is left out, and the manifest does not name it."""
    (Path(sqlite_app.instance_path) / "secret_key.old").write_text("q8Zr3vK1xT7mB5nW9cJ2hL6pD4fG0sYa\n")
    made = backing_up.make(folder, secret=False)
    assert names(made.path) == {"glossary.db", "manifest.json"}
    assert not made.manifest.has_secret


def test_a_key_that_is_changed_meanwhile_is_in_it(
    sqlite_app: Flask, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever is locked in the copied database can be opened by a key of the backup, be it the new one or the old."""
    instance, copy = Path(sqlite_app.instance_path), backing_up._copy_database
    before = secret_files.kept_secret(instance)

    def changed(*given: Any) -> Any:
        secret_files.renew(instance)
        return copy(*given)

    monkeypatch.setattr(backing_up, "_copy_database", changed)
    made = backing_up.make(folder).path
    assert (made / "secret_key").read_text().strip() == secret_files.kept_secret(instance) != before
    assert before in (made / "secret_key.old").read_text()


def test_two_in_one_second_have_two_names(sqlite_app: Flask, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock that stands still gives the second one the next second; nothing is written over."""
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 30, 12, 0, 59))  # noqa: DTZ001
    made = [backing_up.make(folder, keep_all=True).path.name for _ in range(3)]
    assert made == ["20261130T120059Z", "20261130T120100Z", "20261130T120101Z"]


def test_older_ones_are_removed_unless_all_are_kept(
    sqlite_app: Flask, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Several a day: the newest stays, the names of the others are told; with `keep_all` none goes."""
    moments = [datetime(2026, 11, 30, hour) for hour in range(3)]  # noqa: DTZ001
    for moment in moments:
        monkeypatch.setattr(clock, "now", lambda moment=moment: moment)
        made = backing_up.make(folder, keep_all=True)
    assert (made.removed, made.kept) == ([], 3)
    monkeypatch.setattr(clock, "now", lambda: moments[-1] + timedelta(hours=1))
    made = backing_up.make(folder)
    assert made.removed == ["20261130T000000Z", "20261130T010000Z", "20261130T020000Z"]
    assert (made.kept, names(folder)) == (1, {"20261130T030000Z"})


def test_what_a_kill_left_is_cleared(sqlite_app: Flask, folder: Path) -> None:
    """An unfinished backup is listed nowhere and gone after the next; what has another name stays."""
    for name in (".unfinished-20261130T000000Z", ".unfinished-notes", "notes"):
        (folder / name).mkdir(parents=True)
        (folder / name / "file").write_text("half")
    made = backing_up.make(folder)
    assert names(folder) == {made.path.name, ".unfinished-notes", "notes"}


def test_one_at_a_time(sqlite_app: Flask, folder: Path) -> None:
    """While another process makes one in that folder it is refused with a sentence."""
    folder.mkdir()
    with open(folder / ".lock", "ab") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        with pytest.raises(Invalid, match="being made already"):
            backing_up.make(folder)
    assert names(folder) == set()
    assert backing_up.make(folder).kept == 1


def test_a_full_disk_leaves_nothing(sqlite_app: Flask, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be written is told in a sentence, nothing is listed, and the older backups are all there."""
    first = backing_up.make(folder)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(backup_manifest, "write", full)
    with pytest.raises(Invalid, match=r"was not finished: .*No space left"):
        backing_up.make(folder)
    assert names(folder) == {first.path.name}


def test_a_folder_that_is_none_is_refused(sqlite_app: Flask, tmp_path: Path) -> None:
    """A file in the place of the folder is told and left as it is."""
    (tmp_path / "file").write_text("mine")
    with pytest.raises(Invalid, match="was not finished"):
        backing_up.make(tmp_path / "file")
    assert (tmp_path / "file").read_text() == "mine"


def test_a_damaged_database_replaces_no_backup(sqlite_app: Flask, folder: Path) -> None:
    """A database of which pages are spoilt is refused, and the sound backup of before stays."""
    sound = backing_up.make(folder)
    path = Path(sqlite_app.instance_path) / "glossary.db"
    content = bytearray(path.read_bytes())
    for page in range(20, len(content) // 4096):
        content[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    db.session.close()
    db.engine.dispose()  # a connection remembers sound pages
    path.write_bytes(content)
    with pytest.raises(Invalid, match=r"damaged|malformed"):
        backing_up.make(folder)
    assert names(folder) == {sound.path.name}


def test_a_database_without_tables_is_refused(tmp_path: Path, sqlite_app: Flask, folder: Path) -> None:
    """There is nothing to back up before `glossary migrate`."""
    migrating.downgrade(db.engine, "base")
    with pytest.raises(Invalid, match="has not the tables of a glossary"):
        backing_up.make(folder)
    assert names(folder) == set()


def test_a_backup_is_possible_before_a_migration(sqlite_app: Flask, folder: Path) -> None:
    """A database that an older version left behind is backed up as it is, and its migration is told."""
    migrating.downgrade(db.engine, "0003")
    assert backing_up.make(folder).manifest.state.migration == "0003"


def test_what_is_published_later_is_not_in_it(sqlite_app: Flask, folder: Path) -> None:
    """Each backup is of its own moment."""
    before = backing_up.make(folder, keep_all=True).manifest.state
    publish(new(id="zanzibar"))
    after = backing_up.make(folder, keep_all=True).manifest.state
    assert after.change > before.change
    assert after.rows["statement"] == before.rows["statement"] + 1
