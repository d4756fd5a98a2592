"""`glossary serve`: the first start prepares everything, a later one changes nothing, and stopping is clean (U5)."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from glossary.cli import serving as serving_door
from glossary.db import db, writing
from glossary.models import Statement
from glossary.services.annotation import known as annotating_known
from glossary.services.annotation.annotating import annotate
from glossary.services.bulk import uploads as bulk_uploads
from glossary.services.publishing.publishing import publish
from tests.services.publishing import editing

KIRBY = "john-kirby-humanitarian-pause-2023-10-26"
PATIENCE = 90
"""Seconds after which a start counts as failed; a start takes a few."""


class Server:
    """`glossary serve` in a process of its own."""

    def __init__(self, instance: Path, log: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        clean = {name: value for name, value in os.environ.items() if not name.startswith("GLOSSARY_")}
        mine = {"GLOSSARY_INSTANCE": str(instance), "GLOSSARY_PORT": str(self.port), "GLOSSARY_WORKERS": "2"}
        self.log = log
        with log.open("ab") as output:
            command = [sys.executable, "-u", "-c", "from glossary.cli import main; main()", "serve"]
            self.process = subprocess.Popen(command, env=clean | mine, stdout=output, stderr=subprocess.STDOUT)

    def get(self, path: str) -> Any:
        """What an address answers, as JSON."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            return json.load(answer)

    def wait(self) -> None:
        """Until it answers."""
        for _ in range(PATIENCE * 10):
            if self.process.poll() is not None:
                pytest.fail(f"the server ended: {self.log.read_text('utf-8')}")
            try:
                self.get("/healthz")
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.1)
            else:
                return
        pytest.fail(f"the server does not answer: {self.log.read_text('utf-8')}")

    def stop(self) -> int:
        """Ask it to end, as a supervisor does; its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)


@contextmanager
def serving(instance: Path, log: Path) -> Iterator[Server]:
    """A server that answers; killed if the test did not stop it."""
    server = Server(instance, log)
    try:
        server.wait()
        yield server
    finally:
        if server.process.poll() is None:
            server.process.kill()
            server.process.wait()


@pytest.mark.sqlite
def test_the_first_start_prepares_and_the_second_changes_nothing(tmp_path: Path) -> None:
    """A blank machine serves the whole data set; after SIGTERM a second start answers from the same bytes (U5, K7)."""
    instance, log = tmp_path / "instance", tmp_path / "log"
    with serving(instance, log) as server:
        assert server.get("/healthz") == {"status": "alive"}
        assert server.get("/readyz")["status"] == "ready"
        assert server.get("/api/v1/search?q=Kirby&limit=1")["total"] > 0
        assert server.stop() == 0
    told = log.read_text("utf-8")
    assert "Imported: 1007 new" in told
    assert "Indexed 401 statements." in told
    assert f"The glossary is at http://127.0.0.1:{server.port}/" in told
    assert "Traceback" not in told
    database = (instance / "glossary.db").read_bytes()
    index = sorted(path.name for path in (instance / "index").rglob("*"))
    assert not list(instance.glob("glossary.db-*"))
    with serving(instance, tmp_path / "second") as server:
        assert server.get("/readyz")["status"] == "ready"
        assert server.stop() == 0
    assert "Imported" not in (tmp_path / "second").read_text("utf-8")
    assert (instance / "glossary.db").read_bytes() == database
    assert sorted(path.name for path in (instance / "index").rglob("*")) == index


def test_s1_what_another_process_publishes_is_found_without_a_restart(
    own_instance: Path, own_app: Flask, tmp_path: Path
) -> None:
    """S1: a statement revised past the server is found by its new words; the server follows the change log."""
    with serving(own_instance, tmp_path / "log") as server:
        with writing() as session:
            statement = session.scalars(select(Statement).where(Statement.slug == KIRBY)).one()
            statement.summary = "Says zanzibarically what a pause is."
            labels = {statement.conflict: "A label"}
            publish(session, "statement", statement, conflicts=labels, disputes=[], origin="editor")
        for _ in range(PATIENCE * 10):
            found = server.get("/api/v1/search?q=zanzibarically")
            if found["total"]:
                break
            time.sleep(0.1)
        assert [hit["statement"]["id"] for hit in found["hits"]] == [KIRBY]
        assert server.stop() == 0


def test_old_files_are_forgotten_while_it_serves(own_instance: Path, tmp_path: Path) -> None:
    """A file at the desk that was left over a week ago is gone soon after the start; one of today stays."""
    uploads = own_instance / "uploads"
    uploads.mkdir(exist_ok=True)
    for name in ("old", "new"):
        (uploads / name).write_text("left over")
    os.utime(uploads / "old", (0, 0))
    with serving(own_instance, tmp_path / "log") as server:
        for _ in range(PATIENCE * 10):
            if not (uploads / "old").exists():
                break
            time.sleep(0.1)
        assert [path.name for path in uploads.iterdir()] == ["new"]
        assert server.stop() == 0
    assert "Traceback" not in (tmp_path / "log").read_text("utf-8")


def test_what_cannot_be_forgotten_now_is_forgotten_an_hour_later(
    own_app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A failure is written to the log and ends nothing: the next turn comes after an hour, until it is told to stop."""
    waited: list[float] = []

    class Stop(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            waited.append(timeout or 0)
            return len(waited) == 2

    def fail() -> None:
        raise OSError("no disk")

    monkeypatch.setattr(bulk_uploads, "forget_old", fail)
    serving_door.forget(own_app, Stop())
    assert waited == [3600, 3600]
    assert caplog.text.count("old files could not be forgotten") == 2


def test_what_annotation_needs_after_a_change_is_made_while_it_follows(own_app: Flask) -> None:
    """The look at the change log makes the forms of terms ready where texts were annotated, before the next reader."""

    class Stop(threading.Event):
        looked = False

        def wait(self, timeout: float | None = None) -> bool:
            before, self.looked = self.looked, True
            return before

    annotate("an armistice")
    editing.revise("term", "armistice", preferred="laying down of swords")
    db.session.rollback()
    serving_door.follow(own_app, Stop())
    made = own_app.extensions[annotating_known.EXTENSION].made
    assert [one["text"] for one in annotate("laying down of swords")["annotations"]] == ["laying down of swords"]
    assert annotating_known.known() is made


def test_a_port_that_is_taken_is_told(own_instance: Path, tmp_path: Path) -> None:
    """Two servers on one port: the second ends with an error code and says which address is in use."""
    with serving(own_instance, tmp_path / "log") as server:
        environment = {**os.environ, "GLOSSARY_INSTANCE": str(own_instance), "GLOSSARY_PORT": str(server.port)}
        command = [sys.executable, "-c", "from glossary.cli import main; main()", "serve"]
        ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False)
        assert ended.returncode != 0
        assert str(server.port) in ended.stderr
        assert "in use" in ended.stderr
        assert server.stop() == 0
