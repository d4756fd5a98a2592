"""Files of tantivy that are damaged, touched or gone under a searcher, which maps them (S3, S4, S7)."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from glossary.errors import IndexUnavailable
from glossary.search.port import Query
from glossary.search.tantivy_files import META
from glossary.search.tantivy_index import TantivyIndex
from tests.search.search_samples import asked, document, folder_of, found
from tests.search.test_damage import emptied, flipped, the_file, truncated


def test_a_bit_of_the_table_of_contents(tantivy: TantivyIndex) -> None:
    """S3: it has no checksum of its own; with any bit turned over the index answers rightly, or not at all."""
    tantivy.rebuild([document(f"s{number}", "pause", facets={"year": ("2023",)}) for number in range(5)], 1)
    tantivy.apply([document("late", "lull")], ["s4"], 2)

    def told() -> object:
        index = TantivyIndex(folder_of(tantivy))
        counts = index.search(Query()).facets["year"]
        return index.seq(), index.contents(), found(index, "pause"), found(index, "lull"), counts

    meta, right = the_file(folder_of(tantivy), META), told()
    whole = meta.read_bytes()
    segments, schema = whole.index(b'"segments"'), whole.index(b'"schema"')
    for at in (*range(segments, schema), *range(schema, len(whole), 29)):
        meta.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << at % 7]) + whole[at + 1 :])
        try:
            assert told() == right, at
        except IndexUnavailable:
            continue
    meta.write_bytes(whole)
    assert told() == right


def by_another_file(damage: Callable[[Path], None], path: Path) -> None:
    """Damage a copy and put it in the file's place. A mapped file that shrinks would end every process that is just
    reading it (SIGBUS), as tantivy's own threads may be; no program can answer that.
    """
    copied = path.with_suffix(".copied")
    shutil.copyfile(path, copied)
    damage(copied)
    if copied.exists():
        copied.replace(path)
    else:
        path.unlink()


@pytest.mark.parametrize("ending", ["idx", "store", "fast"])
@pytest.mark.parametrize("damage", [truncated, emptied, Path.unlink, flipped])
def test_damage_under_a_searcher_is_told_at_the_next_search(
    tantivy: TantivyIndex, ending: str, damage: Callable[[Path], None]
) -> None:
    """S3: the files are mapped into memory; whether one was touched is looked at before anything is read from it."""
    tantivy.rebuild([document(f"s{number}", "pause truce " * 5) for number in range(20)], 1)
    assert len(found(tantivy, "pause")) == 20
    by_another_file(damage, the_file(folder_of(tantivy), ending))
    for ask in (lambda: found(tantivy, "truce"), tantivy.seq, lambda: tantivy.apply([document("new", "x")], [], 3)):
        with pytest.raises(IndexUnavailable):
            ask()
    tantivy.rebuild([document("a", "pause")], 4)
    assert found(tantivy, "pause") == {"a"}


def test_files_that_were_only_touched_are_no_damage(tantivy: TantivyIndex) -> None:
    """S3: a copy put back, or other times, make the files be read through again, and nothing more."""
    tantivy.rebuild([document("a", "pause")], 1)
    for path in tantivy._folder.current().iterdir():
        copied = path.read_bytes()
        path.unlink()
        path.write_bytes(copied)
    assert (found(tantivy, "pause"), tantivy.seq()) == ({"a"}, 1)
    tantivy.apply([document("b", "pause")], [], 2)
    assert found(tantivy, "pause") == {"a", "b"}


def test_an_open_view_outlives_its_files(tantivy: TantivyIndex) -> None:
    """S4: a search that began before two rebuilds ends on the state it began with, though its files are gone."""
    tantivy.rebuild([document(f"s{number}", "pause") for number in range(20)], 1)
    view, generation = tantivy._view(), tantivy._folder.current()
    for number in range(2):
        tantivy.rebuild([document("a", "pause")], number)
    assert not generation.exists()
    assert view.search(asked("pause"), 100, 0, ("year",)).total == 20


def test_an_index_that_never_holds_still_is_given_up(tantivy: TantivyIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    """S4, S7: the tries are counted; then a sentence comes, not an endless wait."""
    keys = iter(range(1000))
    monkeypatch.setattr(tantivy, "_key", lambda: ("moving", (next(keys), 0, 0)))
    with pytest.raises(IndexUnavailable, match="too fast"):
        tantivy.search(Query())
    assert next(keys) < 100
