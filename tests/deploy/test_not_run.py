"""What could not be checked for want of a program is left out and said, never passed over."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from tests.conftest import NOT_RUN
from tests.deploy import conftest, tools


class Run:
    """As much of a run of pytest as leaving out needs."""

    def __init__(self, *asked_for: str) -> None:
        self.stash, self.hook = pytest.Stash(), self
        self.left_out: list[Any] = []
        self.items: list[Any] = [SimpleNamespace(fixturenames=[name]) for name in asked_for]

    def pytest_deselected(self, items: list[Any]) -> None:
        """What pytest is told."""
        self.left_out += items

    def collect(self) -> None:
        """Look at what was found."""
        conftest.pytest_collection_modifyitems(self, self.items)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", tools.TOOLS)
def test_without_a_program_its_tests_are_left_out_and_that_is_said(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests that need it are taken from the run, the others stay, and a sentence names the program."""
    monkeypatch.delenv(tools.REQUIRED, raising=False)
    monkeypatch.setitem(tools.TOOLS, name, lambda: None)
    run = Run(name, "seeded")
    run.collect()
    assert [item.fixturenames for item in run.items] == [["seeded"]]
    assert [item.fixturenames for item in run.left_out] == [[name]]
    assert tools.missing(name) in run.stash[NOT_RUN]


@pytest.mark.parametrize("name", tools.TOOLS)
def test_where_programs_are_required_a_missing_one_is_a_failure(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is left out: the test runs, and fails with the sentence."""
    monkeypatch.setenv(tools.REQUIRED, "1")
    monkeypatch.setitem(tools.TOOLS, name, lambda: None)
    run = Run(name)
    run.collect()
    assert len(run.items) == 1
    with pytest.raises(AssertionError, match="NOT checked by"):
        conftest._found(name)
