"""K9: a copy made by SQLite's own backup while others publish is a sound glossary, with all published before it."""

from __future__ import annotations

import shutil
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

from flask import Flask
from sqlalchemy import select, text

from glossary import create_app
from glossary.db import db
from glossary.models import Statement
from glossary.services import indexing
from tests.reliability.killing import acknowledged, start
from tests.reliability.test_kill import assert_whole, found

COPIES = 3
PAGES = 100
"""Pages copied at a time, as by the command `.backup`; writers get their turn in between."""
WORD = "zanzibar"


def copied(instance: Path, folder: Path) -> Path:
    """A folder with a copy of the database, and with the secret key, as the operator is told to keep them."""
    folder.mkdir()
    shutil.copy(instance / "secret_key", folder)
    source, target = sqlite3.connect(instance / "glossary.db"), sqlite3.connect(folder / "glossary.db")
    with closing(source), closing(target):
        source.backup(target, pages=PAGES)
    return folder


def test_k9_a_copy_made_amid_writes_is_a_sound_site(own_app: Flask, own_instance: Path, tmp_path: Path) -> None:
    """K9: three copies while a process publishes; each opens, is whole, answers, and its index is made anew from it."""
    db.session.rollback()
    child, named, copies = start("loop", own_instance, WORD), [], []
    assert child.stdout is not None
    for number in range(COPIES):
        named.append(child.stdout.readline().strip())
        copies.append((copied(own_instance, tmp_path / f"copy-{number}"), list(named)))
    assert child.poll() is None
    named.append(child.stdout.readline().strip())
    child.send_signal(signal.SIGTERM)
    assert len(acknowledged(child, named)) > COPIES
    for folder, before in copies:
        assert_sound(folder, before)


def assert_sound(folder: Path, named: list[str]) -> None:
    """The glossary in a folder has these statements, agrees with itself, and answers readers."""
    app = create_app(instance=folder)
    with app.app_context():
        assert db.session.scalar(text("PRAGMA integrity_check")) == "ok"
        assert db.session.execute(text("PRAGMA foreign_key_check")).all() == []
        assert set(named) <= set(db.session.scalars(select(Statement.slug)))
        assert_whole(WORD)
        db.session.rollback()
        indexing.drain()
        assert indexing.verify().sound
        assert set(named) <= found(WORD)
        db.session.rollback()
        client = app.test_client()
        for address in ("/", "/terms/humanitarian-pause", f"/statements/{named[0]}", f"/search?q={WORD}"):
            assert client.get(address).status_code == 200, address
        assert client.get("/readyz").json["status"] == "ready"  # type: ignore[index]
        db.session.close()
        db.engine.dispose()
