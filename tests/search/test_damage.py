"""S3 at the engine: whatever happens to the files, the answer is `IndexUnavailable`, and a rebuild heals it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from glossary.errors import IndexUnavailable
from glossary.search.port import Query
from glossary.search.whoosh_index import WhooshIndex
from tests.search.conftest import ON_DISK, OnDisk
from tests.search.search_samples import document, found

DOCUMENTS = [document(f"s{number}", "pause truce " * 5, actor="Ada") for number in range(20)]


def build(engine: OnDisk, folder: Path) -> Path:
    """An index with two segments, one of which has lost a statement."""
    index = engine(folder)
    index.rebuild(DOCUMENTS, 1)
    index.apply([document("late", "lull")], ["s19"], 2)
    return folder


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """The folder of such an index of Whoosh's."""
    return build(WhooshIndex, tmp_path / "index")


@pytest.fixture(params=ON_DISK)
def engine(request: pytest.FixtureRequest) -> OnDisk:
    """Each engine that keeps files in turn."""
    return ON_DISK[request.param]


@pytest.fixture
def folder(engine: OnDisk, tmp_path: Path) -> Path:
    """The folder of such an index."""
    return build(engine, tmp_path / "index")


def the_file(folder: Path, ending: str) -> Path:
    """The largest file of that kind in the live generation."""
    generation = folder / (folder / "CURRENT").read_text()
    return max(generation.glob(f"*{ending}"), key=lambda path: path.stat().st_size)


def truncated(path: Path) -> None:
    """Keep the first half."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def emptied(path: Path) -> None:
    """Keep nothing."""
    path.write_bytes(b"")


def flipped(path: Path, at: float = 0.5) -> None:
    """Turn one bit over."""
    data = bytearray(path.read_bytes())
    data[int(at * (len(data) - 1))] ^= 4
    path.write_bytes(data)


def garbled(path: Path) -> None:
    """Other bytes altogether."""
    path.write_bytes(b"\xff\x00 not an index " * 50)


DAMAGES: list[Callable[[Path], None]] = [truncated, emptied, Path.unlink, flipped, garbled]
# A flipped bit of tantivy's meta.json may change nothing that matters: see test_tantivy_damage.py.
KINDS = {"whoosh": ["seg", "toc"], "tantivy": ["idx", "pos", "term", "store", "fast", "fieldnorm", "del", "meta.json"]}
CASES = [
    (engine, ending, damage)
    for engine, endings in KINDS.items()
    for ending in endings
    for damage in DAMAGES
    if (ending, damage) != ("meta.json", flipped)
]


def assert_unavailable_until_rebuilt(engine: OnDisk, folder: Path) -> None:
    """Every method says so in a sentence; a rebuild in the same object, and in others, heals."""
    index = engine(folder)
    asks = (lambda: index.search(Query()), index.seq, index.contents, index.words, lambda: index.apply([], [], 3))
    for ask in asks:
        with pytest.raises(IndexUnavailable) as error:
            ask()
        assert str(error.value).endswith(".")
    index.rebuild(DOCUMENTS, 5)
    for healed in (index, engine(folder)):
        assert (len(found(healed, "pause")), healed.seq()) == (20, 5)


@pytest.mark.parametrize(("name", "ending", "damage"), CASES)
def test_damage_is_noticed_and_healed(tmp_path: Path, name: str, ending: str, damage: Callable[[Path], None]) -> None:
    """S3: truncated, emptied, missing, bit-flipped or overwritten files make the index unavailable, not wrong."""
    folder = build(ON_DISK[name], tmp_path / "index")
    damage(the_file(folder, ending))
    assert_unavailable_until_rebuilt(ON_DISK[name], folder)


@pytest.mark.parametrize("damage", [Path.unlink, emptied, garbled, lambda path: path.write_text("../../elsewhere")])
def test_a_damaged_pointer(engine: OnDisk, folder: Path, damage: Callable[[Path], None]) -> None:
    """S3, B7: the pointer is believed only when it names a generation; it never leads out of the folder."""
    damage(folder / "CURRENT")
    assert_unavailable_until_rebuilt(engine, folder)


def test_a_missing_generation_or_folder(engine: OnDisk, folder: Path) -> None:
    """S3: a folder that was removed by hand is a missing index."""
    shutil.rmtree(folder / (folder / "CURRENT").read_text())
    assert_unavailable_until_rebuilt(engine, folder)
    shutil.rmtree(folder)
    assert_unavailable_until_rebuilt(engine, folder)


def test_an_index_that_was_never_built(engine: OnDisk, tmp_path: Path) -> None:
    """S3: before the first build the index says that it is not built, and asking creates no files."""
    with pytest.raises(IndexUnavailable, match="not been built"):
        engine(tmp_path / "none").search(Query())
    assert not (tmp_path / "none").exists()


def test_a_flipped_bit_is_noticed_wherever_it_is(built: Path) -> None:
    """S3: Whoosh has no checksums and would answer wrongly or not at all; ours notices each of 40 places."""
    segment = the_file(built, ".seg")
    whole = segment.read_bytes()
    for step in range(41):
        flipped(segment, step / 40)
        with pytest.raises(IndexUnavailable):
            WhooshIndex(built).search(Query())
        segment.write_bytes(whole)
    assert len(found(WhooshIndex(built), "pause")) == 19


def test_a_damaged_table_of_contents_is_not_read(built: Path) -> None:
    """S3: it is a pickle, which a flipped bit may turn into anything; it is checked before it is read."""
    contents = the_file(built, ".toc")
    whole = contents.read_bytes()
    for step in range(200):
        flipped(contents, step / 199)
        with pytest.raises(IndexUnavailable) as error:
            WhooshIndex(built).search(Query())
        assert "not as it was written" in str(error.value.__cause__)
        contents.write_bytes(whole)
    assert len(found(WhooshIndex(built), "pause")) == 19


@pytest.mark.parametrize("damage", [truncated, emptied, Path.unlink, flipped])
def test_damage_under_a_searcher_does_not_reach_it(built: Path, damage: Callable[[Path], None]) -> None:
    """S3: a file that changes under an open searcher would end a process that had it mapped; ours has a copy.

    The next commit notices, and from then on the index says so, so that whoever drains knows to rebuild.
    """
    index = WhooshIndex(built)
    assert len(found(index, "pause")) == 19
    damage(the_file(built, ".seg"))
    assert len(found(index, "truce")) == 19
    with pytest.raises(IndexUnavailable):
        index.apply([document("new", "x")], [], 3)
    with pytest.raises(IndexUnavailable):
        index.seq()
    index.rebuild(DOCUMENTS, 4)
    assert index.seq() == 4


def test_a_bug_of_ours_is_told_with_its_cause(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """U9: the sentence is for the reader, the cause stays with it for the log."""
    index = WhooshIndex(built)
    monkeypatch.setattr("glossary.search.rows.Rows.narrowed", lambda *_: 1 // 0)
    with pytest.raises(IndexUnavailable) as error:
        index.search(Query())
    assert isinstance(error.value.__cause__, ZeroDivisionError)
