"""U7: `/healthz` is cheap and says alive; `/readyz` looks at database, index and lag, each broken in turn."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from glossary import create_app
from glossary import db as database
from glossary.db import db, writing
from glossary.services.health import overall as keeping
from glossary.services.index import indexing
from tests.api.publishing import publish_copy
from tests.postgresql.databases import Databases

KIRBY = "john-kirby-humanitarian-pause-2023-10-26"


def ready(client: FlaskClient, status: int, words: str) -> dict[str, dict[str, object]]:
    """The checks of `/readyz`, which must answer so."""
    answer = client.get("/readyz")
    assert (answer.status_code, answer.get_json()["status"]) == (status, words)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "ETag" not in answer.headers
    checks: dict[str, dict[str, object]] = answer.get_json()["checks"]
    return checks


def overwrite(file: Path) -> None:
    """Bytes that are no database."""
    file.write_bytes(b"no database at all " * 1000)


def lose(instance: Path, databases: Databases | None, damage: Callable[[Path], None] = Path.unlink) -> None:
    """Damage the file of the records, or drop their database while the application is connected to it."""
    if databases is None:
        damage(instance / "glossary.db")
    else:
        databases.forget(instance)


def test_ready_when_all_is_well(client: FlaskClient) -> None:
    """U7: three checks, all fine, each with a sentence."""
    checks = ready(client, 200, "ready")
    assert set(checks) == {"database", "index", "change-log"}
    assert all(check["fine"] is True and str(check["words"]).endswith(".") for check in checks.values())


def test_alive_when_everything_else_is_gone(own_instance: Path, databases: Databases | None) -> None:
    """U7: neither database nor index is needed to say that the process lives."""
    client = create_app(instance=own_instance).test_client()
    lose(own_instance, databases)
    shutil.rmtree(own_instance / "index")
    answer = client.get("/healthz")
    assert (answer.status_code, answer.get_json()) == (200, {"status": "alive"})
    assert answer.headers["Cache-Control"] == "no-store"


def test_healthz_asks_nobody(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """U7: it is cheap: it uses no connection and does not look at the index."""

    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(keeping, "readiness", refuse)
    monkeypatch.setattr(indexing, "index", refuse)
    monkeypatch.setattr("sqlalchemy.engine.Engine.connect", refuse)
    assert app.test_client().get("/healthz").status_code == 200


@pytest.mark.parametrize("damage", [overwrite, Path.unlink])
def test_unavailable_without_database(
    own_instance: Path, damage: Callable[[Path], None], databases: Databases | None
) -> None:
    """U7: a database that is damaged or gone is 503, unavailable, and nothing else is looked at."""
    client = create_app(instance=own_instance).test_client()
    ready(client, 200, "ready")
    with client.application.app_context():
        db.engine.dispose()
    lose(own_instance, databases, damage)
    checks = ready(client, 503, "unavailable")
    assert set(checks) == {"database"}
    assert checks["database"]["fine"] is False


def test_unavailable_when_the_database_goes_away_meanwhile(own_instance: Path, databases: Databases | None) -> None:
    """U7: connections that were good a moment ago and are not any more make no other answer than 503."""
    client = create_app(instance=own_instance).test_client()
    assert client.get("/terms").status_code == 200
    lose(own_instance, databases, overwrite)
    assert {ready(client, 503, "unavailable")["database"]["fine"] for _ in range(3)} == {False}


@pytest.mark.parametrize("listening", [False, True], ids=["nobody listens", "nobody answers"])
def test_a_dead_server_is_told_and_not_waited_for(
    listening: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """U7: a PostgreSQL server that refuses, or that takes the connection and says nothing, is 503 and no hang."""
    monkeypatch.setitem(database.POSTGRESQL["connect_args"], "connect_timeout", 2)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        if listening:
            silent.listen()
        url = f"postgresql+psycopg://nobody@127.0.0.1:{silent.getsockname()[1]}/nothing"
        client = create_app({"DATABASE_URL": url}, instance=tmp_path).test_client()
        checks = ready(client, 503, "unavailable")
        assert checks == {"database": {"fine": False, "words": "The database does not answer."}}
        assert client.get("/healthz").status_code == 200


def test_unavailable_with_another_shape(own_app: Flask) -> None:
    """U7: a database of another version than the program needs is unavailable."""
    with writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = 'another'"))
    assert "shape" in str(ready(own_app.test_client(), 503, "unavailable")["database"]["words"])


def test_degraded_without_index(own_instance: Path) -> None:
    """U7: pages answer without an index, so it is 200, degraded."""
    shutil.rmtree(own_instance / "index")
    client = create_app(instance=own_instance).test_client()
    checks = ready(client, 200, "degraded")
    assert checks["index"]["fine"] is False
    assert "change-log" not in checks


def test_lag_is_told_and_becomes_a_fault(own_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """U7: how far the index is behind is said; beyond what is tolerated it is degraded; a drain mends it."""
    client = own_app.test_client()
    for number in range(3):
        publish_copy(KIRBY, f"late-{number}", "2023-10-26")
    assert "3 changes behind" in str(ready(client, 200, "ready")["change-log"]["words"])
    monkeypatch.setattr(keeping, "LAG_TOLERATED", 2)
    assert ready(client, 200, "degraded")["change-log"]["fine"] is False
    indexing.drain()
    db.session.rollback()
    assert "0 changes behind" in str(ready(client, 200, "ready")["change-log"]["words"])
