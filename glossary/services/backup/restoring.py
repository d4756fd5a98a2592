"""Putting a backup back: its files into an instance folder of its own, its records into an empty database."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import URL, make_url, text
from sqlalchemy.exc import ArgumentError, DatabaseError

from glossary.db import first_line
from glossary.disk import sync
from glossary.errors import GlossaryError, Invalid
from glossary.services import migrating
from glossary.services.backup import identity, postgresql_programs
from glossary.services.backup import manifest as backup_manifest
from glossary.services.backup.database_state import VERSIONS, is_empty
from glossary.services.backup.manifest import NUMBER, RELEASES, SECRETS, Manifest
from glossary.sqlite_library import create_engine

NOTHING = "Nothing was restored."
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
NO_ADDRESS = "That is no address of a database, such as postgresql+psycopg://…. Nothing was restored."
OTHER_KIND = (
    "The backup is of {}, and the database to restore into is of {}. Nothing was restored; restore it into one of its "
    "own kind, from where `glossary copy-database` moves the records to the other."
)
NEWER = (
    "The records of this backup are at migration {}, which this version of the program does not know: take version {}. "
    "Nothing was restored."
)
_BESIDE = ("", "-journal", "-wal", "-shm")
"""Endings of the files that SQLite takes for a part of a database."""


def sound(backup: Path) -> Manifest:
    """The manifest of a backup of which every file is as it was written. Raises `NotFound`, `Invalid`."""
    manifest = backup_manifest.read(backup)
    if problems := backup_manifest.compare(backup, manifest):
        raise Invalid(f"This backup is damaged, and nothing was restored: {' '.join(problems)}")
    return manifest


def restore(backup: Path, into: Path, address: Callable[[], str]) -> Manifest:
    """Put a whole backup into a folder that is empty or not there. The database comes last.

    `address` is asked where the database is to be, once the folder has its secret key. Raises `Invalid` or `NotFound`
    where the backup is damaged, the folder or the database has anything in it, or the database is of another kind; what
    was put there is taken away again.
    """
    manifest = sound(backup)
    _refuse_newer(manifest)
    _refuse_full(into)
    with _undone_if_it_fails(into):
        for name in (*SECRETS, NUMBER):
            if name in manifest.files:
                _copy(backup, into, name)
        url = address()
        refuse_database(manifest, url)
        for name in manifest.files:
            if name.startswith(f"{RELEASES}/"):
                _copy(backup, into, name).chmod(0o444)  # nobody writes into a release by mistake
        if manifest.instance_id:
            identity.keep(into, manifest.instance_id)
        _sync_folders(into)
        fill_database(backup, manifest, url)
    return manifest


def _refuse_newer(manifest: Manifest) -> None:
    if manifest.state.migration not in migrating.known():
        raise Invalid(NEWER.format(manifest.state.migration, manifest.program))


def _refuse_full(into: Path) -> None:
    if into.exists() and not into.is_dir():
        raise Invalid(f"{into} is no folder. Nothing was restored.")
    if into.exists() and any(into.iterdir()):
        raise Invalid(f"{into} is not empty. Nothing was restored; name a folder that is empty or not there.")


@contextmanager
def _undone_if_it_fails(into: Path) -> Iterator[None]:
    was_there = into.exists()
    into.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        yield
    except BaseException as error:
        for name in (*SECRETS, NUMBER, identity.FILE):
            (into / name).unlink(missing_ok=True)
        shutil.rmtree(into / RELEASES, ignore_errors=True)
        if not was_there and not any(into.iterdir()):
            into.rmdir()
        if isinstance(error, OSError):
            raise Invalid(f"The backup cannot be restored: {error}. Nothing was restored.") from error
        raise


def _copy(backup: Path, into: Path, name: str) -> Path:
    path = into / name
    path.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    _place(backup / name, path)
    return path


def _place(source: Path, path: Path) -> None:
    """Put a file there, readable by its owner alone, whole and on the disk.

    What a killed restore left beside it is taken away: a link is not followed, and a file not written into.
    """
    beside = path.with_name(f".{path.name}.restoring")
    if beside.is_dir() and not beside.is_symlink():
        raise Invalid(f"There is a folder {beside} in the way. {NOTHING}")
    beside.unlink(missing_ok=True)
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(handle, "wb") as target, source.open("rb") as whole:
            shutil.copyfileobj(whole, target)
        sync(beside)
        beside.rename(path)
    finally:
        beside.unlink(missing_ok=True)
    sync(path.parent)


def _sync_folders(into: Path) -> None:
    """Have the names of all that was put there on the disk, and that of the folder itself and of those around it."""
    for folder in (*(path for path in into.rglob("*") if path.is_dir()), into, *into.parents):
        with suppress(PermissionError):  # one that is not ours to read was not made here
            sync(folder)


def refuse_database(manifest: Manifest, address: str) -> None:
    """Raise `Invalid` where the address leads to no empty database of the kind that the backup is of."""
    try:
        url = make_url(address)
        kind = url.get_backend_name()
    except ArgumentError as error:
        raise Invalid(NO_ADDRESS) from error
    if kind != manifest.kind:
        raise Invalid(OTHER_KIND.format(NAMES[manifest.kind], NAMES.get(kind, kind)))
    if kind == "sqlite":
        _refuse_file(url)
    else:
        _refuse_tables(url)


def _refuse_file(url: URL) -> None:
    if not url.database or url.database == ":memory:" or url.query:
        raise Invalid("A backup is restored into a database that is a file. Nothing was restored.")
    for ending in _BESIDE:
        if Path(url.database + ending).exists():
            raise Invalid(f"There is a file {url.database + ending} already. Nothing was restored.")


def _refuse_tables(url: URL) -> None:
    engine = create_engine(url, hide_parameters=True)
    try:
        with engine.connect() as connection:
            empty = is_empty(connection)
    except DatabaseError as error:
        raise Invalid(f"The database to restore into does not answer: {first_line(error)}. {NOTHING}") from error
    finally:
        engine.dispose()
    if not empty:
        raise Invalid("The database to restore into has tables already. Nothing was restored; name an empty one.")


def fill_database(backup: Path, manifest: Manifest, address: str) -> None:
    """Put the records into the database, which `refuse_database` has looked at. Whole or not at all."""
    url, held = make_url(address), backup / manifest.database
    if manifest.kind == "postgresql":
        postgresql_programs.restore(url, held, manifest.dumped_by)
        return
    _place(held, Path(str(url.database)))


def empty_again(address: str) -> bool:
    """Take all tables of the glossary out of a database that was filled for a check; whether none is left."""
    engine = create_engine(address, hide_parameters=True)
    try:
        migrating.downgrade(engine, "base")
        with engine.begin() as connection:
            connection.execute(text(f"DROP TABLE {VERSIONS}"))
            return is_empty(connection)
    except (GlossaryError, DatabaseError):
        return False
    finally:
        engine.dispose()
