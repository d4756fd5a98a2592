"""Making a backup: one folder, named by its moment, with all of an instance that cannot be made anew.

It is written beside the others and gets its name when it is whole and on the disk. Whoever kills it half-way leaves
nothing that is listed, and the next backup clears that away. Others write meanwhile: what is in it is of one moment.
"""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, timedelta
from pathlib import Path

from flask import current_app

from glossary.db import db
from glossary.disk import sync
from glossary.errors import Invalid
from glossary.services import clock
from glossary.services.backup import identity, postgresql_programs
from glossary.services.backup import manifest as backup_manifest
from glossary.services.backup import rotation as backup_rotation
from glossary.services.backup import sqlite as backup_sqlite
from glossary.services.backup.database_state import State, state_of
from glossary.services.backup.manifest import DATABASE, NUMBER, RELEASES, SECRETS, Manifest
from glossary.services.backup.rotation import FORM, UNFINISHED
from glossary.services.releases import releasing
from glossary.sqlite_library import create_engine, sqlite3

BUSY = "A backup is being made already in this folder. Nothing was written; wait until it is done."
OTHERS = "Backups are made of SQLite and PostgreSQL; this database is {}."
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made, and the names of those that rotation removed."""

    path: Path
    manifest: Manifest
    removed: list[str]
    kept: int
    """How many backups of this instance the folder has now."""


def default_folder() -> Path:
    """Where the backups of this instance lie when nothing else is said."""
    return Path(current_app.instance_path) / "backups"


def make(folder: Path, *, secret: bool = True, keep_all: bool = False, tell: Tell = lambda _: None) -> Made:
    """Back this instance up into a folder, and remove the backups that are too many unless `keep_all`.

    Raises `Invalid` where another backup is under way in that folder, where the database is damaged or held, where
    PostgreSQL's programs are missing or too old, where the id of the instance is damaged, and where the disk takes no
    more; nothing new is listed then.
    """
    instance = Path(current_app.instance_path)
    try:
        with _alone(folder):
            identity.kept(instance)
            _clear(folder)
            path, manifest = _make(folder, instance, secret, tell)
            removed = [] if keep_all else _rotate(folder, instance, path)
            return Made(path, manifest, removed, len(backup_rotation.own(folder, instance)))
    except (OSError, sqlite3.Error) as error:
        raise Invalid(f"The backup was not finished: {error}.") from error


def _rotate(folder: Path, instance: Path, path: Path) -> list[str]:
    try:
        return backup_rotation.rotate(folder, instance, path)
    except OSError as error:
        raise Invalid(f"The backup {path} is whole, but an older one could not be removed: {error}.") from error


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the lock of whoever backs up into this folder; it is free again when the process ends, however it does."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(folder / ".lock", "ab") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as busy:
            raise Invalid(BUSY) from busy
        yield


def _clear(folder: Path) -> None:
    for path in folder.glob(f"{UNFINISHED}*"):
        if backup_rotation.moment_of(path.name.removeprefix(UNFINISHED)) is not None:
            shutil.rmtree(path)


def _make(folder: Path, instance: Path, secret: bool, tell: Tell) -> tuple[Path, Manifest]:
    name = _free_name(folder)
    made = folder / f"{UNFINISHED}{name}"
    made.mkdir(mode=0o700)
    try:
        manifest = _fill(made, name, instance, secret, tell)
        made.rename(folder / name)
        sync(folder)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    return folder / name, manifest


def _free_name(folder: Path) -> str:
    """The present second, or the next one that no backup has yet."""
    moment = clock.now().replace(tzinfo=UTC)
    while (folder / f"{moment:{FORM}}").exists():
        moment += timedelta(seconds=1)
    return f"{moment:{FORM}}"


def _fill(made: Path, name: str, instance: Path, secret: bool, tell: Tell) -> Manifest:
    # Releases first: one that is made meanwhile is not listed yet, and the records of the others are in the database.
    tell("Copying the releases")
    _copy_releases(made)
    tell("Copying the database")
    kind = db.engine.dialect.name
    state, dumped_by = _copy_database(kind, made)
    for key in SECRETS if secret else ():  # after the database: a key that is changed meanwhile is kept as an old one
        if (instance / key).is_file():
            shutil.copyfile(instance / key, made / key)
    manifest = backup_manifest.describe(made, name, instance, kind, state, dumped_by, identity.kept(instance))
    backup_manifest.write(made, manifest)
    _close(made)
    return manifest


def _copy_releases(made: Path) -> None:
    for number in releasing.numbers():
        shutil.copytree(releasing.folder() / str(number), made / RELEASES / str(number))
    if (highest := releasing.folder().with_name(NUMBER)).is_file():
        shutil.copyfile(highest, made / NUMBER)


def _copy_database(kind: str, made: Path) -> tuple[State, int]:
    if kind not in DATABASE:
        raise Invalid(OTHERS.format(kind))
    db.session.rollback()  # an open read would keep writers waiting
    path = made / DATABASE[kind]
    if kind == "postgresql":
        return postgresql_programs.dump(db.engine, path)
    backup_sqlite.copy(db.engine, path)
    copied = create_engine(f"sqlite:///{path}")
    try:
        with copied.connect() as connection:
            return state_of(connection), 0
    finally:
        copied.dispose()


def _close(made: Path) -> None:
    """Give every file and folder to its owner alone, and have them on the disk."""
    for path in [*made.rglob("*"), made]:
        path.chmod(0o700 if path.is_dir() else 0o600)
        sync(path)
