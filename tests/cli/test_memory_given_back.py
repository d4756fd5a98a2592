"""Memory that a server process no longer needs goes back to the system, though small pieces lie beside it."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

from glossary import ROOT

CHURN = """
from tests.bench.memory import resident
from glossary.cli.serving import give_back
if {calls}:
    give_back()
del (large := [bytearray(b"x" * 24_000_000)])[0]
before, small = resident(), []
for _ in range(4):
    large = bytearray(b"x" * 24_000_000)
    small.append(bytearray(b"y" * 100_000))
    del large
    small.append(bytearray(b"y" * 20_000_000)[:100_000])
print(resident() - before)
"""
PIECE = 15
"""MB: less than any of the large pieces."""


def kept(calls: bool) -> float:
    """MB that a fresh process has more after making and dropping large pieces, in turn with small ones that stay."""
    command = [sys.executable, "-c", CHURN.format(calls=calls)]
    return float(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)


@pytest.mark.parametrize("calls", [True, False])
def test_u6_what_was_dropped_is_given_back(calls: bool) -> None:
    """U6: of several large pieces nothing stays; without the call glibc, which keeps them, would hold one at least."""
    assert (kept(calls) < PIECE) is (calls or platform.libc_ver()[0] != "glibc")
