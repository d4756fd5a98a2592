"""`glossary backup`, `restore-check` and `restore` as an operator types them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import Result

from glossary import create_app
from glossary.services.backup import restore_checks
from tests.cli.conftest import Glossary, run

pytestmark = pytest.mark.usefixtures("roomy")


def only(folder: Path) -> Path:
    """The one backup in a folder."""
    (found,) = (path for path in folder.iterdir() if path.name != ".lock")
    return found


def test_a_backup_is_made_and_told(glossary_seeded: Glossary, own_instance: Path) -> None:
    """Without a folder it lies in the instance folder; where, how much, up to which change, and the secret are told."""
    made = glossary_seeded("backup")
    assert made.exit_code == 0
    path = only(own_instance / "backups")
    assert f"The backup {path} is whole: 2 files, " in made.stdout
    assert "bytes, up to change 1007.\n" in made.stdout
    assert "The secret key is in it, readable by its owner alone" in made.stdout
    assert made.stdout.endswith("Kept there: 1 backup of this instance.\n")
    assert made.stderr == "Copying the releases\nCopying the database\n"


def test_where_to_and_without_what(glossary_seeded: Glossary, tmp_path: Path) -> None:
    """A folder is named, the secret is left out, and that is told; a second one on the same day replaces the first."""
    folder = tmp_path / "elsewhere" / "backups"
    first = glossary_seeded("backup", str(folder), "--without-secret")
    assert "The secret key is not in it: keep it elsewhere" in first.stdout
    name = only(folder).name
    assert not (folder / name / "secret_key").exists()
    second = glossary_seeded("backup", str(folder), "--keep-all")
    assert second.stdout.endswith("Kept there: 2 backups of this instance.\n")
    third = glossary_seeded("backup", str(folder))
    assert f"Removed 2 older backups: {name}, " in third.stdout
    assert third.stdout.endswith("Kept there: 1 backup of this instance.\n")


def test_before_there_is_anything_a_sentence_says_so(glossary: Glossary, blank: Path) -> None:
    """A new machine has nothing to back up: exit code 1, and no backup."""
    refused = glossary("backup")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "The database has not the tables of a glossary. `glossary migrate` makes them." in refused.stderr
    assert [path.name for path in (blank / "backups").iterdir()] == [".lock"]


@pytest.fixture(scope="module")
def sqlite_instance(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A seeded instance on SQLite, whichever database the tests run on."""
    folder = tmp_path_factory.mktemp("sqlite") / "instance"
    if (seeded / "glossary.db").exists():
        return Path(shutil.copytree(seeded, folder))
    folder.mkdir()
    address = f"sqlite:///{folder / 'glossary.db'}"
    (folder / "config.toml").write_text(f'DATABASE_URL = "{address}"\n')
    assert run(seeded, "copy-database", address).exit_code == 0
    return folder


@pytest.fixture(scope="module")
def made(sqlite_instance: Path) -> Path:
    """A backup of it. Never changed: copy it."""
    assert run(sqlite_instance, "backup").exit_code == 0
    return only(sqlite_instance / "backups")


@pytest.fixture
def backup(made: Path, tmp_path: Path) -> Path:
    """A backup to be spoilt."""
    return Path(shutil.copytree(made, tmp_path / "backup"))


def check(backup: Path, *arguments: str) -> Result:
    """`restore-check`, which needs no instance."""
    return run(backup.parent / "none", "restore-check", str(backup), *arguments)


def test_a_sound_backup_is_tried_out(backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every line begins with ok, the last sentence says that it can be restored, and nothing is left behind."""
    monkeypatch.setenv("TMPDIR", str(tmp_path / "scratch"))
    monkeypatch.setattr("tempfile.tempdir", None)
    (tmp_path / "scratch").mkdir()
    told = check(backup)
    assert told.exit_code == 0
    *lines, last = told.stdout.splitlines()
    assert last == "This backup can be restored."
    assert all(line.startswith("ok    ") for line in lines)
    for words in (
        "2 files",
        "Integrity",
        "References",
        "All 42 tables",
        "The hash of every",
        "migration",
        "401 statements",
    ):
        assert any(words in line for line in lines), words
    assert [line for line in lines if "/statements/" in line]
    assert list((tmp_path / "scratch").iterdir()) == []
    assert not (tmp_path / "none").exists()


def test_a_damaged_backup_is_found_out(backup: Path) -> None:
    """A changed file is named, and the exit code is 1; nothing is restored for that."""
    (backup / "secret_key").write_text("another")
    told = check(backup)
    assert (told.exit_code, told.stdout) == (1, "")
    assert "This backup is damaged, and nothing was restored: secret_key is not what was written." in told.stderr


def test_what_is_found_out_by_restoring_is_told(backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check that is not fine is the last line before the sentence, and the exit code is 1."""
    monkeypatch.setattr(restore_checks, "broken_revisions", lambda: iter(["term 3/1"]))
    told = check(backup)
    assert told.exit_code == 1
    assert told.stdout.splitlines()[-2:] == [
        "LOOK  Revisions whose hash is not that of their document: 1 (term 3/1).",
        "This backup is not in order.",
    ]


def test_a_page_that_does_not_render_is_told(backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The address and the answer are told."""
    monkeypatch.setattr(restore_checks, "newest_statement", lambda: ("no-such-statement", "humanitarian-pause"))
    told = check(backup)
    assert told.exit_code == 1
    assert "ok    The page /terms/humanitarian-pause answers with 200." in told.stdout
    assert "LOOK  The page /statements/no-such-statement answers with 404." in told.stdout


def test_an_empty_glossary_can_be_backed_up_and_tried_out(tmp_path: Path) -> None:
    """Before the first import there are tables and no statement: that is in order, too."""
    instance = tmp_path / "empty"
    instance.mkdir()
    (instance / "config.toml").write_text(f'DATABASE_URL = "sqlite:///{instance / "glossary.db"}"\n')
    assert run(instance, "migrate").exit_code == 0
    assert run(instance, "backup").exit_code == 0
    told = check(only(instance / "backups"))
    assert told.exit_code == 0
    assert "ok    No statement is published in it; no page was asked for." in told.stdout


def test_what_is_no_backup_is_told(tmp_path: Path) -> None:
    """A folder that is none, and one that is not there."""
    for command in (("restore-check",), ("restore", "--into", str(tmp_path / "new"))):
        refused = run(tmp_path / "none", command[0], str(tmp_path / "nothing"), *command[1:])
        assert refused.exit_code == 1
        assert "is no backup: it has no manifest.json." in refused.stderr
        assert not (tmp_path / "new").exists()


def test_it_is_restored_and_looked_at(backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The records are where they are wished, indexed, and the doctor finds all well; the secret is the same."""
    into = tmp_path / "restored"
    monkeypatch.setenv("GLOSSARY_DATABASE_URL", f"sqlite:///{into / 'glossary.db'}")
    told = run(tmp_path / "none", "restore", str(backup), "--into", str(into))
    assert told.exit_code == 0, told.output
    assert "Indexed 401 statements.\n" in told.stdout
    assert "LOOK" not in told.stdout
    assert (into / "secret_key").read_bytes() == (backup / "secret_key").read_bytes()
    assert create_app(instance=into).test_client().get("/search?q=kirby").status_code == 200
    assert run(into, "backup").exit_code == 0
    assert run(into, "doctor").exit_code == 0
    again = run(tmp_path / "none", "restore", str(backup), "--into", str(into))
    assert again.exit_code == 1
    assert "is not empty. Nothing was restored" in again.stderr


def test_a_backup_without_secret_gets_a_new_one(
    sqlite_instance: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The restored instance has a secret key of its own."""
    into = tmp_path / "restored"
    assert run(sqlite_instance, "backup", str(tmp_path / "backups"), "--without-secret").exit_code == 0
    monkeypatch.setenv("GLOSSARY_DATABASE_URL", f"sqlite:///{into / 'glossary.db'}")
    told = run(tmp_path / "none", "restore", str(only(tmp_path / "backups")), "--into", str(into))
    assert told.exit_code == 0, told.output
    assert (into / "secret_key").read_bytes() != (sqlite_instance / "secret_key").read_bytes()


def test_help_is_given_without_a_sound_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A backup is tried out and restored even where the present instance cannot start."""
    monkeypatch.setenv("GLOSSARY_COLOUR", "red")
    assert "sets COLOUR" in run(tmp_path, "backup").stderr
    assert "is no backup" in run(tmp_path, "restore-check", str(tmp_path)).stderr
