"""Texts in one block are the list of them that was given, and sorted entries are found by how they begin."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.search.flat import Entries, Texts, encoded

ANY = st.text(
    alphabet=st.characters(codec=None, exclude_categories=()) | st.sampled_from("aä\n\0\ud800هدנ停"), max_size=6
)


@given(st.lists(ANY, max_size=12))
def test_texts_come_back_as_they_were_given(given_texts: list[str]) -> None:
    """In their order, empty ones and half characters too, by place from either end and by slice."""
    texts = Texts(given_texts)
    texts.append("last")
    wanted = [*given_texts, "last"]
    assert list(texts) == wanted
    assert len(texts) == len(wanted)
    assert [texts[-at - 1] for at in range(len(wanted))] == wanted[::-1]
    assert texts[1:] == wanted[1:]
    with pytest.raises(IndexError):
        texts[len(wanted)]


@given(st.lists(ANY.map(lambda text: encoded(text.replace("\n", "")) + b"\n"), max_size=12), ANY)
def test_sorted_entries_are_found_by_their_beginning(entries: list[bytes], text: str) -> None:
    """All that begin so and no others, also within a part of the list."""
    known, beginning = Entries(entries), encoded(text.replace("\n", ""))
    known.sort()
    assert list(known) == sorted(entries)
    for sought in {beginning, beginning[:1], beginning + b"\n"}:
        low, high = known.beginning(sought, 0, len(known))
        assert known[low:high] == [entry for entry in sorted(entries) if entry.startswith(sought)]
        assert known.beginning(sought, low, high) == (low, high)
        assert known.beginning(sought, high, len(known)) == (high, high) or low == high
