"""`glossary serve`: what is no request, or too much of one; a stop in the middle of a request; a socket for a proxy."""

from __future__ import annotations

import os
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from glossary.cli import serving as serving_door
from glossary.cli.serving import CHOSEN, Server
from glossary.security import HEADERS, TRANSPORT
from glossary.services.index import indexing
from tests.cli.test_serve import PATIENCE, serving

FIELDS, FIELD, LINE = (CHOSEN[f"limit_request_{name}"] for name in ("fields", "field_size", "line"))
Answer = tuple[int, dict[str, str], str]


def ask(connection: socket.socket, *sent: bytes) -> Answer:
    """Status, headers and text of what the other side says before it closes."""
    with connection:
        connection.settimeout(PATIENCE)
        for part in sent:
            connection.sendall(part)
        said = b"".join(iter(lambda: connection.recv(65536), b"")).decode()
    head, _, text = said.partition("\r\n\r\n")
    first, *lines = head.split("\r\n")
    return int(first.split()[1]), dict(line.split(": ", 1) for line in lines), text


def get(path: str = "/healthz", *headers: str) -> bytes:
    """A request as bytes; it asks for the connection to be closed."""
    return "\r\n".join([f"GET {path} HTTP/1.1", "Host: localhost", "Connection: close", *headers, "", ""]).encode()


def long_header(size: int) -> str:
    """A header of that many bytes, counted as gunicorn does: with the end of its line."""
    return "X-Long: " + "x" * (size - len("X-Long: \r\n"))


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the server of these tests wrote."""
    return tmp_path_factory.mktemp("limits") / "log"


@pytest.fixture(scope="module")
def say(seeded: Path, log: Path) -> Iterator[Callable[..., Answer]]:
    """Say something to a server over a new connection."""
    with serving(seeded, log) as server:
        yield lambda *sent: ask(socket.create_connection(("127.0.0.1", server.port)), *sent)


def test_as_many_and_as_long_headers_as_are_allowed_are_taken(say: Callable[..., Answer]) -> None:
    """The limits themselves are no refusal: 64 headers, one of 8,190 bytes, a request line of 8,190."""
    many = [f"X-{number}: 1" for number in range(FIELDS - 2)]
    assert say(get("/healthz", *many))[0] == 200
    assert say(get("/healthz", long_header(FIELD)))[0] == 200
    assert say(get("/healthz?" + "x" * (LINE - len("GET /healthz? HTTP/1.1"))))[0] == 200


BAD = {
    "no request at all": (b"secret-word nonsense\r\n\r\n", 400),
    "a binary greeting": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 secret-word\r\n\r\n", 400),
    "no such HTTP": (b"GET /?secret-word HTTP/9.9\r\nHost: localhost\r\n\r\n", 400),
    "a broken header": (b"GET / HTTP/1.1\r\nHost: localhost\r\nsecret-word\r\n\r\n", 400),
    "two lengths": (b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", 400),
    "a coding nobody knows": (b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: secret-word\r\n\r\n", 501),
    "a strange expectation": (get("/", "Expect: secret-word"), 417),
    "one header too many": (get("/", *(f"X-{number}: 1" for number in range(FIELDS - 1))), 431),
    "a header one byte too long": (get("/", long_header(FIELD + 1)), 431),
    "a request line one byte too long": (get("/?" + "x" * (LINE + 1 - len("GET /? HTTP/1.1"))), 414),
}


@pytest.mark.parametrize("case", BAD)
def test_what_the_app_never_sees_is_refused_with_the_headers_of_every_answer(
    case: str, say: Callable[..., Answer], log: Path
) -> None:
    """gunicorn's own answers carry the security headers and a sentence, and nothing that was sent is repeated."""
    sent, expected = BAD[case]
    status, headers, text = say(sent)
    assert status == expected
    assert HEADERS.items() <= headers.items()
    assert headers["Content-Type"] == "text/plain; charset=utf-8"
    assert headers["Cache-Control"] == "no-store"
    assert int(headers["Content-Length"]) == len(text)
    assert text.endswith(".\n")
    assert "Strict-Transport-Security" not in headers
    written = log.read_text("utf-8")
    assert f"request {headers['X-Request-ID']}" in written.replace('"', "")
    for kept_quiet in ("secret-word", "127.0.0.1:", "ip=", "Traceback"):
        assert kept_quiet not in text + written.replace("http://127.0.0.1:", "")


def test_without_a_trusted_proxy_nobody_is_believed_to_come_by_https(say: Callable[..., Answer]) -> None:
    """A visitor's own X-Forwarded-Proto changes nothing: no promise of https, no link to it; nor do names of paths."""
    status, headers, _ = say(get("/", "X-Forwarded-Proto: https", "X-Forwarded-Ssl: on", "SCRIPT_NAME: /elsewhere"))
    assert status == 200
    assert "Strict-Transport-Security" not in headers


def test_u5_a_request_that_has_begun_is_finished_after_the_stop_was_asked_for(seeded: Path, tmp_path: Path) -> None:
    """U5: SIGTERM arrives while a form is being sent; nobody new comes in, its page comes whole, it ends."""
    form = b"text=They+agreed+on+a+humanitarian+pause."
    head = f"POST /annotate HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(form)}\r\n"
    head += "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    with serving(seeded, tmp_path / "log") as server:
        connection = socket.create_connection(("127.0.0.1", server.port))
        connection.sendall(head.encode() + form[:10])
        _until_read(connection)
        server.process.send_signal(signal.SIGTERM)
        _until_refused(server.port)
        status, headers, text = ask(connection, form[10:])
        assert status == 200
        assert len(text.encode()) == int(headers["Content-Length"])
        assert server.process.wait(PATIENCE) == 0
    assert "Traceback" not in (tmp_path / "log").read_text("utf-8")


def _until_read(connection: socket.socket) -> None:
    """Until the server has taken what was sent: the kernel holds none of it any more."""
    import fcntl
    import termios

    for _ in range(PATIENCE * 10):
        waiting = fcntl.ioctl(connection, termios.TIOCOUTQ, b"\0" * 4)
        if not int.from_bytes(waiting, sys.byteorder):
            break
        time.sleep(0.1)
    time.sleep(1)  # acknowledged by the kernel is not yet read by the process; there is no way to ask


def _until_refused(port: int) -> None:
    """Until nobody listens any more."""
    for _ in range(PATIENCE * 10):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            return
        time.sleep(0.1)
    pytest.fail("it still listens")


@pytest.fixture
def behind(seeded: Path, tmp_path: Path) -> Iterator[tuple[Path, subprocess.Popen[bytes], Path]]:
    """A server on a socket in the file system, as behind a proxy: the socket, the process and its log."""
    path, log = tmp_path / "glossary.sock", tmp_path / "log"
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GLOSSARY_")}
    mine = {"INSTANCE": str(seeded), "HOST": f"unix:{path}", "TRUSTED_PROXY": "yes", "WORKERS": "1"}
    command = [sys.executable, "-u", "-c", "from glossary.cli import main; main()", "serve"]
    environment = clean | {f"GLOSSARY_{name}": value for name, value in mine.items()}
    with log.open("wb") as output:
        process = subprocess.Popen(command, env=environment, stdout=output, stderr=subprocess.STDOUT)
    try:
        for _ in range(PATIENCE * 10):
            if path.exists() or process.poll() is not None:
                break
            time.sleep(0.1)
        yield path, process, log
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def test_a_proxy_on_the_same_machine_may_use_a_socket(behind: tuple[Path, subprocess.Popen[bytes], Path]) -> None:
    """HOST=unix:… is for owner and group, the proxy is believed, refusals promise https, the stop removes it."""
    path, process, log = behind

    def say(*sent: bytes) -> Answer:
        connection = socket.socket(socket.AF_UNIX)
        connection.connect(str(path))
        return ask(connection, *sent)

    assert stat.S_IMODE(path.stat().st_mode) == 0o770
    proxied = ("X-Forwarded-Proto: https", "X-Forwarded-For: 192.0.2.7", "X-Forwarded-Host: localhost")
    status, headers, _ = say(get("/", *proxied))
    assert (status, headers["Strict-Transport-Security"]) == (200, TRANSPORT)
    status, headers, _ = say(b"nonsense\r\n\r\n")
    assert (status, headers["Strict-Transport-Security"]) == (400, TRANSPORT)
    process.send_signal(signal.SIGTERM)
    assert process.wait(PATIENCE) == 0
    assert not path.exists()
    assert f"listens on unix:{path} for the proxy" in log.read_text("utf-8")


def test_u5_a_process_ends_once_the_index_is_let_go_of(own_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """U5: what follows the index is told to stop and waited for, so that its lock is closed; but not for ever."""
    server = Server(own_app.config["GLOSSARY"], "127.0.0.1:0")
    let_go, never = threading.Event(), threading.Event()

    def follow() -> None:
        with own_app.app_context(), indexing.index().exclusive():
            server.stop.wait()
        let_go.set()

    def run(work: Callable[[], object]) -> None:
        server.threads.append(threading.Thread(target=work, daemon=True))
        server.threads[-1].start()

    run(follow)
    server.finish(None, None)
    assert let_go.is_set()
    monkeypatch.setattr(serving_door, "FINISH_SECONDS", 0.1)
    run(never.wait)
    server.finish(None, None)
    assert server.threads[-1].is_alive()
    never.set()
