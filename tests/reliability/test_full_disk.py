"""U4: where the database cannot grow, writing is refused in a sentence, nothing is half there, reading goes on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from sqlalchemy import event, func, select, text

from glossary.db import db
from glossary.models import Change, Revision, Statement
from glossary.services import indexing
from tests.api.programs import Program, add_account, new, token_for

MOST = 200
"""Statements that would be published before the test gives up waiting for the last free page."""


@contextmanager
def no_room_left() -> Iterator[None]:
    """A database that may have as many pages as it has, on every connection."""
    pages = db.session.scalar(text("PRAGMA page_count"))
    db.session.rollback()

    def bounded(connection: Any, _record: Any) -> None:
        connection.execute(f"PRAGMA max_page_count={pages}").close()

    db.engine.dispose()
    event.listen(db.engine, "connect", bounded)
    try:
        yield
    finally:
        event.remove(db.engine, "connect", bounded)
        db.session.close()
        db.engine.dispose()


def counts() -> list[int | None]:
    """Statements, revisions and changes."""
    found = [db.session.scalar(select(func.count()).select_from(table)) for table in (Statement, Revision, Change)]
    db.session.rollback()
    return found


def test_u4_a_full_disk_stops_writing_and_nothing_else(own_app: Flask) -> None:
    """U4: publishing goes on while there is room, then it is 503; pages and searches answer; with room it works."""
    program = Program(own_app.test_client(), token_for(add_account("editor")))
    db.session.rollback()
    with no_room_left():
        published, before = 0, counts()
        while (answer := program.post("/statements", new("statements", id=f"s-{published}"))).status_code == 201:
            published += 1
            before = counts()
            assert published < MOST
        assert answer.status_code == 503
        assert answer.json
        assert answer.json["detail"]
        assert "Retry-After" in answer.headers
        assert counts() == before
        for address in ("/", "/terms/humanitarian-pause", "/search?q=pause", "/api/v1/statements?limit=5", "/healthz"):
            assert program.client.get(address).status_code == 200, address
    assert db.session.scalar(text("PRAGMA integrity_check")) == "ok"
    db.session.rollback()
    assert program.post("/statements", new("statements", id="with-room")).status_code == 201
    indexing.drain()
    assert indexing.verify().sound
