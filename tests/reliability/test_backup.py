"""K9: a backup that is taken during writes is restored to a consistent site. Runs on both kinds of database."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, text

from glossary import ROOT, config, create_app
from glossary.db import db
from glossary.models import Statement
from glossary.services.backup import backing_up
from glossary.services.history import revisions as history
from glossary.services.index import indexing, verifying
from glossary.services.reading import change_log, counting
from glossary.services.reading import published as reading
from tests.cli.conftest import run
from tests.reliability.database import is_sqlite
from tests.reliability.killing import acknowledged, start
from tests.reliability.test_kill import assert_whole

BACKUPS = 3


@pytest.fixture(autouse=True)
def _roomy(roomy: None) -> None:
    """What the doctor says of this machine's disk is not looked at here."""


def in_order(app: Flask) -> None:
    """Integrity, references, every chain of hashes, index and pages."""
    if is_sqlite():
        assert db.session.scalar(text("PRAGMA integrity_check")) == "ok"
        assert db.session.execute(text("PRAGMA foreign_key_check")).all() == []
    assert verifying.verify().sound
    for slug in counting.counts():
        assert history.is_unbroken(slug, next(iter(reading.each(slug)))["slug" if slug != "statement" else "id"])
    client = app.test_client()
    for path in ("/", "/terms/humanitarian-pause", "/search?q=pause", "/statements/zanzibar-1", "/compare"):
        assert client.get(path).status_code == 200, path


def test_k9_a_backup_taken_during_writes_is_restored_to_a_consistent_site(
    own_app: Flask, own_instance: Path, tmp_path: Path
) -> None:
    """K9: while a process publishes without pause, backups are taken; each is restored elsewhere and all is in order.

    What was acknowledged before a backup began is in it; nothing in it is half; the restored site can be written to.
    """
    child = start("loop", own_instance, "zanzibar")
    assert child.stdout is not None
    named, promised = [child.stdout.readline().strip()], []
    made = []
    for _ in range(BACKUPS):
        named += [child.stdout.readline().strip() for _ in range(2)]
        promised.append(len(named))
        made.append(backing_up.make(tmp_path / "backups", keep_all=True))
    child.send_signal(signal.SIGKILL)
    acknowledged(child, named)
    db.session.close()
    for number, one in enumerate(made):
        into = tmp_path / f"restored-{number}"
        told = run(own_instance, "restore", str(one.path), "--into", str(into))
        assert told.exit_code == 0, told.output
        app = create_app(instance=into)
        with app.app_context():
            held = set(db.session.scalars(select(Statement.slug).where(Statement.slug.startswith("zanzibar-"))))
            assert set(named[: promised[number]]) <= held
            assert change_log.last_change() == one.manifest.state.change
            assert_whole("zanzibar")
            in_order(app)
            db.session.close()
            db.engine.dispose()
    assert made[0].manifest.state.change < made[-1].manifest.state.change


def test_k9_the_restored_site_is_written_to(own_app: Flask, own_instance: Path, tmp_path: Path) -> None:
    """K9: a process publishes in the restored instance, by the numbers that follow, and the index goes with it."""
    made = backing_up.make(tmp_path / "backups")
    db.session.close()
    assert run(own_instance, "restore", str(made.path), "--into", str(tmp_path / "restored")).exit_code == 0
    child = start("loop", tmp_path / "restored", "zanzibar")
    assert child.stdout is not None
    assert child.stdout.readline() == "zanzibar-1\n"
    child.send_signal(signal.SIGKILL)
    acknowledged(child, [])
    app = create_app(instance=tmp_path / "restored")
    with app.app_context():
        assert change_log.last_change() > made.manifest.state.change
        indexing.drain()
        in_order(app)
        db.session.close()
        db.engine.dispose()


def test_k9_restore_check_finds_all_well(own_app: Flask, own_instance: Path, tmp_path: Path) -> None:
    """K9: the check restores into a place of its own, tells each thing it looked at, and leaves nothing behind."""
    made = backing_up.make(tmp_path / "backups")
    db.session.close()
    into = [] if is_sqlite() else ["--into", empty_database(tmp_path / "scratch")]
    for _ in range(2):
        told = run(own_instance, "restore-check", str(made.path), *into)
        assert told.exit_code == 0, told.output
        for words in (
            "as many rows as the manifest says",
            "The hash of every revision",
            "401 statements",
            "/terms/",
            "/statements/",
        ):
            assert words in told.stdout
        assert told.stdout.endswith("This backup can be restored.\n")


def empty_database(folder: Path) -> str:
    """The address of the empty database that the tests' server keeps for a folder."""
    folder.mkdir()
    return str(config.load_settings(folder)["DATABASE_URL"])


def test_k9_killed_half_way_it_is_not_there(own_app: Flask, own_instance: Path, tmp_path: Path) -> None:
    """K9: a process that is killed while it makes a backup leaves none that is listed, and the next one clears up."""
    folder = own_instance / "backups"
    code = (
        "import os, signal; from glossary.services.backup import manifest as backup_manifest\n"
        "backup_manifest.describe = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "from glossary.cli import main; main()"
    )
    known = {**os.environ, "GLOSSARY_INSTANCE": str(own_instance)}
    child = subprocess.run([sys.executable, "-c", code, "backup"], cwd=ROOT, env=known, check=False)
    assert child.returncode == -signal.SIGKILL
    left = {path.name for path in folder.iterdir()} - {".lock"}
    assert len(left) == 1
    assert left.pop().startswith(".unfinished-")
    made = run(own_instance, "backup")
    assert made.exit_code == 0
    assert len({path.name for path in folder.iterdir()} - {".lock"}) == 1
