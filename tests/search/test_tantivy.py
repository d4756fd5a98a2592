"""Traps of tantivy 0.27 and its binding, each held by a test through our adapter (S1, S3, S6, S7)."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest
import tantivy as engine

from glossary.errors import IndexUnavailable, UnsafeSetting
from glossary.search import tantivy_index
from glossary.search.port import Query
from glossary.search.tantivy_index import TantivyIndex
from glossary.services.index import indexing
from tests.search.search_samples import asked, document, folder_of, found, ids, placed


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


def test_without_the_extra_the_start_is_refused_with_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    """U9: one sentence that says what to install, and no traceback of a missing module."""
    monkeypatch.setitem(sys.modules, "tantivy", None)
    for module in ("tantivy_index", "tantivy_view", "tantivy_queries", "tantivy_documents"):
        monkeypatch.delitem(sys.modules, f"glossary.search.{module}", raising=False)
    with pytest.raises(UnsafeSetting, match=r"pip install glossary\[tantivy\]\.$"):
        indexing._engine("tantivy", Path("unused"))
