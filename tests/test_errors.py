"""U9: an error shows a sentence and the id of the request; the log has the story; neither has secrets."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import DBAPIError, InternalError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolIsEmpty
from sqlalchemy.orm import Session

from glossary import create_app
from glossary.db import wal_is_sound
from glossary.errors import GlossaryError
from glossary.services.reading import published as reading
from glossary.sqlite_library import sqlite3

PLANTED = "planted-secret-5f2c"
PAGE, PROGRAM = "/terms/humanitarian-pause", "/api/v1/terms/humanitarian-pause"


@pytest.fixture
def failing(app: Flask, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """A reader of an app in which reading a document fails unexpectedly."""

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError(f"no connection with password {PLANTED}")

    monkeypatch.setattr(reading, "document", fail)
    return app.test_client()


@pytest.fixture
def without_database(own_instance: Path) -> FlaskClient:
    """A reader of an app whose database was removed."""
    client = create_app(instance=own_instance).test_client()
    (own_instance / "glossary.db").unlink()
    return client


@pytest.mark.parametrize("address", [PAGE, PROGRAM, f"{PAGE}.json"])
def test_a_failure_shows_a_sentence_and_an_id(failing: FlaskClient, address: str) -> None:
    """U9: page and problem alike say that something went wrong and name the request, and nothing of the story."""
    answer = failing.get(address)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 500
    assert answer.headers["X-Request-ID"] in text
    for inner in (PLANTED, "Traceback", "RuntimeError", "password", "reading.py", "sqlalchemy"):
        assert inner not in text
    if address == PAGE:
        assert answer.mimetype == "text/html"
        assert "went wrong" in text
    else:
        assert answer.content_type == "application/problem+json"
        problem = answer.get_json()
        assert problem["title"] == "Internal Server Error"
        assert problem["status"] == 500
        assert problem["request_id"] == answer.headers["X-Request-ID"]
        assert problem["detail"].endswith(".")


@pytest.mark.parametrize("address", [PAGE, PROGRAM])
def test_the_log_has_the_story_under_the_id(
    failing: FlaskClient, address: str, caplog: pytest.LogCaptureFixture
) -> None:
    """U9: one entry an error, with the id, the address and the traceback."""
    with caplog.at_level(logging.INFO):
        answer = failing.get(address)
    assert len(caplog.records) == 1
    assert answer.headers["X-Request-ID"] in caplog.text
    assert address in caplog.text
    assert "RuntimeError: no connection" in caplog.text
    assert "Traceback" in caplog.text


def test_the_log_has_no_query(failing: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    """U9: what a reader asked for, in the query or in headers, is not written down."""
    headers = {
        "Cookie": f"a={PLANTED}-cookie",
        "Authorization": f"Bearer {PLANTED}-token",
        "Referer": f"/?{PLANTED}-page",
    }
    with caplog.at_level(logging.DEBUG):
        assert failing.get(f"{PAGE}?q={PLANTED}-query", headers=headers).status_code == 500
    for part in ("query", "cookie", "token", "page"):
        assert f"{PLANTED}-{part}" not in caplog.text


def test_a_path_cannot_forge_a_line_of_the_log(failing: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    """U9: line breaks and control characters in an address stay within its entry, escaped."""
    failing.get("/terms/x%0A2030-01-01 ERROR forged%0D%1B[31m")
    assert "\\n2030-01-01 ERROR forged\\r\\x1b[31m" in caplog.records[0].getMessage()
    assert len(caplog.records[0].getMessage().splitlines()) == 1


def test_a_refusal_without_a_door_is_a_failure(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """U9: an error of our own that no door expects does not leak its message either."""

    def fail(*_: object, **__: object) -> None:
        raise GlossaryError(f"inner state {PLANTED}")

    monkeypatch.setattr(reading, "document", fail)
    for address in (PAGE, PROGRAM):
        answer = app.test_client().get(address)
        assert answer.status_code == 500
        assert PLANTED not in answer.get_data(as_text=True)


@pytest.mark.sqlite
def test_what_the_database_was_asked_is_not_logged(
    without_database: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    """U9: SQLAlchemy's own errors repeat the values that were asked for unless they are told not to."""
    with caplog.at_level(logging.DEBUG):
        assert without_database.get(f"/api/v1/statements?actor={PLANTED}").status_code == 503
    assert "no such table" in caplog.text
    assert PLANTED not in caplog.text


@pytest.mark.sqlite
@pytest.mark.parametrize(
    "address", ["/", PAGE, PROGRAM, "/search?q=pause", "/api/v1/search?q=pause", "/terms.json", "/api/v1/statements"]
)
def test_an_absent_database_is_said_with_when_to_come_back(without_database: FlaskClient, address: str) -> None:
    """U3: 503 with `Retry-After`, as a page or a problem, never 500."""
    answer = without_database.get(address)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    text = answer.get_data(as_text=True)
    assert "no such table" not in text
    program = address.startswith("/api/") or address.endswith(".json")
    assert answer.mimetype == ("application/problem+json" if program else "text/html")
    assert answer.headers["X-Request-ID"] in text


def test_a_locked_database_is_busy(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """U3: what SQLite says after waiting is 503, too."""

    def fail(*_: object, **__: object) -> None:
        raise OperationalError("SELECT 1", {}, Exception("database is locked"))

    monkeypatch.setattr(reading, "document", fail)
    for address in (PAGE, PROGRAM):
        answer = app.test_client().get(address)
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
        assert "locked" not in answer.get_data(as_text=True)


class OfPostgresql(Exception):
    """What PostgreSQL says, by its code."""

    def __init__(self, sqlstate: str) -> None:
        super().__init__("said by the server")
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (PoolIsEmpty("QueuePool limit"), 503),
        (InternalError("INSERT", {}, OfPostgresql("25006")), 503),  # only reads: a standby
        (InternalError("SELECT 1", {}, OfPostgresql("25P03")), 503),  # ended, as it waited too long
        (DBAPIError("SELECT 1", {}, OfPostgresql("57P01")), 503),  # stopped by its administrator
        (InternalError("SELECT 1", {}, OfPostgresql("25P02")), 500),  # our own fault: it had failed before
    ],
)
def test_a_database_that_cannot_just_now_is_busy(
    app: Flask, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int
) -> None:
    """U3: no connection left, a server that only reads, or is being stopped: 503 with when to come back."""

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(reading, "document", fail)
    for address in (PAGE, PROGRAM):
        answer = app.test_client().get(address)
        assert answer.status_code == status
        assert answer.headers.get("Retry-After") == ("5" if status == 503 else None)
        assert "QueuePool" not in answer.get_data(as_text=True)


def test_a_connection_lost_after_the_answer_spoils_nothing(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """U3: what fails when the session is closed, with the answer made already, keeps it from nobody."""

    def lost(_: Session) -> None:
        raise OperationalError("ROLLBACK", {}, OfPostgresql("57P01"))

    monkeypatch.setattr(Session, "close", lost)
    assert app.test_client().get(PAGE).status_code == 200


@pytest.mark.sqlite
def test_a_held_lock_is_waited_for_and_then_said(own_instance: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """U3: while another process holds the database, readers are 503, or 200 where the log lets them read on."""
    monkeypatch.setattr("glossary.db.BUSY_TIMEOUT_MS", 50)
    client = create_app(instance=own_instance).test_client()
    other = sqlite3.connect(own_instance / "glossary.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        for address in (PAGE, PROGRAM):
            assert client.get(address).status_code == (200 if wal_is_sound() else 503)
    finally:
        other.execute("ROLLBACK")
        other.close()
    for address in (PAGE, PROGRAM):
        assert client.get(address).status_code == 200


@pytest.mark.sqlite
@pytest.mark.parametrize("address", ["/", PAGE, PROGRAM, "/api/v1/search?q=pause"])
def test_a_damaged_database_shows_no_story(own_instance: Path, address: str) -> None:
    """U9: a file that is no database is an error with a sentence, in the shape of the door."""
    client = create_app(instance=own_instance).test_client()
    (own_instance / "glossary.db").write_bytes(b"no database at all " * 1000)
    answer = client.get(address)
    assert answer.status_code in (500, 503)
    assert answer.headers["X-Request-ID"] in answer.get_data(as_text=True)
    assert "not a database" not in answer.get_data(as_text=True)


@pytest.mark.sqlite
def test_pages_that_need_no_data_answer_without_database(without_database: FlaskClient) -> None:
    """What a browser needs to show the error page, and the description of the API, are there all the same."""
    for address in ("/static/site.css", "/api/docs", "/api/v1/openapi.json", "/healthz"):
        answer = without_database.get(address)
        assert answer.status_code == 200, address
        answer.close()
