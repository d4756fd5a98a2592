"""S4: a rebuild never leaves searchers without an index, nor with half of one. Over the engines that keep files."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from glossary.errors import IndexUnavailable
from glossary.search import whoosh_index, whoosh_view
from glossary.search.port import IndexDocument, Query, SearchIndex
from glossary.search.whoosh_index import WhooshIndex
from tests.search.conftest import ON_DISK, OnDisk
from tests.search.search_samples import asked, document, found

OLD = [document(f"old{number}", "pause") for number in range(20)]
NEW = [document(f"new{number}", "pause") for number in range(45)]


def generations(folder: Path) -> set[str]:
    """The names of the generations on disk."""
    return {path.name for path in folder.iterdir() if path.is_dir()}


@pytest.fixture(params=ON_DISK)
def engine(request: pytest.FixtureRequest) -> OnDisk:
    """Each engine that keeps files in turn."""
    return ON_DISK[request.param]


@pytest.fixture
def folder(engine: OnDisk, tmp_path: Path) -> Path:
    """The folder of an index with the old statements."""
    engine(tmp_path).rebuild(OLD, 1)
    return tmp_path


@pytest.fixture
def whoosh_folder(tmp_path: Path) -> Path:
    """The same, of Whoosh's."""
    WhooshIndex(tmp_path).rebuild(OLD, 1)
    return tmp_path


def test_readers_see_the_old_or_the_new(engine: OnDisk, folder: Path) -> None:
    """S4: four readers, two on the writer's object and two on others, search in a loop during five rebuilds."""
    writer = engine(folder)
    stop = Event()

    def read(index: SearchIndex) -> list[int]:
        totals = [index.search(asked("pause")).total]
        while not stop.is_set():
            hits = index.search(asked("pause"), limit=100)
            assert len(hits.hits) == hits.total
            assert len({hit.id[:3] for hit in hits.hits}) == 1, "one state, never two mixed"
            totals.append(hits.total)
        return totals

    with ThreadPoolExecutor(4) as threads:
        indexes = (writer, writer, engine(folder), engine(folder))
        readers = [threads.submit(read, index) for index in indexes]
        try:
            for round_ in range(5):
                writer.rebuild((OLD, NEW)[(round_ + 1) % 2], round_ + 2)
        finally:
            stop.set()
        totals = {total for reader in readers for total in reader.result()}
    assert totals <= {len(OLD), len(NEW)}
    assert writer.search(asked("pause")).total == len(NEW)


def test_readers_follow_a_stream_of_commits(engine: OnDisk, folder: Path) -> None:
    """S4: segments come, merge and go under readers; each answer is one of the states, never an error."""
    writer = engine(folder)
    stop = Event()

    def read(index: SearchIndex) -> list[tuple[int, int]]:
        states = []
        while not stop.is_set():
            states.append((index.search(asked("pause")).total, len(index.contents())))
        return states

    with ThreadPoolExecutor(3) as threads:
        readers = [threads.submit(read, engine(folder)) for _ in range(3)]
        try:
            for number in range(25):
                writer.apply([document(f"more{number}", "pause")], [], number + 2)
        finally:
            stop.set()
        states = {state for reader in readers for state in reader.result()}
    assert all(20 <= total <= 45 and 20 <= held <= 45 for total, held in states)
    assert engine(folder).search(asked("pause")).total == 45


def test_a_rebuild_that_fails_changes_nothing(engine: OnDisk, folder: Path) -> None:
    """S4: an error half-way leaves the live index as it was and no files behind."""
    index = engine(folder)
    before = sorted(folder.rglob("*"))

    def failing() -> Iterator[IndexDocument]:
        yield from NEW[:10]
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError, match="went away"):
        index.rebuild(failing(), 9)
    bad = document("bad\ud800", "x")
    with pytest.raises(IndexUnavailable, match="cannot be indexed"):
        index.rebuild([*NEW, bad], 9)
    assert sorted(folder.rglob("*")) == before
    for unharmed in (index, engine(folder)):
        assert (unharmed.seq(), len(found(unharmed, "pause"))) == (1, len(OLD))
    index.rebuild(NEW, 10)
    assert index.seq() == 10


def test_the_generation_before_stays_and_older_ones_go(engine: OnDisk, folder: Path) -> None:
    """S4: whoever is just opening the former generation can finish; disk space does not grow."""
    index = engine(folder)
    for number in range(4):
        before = (folder / "CURRENT").read_text()
        index.rebuild(NEW, number)
        assert generations(folder) == {before, (folder / "CURRENT").read_text()}


def test_what_a_killed_build_left_is_swept(engine: OnDisk, folder: Path) -> None:
    """S4: a build that never switched is no generation anybody reads; the next build removes it."""
    left = folder / f"v1-{'0' * 32}"
    left.mkdir()
    (left / "MAIN_x.seg").write_bytes(b"half")
    index = engine(folder)
    assert index.seq() == 1
    index.rebuild(NEW, 2)
    assert left.name not in generations(folder)
    assert index.seq() == 2


def test_a_rebuild_by_another_process_is_seen(engine: OnDisk, folder: Path) -> None:
    """S4, S1: a long-lived searcher sees what another process builds or commits at its next search."""
    index = engine(folder)
    assert index.seq() == 1
    program = (
        "import sys, pathlib\n"
        "from tests.search.conftest import ON_DISK\n"
        "from tests.search.search_samples import document\n"
        "index = ON_DISK[sys.argv[2]](pathlib.Path(sys.argv[1]))\n"
        "index.rebuild([document('x', 'lull')], 7)\n"
        "index.apply([document('y', 'lull')], [], 8)\n"
    )
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", program, str(folder), engine.name], check=True, cwd=root)
    assert (index.seq(), index.contents(), found(index, "lull")) == (8, {"x": 1, "y": 1}, {"x", "y"})


def test_writers_in_several_processes_take_turns(engine: OnDisk, folder: Path) -> None:
    """S2, S4: three processes commit at once; each waits for the lock and nothing is lost."""
    program = (
        "import sys, pathlib\n"
        "from tests.search.conftest import ON_DISK\n"
        "from tests.search.search_samples import document\n"
        "index = ON_DISK[sys.argv[2]](pathlib.Path(sys.argv[1]))\n"
        "for number in range(5):\n"
        "    index.apply([document(f'{sys.argv[3]}-{number}', 'lull')], [], number)\n"
    )
    root = Path(__file__).parents[2]
    commands = [[sys.executable, "-c", program, str(folder), engine.name, str(number)] for number in range(3)]
    processes = [subprocess.Popen(command, cwd=root) for command in commands]
    assert [process.wait() for process in processes] == [0, 0, 0]
    assert len(found(engine(folder), "lull")) == 15


def test_an_open_view_outlives_its_generation(whoosh_folder: Path) -> None:
    """S4: a search that began before two rebuilds ends on the state it began with."""
    view = WhooshIndex(whoosh_folder)._view()
    other = WhooshIndex(whoosh_folder)
    other.rebuild(NEW, 2)
    other.rebuild(NEW, 3)
    assert view.search(Query(), 100, 0, ()).total == len(OLD)


def test_an_opening_that_a_commit_overtakes_is_tried_again(
    whoosh_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S4: files that a commit removes while they are being opened are no damage as long as the index moved on."""
    index, writer = WhooshIndex(whoosh_folder), WhooshIndex(whoosh_folder)
    overtaken = []
    copy = whoosh_view.checked_copy

    def overtake(*arguments: Any) -> Any:
        if not overtaken:
            overtaken.append(True)
            writer.apply([document("more", "pause")], [], 2)
            raise FileNotFoundError("the segment is gone")
        return copy(*arguments)

    monkeypatch.setattr(whoosh_view, "checked_copy", overtake)
    assert index.seq() == 2
    assert overtaken


def test_an_index_that_never_holds_still_is_given_up(whoosh_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """S4, S7: the tries are counted; then a sentence comes, not an endless wait."""
    index = WhooshIndex(whoosh_folder)
    keys = iter(range(1000))
    key = index._key
    monkeypatch.setattr(index, "_key", lambda: (key()[0], ("moving", next(keys))))
    monkeypatch.setattr(whoosh_view, "checked_copy", lambda *_: (whoosh_folder / "gone").read_bytes())
    with pytest.raises(IndexUnavailable, match="too fast"):
        index.search(Query())
    assert next(keys) < 50


def test_a_reader_overtaken_by_two_switches_reads_the_pointer_again(
    whoosh_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S4: the generation a reader has just been pointed to may be gone before it lists its files."""
    other, listed, latest = WhooshIndex(whoosh_folder), [], whoosh_index.latest

    def overtaken(generation: Path) -> int:
        if not listed:
            listed.append(generation)
            other.rebuild(NEW, 2)
            other.rebuild(NEW, 3)
        return latest(generation)

    reader = WhooshIndex(whoosh_folder)
    monkeypatch.setattr(whoosh_index, "latest", overtaken)
    assert reader.search(asked("pause")).total == len(NEW)
    assert not listed[0].exists()
