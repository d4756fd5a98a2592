"""U3: a database that another process holds is waited for, then said to be busy, and is used again when it is free."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event

from glossary.answers import RETRY_SECONDS
from glossary.db import BUSY_TIMEOUT_MS, POSTGRESQL, WRITERS_LOCK, db, wal_is_sound
from glossary.sqlite_library import sqlite3
from tests.api.programs import Program, add_account, new, token_for
from tests.reliability.own_server import OwnServer

SOON_MS = 50
"""How long the tests wait for a lock, instead of five seconds."""
HOLDING = """
import sys
from glossary.sqlite_library import sqlite3
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""
PAGES = ("/", "/terms/humanitarian-pause", "/search?q=pause", "/api/v1/statements?limit=5")


@contextmanager
def held_by_another(path: Path) -> Iterator[None]:
    """Another process holds the whole file."""
    command = [sys.executable, "-c", HOLDING, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdin is not None
        assert child.stdout.readline() == "held\n"
        try:
            yield
        finally:
            child.stdin.close()


def assert_busy(program: Program, name: str) -> None:
    """Publishing is put off in a sentence."""
    answer = program.post("/statements", new("statements", id=name))
    assert answer.status_code == 503, answer.get_data(as_text=True)[:600]
    assert answer.headers["Retry-After"] == str(RETRY_SECONDS)
    assert answer.json
    assert answer.json["detail"].startswith("The database does not answer just now.")


@pytest.mark.sqlite
def test_u3_a_file_that_another_process_holds(
    own_app: Flask, own_instance: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """U3: while another process holds the file, writers are told and nothing is saved; when it is free they write."""
    program = Program(own_app.test_client(), token_for(add_account("editor")))
    db.session.close()
    db.engine.dispose()
    monkeypatch.setattr("glossary.db.BUSY_TIMEOUT_MS", SOON_MS)
    with held_by_another(own_instance / "glossary.db"):
        if not wal_is_sound():  # who the token is of cannot be read either
            assert program.client.get("/").status_code == 503
        assert_busy(program, "zanzibar")
    assert program.post("/statements", new("statements", id="zanzibar")).status_code == 201
    with closing(sqlite3.connect(own_instance / "glossary.db")) as connection:
        assert connection.execute("SELECT count(*) FROM statement WHERE slug = 'zanzibar'").fetchone() == (1,)


def test_u3_the_lock_of_the_writers(there: Flask, own_server: OwnServer, address: str) -> None:
    """U3: on PostgreSQL, while another connection has the writers' turn, readers are answered and writers told."""
    program = Program(there.test_client(), token_for(add_account("editor")))
    db.session.close()
    db.engine.dispose()

    def impatient(connection: object, _record: object) -> None:
        with connection.cursor() as cursor:  # type: ignore[attr-defined]
            cursor.execute(f"SET SESSION lock_timeout = {SOON_MS}")
        connection.commit()  # type: ignore[attr-defined]

    event.listen(db.engine, "connect", impatient)
    with own_server.reach(address) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [WRITERS_LOCK])
        assert_busy(program, "zanzibar")
        for path in PAGES:
            assert program.client.get(path).status_code == 200
        other.execute("SELECT pg_advisory_unlock(%s)", [WRITERS_LOCK])
    event.remove(db.engine, "connect", impatient)
    assert program.post("/statements", new("statements", id="zanzibar")).status_code == 201


def test_u3_production_waits_five_seconds(there: Flask) -> None:
    """U3: both databases are told to wait five seconds for a lock, and whoever is put off is to come back then."""
    assert BUSY_TIMEOUT_MS == 5000 == RETRY_SECONDS * 1000
    assert f"lock_timeout={BUSY_TIMEOUT_MS}" in str(POSTGRESQL["connect_args"])
    with db.engine.connect() as connection:
        assert connection.exec_driver_sql("SHOW lock_timeout").scalar() == "5s"
