"""Where there is no Node the rules of TBX-Basic are not run, and nobody takes that for a whole run."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from glossary import ROOT
from tests.schematron import node


@pytest.mark.parametrize(("required", "word"), [("", "skipped"), ("1", "error")])
def test_without_node_the_last_line_says_so(required: str, word: str) -> None:
    """The test is left out and told at the end; where the rules are required, as in CI, it fails."""
    command = [sys.executable, "-m", "pytest", "tests/interchange/test_tbx_dialect.py", "-k", "rules_of_the_dialect"]
    left = {name: value for name, value in os.environ.items() if not name.startswith(("GLOSSARY_", "PYTEST_"))}
    env = {**left, "PATH": str(ROOT / "no-such-folder"), "GLOSSARY_REQUIRE_SCHEMATRON": required}
    ran = subprocess.run(
        [*command, "-p", "no:cacheprovider"], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    assert ran.stdout.splitlines()[-1] == node.MISSING
    assert f"1 {word}" in ran.stdout
    assert (ran.returncode == 0) is not bool(required)
