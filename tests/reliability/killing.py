"""Starting the process that publishes, and reading what it acknowledged."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from glossary import ROOT


def start(way: str, instance: Path, word: str) -> subprocess.Popen[str]:
    """The child, in a process of its own."""
    command = [sys.executable, "-m", "tests.reliability.child", way, str(instance), word]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def acknowledged(child: subprocess.Popen[str], first: list[str]) -> list[str]:
    """What it said besides, once it is dead; a line without its end was not said."""
    assert child.stdout is not None
    rest = child.stdout.read()
    child.stdout.close()
    child.wait()
    return first + [line.strip() for line in rest.splitlines(keepends=True) if line.endswith("\n")]
