"""Words that a misspelt one may have meant, from the words the glossary itself has."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from heapq import nsmallest

from rapidfuzz.distance import OSA

from glossary.search.operators import PHRASE

SHORTEST = 4
"""Shorter words are close to too many others."""
TWO_ERRORS_FROM = 8
"""Letters from which two errors are forgiven; one below."""
MOST_COMPARED = 20_000
"""Words compared with one misspelt word; the most frequent first."""


MOST_ASKED = 5
"""The nearest words of which it is asked whether they still stand anywhere."""


class Vocabulary:
    """The folded words of the glossary with how often each occurs, ready to be compared."""

    def __init__(self, words: Mapping[str, int]) -> None:
        self._often = words
        self._by_length: defaultdict[int, list[str]] = defaultdict(list)
        for word in sorted(words, key=lambda word: (-words[word], word)):
            if len(word) >= SHORTEST and not word.isdigit():
                self._by_length[len(word)].append(word)

    def __len__(self) -> int:
        return len(self._often)

    def nearest(
        self, word: str, among: Collection[str] | None = None, *, stands: Callable[[str], bool] = lambda _: True
    ) -> str | None:
        """The nearest word by letters added, left out, changed or swapped; the more frequent of equals, then A to Z.

        `among`: only these words, where given. `stands`: whether a word still stands anywhere, of which the first few
        are asked.
        """
        if len(word) < SHORTEST or any(letter.isdigit() for letter in word):
            return None
        errors = 2 if len(word) >= TWO_ERRORS_FROM else 1
        lengths = sorted(range(len(word) - errors, len(word) + errors + 1), key=lambda length: abs(length - len(word)))
        candidates = [other for length in lengths for other in self._by_length.get(length, ())]
        if among is not None:
            candidates = [other for other in candidates if other in among]
        close = (
            (OSA.distance(word, other, score_cutoff=errors), other)
            for other in candidates[:MOST_COMPARED]
            if other != word
        )
        found = [(distance, -self._often[other], other) for distance, other in close if distance <= errors]
        return next((other for _, _, other in nsmallest(MOST_ASKED, found) if stands(other)), None)


def reread(text: str, written: str, read: str) -> str:
    """The text with one word for another, where it stands alone: not quoted, not excluded, not a beginning."""
    alone = re.compile(rf"{PHRASE}|(?<![\w-])(?P<word>{re.escape(written)})(?![\w*-])", re.IGNORECASE)
    return alone.sub(lambda found: read if found["word"] else found[0], text)
