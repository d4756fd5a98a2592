"""S4, S6: four readers and one writer, each a process of its own, for twenty seconds: no wrong count, no error."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from glossary.search.port import IndexDocument
from tests.search.conftest import ON_DISK
from tests.search.reader import ALL, MOVING
from tests.search.search_samples import document

READERS, SECONDS = 4, 20


def _statement(number: int, revision: int, *, moving: bool) -> IndexDocument:
    text = "a moving pause" if moving else "a pause"
    return document(f"s{number}", text, revision=revision, facets={"kind": ("definition",)})


def _states() -> Iterator[list[IndexDocument]]:
    """One commit after another: a statement loses the word and another gets it, so that their number stays."""
    for step in count(1):
        gives, takes = step % ALL, (step + MOVING) % ALL
        yield [_statement(gives, step, moving=False), _statement(takes, step, moving=True)]


def _reader(engine: str, folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.search.reader", engine, str(folder)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize("engine", ON_DISK)
def test_readers_never_see_a_commit_in_halves(engine: str, tmp_path: Path) -> None:
    """S4: every answer is that of one commit, while commits and now and then a rebuild go on."""
    index = ON_DISK[engine](tmp_path)
    held = {number: _statement(number, 0, moving=0 < number <= MOVING) for number in range(ALL)}
    index.rebuild(held.values(), 0)
    readers = [_reader(engine, tmp_path) for _ in range(READERS)]
    end, commits = time.monotonic() + SECONDS, 0
    for commits, changed in enumerate(_states(), start=1):
        held |= {int(one.id[1:]): one for one in changed}
        if commits % 50:
            index.apply(changed, [], commits)
        else:
            index.rebuild(held.values(), commits)
        if time.monotonic() > end:
            break
    (tmp_path / "STOP").touch()
    told = [reader.communicate(timeout=60) for reader in readers]
    assert [reader.returncode for reader in readers] == [0] * READERS, told
    assert commits > READERS
    for answers, complaints in told:
        assert complaints == ""
        assert answers.splitlines()[:-1] == []
        assert int(answers.split()[0]) > 1
