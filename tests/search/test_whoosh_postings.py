"""Our reading and writing of Whoosh's postings: its own scores, whatever was merged, deleted or written in parts."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import pytest
from whoosh.searching import Searcher

from glossary.search import whoosh_writer
from glossary.search.port import TEXT_FIELDS, IndexDocument
from glossary.search.whoosh_index import WhooshIndex
from tests.search.search_samples import document, found

WORDS = ("pause", "truce", "lull", "ceasefire", "corridor", "aid", "war", "the")
RARER = (8, 4, 3, 3, 2, 1, 1, 20)


def statements(begin: int, end: int, revision: int = 1) -> list[IndexDocument]:
    """Statements of several lengths in which some words are frequent and stand more than once."""
    chance = random.Random(begin)  # noqa: S311
    texts = {n: " ".join(chance.choices(WORDS, RARER, k=chance.randint(1, 60))) for n in range(begin, end)}
    return [document(f"s{n:04}", text, summary=text[:40], revision=revision) for n, text in texts.items()]


@pytest.fixture
def followed(whoosh: WhooshIndex) -> WhooshIndex:
    """An index of several segments, some statements replaced and some removed."""
    whoosh.rebuild(statements(0, 300), 1)
    for step, (begin, end) in enumerate(pairwise((300, 380, 420, 440, 450))):
        more = [*statements(begin, end), *statements(7 * step, 7 * step + 5, revision=2)]
        whoosh.apply(more, [f"s{100 + step:04}", f"s{310 + step:04}"], step + 2)
    assert len(whoosh._view()._reader.leaf_readers()) > 2
    return whoosh


@pytest.mark.parametrize("word", WORDS)
def test_scores_are_those_of_whoosh(followed: WhooshIndex, word: str) -> None:
    """S6: what is computed a column at a time is to the last digit what Whoosh's scorer says posting by posting."""
    view = followed._view()
    for field in ("quote", "summary"):
        theirs, matcher = {}, Searcher(view._reader).postings(field, f"={word}")
        while matcher.is_active():
            theirs[matcher.id()] = TEXT_FIELDS[field] * matcher.score()
            matcher.next()
        assert view.postings.best(field, [f"={word}"], TEXT_FIELDS[field]) == theirs
        assert theirs


def test_phrases_survive_merging_and_deletion(whoosh: WhooshIndex, tmp_path: Path) -> None:
    """S1, S4: after forty commits, many of which merge, phrases stand where an index built at once has them."""
    held: dict[str, IndexDocument] = {}
    for step in range(40):
        changed, gone = statements(3 * step, 3 * step + 5, revision=step), f"s{2 * step:04}"
        whoosh.apply(changed, [gone], step)
        held.pop(gone, None)
        held |= {one.id: one for one in changed}
    fresh = WhooshIndex(tmp_path / "fresh")
    fresh.rebuild(held.values(), 1)
    for text in ('"the pause"', '"the the the"', '"pause lull"', "truce", '"no such words"', '"the corridor" -war'):
        assert found(whoosh, text) == found(fresh, text), text
    assert whoosh.contents() == fresh.contents()
    assert whoosh.words().keys() >= fresh.words().keys()


def test_a_large_build_is_written_in_parts(whoosh: WhooshIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    """S4: postings are turned over in memory for so many statements at a time; the answers are those of one part."""
    twice = [*statements(0, 50), document("s0003", "armistice", revision=9)]
    whoosh.rebuild(twice, 7)
    whole = {text: found(whoosh, text) for text in ("the", '"the pause"', "armistice", "lull -aid")}
    monkeypatch.setattr(whoosh_writer, "AT_ONCE", 20)
    whoosh.rebuild(twice, 8)
    assert len(whoosh._view()._reader.leaf_readers()) > 2
    assert {text: found(whoosh, text) for text in whole} == whole
    assert (whoosh.seq(), len(whoosh.contents()), whoosh.contents()["s0003"]) == (8, 50, 9)


def test_a_form_that_stands_twice_at_one_place_counts_once(whoosh: WhooshIndex) -> None:
    """S6: an expression of several spellings may give one form twice; tokens need not come in their order."""
    places = ((7, "=b"), (3, "=a"), (3, "=a"), (4, "=b"))
    whoosh.rebuild([IndexDocument("one", 1, {"quote": places}, {}, "2023-01-01", "2023-01-01", "")], 1)
    term = whoosh._view().postings.term("quote", "=a")
    (part,) = term.parts
    assert (list(part.often), [list(places) for places in part.stored.places(part.at)]) == ([1], [[3]])
    assert found(whoosh, '"a b"') == {"one"}
    assert found(whoosh, '"b a"') == set()
