"""A small HTTP client that asks as fast as it is answered: kept connections, raw sockets, one thread a client."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

TIMEOUT = 60.0


@dataclass
class Block:
    """What came back within a stretch of time: seconds of each good answer, bytes of all, number of others."""

    seconds: float = 0.0
    times: list[float] = field(default_factory=list)
    bytes: int = 0
    failures: int = 0

    @property
    def rate(self) -> float:
        """Good answers a second."""
        return len(self.times) / self.seconds if self.seconds else 0.0


class Connection:
    """One kept connection to a server on loopback; opened anew where the server has closed it."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._open()

    def _open(self) -> None:
        self._socket = socket.create_connection(("127.0.0.1", self._port), timeout=TIMEOUT)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def get(self, path: str) -> tuple[int, bytes]:
        """Status and body of an answer."""
        request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\nAccept: application/json\r\n\r\n".encode()
        try:
            return self._ask(request)
        except (ConnectionError, EOFError):
            self.close()
            self._open()
            return self._ask(request)

    def _ask(self, request: bytes) -> tuple[int, bytes]:
        self._socket.sendall(request)
        data = bytearray()
        while (end := data.find(b"\r\n\r\n")) < 0:
            data += self._more()
        head = bytes(data[:end]).lower()
        body = self._body(head, data[end + 4 :])
        if b"\r\nconnection: close" in head:
            self.close()
            self._open()
        return int(head[9:12]), body

    def _body(self, head: bytes, data: bytearray) -> bytes:
        at = head.find(b"\r\ncontent-length:")
        if at < 0:
            return self._chunks(data)
        length = int(head[at + 17 :].split(b"\r\n", 1)[0])
        while len(data) < length:
            data += self._more()
        return bytes(data)

    def _chunks(self, data: bytearray) -> bytes:
        """A body sent in pieces, each after its length in hexadecimal digits."""
        body, at = bytearray(), 0
        while True:
            while (end := data.find(b"\r\n", at)) < 0:
                data += self._more()
            length = int(data[at:end], 16)
            at = end + 2 + length + 2
            while len(data) < at:
                data += self._more()
            if not length:
                return bytes(body)
            body += data[at - 2 - length : at - 2]

    def _more(self) -> bytes:
        data = self._socket.recv(1 << 20)
        if not data:
            raise EOFError
        return data

    def close(self) -> None:
        """Let go of the connection."""
        self._socket.close()


def load(port: int, paths: Iterator[str], clients: int, seconds: float) -> Block:
    """Ask for one path after another, each client as soon as it has its answer, for so many seconds."""
    block, lock = Block(), threading.Lock()
    start = time.perf_counter()
    threads = [
        threading.Thread(target=_client, args=(port, paths, start + seconds, block, lock)) for _ in range(clients)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    block.seconds = time.perf_counter() - start
    return block


def _client(port: int, paths: Iterator[str], until: float, block: Block, lock: threading.Lock) -> None:
    connection = Connection(port)
    try:
        while (start := time.perf_counter()) < until:
            with lock:
                path = next(paths)
            status, body = connection.get(path)
            _count(block, lock, status, len(body), time.perf_counter() - start)
    except (OSError, EOFError, ValueError):
        with lock:
            block.failures += 1
    finally:
        connection.close()


def _count(block: Block, lock: threading.Lock, status: int, size: int, seconds: float) -> None:
    with lock:
        if status == 200:
            block.times.append(seconds)
            block.bytes += size
        else:
            block.failures += 1
