"""PostgreSQL's programs: the right one is found, and what is secret is on no command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import make_url

from glossary.errors import Invalid
from glossary.services.backup import postgresql_programs
from glossary.services.backup.postgresql_programs import find, listed, restore

SECRET = "s3cret, of ' and \\ and ünïcode"  # noqa: S105


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder on the path, besides the shell's own, and nothing where Debian keeps PostgreSQL's programs."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(postgresql_programs, "DEBIAN", tmp_path / "debian")
    return folder


def program(folder: Path, name: str, version: int, *lines: str) -> Path:
    """A program of that name, which tells that version, and does what the lines say for anything else."""
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / name
    told = f'[ "$1" = --version ] && echo "{name} (PostgreSQL) {version}.4 (Debian {version}.4-1)" && exit 0'
    made.write_text("\n".join(["#!/bin/sh", told, *lines, ""]))
    made.chmod(0o755)
    return made


def test_the_one_on_the_path_is_taken(path: Path) -> None:
    """Where it is new enough, and as new as the server will do."""
    made = program(path, "pg_dump", 15)
    assert find("pg_dump", 15) == (made, 15)
    assert find("pg_dump", 14) == (made, 15)


def test_a_newer_one_is_looked_for_where_debian_keeps_it(path: Path, tmp_path: Path) -> None:
    """An old one on the path is passed over; of Debian's the newest is taken."""
    program(path, "pg_dump", 13)
    for version in (9, 16, 17):
        program(tmp_path / "debian" / str(version) / "bin", "pg_dump", version)
    assert find("pg_dump", 16) == (tmp_path / "debian" / "17" / "bin" / "pg_dump", 17)


@pytest.mark.usefixtures("path")
def test_a_missing_one_is_told() -> None:
    """The sentence says what to install."""
    with pytest.raises(
        Invalid, match="pg_dump is not installed: it comes with PostgreSQL's client programs, version 15"
    ):
        find("pg_dump", 15)


def test_one_that_is_too_old_is_told(path: Path) -> None:
    """Older than the server: both versions are in the sentence. So is a program that says no version."""
    program(path, "pg_dump", 14)
    with pytest.raises(Invalid, match="pg_dump is of version 14; version 15 or a newer one is needed"):
        find("pg_dump", 15)
    (path / "pg_dump").write_text("#!/bin/sh\nexit 1\n")
    with pytest.raises(Invalid, match="version 15 or a newer one is needed"):
        find("pg_dump", 15)


def test_a_password_is_on_no_command_line(path: Path, tmp_path: Path) -> None:
    """The program hears of the password by PGPASSWORD alone; host, user and name are on its command line."""
    program(path, "pg_restore", 15, f'echo "$@" > {tmp_path}/told', f'printf "%s" "$PGPASSWORD" > {tmp_path}/secret')
    url = make_url("postgresql+psycopg://ada@db.example.org:5433/glossary?sslmode=require").set(password=SECRET)
    restore(url, tmp_path / "dump", 15)
    told = (tmp_path / "told").read_text()
    assert "s3cret" not in told
    for words in (
        "user=ada",
        "host=db.example.org",
        "port=5433",
        "dbname=glossary",
        "sslmode=require",
        "--no-password",
    ):
        assert words in told
    assert (tmp_path / "secret").read_text("utf-8") == SECRET


def test_a_password_behind_the_question_mark_is_on_no_command_line(path: Path, tmp_path: Path) -> None:
    """It goes the same way as one before the @."""
    program(path, "pg_restore", 15, f'echo "$@" > {tmp_path}/told', f'printf "%s" "$PGPASSWORD" > {tmp_path}/secret')
    restore(make_url("postgresql+psycopg://ada@host/x?password=planted"), tmp_path / "dump", 15)
    assert "planted" not in (tmp_path / "told").read_text()
    assert (tmp_path / "secret").read_text("utf-8") == "planted"


@pytest.mark.parametrize("name", ["sslpassword", "scram_client_key", "oauth_client_secret"])
def test_a_password_of_a_key_is_refused(name: str, path: Path, tmp_path: Path) -> None:
    """One that cannot be handed over safely is told, and no program is run."""
    program(path, "pg_restore", 15, f": > {tmp_path}/run")
    with pytest.raises(Invalid, match=f"The address has {name}, ") as refused:
        restore(make_url(f"postgresql+psycopg://ada@host/x?{name}=planted"), tmp_path / "dump", 15)
    assert "planted" not in str(refused.value)
    assert not (tmp_path / "run").exists()


def test_what_a_program_says_is_told(path: Path, tmp_path: Path) -> None:
    """Where it fails, its own words are in the sentence, on one line, up to a limit."""
    program(path, "pg_restore", 15, "echo 'it is\nno dump' >&2", "exit 1")
    with pytest.raises(Invalid, match=r"pg_restore failed: it is no dump$"):
        listed(tmp_path / "dump", 15)
    most = postgresql_programs.MOST_TOLD
    for length in (most, most + 1):
        program(path, "pg_restore", 15, f"printf '%s' {'x' * length} >&2", "exit 1")
        with pytest.raises(Invalid) as refused:
            listed(tmp_path / "dump", 15)
        assert str(refused.value) == f"pg_restore failed: {'x' * most}"


def test_the_entries_of_a_dump_are_counted(path: Path, tmp_path: Path) -> None:
    """Remarks and empty lines of the table of contents are none."""
    program(path, "pg_restore", 15, "printf ';\\n; a remark\\n\\n1; TABLE a\\n2; TABLE b\\n'")
    assert listed(tmp_path / "dump", 15) == 2
