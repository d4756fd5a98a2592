"""What is left out of a run is said at its end, however many processes the tests are shared out to."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from glossary import ROOT
from tests.browser import chromium


@pytest.mark.parametrize("shared", [[], ["-n", "2"]], ids=["one process", "two workers"])
def test_without_a_chromium_the_last_line_says_that_the_stories_were_not_run(shared: list[str]) -> None:
    """The browser stories are left out, none fails, and nobody takes that for a whole run."""
    command = [sys.executable, "-m", "pytest", "tests/browser", *shared, "-p", "no:cacheprovider"]
    left = {name: value for name, value in os.environ.items() if not name.startswith(("GLOSSARY_", "PYTEST_"))}
    ran = subprocess.run(
        command, cwd=ROOT, env={**left, "CHROMIUM": "no-such-browser"}, capture_output=True, text=True, check=False
    )
    assert ran.returncode == pytest.ExitCode.NO_TESTS_COLLECTED
    assert ran.stdout.splitlines()[-1] == chromium.MISSING
    assert ran.stderr == ""
