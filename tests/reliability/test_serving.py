"""S1, S2, U5 with real servers: two workers and a publisher that dies; a stop in the middle of the work."""

from __future__ import annotations

import http.client
import json
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select

from glossary.db import db
from glossary.models import Statement
from glossary.services.index import verifying
from tests.api.programs import add_account, new, token_for
from tests.cli.test_serve import Server, serving
from tests.reliability.killing import acknowledged, start

PROMISED = 2.0
"""Seconds until a published change is found."""


def workers(server: Server) -> list[int]:
    """The processes of a server's workers."""
    pid = server.process.pid
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def ask(connection: http.client.HTTPConnection, path: str) -> Any:
    """An answer over a connection that stays open."""
    connection.request("GET", path)
    answer = connection.getresponse()
    return json.loads(answer.read())


@contextmanager
def only(worker: int, all_of_them: list[int]) -> Iterator[None]:
    """Let one worker alone run, so that it takes the next connection."""
    others = [pid for pid in all_of_them if pid != worker]
    for pid in others:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in others:
            os.kill(pid, signal.SIGCONT)


def connections(server: Server) -> list[http.client.HTTPConnection]:
    """A connection to each worker."""
    made, pids = [], workers(server)
    for pid in pids:
        with only(pid, pids):
            made.append(http.client.HTTPConnection("127.0.0.1", server.port, timeout=30))
            assert ask(made[-1], "/healthz") == {"status": "alive"}
    return made


def test_s1_s2_both_workers_find_what_a_killed_publisher_published(own_instance: Path, tmp_path: Path) -> None:
    """S1, S2: the publisher dies between commit and index; within two seconds both workers find what it published."""
    with serving(own_instance, tmp_path / "log") as server:
        asked = connections(server)
        assert len(asked) == 2
        assert [ask(one, "/api/v1/search?q=zanzibar")["total"] for one in asked] == [0, 0]
        child = start("die", own_instance, "zanzibar")
        while child.poll() is None:  # a connection on which nothing is asked is closed before long
            assert [ask(one, "/healthz") for one in asked] == [{"status": "alive"}] * 2
            time.sleep(0.05)
        assert acknowledged(child, []) == ["zanzibar-1"]
        until = time.monotonic() + PROMISED
        waiting = list(asked)
        while waiting:
            in_time = time.monotonic() <= until
            waiting = [one for one in waiting if ask(one, "/api/v1/search?q=zanzibar")["total"] != 1]
            assert in_time, f"{len(waiting)} of 2 workers do not find it"
        for one in asked:
            one.close()
        assert server.stop() == 0


class Load:
    """Readers and a writing program, at work until the server is gone; what they were answered."""

    def __init__(self, port: int, token: str) -> None:
        self.port, self.token = port, token
        self.broken: list[str] = []
        self.saved: list[str] = []
        self.read = 0
        targets = [self._read, self._read, self._write]
        self.threads = [threading.Thread(target=target) for target in targets]

    def _until_gone(self, method: str, path: str, bodies: Iterator[Any]) -> Iterator[tuple[int, Any]]:
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        for body in bodies:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
            try:
                connection.request(method, path, json.dumps(body) if body else None, headers)
                answer = connection.getresponse()
                text = answer.read()
            except (ConnectionError, http.client.BadStatusLine):  # nobody is there any more
                return
            except http.client.IncompleteRead as error:
                self.broken.append(repr(error))
                return
            finally:
                connection.close()
            yield answer.status, json.loads(text)

    def _read(self) -> None:
        for status, answer in self._until_gone("GET", "/api/v1/search?q=pause", iter(lambda: None, 1)):
            self.read += status == 200 and answer["total"] > 0

    def _write(self) -> None:
        numbered = (new("statements", id=f"zanzibar-{number}") for number in range(1, 100_000))
        for status, answer in self._until_gone("POST", "/api/v1/statements", numbered):
            if status == 201:
                self.saved.append(answer["id"])

    def run(self) -> None:
        """Begin."""
        for thread in self.threads:
            thread.start()

    def wait(self) -> None:
        """Until nobody answers any more."""
        for thread in self.threads:
            thread.join()


def test_u5_a_stop_under_load_is_clean(own_app: Flask, own_instance: Path, tmp_path: Path) -> None:
    """U5: SIGTERM while reading and writing: exit 0, no answer cut, what was saved is there, no lock, and it starts."""
    token = token_for(add_account("editor"))
    db.session.rollback()
    with serving(own_instance, tmp_path / "log") as server:
        load = Load(server.port, token)
        load.run()
        for _ in range(600):
            if len(load.saved) >= 5 and load.read >= 5:
                break
            time.sleep(0.1)
        assert server.stop() == 0
        load.wait()
    assert len(load.saved) >= 5
    assert load.broken == []
    assert not list(own_instance.glob("glossary.db-journal"))
    with serving(own_instance, tmp_path / "second") as again:
        assert again.get("/readyz")["status"] == "ready"
        assert again.stop() == 0
    assert set(load.saved) <= set(db.session.scalars(select(Statement.slug)))
    assert verifying.verify().sound
    for log in ("log", "second"):
        assert "Traceback" not in (tmp_path / log).read_text("utf-8")
