"""U10: the commands that the README gives work on a clean machine."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from glossary import ROOT

KEPT = ("PATH", "HOME", "LANG", "TMPDIR", "SSL_CERT_FILE")
"""What a clean machine has; besides these only pip's own settings, without which some networks reach no packages."""


def _commands() -> list[str]:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = re.search(r"```sh\n(.*?)```", readme, re.DOTALL)
    assert block
    return [line.split("#")[0].strip() for line in block[1].splitlines() if line.strip()]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The tracked files as they are now, in an empty folder: no virtual environment, no data."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    folder = tmp_path / "checkout"
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    return folder


def _environment(port: int) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name in KEPT or name.startswith("PIP_")}
    return {**kept, "PORT": str(port)}


def _start(command: str, folder: Path, port: int) -> tuple[subprocess.Popen[str], str]:
    """Run a command until the glossary answers; what it serves as its first page."""
    process = subprocess.Popen(
        command.split(), cwd=folder, env=_environment(port), stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    for _ in range(3000):
        assert process.poll() is None, "it stopped before it answered"
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
                return process, answer.read().decode()
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError("it did not answer within five minutes")


def _stop(process: subprocess.Popen[str]) -> str:
    os.killpg(process.pid, signal.SIGTERM)
    return process.communicate(timeout=30)[0]


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _kept(folder: Path) -> dict[str, bytes]:
    files = (path for path in (folder / "instance").rglob("*") if path.is_file() and path.name != "LOCK")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def test_make_run_on_a_clean_checkout_serves_and_a_second_start_changes_nothing(checkout: Path) -> None:
    """U10: `make run`, as the README has it, installs, prepares, serves, and says where; again, it only serves."""
    run, check = _commands()
    assert (run, check) == ("make run", "make test")
    port = _free_port()
    process, page = _start(run, checkout, port)
    said = _stop(process)
    assert "401 statements" in page
    assert f"http://127.0.0.1:{port}/" in said
    assert "Imported: 1007 new" in said
    before = _kept(checkout)
    process, again = _start(run, checkout, port)
    said = _stop(process)
    assert again == page
    assert "Import" not in said
    assert _kept(checkout) == before
    assert (checkout / "instance" / "secret_key").stat().st_mode & 0o777 == 0o600


def test_make_alone_lists_the_chores_and_ci_runs_the_second_command(checkout: Path) -> None:
    """U10: the other command, `make test`, is what the CI script runs in its own clean checkout."""
    listed = subprocess.run(["make"], cwd=checkout, capture_output=True, text=True, check=True).stdout
    for chore in ("run", "test", "lint", "browser", "bench", "shell", "clean"):
        assert f"make {chore} " in listed
    assert "make test" in (checkout / ".ci" / "run").read_text(encoding="utf-8").splitlines()
