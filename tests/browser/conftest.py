"""Real servers and a real Chromium for the stories: a glossary to read, and desks with accounts to sign in with."""

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
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from glossary import create_app
from glossary.db import db
from glossary.services.accounts import accounts
from glossary.services.auditing import OPERATOR
from tests.browser import chromium

TIMEOUT = 15_000
"""Milliseconds that anything on a page is waited for; no test shows how fast a page is."""
PASSWORD = "seven quiet herons at dusk"  # noqa: S105
Desk = Callable[..., str]
Tab = Callable[..., Page]
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
    expect.set_options(timeout=TIMEOUT)  # a page that is slow to come is waited for as long as an element to press
    path = chromium.find()
    assert path, chromium.MISSING
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Tab]:
    """Opens a tab of somebody's own browser at an address: `tab(address, width=360, scheme="dark", script=False)`."""
    with ExitStack() as opened:

        def make(address: str, *, width: int = 1280, scheme: str = "light", script: bool = True, **more: Any) -> Page:
            size = {"width": width, "height": 800}
            settings = {"viewport": size, "color_scheme": scheme, "java_script_enabled": script, **more}
            context = browser.new_context(base_url=address, **settings)  # type: ignore[arg-type]
            opened.callback(context.close)
            context.set_default_timeout(TIMEOUT)
            return context.new_page()

        yield make


@pytest.fixture
def page(tab: Tab, address: str) -> Page:
    """A fresh tab of a reader with a wide window; relative addresses are the glossary's."""
    return tab(address)


@contextmanager
def staffed(folder: Path, roles: Sequence[str], prepare: Callable[..., object] = lambda *_: None) -> Iterator[str]:
    """Serves an instance folder in which there is now an account for each role.

    `prepare` is called with the numbers of the accounts, in the order of the roles, before anybody is served.
    """
    with create_app(instance=folder).app_context():
        prepare(*[accounts.add(email_of(role), PASSWORD, [role], OPERATOR) for role in roles])
        db.engine.dispose()
    with served(folder) as found:
        yield found


@pytest.fixture(scope="module")
def make_desk(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Serves a copy of the seeded instance with accounts, until the module ends: `make_desk("editor", prepare=...)`."""
    with ExitStack() as serving:

        def make(*roles: str, **more: Any) -> str:
            folder = Path(shutil.copytree(seeded, tmp_path_factory.mktemp("desk") / "instance"))
            return serving.enter_context(staffed(folder, roles, **more))

        yield make


@pytest.fixture(scope="session")
def desk_address(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a desk answers at which an administrator and an editor may sign in.

    For stories that do not mind what others publish there; a module that does makes a desk of its own.
    """
    folder = Path(shutil.copytree(seeded, tmp_path_factory.mktemp("desk") / "instance"))
    with staffed(folder, ("administrator", "editor")) as found:
        yield found


def email_of(role: str) -> str:
    """The address of the account that has just this role."""
    return f"{role}@example.org"


def sign_in(page: Page, role: str, path: str = "/admin/") -> None:
    """Sign in as the account of a role, on the way to a page of the desk."""
    page.goto(path)
    page.fill("#email", email_of(role))
    page.fill("#password", PASSWORD)
    page.press("#password", "Enter")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def press(page: Page, name: str) -> None:
    """Press the button of this name, and wait for all of the page that answers.

    The last such button, as a form begins with a hidden one for the Enter key. A click by itself waits until an answer
    begins to come; what is counted or looked for at once then may not be there yet.
    """
    page.get_by_role("button", name=name, exact=True).last.click()
    page.wait_for_load_state()
