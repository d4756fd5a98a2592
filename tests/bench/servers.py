"""Starting and stopping what is measured over HTTP, on free ports of loopback."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from glossary import ROOT
from tests.bench.http_load import Connection

PATIENCE = 300
"""Seconds that a server may take to its first answer."""
WORKERS = 2


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: Sequence[str], port: int, probe: str, env: Mapping[str, str] | None = None) -> Iterator[int]:
    """A server process until the block ends; yields its port once it has answered `probe`."""
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log, env={**os.environ, **(env or {})})
        try:
            wait(process, port, probe)
            yield port
        except ChildProcessError as error:
            log.seek(0)
            raise SystemExit(f"{error}\n{log.read().decode(errors='replace')[-2000:]}") from error
        finally:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()


def wait(process: subprocess.Popen[bytes], port: int, probe: str) -> None:
    """Until the server answers the probe. Raises `ChildProcessError` where it ends, or does not in `PATIENCE`."""
    start = time.monotonic()
    while time.monotonic() - start < PATIENCE:
        if process.poll() is not None:
            raise ChildProcessError(f"A server ended before it answered ({process.args!r}).")
        try:
            connection = Connection(port)
        except OSError:
            time.sleep(0.1)
            continue
        with_answer = _answers(connection, probe)
        if with_answer:
            return
        time.sleep(0.2)
    raise ChildProcessError("A server did not answer in time.")


def _answers(connection: Connection, probe: str) -> bool:
    try:
        return connection.get(probe)[0] == 200
    except (OSError, EOFError, ValueError):
        return False
    finally:
        connection.close()


def glossary(folder: Path, engine: str) -> tuple[list[str], int, str, dict[str, str]]:
    """How to run the project's own `serve` on an instance folder."""
    port = free_port()
    env = {"INSTANCE": str(folder), "SEARCH": engine, "PORT": str(port), "WORKERS": str(WORKERS)}
    command = [sys.executable, "-c", "from glossary.cli import main; main()", "serve"]
    return command, port, "/healthz", {f"GLOSSARY_{name}": value for name, value in env.items()}


def noop(size: int) -> tuple[list[str], int, str]:
    """How to run the endpoint that sends so many bytes."""
    port = free_port()
    return [sys.executable, "-m", "tests.bench.noop", str(port), str(size)], port, "/"
