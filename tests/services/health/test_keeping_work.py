"""What the doctor says of pending work, disk, backups and clock, and of a PostgreSQL server's texts."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from glossary.db import db, writing
from glossary.models import AuditEntry
from glossary.services import clock
from glossary.services.auditing import OPERATOR
from glossary.services.backup import rotation as backup_rotation
from glossary.services.corrections import received as corrections
from glossary.services.health import database as keeping_database
from glossary.services.health import overall as keeping
from glossary.services.health import work as keeping_work
from glossary.services.health.check import Check
from glossary.services.redaction import redacting, sweeping
from glossary.services.redaction.lasting import lasting
from glossary.services.redaction.redacting import Asked
from tests.api.programs import add_account
from tests.api.test_metrics import correction, draft, entry, upload
from tests.conftest import DiskUsage
from tests.reliability.records import KIRBY

GB = 10**9


def found(name: str) -> Check:
    """What the doctor says of one thing."""
    db.session.rollback()
    return {check.name: check for check in keeping.diagnosis()}[name]


def words(name: str) -> tuple[bool, str]:
    """The same, whether it is fine and in words."""
    check = found(name)
    return check.fine, check.words


def test_nothing_waits_at_first(own_app: Flask) -> None:
    """Without drafts, corrections and files each line says so."""
    assert words("drafts") == (True, "0 drafts wait for review.")
    assert words("corrections") == (True, "0 corrections of readers open.")
    assert words("imports") == (True, "0 files at the desk not yet imported.")


def test_what_waits_is_counted(own_app: Flask) -> None:
    """Pending work is no fault; a file that stopped half-way is."""
    account = add_account("editor")
    with writing() as session:
        session.add(draft("in-review", account))
        session.add(correction("open"))
        session.add(upload("judged", account))
    assert words("drafts") == (True, "1 draft waits for review.")
    assert words("corrections") == (True, "1 correction of readers open.")
    assert words("imports") == (True, "1 file at the desk not yet imported.")
    with writing() as session:
        session.add(upload("importing", account))
    told = "2 files at the desk not yet imported; 1 file stopped half-way: *Import* at the desk takes them up again."
    assert words("imports") == (False, told)


def test_as_many_corrections_as_are_taken_are_told(own_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the limit readers are turned away, which somebody should know; one fewer is none."""
    with writing() as session:
        session.add(correction("open"))
    monkeypatch.setattr(corrections, "MOST_OPEN", 2)
    assert found("corrections").fine is True
    monkeypatch.setattr(corrections, "MOST_OPEN", 1)
    told = "1 correction of readers open; no more are taken until some are answered."
    assert words("corrections") == (False, told)


@pytest.mark.parametrize(
    ("total", "free", "fine"),
    [
        (10 * GB, GB, True),
        (10 * GB, GB - 1, False),
        (100 * GB, 10 * GB, True),
        (100 * GB, 10 * GB - 1, False),
        (2 * GB, GB - 1, False),
        (0, 0, False),
    ],
)
def test_a_disk_with_little_room_is_told(
    total: int, free: int, fine: bool, own_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A tenth of it and a gigabyte are to be free: at the limit it is fine, a byte less is not."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _: DiskUsage(total, total - free, free))
    check = keeping_work.disk()
    assert check.fine is fine
    assert ("; at least 1 GB and 10 % are advised" in check.words) is not fine


def test_no_backup_is_told_with_the_remedy(own_app: Flask, own_instance: Path) -> None:
    """Neither without the folder nor with something else in it; where only a start has written, there is no fault."""
    fine, told = words("backup")
    assert fine
    assert told.startswith("There is no backup yet")
    add_account("editor")
    told = f"There is no backup of this instance in {own_instance / 'backups'}; `glossary backup` makes one."
    assert words("backup") == (False, told)
    (own_instance / "backups" / "20261130T000000Z").mkdir(parents=True)
    assert words("backup") == (False, told)


def test_k6_files_that_are_to_be_made_anew_are_told(own_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """K6: after a program that ended in the midst of it, and on another host, until `glossary sweep` has done it."""
    assert words("blacked-out") == (True, "Nothing was blacked out since the files here were made anew.")
    redacting.black_out(KIRBY, Asked("humanitarian", "A court has forbidden it."), base=1, by=OPERATOR)
    assert words("blacked-out")[0] is False
    with monkeypatch.context() as broken:
        broken.setattr(sweeping, "_index", lambda: iter(["It could not be made anew."]))
        assert sweeping.sweep() == ["It could not be made anew."]
        assert words("blacked-out")[0] is False
    assert sweeping.sweep() == []
    assert words("blacked-out")[0] is True
    redacting.black_out(KIRBY, Asked("pause", "A court has forbidden it."), base=2, by=OPERATOR)
    assert words("blacked-out")[0] is False


@pytest.mark.parametrize("broken", ["iterdir", "is_file"])
def test_backups_that_cannot_be_read_are_told(
    broken: str, own_app: Flask, own_instance: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where another account made the folder: a sentence, and blacking out still tells what it leaves."""
    (own_instance / "backups" / "20261130T000000Z").mkdir(parents=True)
    add_account("editor")
    plain = getattr(Path, broken)

    def refused(path: Path) -> Any:
        if "backups" in path.parts:
            raise PermissionError(13, "Permission denied", str(path))
        return plain(path)

    monkeypatch.setattr(Path, broken, refused)
    fine, told = words("backup")
    assert not fine
    assert ("cannot be read: Permission denied" in told) is (broken == "iterdir")
    found = redacting.look(KIRBY, Asked("humanitarian", "A court has forbidden it."), OPERATOR)
    assert any(one.startswith("The backups in") for one in lasting(KIRBY, found)) is (broken == "iterdir")


@pytest.mark.usefixtures("backed_up")
@pytest.mark.parametrize(
    ("hours", "age", "fine"), [(1, "1 hour", True), (48, "48 hours", True), (49, "49 hours", False)]
)
def test_the_age_of_the_newest_backup_is_told(
    hours: int, age: str, fine: bool, own_app: Flask, own_instance: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Up to 48 hours it is fine; beyond that it says what is to run every night."""
    (made,) = backup_rotation.own(own_instance / "backups", own_instance)
    monkeypatch.setattr(clock, "now", lambda: made.replace(tzinfo=None) + timedelta(hours=hours))
    check = keeping_work.backup()
    assert check.fine is fine
    assert check.words.startswith(f"The newest backup in {own_instance / 'backups'} is {age} old")
    assert check.words.endswith("old." if fine else "; `glossary backup` is to run every night.")


@pytest.mark.usefixtures("backed_up")
def test_the_age_of_an_old_backup_is_told_in_days(own_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hours up to three days, then days."""
    later = clock.now() + timedelta(days=9, hours=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert " is 9 days old; " in keeping_work.backup().words


@pytest.mark.parametrize(("back", "fine"), [(50, True), (70, False)])
def test_u8_a_clock_that_was_set_back_is_told(
    back: int, fine: bool, own_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """U8: a moment in the future of a change means that the clock jumped; a minute is let pass."""
    newest = clock.now()
    with writing() as session:
        session.add(entry("sign-in"))
    monkeypatch.setattr(clock, "now", lambda: newest - timedelta(seconds=back))
    assert found("clock").fine is fine


def test_u8_a_change_in_the_future_is_named(own_app: Flask) -> None:
    """U8: the line has the moment of the newest change, and asks for the time server."""
    with writing() as session:
        late: AuditEntry = entry("sign-in")
        late.at = late.at.replace(year=2099, month=1, day=2, hour=3, minute=4, second=5)
        session.add(late)
    check = found("clock")
    assert check.fine is False
    assert check.words.startswith("The newest change is of 2099-01-02 03:04:05 UTC, later than the clock says")


@pytest.mark.parametrize(
    ("encoding", "order", "letters", "fine"),
    [
        ("UTF8", "C", "C", True),
        ("UTF8", "C.UTF-8", "C.UTF-8", True),
        ("UTF8", "C.utf8", "C.utf8", True),
        ("UTF8", "C", "C.UTF-8", True),
        ("SQL_ASCII", "C", "C", False),
        ("LATIN1", "C.UTF-8", "C.UTF-8", False),
        ("UTF8", "en_US.UTF-8", "en_US.UTF-8", False),
        ("UTF8", "C", "de_DE.utf8", False),
    ],
)
def test_how_postgresql_keeps_texts_is_judged(encoding: str, order: str, letters: str, fine: bool) -> None:
    """UTF8, ordered by C or C.UTF-8, is needed; what else there is comes with the remedy."""
    check = keeping_database.texts(encoding, order, letters)
    assert check.fine is fine
    assert ("TEMPLATE template0" in check.words) is not fine


def test_the_server_or_library_is_named_with_its_version(own_app: Flask) -> None:
    """Whichever database it is: its version, and of PostgreSQL the driver's and how texts are kept."""
    if db.engine.dialect.name == "sqlite":
        assert found("sqlite").words.startswith("SQLite 3.")
    else:
        assert ", reached by psycopg 3." in found("postgresql").words
        assert words("texts") == (True, "Texts are kept in UTF8, ordered by C.UTF-8, letters told by C.UTF-8.")


def test_the_versions_of_the_program_come_first(own_app: Flask) -> None:
    """Python, Flask and SQLAlchemy."""
    assert [part.split()[0] for part in found("python").words.split(", ")] == ["Python", "Flask", "SQLAlchemy"]
