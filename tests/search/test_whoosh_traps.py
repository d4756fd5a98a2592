"""Traps of Whoosh 2.7.4, each held by a test through our adapter (S1, S3, S6)."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest
import whoosh as engine

from glossary.errors import IndexUnavailable
from glossary.search import whoosh_writer
from glossary.search.highlight import mark
from glossary.search.port import FIELDS, IndexDocument, Query
from glossary.search.query import parse
from glossary.search.whoosh_index import WhooshIndex
from tests.search.search_samples import SPELLINGS, asked, document, folder_of, found, ids


def test_the_version_whose_traps_are_known() -> None:
    """S6: the forks and other versions fail differently; the pin must not move unnoticed."""
    assert engine.__version__ == (2, 7, 4)


def test_a_searcher_never_returns_what_was_deleted_or_superseded(whoosh: WhooshIndex) -> None:
    """S1: `refresh()` returns deleted documents in some versions; both an old and a new searcher see the commit."""
    whoosh.rebuild([document("a", "pause"), document("b", "pause"), document("c", "truce")], 1)
    other = WhooshIndex(folder_of(whoosh))
    assert found(whoosh, "pause") == found(other, "pause") == {"a", "b"}
    whoosh.apply([document("a", "truce", revision=2)], ["b"], 2)
    for index in (whoosh, other, WhooshIndex(folder_of(whoosh))):
        assert found(index, "pause") == set()
        assert found(index, "truce") == {"a", "c"}
        assert index.contents() == {"a": 2, "c": 1}


def test_commits_that_follow_each_other_are_all_seen(whoosh: WhooshIndex) -> None:
    """S1: every commit adds or merges segments; no statement is lost or doubled on the way."""
    for number in range(30):
        whoosh.apply([document(f"s{number:02}", "pause")], [], number + 1)
        assert len(ids(whoosh.search(asked("pause"), limit=100))) == number + 1
    assert len(whoosh.contents()) == whoosh.seq() == 30


def test_an_empty_filter_matches_nothing(whoosh: WhooshIndex) -> None:
    """S6: in Whoosh `filter=set()` means no filter; here a filter that comes out empty gives nothing."""
    whoosh.rebuild([document("a", "pause", facets={"year": ("2023",)})], 1)
    assert found(whoosh, "pause", filters={"year": ()}) == set()
    assert found(whoosh, "pause", filters={"year": ("1999",)}) == set()
    assert found(whoosh, "pause", filters={"year": ("2023",)}) == {"a"}


def test_a_span_open_below_leaves_later_days_out(whoosh: WhooshIndex) -> None:
    """S6: an unsigned numeric range that is open below matches everything; days are compared otherwise here."""
    whoosh.rebuild([document("old", "x", said="1907-10-18"), document("new", "x", said="2023-10-18")], 1)
    assert found(whoosh, "x", said_to="1950-01-01") == {"old"}
    assert found(whoosh, "x", said_to="0001-01-01") == set()


def test_the_last_day_of_a_span_counts_whole(whoosh: WhooshIndex) -> None:
    """S6: a date range of Whoosh ends at midnight and loses its last day."""
    whoosh.rebuild([document("a", "x", said="2023-11-30")], 1)
    assert found(whoosh, "x", said_from="2023-11-01", said_to="2023-11-30") == {"a"}
    assert found(whoosh, "x", said_from="2023-11-30", said_to="2023-11-30") == {"a"}


@pytest.mark.parametrize("form", ["=lone\ud800", "=two words", "", "=line\nbreak"])
def test_one_bad_document_does_not_poison_the_writer(whoosh: WhooshIndex, form: str) -> None:
    """S3: a document that cannot be written is refused before a writer is open; the next batch goes through."""
    whoosh.rebuild([document("a", "pause")], 1)
    good = document("b", "pause")
    bad = IndexDocument("bad", 1, {"quote": ((0, form),)}, {}, "2023-01-01", "2023-01-01", "")
    with pytest.raises(IndexUnavailable, match="cannot be indexed"):
        whoosh.apply([good, bad], ["a"], 2)
    assert (whoosh.contents(), whoosh.seq()) == ({"a": 1}, 1)
    whoosh.apply([good], [], 3)
    assert whoosh.contents() == {"a": 1, "b": 1}


@pytest.mark.parametrize("method", ["add_document", "commit", "delete_by_term", "_commit_toc"])
def test_a_disk_that_fills_up_leaves_all_or_nothing(
    whoosh: WhooshIndex, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    """S3: an error at any step of a commit cancels the writer; nothing of the batch shows, and the next one works."""
    whoosh.rebuild([document("a", "pause")], 1)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(whoosh_writer.Writer, method, full)
        with pytest.raises(IndexUnavailable, match="could not be written"):
            whoosh.apply([document("b", "pause")], ["a"], 2)
        assert (whoosh.contents(), whoosh.seq()) == ({"a": 1}, 1)
        assert not list(whoosh._folder.current().glob("*.tmp")), "the writer was cancelled"
    whoosh.apply([document("b", "pause")], ["a"], 2)
    assert (whoosh.contents(), whoosh.seq()) == ({"b": 1}, 2)


def test_a_statement_twice_in_one_batch_is_stored_once(whoosh: WhooshIndex) -> None:
    """S6: `update_document` twice in one writer leaves two documents; counted in the engine itself."""
    twice = [document("a", "one"), document("a", "two", revision=2)]
    whoosh.rebuild(twice, 1)
    assert whoosh._view()._reader.doc_count() == 2, "the statement and the document that keeps the seq"
    whoosh.apply(twice, [], 2)
    assert whoosh._view()._reader.doc_count() == 2
    assert whoosh.contents() == {"a": 2}


def test_evacuated_and_evacuation_meet(whoosh: WhooshIndex) -> None:
    """S6: Whoosh's own stemmer keeps these apart; it never sees our words."""
    pairs = ("evacuated evacuation", "negotiated negotiation", "escalated escalation", "facilitated facilitation")
    for number, pair in enumerate(pairs):
        there, asked_for = pair.split()
        whoosh.apply([document("a", there)], [], number)
        assert found(whoosh, asked_for) == {"a"}


def test_small_words_keep_their_place(whoosh: WhooshIndex) -> None:
    """S6: stop words would vanish without a gap; `cessation of hostilities` means just that."""
    whoosh.rebuild([document("with", "cessation of hostilities"), document("without", "cessation hostilities")], 1)
    assert found(whoosh, '"cessation of hostilities"') == {"with"}
    assert found(whoosh, '"cessation hostilities"') == {"without"}
    assert found(whoosh, "of") == {"with"}


def test_facets_do_not_undo_the_limit(whoosh: WhooshIndex) -> None:
    """S6: `groupedby` ignores `limit`; counts are over all hits, and the page is still a page."""
    whoosh.rebuild([document(f"s{n}", "x", facets={"year": ("2023",)}) for n in range(9)], 1)
    hits = whoosh.search(asked("x"), limit=2, facets=("year",))
    assert (len(hits.hits), hits.total, hits.facets) == (2, 9, {"year": {"2023": 9}})


def test_phrases_are_not_marked_word_by_word() -> None:
    """S8: Whoosh marks the words of a phrase wherever they stand; ours only where the phrase stands."""
    clauses = parse('"humanitarian pause"', SPELLINGS).clauses
    assert [part.match for part in mark("a pause that is humanitarian", "en", clauses, SPELLINGS)] == [False]


def test_a_writer_waits_for_its_turn_and_says_when_it_gives_up(whoosh: WhooshIndex) -> None:
    """S2: Whoosh's lock fails at once; ours waits as long as it was told and then says so in a sentence."""
    other = WhooshIndex(folder_of(whoosh))
    with other.exclusive():
        with pytest.raises(IndexUnavailable, match="being written"), whoosh.exclusive(timeout=0.05):
            pytest.fail("two writers at once")
        assert whoosh.seq() == 0, "readers do not wait"
    with whoosh.exclusive(timeout=0):
        whoosh.apply([document("a", "x")], [], 1)
    assert other.seq() == 1


def test_a_killed_writer_leaves_no_lock(whoosh: WhooshIndex) -> None:
    """S2: the lock belongs to a process and goes with it, also when it is killed."""
    program = (
        "import sys, pathlib\n"
        "from glossary.search.folder import IndexFolder\n"
        "with IndexFolder(pathlib.Path(sys.argv[1])).exclusive(5):\n"
        "    print('held', flush=True)\n"
        "    sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", program, str(folder_of(whoosh))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"held\n"
        with pytest.raises(IndexUnavailable, match="another process"), whoosh.exclusive(timeout=0):
            pytest.fail("two writers at once")
        process.kill()
        process.wait()
    whoosh.apply([document("a", "x")], [], 1)
    assert whoosh.seq() == 1


def test_what_a_killed_writer_began_is_not_seen_and_is_swept(whoosh: WhooshIndex) -> None:
    """S2: files of a commit that never came do not count, and the next commit removes them."""
    whoosh.rebuild([document("a", "x")], 1)
    generation = whoosh._folder.current()
    (generation / "MAIN_0123456789abcdef.seg").write_bytes(b"half")
    (generation / "_MAIN_9.toc.1700000000.5").write_bytes(b"half")
    (generation / "MAIN.tmp").mkdir(exist_ok=True)
    assert found(WhooshIndex(folder_of(whoosh)), "x") == {"a"}
    whoosh.apply([document("b", "x")], [], 2)
    assert found(whoosh, "x") == {"a", "b"}
    assert not (generation / "MAIN_0123456789abcdef.seg").exists()


def test_an_endless_word_is_indexed_and_found(whoosh: WhooshIndex) -> None:
    """S7: parsing in Whoosh is quadratic in a long word; ours is cut alike in index and query."""
    whoosh.rebuild([document("a", "x" * 10_000)], 1)
    assert found(whoosh, "x" * 150) == {"a"}


def test_a_wildcard_alone_walks_no_words(whoosh: WhooshIndex) -> None:
    """S7: a bare `*` costs Whoosh a walk through every word; here it asks for nothing."""
    whoosh.rebuild([document("a", "pause")], 1)
    assert parse("*", SPELLINGS).clauses == ()
    assert whoosh.search(asked("*")).total == 1


def test_an_index_written_by_another_format_asks_for_a_rebuild(
    whoosh: WhooshIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    """S3: what another version stored is not guessed at; a rebuild heals it."""
    monkeypatch.setattr("glossary.search.folder.FORMAT", 9_999)
    with pytest.raises(IndexUnavailable, match="another version"):
        whoosh.search(Query())
    whoosh.rebuild([document("a", "x")], 4)
    assert whoosh.seq() == 4


def test_every_field_is_searched(whoosh: WhooshIndex) -> None:
    """S6: a word is found in whichever field it stands, in an index whose documents have different fields."""
    whoosh.rebuild([document(field, **{"quote": "", field: "truce"}) for field in FIELDS], 1)
    assert found(whoosh, "truce") == set(FIELDS)


def test_a_folder_that_cannot_be_written_to(tmp_path: Path) -> None:
    """S3: where a file stands in the way of the folder, building says so in a sentence."""
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(IndexUnavailable, match="cannot be written to"):
        WhooshIndex(tmp_path / "file").rebuild([], 1)
