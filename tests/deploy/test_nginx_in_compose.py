"""nginx in containers: the sample as compose.yaml makes it follows a container that was made anew."""

from __future__ import annotations

import shutil
import socket
import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.deploy import samples
from tests.deploy.proxied import PATIENCE, Nginx, certify, free_ports

FIRST, SECOND = "127.0.0.21", "127.0.0.22"
"""Addresses of the container, before and after."""


class _Names(socketserver.BaseRequestHandler):
    """Answers each question for an address with that of the container, good for ten minutes; for IPv6, with none."""

    def handle(self) -> None:
        """One question (RFC 1035, 4.1)."""
        asked, line = self.request
        name_ends = asked.index(b"\0", 12) + 1
        question, kind = asked[12 : name_ends + 4], asked[name_ends : name_ends + 2]
        found = kind == b"\0\1"
        self.server.asked += 1  # type: ignore[attr-defined]
        head = asked[:2] + b"\x81\x80" + b"\0\1" + (b"\0\1" if found else b"\0\0") + b"\0\0\0\0"
        address = socket.inet_aton(self.server.address)  # type: ignore[attr-defined]
        record = b"\xc0\x0c\0\1\0\1\0\0\2\x58\0\4" + address if found else b""
        line.sendto(head + question + record, self.client_address)


class _Container(BaseHTTPRequestHandler):
    """Says at which address it was reached, and what it was asked."""

    def do_GET(self) -> None:
        """Whatever the path."""
        told = f"{self.server.server_address[0]} {self.path}".encode()  # type: ignore[str-bytes-safe]
        self.send_response(200)
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def log_message(self, *_: Any) -> None:
        """Nothing is logged."""


@contextmanager
def served(server: socketserver.BaseServer) -> Iterator[socketserver.BaseServer]:
    """A server at work until the end of the block."""
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def names() -> Iterator[Any]:
    """The name server of the containers, which knows the first address."""
    with served(socketserver.UDPServer(("127.0.0.1", 0), _Names)) as server:
        server.address, server.asked = FIRST, 0  # type: ignore[attr-defined]
        yield server


def site(names: int, port: int) -> str:
    """The sample as compose.yaml makes it, for a name server and a container on these ports; names are good for 1 s."""
    made = samples.in_compose(samples.text("nginx.conf"), "nginx", shutil.which("sed") or "sed")
    assert made.count("resolver 127.0.0.11 valid=10s;") == made.count("glossary:5000;") == 4
    assert "proxy_pass http://glossary;" not in made
    made = made.replace("resolver 127.0.0.11 valid=10s;", f"resolver 127.0.0.1:{names} valid=1s;")
    assert made.count("listen 5080;") == 1
    return made.replace("glossary:5000;", f"glossary:{port};").replace("listen 5080;", "listen 127.0.0.1:5080;")


def test_a_container_that_is_made_anew_is_found(nginx: str, names: Any, tmp_path: Path) -> None:
    """nginx understands it and passes on what is asked; when the container has another address, that is asked soon."""
    certify(tmp_path / "etc/ssl/glossary")
    port, *ports = free_ports(4)
    words = site(names.server_address[1], port)
    with Nginx(nginx, tmp_path, *ports, words) as proxy:
        visitor = proxy.visitor()
        with served(ThreadingHTTPServer((FIRST, port), _Container)):
            assert visitor.ask("/search?q=a%20b").text == f"{FIRST} /search?q=a%20b"
            assert visitor.ask("/admin/import?x=1").text == f"{FIRST} /admin/import?x=1"
        names.address = SECOND
        with served(ThreadingHTTPServer((SECOND, port), _Container)):
            until = time.monotonic() + PATIENCE
            while (answer := visitor.ask("/terms")).status == 503 and time.monotonic() < until:
                time.sleep(0.1)
            assert answer.text == f"{SECOND} /terms"
    assert names.asked > 1
