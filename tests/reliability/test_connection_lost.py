"""U3, K3: PostgreSQL goes away in the middle of a request: 503 or the answer, never 500, and the next one works."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from glossary import remembered
from glossary.db import db
from glossary.models import Statement
from glossary.remembered import Memory
from glossary.services.index import indexing, verifying
from tests.api.programs import Program, add_account, new, token_for
from tests.reliability.own_server import OwnServer
from tests.reliability.rounds import places
from tests.reliability.statements import watched
from tests.reliability.test_kill import assert_whole

ADDRESSES = ("/", "/terms/humanitarian-pause", "/search?q=pause", "/api/v1/statements?limit=5", "/admin/sign-in")
THREADS = 4


def before_statement(at: int, deed: Callable[[], object]) -> AbstractContextManager[list[str]]:
    """Do something just before the statement with this number is sent; what was sent."""
    return watched(lambda _, number: deed() if number == at else None)


def assert_busy(answer: TestResponse) -> None:
    """503, with a sentence and the time after which to come back."""
    assert answer.status_code == 503, answer.get_data(as_text=True)[:600]
    assert answer.headers["Retry-After"] == "5"
    assert "does not answer just now" in answer.get_data(as_text=True)


def forget_answers(app: Flask) -> None:
    """Have the next request ask the database."""
    db.session.rollback()
    app.extensions[remembered.EXTENSION].memory = Memory()


@pytest.mark.parametrize("path", ADDRESSES)
def test_u3_readers_survive_a_lost_connection(
    there: Flask, own_server: OwnServer, address: str, path: str, rounds: int
) -> None:
    """U3: all connections end before the n-th statement of a page: 503 or the page; the next request is answered."""
    client, answers = there.test_client(), []
    with before_statement(0, lambda: None) as sent:
        assert client.get(path).status_code == 200
    for at in places(max(1, len(sent)), rounds):
        forget_answers(there)
        with before_statement(at, lambda: own_server.cut(address)):
            answer = client.get(path)
        answers.append(answer.status_code)
        if answer.status_code != 200:
            assert_busy(answer)
        forget_answers(there)
        assert client.get(path).status_code == 200
    assert 503 in answers or not sent


def test_k3_a_writer_survives_a_lost_connection(there: Flask, own_server: OwnServer, address: str, rounds: int) -> None:
    """K3, U3: all connections end before the n-th statement of publishing: saved whole or not at all, and told so."""
    program = Program(there.test_client(), token_for(add_account("editor")))
    assert program.post("/statements", new("statements", id="zanzibar-0")).status_code == 201
    with before_statement(0, lambda: None) as sent:
        assert program.post("/statements", new("statements", id="zanzibar-00")).status_code == 201
    lost = 0
    for at in places(len(sent), rounds):
        name = f"zanzibar-{at}"
        with before_statement(at, lambda: own_server.cut(address)):
            answer = program.post("/statements", new("statements", id=name))
        forget_answers(there)
        saved = db.session.scalar(select(Statement.id).where(Statement.slug == name)) is not None
        if answer.status_code != 201:
            assert_busy(answer)
            lost += 1
        assert saved or answer.status_code == 503
        again = program.post("/statements", new("statements", id=name))
        assert again.status_code == (409 if saved else 201), again.get_data(as_text=True)[:600]
    assert lost > 0, "every connection was cut too late"
    assert_whole("zanzibar")
    db.session.rollback()
    indexing.drain()
    assert verifying.verify().sound


class Busy:
    """Threads that read and write through the front door for as long as they are let."""

    def __init__(self, app: Flask, token: str) -> None:
        self.app, self.token, self.over = app, token, threading.Event()
        self.strange: list[str] = []
        self.saved: list[str] = []
        self.waiting = 0
        self.threads = [threading.Thread(target=self._work, args=(one,)) for one in range(THREADS)]

    def _work(self, thread: int) -> None:
        program, number = Program(self.app.test_client(), self.token), 0
        while not self.over.is_set():
            number += 1
            name = f"zanzibar-{thread}-{number}"
            for answer in (program.client.get(f"/search?q=pause&x={name}"), self._post(program, name)):
                if answer.status_code == 503 and "Retry-After" in answer.headers:
                    self.waiting += 1
                elif answer.status_code not in (200, 201):
                    self.strange.append(f"{answer.status_code} {answer.get_data(as_text=True)[:300]}")

    def _post(self, program: Program, name: str) -> TestResponse:
        answer = program.post("/statements", new("statements", id=name))
        if answer.status_code == 201:
            self.saved.append(name)
        return answer


def test_k1_a_restarted_server_loses_nothing(there: Flask, own_server: OwnServer, rounds: int) -> None:
    """K1, U3: the server is restarted while four threads read and write: 503 meanwhile, what was saved stays saved."""
    busy = Busy(there, token_for(add_account("editor")))
    db.session.rollback()
    for thread in busy.threads:
        thread.start()
    try:
        for _ in range(max(1, rounds // 5)):
            before = len(busy.saved)
            while len(busy.saved) < before + 3 and not busy.strange:
                busy.over.wait(0.05)
            own_server.restart()
    finally:
        busy.over.set()
        for thread in busy.threads:
            thread.join()
    assert busy.strange == []
    assert busy.waiting > 0
    db.session.rollback()
    assert set(busy.saved) <= set(db.session.scalars(select(Statement.slug)))
    assert_whole("zanzibar")
    db.session.rollback()
    assert there.test_client().get("/search?q=pause").status_code == 200
    indexing.drain()
    assert verifying.verify().sound
