"""Traps of tantivy 0.27 and its binding, each held by a test through our adapter (S1, S3, S6, S7)."""

from __future__ import annotations

import errno
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice, product
from pathlib import Path

import pytest
import tantivy as engine

from glossary.errors import IndexUnavailable, UnsafeSetting
from glossary.search import tantivy_index, tantivy_queries, tantivy_view
from glossary.search.memory_index import MemoryIndex
from glossary.search.port import SORTS, Clause, IndexDocument, Query, SearchIndex
from glossary.search.tantivy_files import META
from glossary.search.tantivy_index import TantivyIndex
from glossary.services.index import indexing
from tests.search.search_samples import asked, document, found, ids
from tests.search.test_damage import emptied, flipped, the_file, truncated


@pytest.fixture
def tantivy(tmp_path: Path) -> Iterator[TantivyIndex]:
    """An empty index of tantivy's."""
    made = TantivyIndex(tmp_path / "index")
    made.rebuild([], 0)
    yield made
    made.close()


def folder_of(index: TantivyIndex) -> Path:
    """Where the index lives."""
    return index._folder.path


def placed(id_: str, *forms: str, said: str = "2023-01-01", **rest: object) -> IndexDocument:
    """A statement whose quote has these forms, one after the other."""
    tokens = tuple((position, form) for position, form in enumerate(forms))
    return IndexDocument(id_, 1, {"quote": tokens}, {}, said, said, "", **rest)  # type: ignore[arg-type]


def test_the_version_whose_traps_are_known() -> None:
    """S6: another version may write other files or keep other counts; the pin must not move unnoticed."""
    assert engine.__version__ == "tantivy v0.27.0, index_format v7"


def test_a_failed_assertion_in_the_engine_is_an_unavailable_index(tantivy: TantivyIndex) -> None:
    """S3: such a thing is no `Exception`, and would go through every handler up to the worker's end."""
    searcher = tantivy._view()._searcher
    with pytest.raises(IndexUnavailable) as error, tantivy_index._guarded():
        searcher.search(engine.Query.all_query(), 0)
    assert not isinstance(error.value.__cause__, Exception)
    with pytest.raises(KeyboardInterrupt), tantivy_index._guarded():
        raise KeyboardInterrupt


def test_a_limit_of_nothing_still_counts(tantivy: TantivyIndex) -> None:
    """S6: a limit of 0 fails an assertion in the engine; here it asks for the numbers alone."""
    assert tantivy.search(Query(), limit=0).total == 0
    tantivy.rebuild([document("a", "x", facets={"year": ("2023",)})], 1)
    hits = tantivy.search(asked("x"), limit=0)
    assert (hits.total, hits.hits, hits.facets["year"]) == (1, (), {"2023": 1})


def test_commits_that_follow_each_other_are_all_seen(tantivy: TantivyIndex) -> None:
    """S1: every commit adds a segment or merges some; no statement is lost or doubled on the way."""
    for number in range(20):
        tantivy.apply([document(f"s{number:02}", "pause")], [f"s{number - 5:02}"], number + 1)
        assert len(ids(tantivy.search(asked("pause"), limit=100))) == min(number + 1, 5)
    assert tantivy.contents() == {f"s{number}": 1 for number in range(15, 20)}
    assert tantivy._view()._searcher.num_segments < 12, "they were merged"


def test_the_document_that_keeps_the_seq_is_nobodys_hit(tantivy: TantivyIndex) -> None:
    """S6: it is a document like any other to the engine; it is neither found, nor counted, nor listed."""
    tantivy.rebuild([document("a", "x")], 7)
    for query in (Query(), asked("-nothing"), Query(said_from="0001-01-01"), asked("-x"), Query(sort="oldest")):
        assert set(ids(tantivy.search(query))) <= {"a"}
        assert tantivy.search(query).total == len(ids(tantivy.search(query)))


@pytest.mark.parametrize("form", ["=lone\ud800", ""])
def test_one_bad_document_does_not_poison_the_writer(tantivy: TantivyIndex, form: str) -> None:
    """S3: a document that cannot be written is refused before a writer is open; the next batch goes through."""
    tantivy.rebuild([document("a", "pause")], 1)
    good = document("b", "pause")
    with pytest.raises(IndexUnavailable, match="cannot be indexed"):
        tantivy.apply([good, placed("bad", form)], ["a"], 2)
    with pytest.raises(IndexUnavailable, match="cannot be indexed"):
        tantivy.apply([good, placed("bad\0one", "=x")], ["a"], 2)
    assert (tantivy.contents(), tantivy.seq()) == ({"a": 1}, 1)
    tantivy.apply([good], [], 3)
    assert tantivy.contents() == {"a": 1, "b": 1}


@pytest.mark.parametrize("step", ["add_document", "delete_documents_by_term", "commit"])
def test_a_disk_that_fills_up_leaves_all_or_nothing(
    tantivy: TantivyIndex, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """S3: after an error at any step of a commit nothing of the batch shows, and the next writer is let in."""
    tantivy.rebuild([document("a", "pause")], 1)

    class Full:
        """A writer whose disk is full at one step."""

        def __init__(self, writer: engine.IndexWriter) -> None:
            self._writer = writer

        def __getattr__(self, name: str) -> object:
            if name == step:
                raise OSError(errno.ENOSPC, "No space left on device")
            return getattr(self._writer, name)

    finish = tantivy_index._finish
    with monkeypatch.context() as patched:
        patched.setattr(tantivy_index, "_finish", lambda writer, *rest: finish(Full(writer), *rest))  # type: ignore[arg-type]
        with pytest.raises(IndexUnavailable, match="could not be written"):
            tantivy.apply([document("b", "pause")], ["a"], 2)
    for index in (tantivy, TantivyIndex(folder_of(tantivy))):
        assert (index.contents(), index.seq()) == ({"a": 1}, 1)
    tantivy.apply([document("b", "pause")], ["a"], 2)
    assert (tantivy.contents(), tantivy.seq()) == ({"b": 1}, 2)


def test_what_a_killed_writer_began_is_not_seen_and_is_swept(tantivy: TantivyIndex) -> None:
    """S2: a writer that is killed before its commit leaves files, but no lock and no statement."""
    tantivy.rebuild([document("a", "x")], 1)
    program = (
        "import os, pathlib, sys\n"
        "from glossary.search import tantivy_index\n"
        "from tests.search.search_samples import document\n"
        "tantivy_index._finish = lambda writer, documents, *rest: (\n"
        "    [writer.add_document(each) for each in documents], os.kill(os.getpid(), 9))\n"
        "tantivy_index.TantivyIndex(pathlib.Path(sys.argv[1])).apply([document('b', 'x')], ['a'], 2)\n"
    )
    command = [sys.executable, "-c", program, str(folder_of(tantivy))]
    assert subprocess.run(command, check=False, cwd=Path(__file__).parents[2]).returncode == -9
    assert found(tantivy, "x") == found(TantivyIndex(folder_of(tantivy)), "x") == {"a"}
    tantivy.apply([document("c", "x")], [], 3)
    assert found(tantivy, "x") == {"a", "c"}


def test_a_statement_twice_in_one_batch_is_stored_once(tantivy: TantivyIndex) -> None:
    """S6: a deletion reaches only what the writer was given before; counted in the engine itself."""
    twice = [document("a", "one"), document("a", "two", revision=2)]
    tantivy.rebuild(twice, 1)
    assert tantivy._view()._searcher.num_docs == 2, "the statement and the document that keeps the seq"
    tantivy.apply(twice, [], 2)
    assert tantivy._view()._searcher.num_docs == 2
    assert tantivy.contents() == {"a": 2}


def test_signs_of_patterns_are_plain_signs(tantivy: TantivyIndex) -> None:
    """S6, S7: a place with several forms is asked as a pattern; what stands in a form never is one."""
    signs = [f"={sign}{letter}" for sign, letter in product(r".+*?()|[]{}^$#&~-\"'<>=!,:/@%", "ab")]
    tantivy.rebuild([placed(f"s{number}", form, "=end") for number, form in enumerate(signs)], 1)
    for number, form in enumerate(signs):
        clause = Clause("p", ((form, "=unheard"), ("=end", "=[")))
        assert ids(tantivy.search(Query((clause,)))) == [f"s{number}"]
    assert ids(tantivy.search(Query((Clause("p", (("=.*", "=.."), ("=end",))),)))) == []


def test_a_long_row_of_places_with_many_forms_is_not_multiplied_out(tantivy: TantivyIndex) -> None:
    """S7: forty places with six forms each would be more combinations than there are atoms on earth."""
    languages = ("=", "en:", "fr:", "es:", "de:", "it:")
    words = [f"word{number}" for number in range(40)]
    tokens = tuple((position, f"{language}{word}") for position, word in enumerate(words) for language in languages)
    there = IndexDocument("there", 1, {"quote": tokens}, {}, "2023-01-01", "2023-01-01", "")
    tantivy.rebuild([there, placed("apart", *(f"={word}" for word in reversed(words)))], 1)
    places = tuple(tuple(f"{language}{word}" for language in languages) for word in words)
    assert ids(tantivy.search(Query((Clause("long", places),)))) == ["there"]


def _tied(number: int) -> IndexDocument:
    """Many with the same words, on a few days; the ids do not rise with the days."""
    word = "=rare" if number % 9 == 0 else "=common"
    said = f"2023-01-{1 + number * 7 % 13:02}"
    return placed(f"s{number * 37 % 300:03}", "=pause", word, said=said, tags=("kind:x",) if number % 2 else ())


@pytest.mark.parametrize("slack", [(50, (2_000, 60_000)), (1, (4, 16)), (0, (40, 80))])
def test_the_cut_through_equals_never_shows(
    tantivy: TantivyIndex, monkeypatch: pytest.MonkeyPatch, slack: tuple[int, tuple[int, int]]
) -> None:
    """S6: the engine keeps equals as it comes upon them, segment by segment; pages are slices of the port's order."""
    monkeypatch.setattr(tantivy_view, "_SLACK", slack[0])
    monkeypatch.setattr(tantivy_view, "_REACHES", slack[1])
    memory, documents = MemoryIndex(), [_tied(number) for number in range(300)]
    tantivy.rebuild(documents[:150], 1)
    for start in (150, 200, 250):
        tantivy.apply(documents[start : start + 50], [], 2)
    memory.rebuild(documents, 2)
    word, tag = Clause("pause", (("=pause",),)), Clause("x", tags=("kind:x",))
    beginning = Clause("r*", (("=r",),), prefix=True, optional=True)
    for clauses, sort in product(((word,), (tag,), (word, beginning), ()), SORTS):
        query = Query(clauses, sort=sort)
        wanted = ids(memory.search(query, limit=300))
        assert _pages(tantivy, query, 45) == wanted[:315], (clauses, sort)
        assert ids(tantivy.search(query, limit=7)) == wanted[:7]


def _pages(index: SearchIndex, query: Query, size: int) -> list[str]:
    return [id_ for offset in range(0, 300, size) for id_ in ids(index.search(query, limit=size, offset=offset))]


@pytest.mark.parametrize("sort", SORTS)
def test_a_whole_answer_comes_in_the_same_order_as_its_pages(
    tantivy: TantivyIndex, monkeypatch: pytest.MonkeyPatch, sort: str
) -> None:
    """S6: large answers are sorted here and small ones by the engine; scores are told in either, whatever the order."""
    tantivy.rebuild([_tied(number) for number in range(300)], 1)
    query = Query((Clause("pause", (("=pause",),), weight=2.0),), sort=sort)  # type: ignore[arg-type]
    small = [hit for offset in range(0, 300, 60) for hit in tantivy.search(query, limit=60, offset=offset).hits]
    monkeypatch.setattr(tantivy_view, "_MANY", 0)
    assert tantivy.search(query, limit=100_000).hits == tuple(small)
    assert tantivy.search(query, limit=20, offset=100).hits == tuple(small[100:120])
    assert all(hit.score > 15 for hit in small)


def test_facets_with_more_values_than_one_walk_counts(tantivy: TantivyIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    """S6: the engine cuts long lists of values, and refuses very long ones; counts stay whole."""
    monkeypatch.setattr(tantivy_queries, "MOST_VALUES", 2)
    monkeypatch.setattr(tantivy_queries, "FEW_VALUES", 2)
    names = ("actor", "stance")
    values = [{name: (f"{name}{number}", "both") for name in names} for number in range(9)]
    tantivy.rebuild([document(f"s{number}", "x", facets=each) for number, each in enumerate(values)], 1)
    tantivy.apply([], ["s0"], 2)
    counts = tantivy.search(asked("x"), facets=names).facets
    assert counts == {name: {"both": 8} | {f"{name}{number}": 1 for number in range(1, 9)} for name in names}


@pytest.mark.parametrize(("ties", "cut"), [(1, True), (2, False), (5, False)])
def test_of_many_values_only_the_first_need_be_told(
    tantivy: TantivyIndex, monkeypatch: pytest.MonkeyPatch, ties: int, cut: bool
) -> None:
    """S6: those with most hits, over all segments, and all that tie with the last; the facet is said to be cut."""
    monkeypatch.setattr(tantivy_queries, "SOME_VALUES", 4)
    monkeypatch.setattr(tantivy_view, "SOME_VALUES", 4)
    hits = {"a": 5, "b": 4} | {f"c{number}": 3 for number in range(ties)} | {f"d{number}": 1 for number in range(9)}
    for turn in range(5):  # a segment each
        found = [name for name, times in hits.items() if times > turn]
        tantivy.apply([document(f"{n}-{turn}", "x", facets={"source": (n,)}) for n in found], [], turn)
    some = tantivy.search(asked("x", most_values=3))
    least = {name: times for name, times in hits.items() if times >= 3}
    assert least.items() <= some.facets["source"].items() <= hits.items()
    assert some.cut == ({"source"} if len(some.facets["source"]) < len(hits) else set())
    assert bool(some.cut) is cut
    narrowed = tantivy.search(asked("x", most_values=3, filters={"source": ("d1",)}))
    assert (narrowed.facets["source"], narrowed.cut, narrowed.total) == (hits, frozenset(), 1)


def test_a_value_that_comes_later_is_counted_by_its_name(tantivy: TantivyIndex) -> None:
    """S1, S6: many-valued facets are counted by numbers; a commit brings numbers whose names are not known yet."""
    for number in range(3):
        tantivy.apply([document(f"s{number}", "x", facets={"source": (f"work-{number}",)})], [], number)
        wanted = {f"work-{n}": 1 for n in range(number + 1)}
        assert tantivy.search(asked("x")).facets["source"] == wanted


def test_days_that_are_none_do_not_stop_the_engine(tantivy: TantivyIndex) -> None:
    """S7: years before our era or parts of a day do not occur; if they did they would be found."""
    odd = ("-0044-03-15", "2023", "", "someday", "99999-01-01")
    tantivy.rebuild([placed(f"s{number}", "=x", said=day) for number, day in enumerate(odd)], 1)
    word = Clause("x", (("=x",),))
    for sort, bound in product(SORTS, (None, *odd)):
        assert tantivy.search(Query((word,), sort=sort, said_from=bound)).total <= len(odd)
    assert tantivy.search(Query((word,))).total == len(odd)


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


def test_threads_search_one_state_at_once(tantivy: TantivyIndex) -> None:
    """S4: eight threads over one object get the answers that one gets."""
    tantivy.rebuild([_tied(number) for number in range(300)], 1)
    queries = [Query((Clause("x", ((f"={word}",),)),), sort=sort) for word in ("rare", "common") for sort in SORTS]
    alone = [tantivy.search(query) for query in queries]
    with ThreadPoolExecutor(8) as threads:
        for _ in range(5):
            assert list(threads.map(tantivy.search, queries)) == alone


def test_without_the_extra_the_start_is_refused_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    """U9: one sentence that says what to install, and no traceback of a missing module."""
    monkeypatch.setitem(sys.modules, "tantivy", None)
    for module in ("tantivy_index", "tantivy_view", "tantivy_queries", "tantivy_documents"):
        monkeypatch.delitem(sys.modules, f"glossary.search.{module}", raising=False)
    with pytest.raises(UnsafeSetting, match=r"pip install glossary\[tantivy\]\.$"):
        indexing._engine("tantivy", Path("unused"))


def test_equals_are_equal_in_every_segment(tantivy: TantivyIndex) -> None:
    """S6: single precision adds up differently in each segment; scores are rounded until that is gone."""
    forms = ("=a", "=b", "=c", "en:a", "en:b")
    for number in range(6):
        tantivy.apply([placed(f"s{number}-{n}", *forms) for n in range(number + 1)], [], number)
    clauses = tuple(
        Clause(form, ((form, "=unheard"),), weight=weight)
        for form, weight in zip(forms, (1, 0.3, 0.7, 2, 1.1), strict=True)
    )
    hits = tantivy.search(Query(clauses), limit=100).hits
    assert len({hit.score for hit in hits}) == 1
    assert [hit.id for hit in hits] == sorted(hit.id for hit in hits)
    assert list(islice((hit.id for hit in hits), 2)) == ["s0-0", "s1-0"]
