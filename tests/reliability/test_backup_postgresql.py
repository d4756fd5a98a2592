"""Backups of PostgreSQL, restored into databases of PostgreSQL: also where the tests themselves run on SQLite."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import Result
from sqlalchemy import inspect

from glossary.services.backup import postgresql_programs
from glossary.sqlite_library import create_engine
from tests.cli.conftest import run
from tests.postgresql.server import Server, server


@pytest.fixture(scope="module")
def postgresql(request: pytest.FixtureRequest) -> Iterator[Server]:
    """A server of this module's own."""
    with server(request.config) as started:
        yield started


@pytest.fixture(scope="module")
def full(seeded: Path, postgresql: Server) -> str:
    """The address of a database with the data set. Never written to."""
    address = postgresql.new()
    assert run(seeded, "copy-database", address).exit_code == 0
    return address


@pytest.fixture(scope="module")
def backup(full: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of it. Never changed."""
    folder = tmp_path_factory.mktemp("backups")
    made = on(full, folder / "instance", "backup", str(folder / "backups"))
    assert made.exit_code == 0, made.output
    (found,) = (folder / "backups").glob("2*")
    return found


def on(address: str, instance: Path, *arguments: str) -> Result:
    """A command whose settings name a database."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GLOSSARY_DATABASE_URL", address)
        return run(instance, *arguments)


def tables(address: str) -> list[str]:
    """The tables of a database."""
    engine = create_engine(address)
    try:
        return inspect(engine).get_table_names()
    finally:
        engine.dispose()


def test_the_dump_is_for_its_owner_alone(backup: Path) -> None:
    """The database is one file, mode 0600, and the manifest tells how many rows each table has."""
    assert {path.name for path in backup.iterdir()} == {"glossary.dump", "secret_key", "manifest.json"}
    assert (backup / "glossary.dump").stat().st_mode & 0o777 == 0o600
    assert '"statement": 401' in (backup / "manifest.json").read_text()


def test_without_a_database_only_the_list_is_read(backup: Path, tmp_path: Path) -> None:
    """That this is not the whole check is said."""
    told = run(tmp_path, "restore-check", str(backup))
    assert told.exit_code == 0
    assert "Only the table of contents of the dump was read" in told.stdout
    assert "can be restored" not in told.stdout


def test_k9_it_is_tried_out_in_an_empty_database(backup: Path, postgresql: Server, tmp_path: Path) -> None:
    """K9: every check is fine, and the database is as empty afterwards as before, so that it serves again."""
    scratch = postgresql.new()
    for _ in range(2):
        told = run(tmp_path, "restore-check", str(backup), "--into", scratch)
        assert told.exit_code == 0, told.output
        assert told.stdout.endswith("This backup can be restored.\n")
        assert tables(scratch) == []


def test_a_database_with_tables_is_refused(backup: Path, full: str, tmp_path: Path) -> None:
    """Neither the check nor restoring touches one, and the folder is not made."""
    before = tables(full)
    for told in (
        run(tmp_path, "restore-check", str(backup), "--into", full),
        on(full, tmp_path, "restore", str(backup), "--into", str(tmp_path / "new")),
    ):
        assert told.exit_code == 1
        assert "The database to restore into has tables already. Nothing was restored" in told.stderr
    assert tables(full) == before
    assert not (tmp_path / "new").exists()


@pytest.mark.usefixtures("roomy")
def test_k9_it_is_restored_where_the_settings_say(backup: Path, postgresql: Server, tmp_path: Path) -> None:
    """K9: the records are in the database that DATABASE_URL names, the rest in the folder, and pages answer."""
    address, into = postgresql.new(), tmp_path / "restored"
    told = on(address, tmp_path, "restore", str(backup), "--into", str(into))
    assert told.exit_code == 0, told.output
    assert "LOOK" not in told.stdout
    assert {path.name for path in into.iterdir()} >= {"secret_key", "index"}
    assert not (into / "glossary.db").exists()
    assert on(address, into, "index", "verify").stdout == "Index and database agree.\n"


def test_a_dump_that_breaks_off_leaves_nothing(
    full: str, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where `pg_dump` fails, or is missing, a sentence says so, and no backup is listed."""
    monkeypatch.setattr(postgresql_programs, "DEBIAN", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    failing = '[ "$1" = --version ] && echo "pg_dump (PostgreSQL) 99.1" || { echo broken >&2; exit 1; }'
    for script, words in ((None, "pg_dump is not installed"), (f"#!/bin/sh\n{failing}\n", "pg_dump failed: broken")):
        if script:
            (tmp_path / "pg_dump").write_text(script)
            (tmp_path / "pg_dump").chmod(0o755)
        told = on(full, tmp_path / "instance", "backup")
        assert told.exit_code == 1
        assert words in told.stderr
        assert [path.name for path in (tmp_path / "instance" / "backups").iterdir()] == [".lock"]
