"""Making backups: what is in one, who may read it, and what stops it."""

from __future__ import annotations

import errno
import fcntl
import json
import re
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine, event

from glossary import secret_files
from glossary.db import db
from glossary.errors import Invalid
from glossary.services import clock, migrating
from glossary.services.backup import backing_up
from glossary.services.backup import manifest as backup_manifest
from glossary.services.backup import sqlite as backup_sqlite
from glossary.services.health import work
from glossary.services.reading import change_log, counting
from glossary.services.releases import releasing
from tests.reliability.records import new, publish
from tests.services.backup.on_sqlite import small_on_sqlite, sqlite_app

__all__ = ["small_on_sqlite", "sqlite_app"]


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


@pytest.fixture(params=["delete", "wal"])
def pairs(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A database of two tables that every write fills alike, with either kind of journal."""
    path = tmp_path / "pairs.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as made:
        made.execute(f"PRAGMA journal_mode={request.param}")
        made.execute("CREATE TABLE one (words TEXT)")
        made.execute("CREATE TABLE other (words TEXT)")
        pair(made, 300)
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": 60})
    yield engine
    engine.dispose()


def pair(connection: sqlite3.Connection, rows: int = 1) -> None:
    """Write into both tables, in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    for table in ("one", "other"):
        connection.executemany(f"INSERT INTO {table} VALUES (?)", [("words " * 200,)] * rows)  # noqa: S608
    connection.execute("COMMIT")


def counts(path: Path) -> list[int]:
    """How many rows each of the two has."""
    with closing(sqlite3.connect(path)) as connection:
        return [connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("one", "other")]  # noqa: S608


def test_k9_a_writer_that_never_stops_is_not_in_the_way(
    pairs: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """K9: copied a page at a time while another commits all the time, the copy ends, and is of one moment."""
    monkeypatch.setattr(backup_sqlite, "PIECE", 1)
    stop, written = threading.Event(), threading.Event()

    def write() -> None:
        with closing(sqlite3.connect(tmp_path / "pairs.db", timeout=60, isolation_level=None)) as connection:
            connection.execute("PRAGMA synchronous=OFF")
            while not stop.wait(0.001):
                pair(connection)
                written.set()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert written.wait(60)
        backup_sqlite.copy(pairs, tmp_path / "copy.db")
    finally:
        stop.set()
        writer.join()
    one, other = counts(tmp_path / "copy.db")
    assert one == other > 300
    assert counts(tmp_path / "pairs.db")[0] >= one
    assert {path.name for path in tmp_path.glob("copy.db*")} == {"copy.db"}


def test_a_held_database_is_waited_for_and_then_told(
    pairs: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A lock that is not let go of ends the wait with a sentence; with a write-ahead log there is none to wait for."""
    monkeypatch.setattr(backup_sqlite, "PATIENCE", 0.02)
    event.listen(pairs, "connect", lambda connection, _: connection.execute("PRAGMA busy_timeout=10").close())
    with closing(sqlite3.connect(tmp_path / "pairs.db", isolation_level=None)) as holder:
        log = holder.execute("PRAGMA journal_mode").fetchone()[0]
        holder.execute("BEGIN EXCLUSIVE")
        if log == "wal":
            backup_sqlite.copy(pairs, tmp_path / "copy.db")
            assert counts(tmp_path / "copy.db") == [300, 300]
            return
        with pytest.raises(Invalid, match="holds the database locked"):
            backup_sqlite.copy(pairs, tmp_path / "copy.db")
        monkeypatch.setattr(backup_sqlite, "_journal", lambda _: log)  # as if the lock was taken a moment later
        with pytest.raises(Invalid, match="holds the database locked"):
            backup_sqlite.copy(pairs, tmp_path / "other.db")


HOSTILE = {
    "no JSON": "{",
    "a list": "[]",
    "another purpose": json.dumps({"purpose": "a release", "format": 1}),
    "a newer format": json.dumps({"purpose": "backup of a glossary", "format": 3}),
    "a format that is no number": json.dumps({"purpose": "backup of a glossary", "format": True}),
    "nothing in it": json.dumps({"purpose": "backup of a glossary", "format": 1}),
    "nested too deep": "[" * 100_000,
    "nested too deep within": '{"state": ' + "[" * 100_000,
    "a number too long": '{"format": ' + "9" * 5000 + "}",
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE)
def test_a_manifest_that_is_none_is_refused(content: str, tmp_path: Path) -> None:
    """Whatever stands in the file, the answer is a sentence."""
    (tmp_path / "manifest.json").write_text(content)
    with pytest.raises(Invalid, match=r"manifest|format 3"):
        backup_manifest.read(tmp_path)


WRONG: dict[str, tuple[str, Any]] = {
    "pg_dump's version as a word": ("dumped_by", "15"),
    "pg_dump's version as a fraction": ("dumped_by", 15.5),
    "pg_dump's version as a yes": ("dumped_by", True),
    "no version of pg_dump": ("dumped_by", None),
    "a version as a list": ("program", ["1"]),
    "a number for an instance": ("instance", 7),
    "an id as a list": ("instance_id", ["a"]),
    "an id that is none": ("instance_id", "../../x"),
    "a list for a kind": ("kind", ["sqlite"]),
    "an unknown kind": ("kind", "paper"),
    "a list for a migration": ("state", {"migration": ["0001"]}),
    "a change as a word": ("state", {"change": "9"}),
    "a moment as a number": ("state", {"moment": 9}),
    "rows that are words": ("state", {"rows": {"term": "many"}}),
    "rows as a list": ("state", {"rows": []}),
    "files as a list": ("files", []),
    "a size as a word": ("files", {"glossary.db": {"size": "1", "sha256": "0"}}),
    "a hash as a number": ("files", {"glossary.db": {"size": 1, "sha256": 1}}),
}


@pytest.mark.parametrize(("name", "value"), WRONG.values(), ids=WRONG)
def test_a_manifest_with_a_value_of_a_wrong_kind_is_refused(
    name: str, value: Any, sqlite_app: Flask, folder: Path
) -> None:
    """Nothing is done with a manifest of which any part is not what it is to be."""
    path = backing_up.make(folder).path / "manifest.json"
    told = json.loads(path.read_bytes())
    told[name] = {**told[name], **value} if name in ("state", "files") and isinstance(value, dict) else value
    path.write_text(json.dumps(told))
    with pytest.raises(Invalid, match=r"manifest of a backup|none of a backup"):
        backup_manifest.read(path.parent)


def test_every_instance_has_an_id_of_its_own(sqlite_app: Flask, folder: Path) -> None:
    """Made with the first backup, for its owner alone, kept in the instance folder, and told by each manifest."""
    kept = Path(sqlite_app.instance_path) / "instance_id"
    assert not kept.exists()
    first, second = (backing_up.make(folder, keep_all=True).manifest for _ in range(2))
    assert re.fullmatch("[0-9a-f]{32}", first.instance_id)
    assert first.instance_id == second.instance_id == kept.read_text("ascii")
    assert kept.stat().st_mode & 0o777 == 0o600
    kept.unlink()
    assert backing_up.make(folder).manifest.instance_id != first.instance_id


def test_a_damaged_id_is_told(sqlite_app: Flask) -> None:
    """No backup is made under an id that is none, and none is removed."""
    folder = backing_up.default_folder()
    made = backing_up.make(folder).path
    (Path(sqlite_app.instance_path) / "instance_id").write_text("half")
    with pytest.raises(Invalid, match=r"instance_id in the instance folder is damaged\. Remove it"):
        backing_up.make(folder)
    assert names(folder) == {made.name}
    told = work.backup()
    assert not told.fine
    assert "instance_id in the instance folder is damaged" in told.words


def test_a_manifest_without_an_id_is_read(sqlite_app: Flask, folder: Path) -> None:
    """Backups of format 1 have none: they are whole, and are taken for this instance's by their path."""
    made = backing_up.make(folder).path
    told = json.loads((made / "manifest.json").read_bytes())
    del told["instance_id"]
    (made / "manifest.json").write_text(json.dumps({**told, "format": 1}))
    assert backup_manifest.read(made).instance_id == ""
    assert backing_up.make(folder).removed == [made.name]


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "/etc/passwd",
        "releases/1/../../../x",
        "releases/1",
        "releases/x/a",
        "config.toml",
        "",
        "a\\b",
    ],
)
def test_a_manifest_names_no_other_file(name: str, sqlite_app: Flask, folder: Path) -> None:
    """A name that no backup has, above all one that leads out of the folder, makes the manifest refused."""
    path = backing_up.make(folder).path / "manifest.json"
    told = json.loads(path.read_bytes())
    told["files"][name] = {"size": 1, "sha256": "0" * 64}
    path.write_text(json.dumps(told))
    with pytest.raises(Invalid, match="names files that are none of a backup"):
        backup_manifest.read(path.parent)


def test_every_change_of_a_file_is_found(sqlite_app: Flask, folder: Path) -> None:
    """Changed, cut short, missing, replaced by a link, added: each is told by its name."""
    release(Path(sqlite_app.instance_path), 1)
    made = backing_up.make(folder)
    where = made.path / "releases" / "1"
    (where / "terms.csv").write_text("tern")
    (where / "added.csv").write_text("more")
    (where / "manifest.json").unlink()
    shutil.copy(made.path / "secret_key", folder / "aside")
    (made.path / "secret_key").unlink()
    (made.path / "secret_key").symlink_to(folder / "aside")
    assert sorted(backup_manifest.compare(made.path, made.manifest)) == [
        "releases/1/added.csv is not in the manifest.",
        "releases/1/manifest.json is missing.",
        "releases/1/terms.csv is not what was written.",
        "secret_key is not what was written.",
    ]
