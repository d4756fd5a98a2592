"""Which segments of a Whoosh index become one: enough that a search asks few, and never many statements at once."""

from __future__ import annotations

import random

import pytest

from glossary.errors import IndexUnavailable
from glossary.search import whoosh_merging, whoosh_writer
from glossary.search.port import PREFIX_EXPANSIONS
from glossary.search.whoosh_index import WhooshIndex
from glossary.search.whoosh_staging import Staging
from tests.search.search_samples import document, found

TOGETHER = 20


@pytest.fixture(autouse=True)
def few_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small segments are large ones here."""
    monkeypatch.setattr(whoosh_merging, "MOST_TOGETHER", TOGETHER)


def segments(index: WhooshIndex) -> dict[str, int]:
    """The segments of the newest state, and how many documents are in each, deleted ones too."""
    return {str(leaf.segment().segment_id()): leaf.doc_count_all() for leaf, _ in index._view()._reader.leaf_readers()}


def test_no_commit_writes_more_than_so_many_anew(whoosh: WhooshIndex) -> None:
    """S1: whoever publishes waits for the index as long as one commit takes; what is large is left as it is."""
    whoosh.rebuild([document(f"old{n}", "truce") for n in range(3 * TOGETHER)], 1)
    (large,) = known = segments(whoosh)
    chance, number = random.Random(1), 0  # noqa: S311
    for seq in range(2, 120):
        some = chance.choice((1, 1, 1, 4, TOGETHER + 9))
        whoosh.apply([document(f"s{number + n}", "pause") for n in range(some)], [], seq)
        before, known, number = known, segments(whoosh), number + some
        (written,) = known.keys() - before.keys()
        assert large in known
        assert known[written] <= some + 1 + TOGETHER
    assert len(found(whoosh, "truce")) == 3 * TOGETHER
    assert len(whoosh.contents()) == 3 * TOGETHER + number


def test_a_search_asks_few_segments(whoosh: WhooshIndex) -> None:
    """U2: after two hundred publications there are as many segments as a full one can be halved, and full ones."""
    most = 0
    for seq in range(1, 200):
        if seq == 1:
            whoosh.rebuild([document("s0", "pause")], seq)
        whoosh.apply([document(f"s{seq}", "pause")], [], seq + 1)
        most = max(most, len(segments(whoosh)))
    assert most <= 2 * 200 / TOGETHER + TOGETHER.bit_length()
    assert len(found(whoosh, "pause")) == 200


def test_a_segment_that_is_mostly_replaced_is_written_anew(whoosh: WhooshIndex) -> None:
    """S6: so that words which no statement has any more do not stand in the index for ever."""
    whoosh.rebuild([document(f"s{n}", f"word{n}") for n in range(TOGETHER)], 1)
    (first,) = segments(whoosh)
    for seq in range(2, 2 + TOGETHER // 2):
        assert first in segments(whoosh)
        whoosh.apply([document(f"s{seq}", "pause", revision=2)], [], seq)
    whoosh.apply([], [], 90)
    assert first not in segments(whoosh)
    assert "word2" not in whoosh.words()
    assert "word0" in whoosh.words()


def test_a_beginning_finds_past_words_that_are_gone(whoosh: WhooshIndex) -> None:
    """S6: only so many words that begin alike are looked for, and those of replaced statements are none of them."""
    before = [document(f"s{n:03}", f"ceasa{n:03}") for n in range(2 * PREFIX_EXPANSIONS)]
    whoosh.rebuild([*before, *(document(f"other{n}", "war") for n in range(3 * PREFIX_EXPANSIONS))], 1)
    whoosh.apply([document(one.id, "ceasefire", revision=2) for one in before], [], 2)
    assert "ceasa000" in whoosh.words(), "the large segment is as it was"
    assert len(found(whoosh, "ceas*")) == len(before)


def test_what_could_not_be_committed_is_taken_back(whoosh: WhooshIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    """U4: on a full disk each try to follow would else leave a file."""
    whoosh.rebuild([document("a", "pause")], 1)
    before = sorted(path.name for path in whoosh._folder.current().iterdir())
    with monkeypatch.context() as full:
        full.setattr(whoosh_writer.os, "replace", lambda *_: (_ for _ in ()).throw(OSError("no space")))
        for seq in (2, 3):
            with pytest.raises(IndexUnavailable):
                whoosh.apply([document("b", "pause")], [], seq)
    after = sorted(path.name for path in whoosh._folder.current().iterdir() if path.suffix != ".new")
    assert after == before
    whoosh.apply([document("b", "pause")], [], 4)
    assert found(whoosh, "pause") == {"a", "b"}


def test_what_was_just_committed_outlives_an_interruption(whoosh: WhooshIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    """S2: whoever presses Ctrl-C once the table of contents names the new segment takes no file of it away."""
    whoosh.rebuild([document("a", "pause")], 1)

    def interrupt(_storage: Staging) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Staging, "keep", interrupt)
    with pytest.raises(KeyboardInterrupt):
        whoosh.apply([document("b", "pause")], [], 2)
    assert (found(whoosh, "pause"), whoosh.seq()) == ({"a", "b"}, 2)
    monkeypatch.undo()
    whoosh.apply([document("c", "pause")], [], 3)
    assert found(whoosh, "pause") == {"a", "b", "c"}


def test_a_segment_of_which_all_was_replaced_is_gone(whoosh: WhooshIndex) -> None:
    """S4: whatever is amended in time is not kept for ever beside what stands now."""
    whoosh.rebuild([document(f"s{n}", "truce") for n in range(2 * TOGETHER)], 1)
    (first,) = segments(whoosh)
    for seq in range(2):
        half = range(seq * TOGETHER, (seq + 1) * TOGETHER)
        whoosh.apply([document(f"s{n}", "pause", revision=2) for n in half], [], seq + 2)
    whoosh.apply([], [], 9)
    assert first not in segments(whoosh)
    assert (len(found(whoosh, "pause")), found(whoosh, "truce"), whoosh.seq()) == (2 * TOGETHER, set(), 9)
