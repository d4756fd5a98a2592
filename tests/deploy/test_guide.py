"""docs/operations.md can be followed: its commands bring up a service that is proxied, backed up and restored."""

from __future__ import annotations

import pytest

from glossary import ROOT
from tests.conftest import NOT_RUN
from tests.deploy import follow_the_guide
from tests.deploy.follow_the_guide import WHOLE, Machine, blocks, follow

TAKEN_AS_DONE = f"docs/operations.md followed WITHOUT installing the packages ({WHOLE}=1 installs them)"


def test_the_guide_is_followed_to_its_end(nginx: str, pytestconfig: pytest.Config) -> None:
    """In an empty folder, by an unprivileged user: installed, served by https, backed up, tried out, restored."""
    told: list[str] = []
    machine = Machine(told.append)
    if not machine.whole:
        pytestconfig.stash.setdefault(NOT_RUN, set()).add(TAKEN_AS_DONE)
    try:
        follow(machine)
    finally:
        machine.end()
    assert not machine.root.exists()
    assert not [line for line in told if line.startswith("No Python")]


def test_the_guide_has_every_step_in_what_is_followed() -> None:
    """The marked blocks start, proxy, back up, try out and restore; none of them is empty."""
    found = blocks(follow_the_guide.GUIDE.read_text("utf-8"))
    assert all(block.commands.strip() for block in found)
    commands = "".join(block.commands for block in found)
    for step in ("--require-hashes", "enable --now glossary\n", "nginx -t", "account add", "restore-check", "restore "):
        assert step in commands


def test_every_file_that_the_guide_names_is_there() -> None:
    """Links lead to files of the project, and requirements and samples that commands name exist."""
    import re

    text = follow_the_guide.GUIDE.read_text("utf-8")
    for link in re.findall(r"\]\(([\w./-]+)\)", text):
        assert (ROOT / "docs" / link).exists(), link
    for name in re.findall(r"requirements[\w-]*\.txt", text):
        assert (ROOT / name).exists(), name
