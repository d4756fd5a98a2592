"""The Schematron of TBX-Basic, run by Node, where there is one and what it needs is installed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pytest

from tests.conftest import NOT_RUN

HERE = Path(__file__).parent
RULES = HERE.parent / "data" / "schemas" / "tbx" / "TBX-Basic_DCA.sch"
Complaints = Callable[[Sequence[Path]], list[list[str]]]
"""Files in, and for each what the rules have against it, in sentences."""
MISSING = "rules of TBX-Basic NOT run: no node-schematron (sh tests/schematron/install.sh)"


def found() -> str | None:
    """Node, if it and what it needs are there."""
    return shutil.which("node") if (HERE / "node_modules" / "node-schematron").is_dir() else None


def is_required() -> bool:
    """Whether a missing one is a failure (`.ci/run` says so, where there is Node)."""
    return os.environ.get("GLOSSARY_REQUIRE_SCHEMATRON") == "1"


def rules(config: pytest.Config) -> Complaints:
    """What says what is wrong with files; where it cannot be run the test is skipped, and that is told."""
    node = found()
    if node is None:
        config.stash.setdefault(NOT_RUN, set()).add(MISSING)
        (pytest.fail if is_required() else pytest.skip)(MISSING)
    return partial(_complaints, node)


def _complaints(node: str, files: Sequence[Path]) -> list[list[str]]:
    command = [node, str(HERE / "run.cjs"), str(RULES), *map(str, files)]
    ran = subprocess.run(command, check=True, capture_output=True, text=True, timeout=600)
    return list(json.loads(ran.stdout).values())
