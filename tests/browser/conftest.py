"""A real server and a real Chromium for the stories."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import chromium

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="session")
def address(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where `glossary serve` answers, on a copy of the seeded instance."""
    with served(shutil.copytree(seeded, tmp_path_factory.mktemp("served") / "instance")) as found:
        yield found


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """`glossary serve` on an instance folder, in a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {"GLOSSARY_INSTANCE": str(folder), "GLOSSARY_PORT": str(port), "GLOSSARY_WORKERS": "1"}
    command = [str(Path(sys.executable).parent / "glossary"), "serve"]
    server = subprocess.Popen(command, env={**os.environ, **settings})
    try:
        yield _wait(f"http://127.0.0.1:{port}", server)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=20)


def _wait(address: str, server: subprocess.Popen[bytes]) -> str:
    for _ in range(300):
        assert server.poll() is None, "the server stopped before it answered"
        try:
            urllib.request.urlopen(f"{address}/healthz", timeout=2).close()  # noqa: S310
            return address
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError("the server did not answer in 30 seconds")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all stories."""
    path = chromium.find()
    assert path, chromium.MISSING
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A fresh tab of a reader with a wide window; relative addresses are the glossary's."""
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()
