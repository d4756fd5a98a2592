"""The words of a text that come nearest to a quotation, where it does not stand there itself.

Windows of words that share most with the quotation are compared with it letter by letter; rare words count for more.
The work grows as the length of the text and no faster: how many windows are compared, and how long ones, is fixed.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from heapq import nlargest
from itertools import islice
from typing import NamedTuple

from rapidfuzz import fuzz

from glossary.text import CJK, MARKS

LIKE_ENOUGH = 60.0
"""Likeness of a hundred below which no words are called the nearest (rapidfuzz: normalized indel similarity)."""
MOST_WINDOWS = 40
MOST_SHARED = 200_000
"""Words of the text that are looked at; a text of a million characters has about as many words in all."""
_WORD = re.compile(rf"[{CJK}]|(?:[^\W{CJK}]|[{MARKS}])++")
_LONGEST = 80
"""Letters of a word; longer ones are no words."""


class Word(NamedTuple):
    """A word of the text that the quotation has, too: which in the order of words, what, and where."""

    number: int
    word: str
    start: int
    end: int


def nearest(quote: str, text: str) -> tuple[int, int] | None:
    """Where the nearest words begin and end; None where none are like enough."""
    sought = Counter(found[0].casefold() for found in _WORD.finditer(quote) if len(found[0]) <= _LONGEST)
    shared = list(islice(_shared(text, sought), MOST_SHARED))
    if not shared:
        return None
    longest = 3 * len(quote) + 2 * _LONGEST
    rated = [_rated(quote, text, span) for span in _windows(shared, sought) if span[1] - span[0] <= longest]
    best = max(rated, default=(0.0, 0, 0), key=lambda one: (one[0], -one[1]))
    return best[1:] if best[0] >= LIKE_ENOUGH else None


def _shared(text: str, sought: Counter[str]) -> Iterator[Word]:
    for number, found in enumerate(_WORD.finditer(text)):
        start, end = found.span()
        if end - start <= _LONGEST and (word := found[0].casefold()) in sought:
            yield Word(number, word, start, end)


def _windows(shared: Sequence[Word], sought: Counter[str]) -> list[tuple[int, int]]:
    """The spans of the windows that share most; a window has half as many words again as the quotation."""
    weight = {word: 1.0 / number for word, number in Counter(one.word for one in shared).items()}
    width = max(2, sought.total() * 3 // 2)
    held: deque[Word] = deque()
    counted: Counter[str] = Counter()
    found: list[tuple[float, int, int]] = []
    score = 0.0
    for one in shared:
        held.append(one)
        counted[one.word] += 1
        score += (1 + weight[one.word]) * (counted[one.word] <= sought[one.word])
        while held[0].number <= one.number - width:
            gone = held.popleft()
            score -= (1 + weight[gone.word]) * (counted[gone.word] <= sought[gone.word])
            counted[gone.word] -= 1
        found.append((score, held[0].start, one.end))
    return [(start, end) for _, start, end in nlargest(MOST_WINDOWS, found, key=lambda one: (one[0], -one[1]))]


def _rated(quote: str, text: str, span: tuple[int, int]) -> tuple[float, int, int]:
    """How like the words of a window are, and where within it the likest stretch of whole words stands."""
    start, end = _around(text, span, len(quote))
    low, small = text[start:end].lower(), quote.lower()
    if len(low) != end - start:  # letters that are two when small: then as they are
        low, small = text[start:end], quote
    found = fuzz.partial_ratio_alignment(small, low)
    if found is None:
        return 0.0, *span
    begin, finish = start + found.dest_start, start + found.dest_end
    spans = [(a, b) for a in _bounds(text, begin) for b in _bounds(text, finish) if a < b] or [(begin, finish)]
    rated = [(fuzz.ratio(small, text[a:b].strip().lower()), *_stripped(text, a, b)) for a, b in spans]
    return max(rated, key=lambda one: (one[0], -one[1]))


def _around(text: str, span: tuple[int, int], length: int) -> tuple[int, int]:
    """The window with half a quotation's length on either side: what differs may stand at its ends."""
    return max(0, span[0] - length // 2), min(len(text), span[1] + length // 2)


def _bounds(text: str, at: int) -> set[int]:
    """The place, or where the word begins and ends within which it stands."""
    near = max(0, at - _LONGEST)
    within = (found for found in _WORD.finditer(text, near, at + _LONGEST) if found.start() < at < found.end())
    return next(({*found.span()} for found in within), {at})


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
