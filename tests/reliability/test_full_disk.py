"""U4: where the database cannot grow, writing is refused in a sentence, nothing is half there, reading goes on."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, func, select, text

from glossary.answers import FULL
from glossary.db import db, writing
from glossary.models import Change, Revision, Statement
from glossary.services.index import indexing, verifying
from glossary.services.reading import published as reading
from tests.api.programs import Program, add_account, new, token_for
from tests.reliability.database import assert_undamaged, is_sqlite

REFUSING = """
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$
"""
MOST = 200
"""Statements that would be published before the test gives up waiting for the last free page."""


@contextmanager
def no_room_left() -> Iterator[None]:
    """A database that takes no more: SQLite may have as many pages as it has, PostgreSQL says so at the next row."""
    with (_no_more_pages if is_sqlite() else _no_more_rows)():
        yield


@contextmanager
def _no_more_rows() -> Iterator[None]:
    """PostgreSQL's own error for a full disk (`disk_full`, 53100), raised within the server when a revision is kept."""
    with writing() as session:
        session.execute(text(REFUSING))
        session.execute(text("CREATE TRIGGER full_disk BEFORE INSERT ON revision EXECUTE FUNCTION refuse()"))
    yield
    with writing() as session:
        session.execute(text("DROP TRIGGER full_disk ON revision"))


@contextmanager
def _no_more_pages() -> Iterator[None]:
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
    """U4: publishing goes on while there is room, then it is told that the disk is full; pages and searches answer."""
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
        assert answer.json["detail"] == FULL
        assert answer.headers["Retry-After"] == "60"
        assert counts() == before
        for address in ("/", "/terms/humanitarian-pause", "/search?q=pause", "/api/v1/statements?limit=5", "/healthz"):
            assert program.client.get(address).status_code == 200, address
    assert_undamaged()
    assert program.post("/statements", new("statements", id="with-room")).status_code == 201
    indexing.drain()
    assert verifying.verify().sound


@pytest.mark.parametrize(("number", "status"), [(errno.ENOSPC, 503), (errno.EDQUOT, 503), (errno.EIO, 500)])
def test_u4_a_file_that_finds_no_room_is_told_alike(
    app: Flask, monkeypatch: pytest.MonkeyPatch, number: int, status: int
) -> None:
    """U4: where a file cannot be written for want of room, the sentence is the same; any other fault is ours."""

    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(reading, "document", fail)
    for address in ("/statements/any", "/api/v1/statements/any"):
        answer = app.test_client().get(address)
        assert answer.status_code == status
        assert ("disk is full" in answer.get_data(as_text=True)) is (status == 503)
