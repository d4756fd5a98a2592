"""B4: what is sent in pieces, without saying how long it is, has the same limits, and broken pieces are no failure."""

from __future__ import annotations

import io
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from glossary import create_app, receiving
from glossary.security import LARGER, MAX_BODY
from tests.cli.test_serve import Server, serving
from tests.security.addresses import path_of, rules

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


def send(client: FlaskClient, address: str, body: Any, kind: str) -> Any:
    """A body in pieces, as a server hands it over."""
    stream = body if isinstance(body, Breaking) else io.BytesIO(body)
    environ = {"wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked"}
    return client.post(address, input_stream=stream, content_type=kind, environ_overrides=environ)


@pytest.mark.parametrize(
    ("address", "kind", "most"),
    [
        ("/api/v1/annotate", JSON, 6_001_000),
        ("/annotate", FORM, 6_010_000),
        ("/reconcile/terms", FORM, 2_000_000),
        ("/reconcile/actors", FORM, 2_000_000),
        ("/terms/truce/correct", FORM, MAX_BODY),
    ],
)
def test_the_limit_holds_without_a_length(app: Flask, client: FlaskClient, address: str, kind: str, most: int) -> None:
    """At the limit the body is read; a byte more is 413 and names the limit, instead of being cut off unsaid."""
    start = (
        b'{"text":"a truce"}'
        if kind == JSON
        else b"text=a+truce&queries=%7B%22q%22%3A%7B%22query%22%3A%22a%22%7D%7D&x="
    )
    within = send(client, address, start + b" " * (most - len(start)), kind)
    assert within.status_code in (200, 400, 422), within.text[:300]
    beyond = send(client, address, start + b" " * (most - len(start) + 1), kind)
    assert beyond.status_code == 413
    assert f"At most {most:,} bytes may be sent at a time." in beyond.text


def test_no_address_fails_without_a_length(app: Flask, client: FlaskClient) -> None:
    """Whatever is sent anywhere in pieces, far too long, is never a 5xx."""
    for rule in rules(app):
        beyond = app.extensions[LARGER].get(rule.endpoint, MAX_BODY) + 1
        answer = send(client, path_of(rule), b"x" * beyond, FORM)
        assert answer.status_code < 500, rule.rule


class Breaking(io.BytesIO):
    """A body that ends with an error."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def read(self, _size: int | None = -1) -> bytes:
        raise self.error


@pytest.mark.parametrize(("error", "status"), [(ValueError(), 400), (OSError(), 400), (TimeoutError(), 408)])
@pytest.mark.parametrize("address", ["/api/v1/annotate", "/annotate", "/reconcile/terms", "/terms/truce/correct"])
def test_what_does_not_arrive_is_no_failure(client: FlaskClient, address: str, error: Exception, status: int) -> None:
    """A piece that is broken, or never comes, is told to whoever sends it."""
    answer = send(client, address, Breaking(error), JSON if "api" in address else FORM)
    assert answer.status_code == status
    assert "The body of the request does not arrive" in answer.text


@pytest.fixture(scope="module")
def server(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The real server."""
    folder = tmp_path_factory.mktemp("serving")
    with serving(Path(shutil.copytree(seeded, folder / "instance")), folder / "log") as running:
        yield running


def spoken(server: Server, address: str, kind: str, body: bytes) -> bytes:
    """What the server says to these bytes after the head of a request in pieces."""
    head = f"POST {address} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nContent-Type: {kind}\r\n"
    with socket.create_connection(("127.0.0.1", server.port), timeout=60) as line:
        line.sendall(f"{head}Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n".encode() + body)
        return line.recv(65_536)


@pytest.mark.parametrize(
    ("pieces", "status"),
    [
        (b"5\r\ntruce\r\n0\r\n\r\n", 200),
        (b"5\r\ntruce\r\n0\r\nX: y\r\n\r\n", 200),
        (b"zz\r\ntruce\r\n0\r\n\r\n", 400),
        (b"-5\r\ntruce\r\n0\r\n\r\n", 400),
        (b"5\r\ntruce, longer\r\n0\r\n\r\n", 400),
        (b"5;" + b"x" * 100_000 + b"\r\ntruce\r\n0\r\n\r\n", 400),
        (b"5\r\ntruce\r\n0\r\n" + b"X: y\r\n" * 200_000, 400),
    ],
)
def test_the_server_takes_pieces(server: Server, pieces: bytes, status: int) -> None:
    """Whole ones are read; broken ones are refused."""
    assert spoken(server, "/api/v1/annotate", "text/plain", pieces).split()[1] == str(status).encode()
    assert b"Traceback" not in server.log.read_bytes()


def test_silence_is_given_up(monkeypatch: pytest.MonkeyPatch, client: FlaskClient) -> None:
    """The server's line is given so many seconds while it is read, and is then as it was."""
    told: list[float | None] = []

    class Line:
        """Keeps what it is told."""

        def gettimeout(self) -> float | None:
            return None

        def settimeout(self, seconds: float | None) -> None:
            told.append(seconds)

    given = {"gunicorn.socket": Line()}
    answer = client.post("/api/v1/annotate", data="a truce", content_type="text/plain", environ_overrides=given)
    assert answer.status_code == 200
    assert told[:2] == [receiving.PATIENCE, None]
    assert set(told) == {receiving.PATIENCE, None}
    assert told[-1] is None


@pytest.fixture(scope="module")
def behind_proxy(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The real server, told that a proxy stands before it."""
    folder = tmp_path_factory.mktemp("serving")
    instance = Path(shutil.copytree(seeded, folder / "instance"))
    (instance / "config.toml").write_text("trusted_proxy = true\n", encoding="utf-8")
    with serving(instance, folder / "log") as running:
        yield running


TOO_MUCH = 3 * MAX_BODY
UNWANTED = {
    "too long": ("/terms/truce/correct", TOO_MUCH, b"413"),
    "not signed in": ("/admin/import", 20 * MAX_BODY, b"303"),
    "no such address": ("/nothing", MAX_BODY, b"404"),
    "no such method": ("/terms", MAX_BODY, b"405"),
}


@pytest.mark.sqlite
@pytest.mark.parametrize(("address", "size", "status"), UNWANTED.values(), ids=UNWANTED)
def test_a_proxy_is_heard_out(behind_proxy: Server, address: str, size: int, status: bytes) -> None:
    """Whatever is answered, the body is taken to its end: the proxy sees the answer, and may ask again on the line."""
    with socket.create_connection(("127.0.0.1", behind_proxy.port), timeout=60) as line:
        head = f"POST {address} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {FORM}\r\nContent-Length: {size}\r\n\r\n"
        line.sendall(head.encode())
        for _ in range(100):
            line.sendall(b"x" * (size // 100))
        assert answered(line).split()[1] == status
        line.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        assert answered(line).split()[1] == b"200"


def answered(line: socket.socket) -> bytes:
    """The head of the next answer, whose body is read, too."""
    with line.makefile("rb") as file:
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            head += file.readline() or pytest.fail("the line was closed")
        length = next(int(one.split(b":")[1]) for one in head.splitlines() if one.lower().startswith(b"content-length"))
        assert len(file.read(length)) == length
    return head


def test_who_sends_slowly_is_not_heard_out(monkeypatch: pytest.MonkeyPatch, proxied: FlaskClient) -> None:
    """After so many seconds, or so many bytes, what is left stays where it is."""
    monkeypatch.setattr(receiving, "MOST_DROPPED", 10)
    body = io.BytesIO(b"x" * 30)
    assert proxied.post("/nothing", input_stream=body, content_length=30).status_code == 404
    assert body.tell() == 10
    monkeypatch.setattr(receiving, "DROPPING", 0.0)
    body = io.BytesIO(b"x" * 30)
    assert proxied.post("/nothing", input_stream=body, content_length=30).status_code == 404
    assert body.tell() == 0


@pytest.fixture
def proxied(seeded: Path) -> FlaskClient:
    """Asks an app that is told of a proxy."""
    return create_app({"TRUSTED_PROXY": "yes"}, instance=seeded).test_client()
