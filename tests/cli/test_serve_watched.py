"""`glossary serve` watched: numbers of all its processes together, and one form for all lines of its log."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from gunicorn.config import Config
from prometheus_client.parser import text_string_to_metric_families

from glossary import counts
from glossary.cli import serving_log
from tests.cli.test_serve import PATIENCE, Server, serving
from tests.reliability.test_serving import ask, connections, workers

PLANTED = "planted-secret-5f2c"
LISTED = 'METRICS = "yes"\nLOG_FORMAT = "json"\nLOG_LEVEL = "info"\n'


@pytest.fixture
def watched(own_instance: Path) -> Path:
    """An instance whose settings ask for numbers, and for a line of JSON for each request."""
    with (own_instance / "config.toml").open("a") as file:
        file.write(LISTED)
    return own_instance


def scrape(server: Server) -> dict[str, dict[tuple[str, ...], float]]:
    """The numbers: name -> values of the labels -> number."""
    with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/metrics", timeout=10) as answer:
        text = answer.read().decode()
    found: dict[str, dict[tuple[str, ...], float]] = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            found.setdefault(sample.name, {})[tuple(sample.labels.values())] = sample.value
    return found


def asked(server: Server) -> float:
    """How often `/api/v1/terms` was answered, by all processes."""
    counted = scrape(server)["glossary_requests_total"]
    return sum(number for labels, number in counted.items() if "/api/v1/terms" in labels)


def test_all_processes_are_counted_together(watched: Path, tmp_path: Path) -> None:
    """Two processes: whichever is asked tells of both; one that is killed takes nothing back, and a new one joins."""
    with serving(watched, tmp_path / "log") as server:
        pair = connections(server)
        for connection in pair:
            for _ in range(3):
                ask(connection, "/api/v1/terms?limit=1")
        assert [asked(server) for _ in range(4)] == [6] * 4
        before = {pid for (pid,) in scrape(server)["glossary_process_resident_bytes"]}
        assert before == {str(pid) for pid in workers(server)}
        assert scrape(server)["glossary_requests_in_progress"][()] == 1
        killed = workers(server)[0]
        os.kill(killed, signal.SIGKILL)
        until = time.monotonic() + PATIENCE
        while (killed in workers(server) or len(workers(server)) < 2) and time.monotonic() < until:
            time.sleep(0.1)
        assert asked(server) == 6
        numbers = scrape(server)
        assert str(killed) not in {pid for (pid,) in numbers["glossary_process_resident_bytes"]}
        assert numbers["glossary_requests_in_progress"][()] == 1
        for connection in pair:
            connection.close()
        assert server.stop() == 0


def test_numbers_begin_anew_with_each_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an earlier server left is cleared away, and nothing else; the numbers are kept there from then on."""
    monkeypatch.setenv(counts.FOLDER, "somewhere else")
    folder = tmp_path / "metrics" / "127-0-0-1-5000"
    counts.prepare(folder)
    for name in ("counter_17.db", "gauge_livesum_17.db", "note.txt"):
        (folder / name).write_bytes(b"old")
    counts.prepare(folder)
    assert [path.name for path in folder.iterdir()] == ["note.txt"]
    assert os.environ[counts.FOLDER] == str(folder)


def test_a_start_on_a_port_that_is_taken_clears_nothing(watched: Path, tmp_path: Path) -> None:
    """The numbers belong to the server that has the port; one that cannot have it leaves them alone."""
    with serving(watched, tmp_path / "log") as server:
        visit(server, "/api/v1/terms?limit=1")
        known = {"GLOSSARY_INSTANCE": str(watched), "GLOSSARY_PORT": str(server.port)}
        command = [sys.executable, "-c", "from glossary.cli import main; main()", "serve"]
        other = subprocess.run(command, env=os.environ | known, capture_output=True, timeout=PATIENCE, check=False)
        assert other.returncode != 0
        assert asked(server) == 1
        assert server.stop() == 0


def test_every_line_of_the_log_is_json(watched: Path, tmp_path: Path) -> None:
    """The server's own lines and those of requests, refused ones too, have one form; nothing that was sent is in it."""
    log = tmp_path / "log"
    with serving(watched, log) as server:
        visit(server, f"/terms/truce?q={PLANTED}")
        raw(server, f"GET /{PLANTED} HTTP/1.1\r\nHost: localhost\r\nX {PLANTED}: 1\r\n\r\n")
        raw(server, f"{PLANTED}\r\n\r\n")
        assert server.stop() == 0
    written = [line for line in log.read_text("utf-8").splitlines() if not line.startswith("The glossary is at ")]
    told = [json.loads(line) for line in written if line.startswith("{")]
    assert [line for line in written if not line.startswith(("{", "Nobody can sign in"))] == []
    assert {"gunicorn.error", "glossary.answers"} <= {line["logger"] for line in told}
    assert any(line.get("route") == "/terms/<slug>" and line["status"] == 200 for line in told)
    assert PLANTED not in log.read_text("utf-8")
    assert "127.0.0.1" not in str([line for line in told if "Listening" not in line["event"]])


def visit(server: Server, path: str) -> None:
    """Ask for a page."""
    with urllib.request.urlopen(f"http://127.0.0.1:{server.port}{path}", timeout=30) as answer:
        answer.read()


def raw(server: Server, text: str) -> None:
    """Send something that is no request, and wait for the answer."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
        connection.sendall(text.encode())
        assert connection.recv(4096).startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize(
    "said",
    [
        ("Invalid request from ip=203.0.113.9: Invalid HTTP Header", ()),
        ("Error handling request %s %s", ("GET", f"/search?q={PLANTED}")),
        ("Error handling request %s", (f"/search?q={PLANTED}",)),
    ],
)
def test_what_gunicorn_would_tell_of_visitors_is_reworded(
    said: tuple[str, tuple[Any, ...]], capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither the address of a visitor nor what was asked for is left; other messages stay as they are."""
    kept = {"SECRET_KEY": "", "SECRET_KEY_OLD": (), "METRICS_TOKEN": "", "DATABASE_URL": "sqlite://"}
    logger = serving_log.of({"LOG_FORMAT": "json", "LOG_LEVEL": "info", **kept})(Config())
    logger.warning(said[0], *said[1])
    logger.warning("Worker with pid %s was terminated", 7)
    reworded, plain = (json.loads(line)["event"] for line in capsys.readouterr().err.splitlines())
    assert reworded in serving_log.REWORDED.values()
    assert plain == "Worker with pid 7 was terminated"


@pytest.mark.parametrize(("told", "level"), [("debug", "info"), ("info", "info"), ("warning", "warning")])
def test_gunicorn_is_told_the_level(told: str, level: str) -> None:
    """Its `debug` writes of each broken connection, where it came from, too, and is never used."""
    assert serving_log.level({"LOG_LEVEL": told}) == level
