"""A text cut into paragraphs and sentences, with the quotations in them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from glossary.articles.tokens import Token, tokens_of
from glossary.articles.words import ABBREVIATIONS, STARTERS

LONGEST_SENTENCE = 300
"""Words and marks of a sentence; what goes on without an end is cut, so that the work stays bounded."""
WRAPPED = 50
"""Characters from which on a line without an end may be one of a paragraph broken by its width."""
LEAST_WRAPPED = 3
"""Such lines from which on a text counts as broken by its width; fewer may be headlines."""

_ENDS = frozenset(".!?؟。！？…")
CLOSERS = frozenset("\"”»’'“)]›")
_DOUBLE = {"“": "”", "«": "»", "„": "“”", "‟": "”", '"': '"', "「": "」", "״": "״"}
_SINGLE = {"‘": "’", "'": "'", "‹": "›"}
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")


class Quote(NamedTuple):
    """A quotation: the places of its marks among the words of the sentence; `closed` is false where it goes on."""

    first: int
    last: int
    closed: bool


@dataclass(slots=True)
class Sentence:
    """The words and marks of a sentence, and where it stands.

    opens: the first of its paragraph. heading: a line without an end, such as a headline. label: who speaks by a label
    before the paragraph ("MR. KIRBY:"), as written.
    """

    tokens: list[Token]
    quotes: list[Quote]
    start: int
    end: int
    opens: bool = False
    heading: bool = False
    label: str = ""
    quoted: list[bool] = field(default_factory=list)

    def words(self) -> int:
        """The number of words."""
        return sum(token.word for token in self.tokens)


def _first(quote: Quote) -> int:
    return quote.first


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Where the paragraphs start and end; lines that were broken by their width are put together."""
    lines = [line.span() for line in _LINE.finditer(text) if not line[0].isspace()]
    wrapped = _is_wrapped(text, lines)
    found: list[tuple[int, int]] = []
    for start, end in lines:
        if found and _goes_on(text, found[-1][1], start, wrapped):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _goes_on(text: str, before: int, start: int, wrapped: bool) -> bool:
    """Whether a line goes on with the one before: it begins small, or all lines were broken by their width."""
    if _is_gap(text, before, start) or _is_whole(text, before):
        return False
    first = text[start : start + 40].lstrip()[:1]
    return first.islower() or (wrapped and before - text.rfind("\n", 0, before) > WRAPPED)


def _is_gap(text: str, before: int, start: int) -> bool:
    return text.count("\n", before, start) > 1


def _is_whole(text: str, end: int) -> bool:
    last = text[max(end - 40, 0) : end].rstrip()[-1:]
    return last in _ENDS or last in CLOSERS or last == ":"


def _is_wrapped(text: str, lines: Sequence[tuple[int, int]]) -> bool:
    """Whether most lines that another follows at once are long and end in the middle of a sentence."""
    pairs = [line for line, after in pairwise(lines) if not _is_gap(text, line[1], after[0])]
    broken = sum(end - start >= WRAPPED and not _is_whole(text, end) for start, end in pairs)
    return broken >= LEAST_WRAPPED and broken * 2 >= len(pairs)


def sentences(text: str, start: int, end: int) -> Iterator[Sentence]:
    """The sentences of a paragraph. What stands between quotation marks is not cut."""
    tokens = tokens_of(text, start, end)
    quotes = quotes_of(tokens, text)
    first = 0
    for cut in (*_cuts(tokens, quotes, text), len(tokens)):
        if first < cut:
            yield _sentence(tokens, quotes, first, cut)
        first = cut


def _sentence(tokens: list[Token], quotes: Sequence[Quote], first: int, cut: int) -> Sentence:
    own = tokens[first:cut]
    inner = [
        Quote(quote.first - first, min(quote.last, cut - 1) - first, quote.closed and quote.last < cut)
        for quote in quotes[bisect_left(quotes, first, key=_first) : bisect_left(quotes, cut, key=_first)]
    ]
    heading = not any(token.text in _ENDS for token in own[-3:]) and own[-1].text not in ":,;"
    return Sentence(own, inner, own[0].start, own[-1].end, first == 0, heading)


def _cuts(tokens: Sequence[Token], quotes: Sequence[Quote], text: str) -> Iterator[int]:
    """Where a sentence ends and the next begins, as places among the words."""
    inside = _insides(len(tokens), quotes)
    last = 0
    for at, token in enumerate(tokens):
        if at - last >= LONGEST_SENTENCE:
            last = at
            yield at
        elif (token.text in _ENDS or token.text.endswith(".")) and not inside[at]:
            after = _after_closers(tokens, at + 1)
            if after < len(tokens) and after > last and _ends(tokens, at, after, text):
                last = after
                yield after
        elif inside[at] and token.text in _ENDS:
            after = _after_closers(tokens, at + 1)
            if after < len(tokens) and not inside[after - 1 if after > at + 1 else at]:
                last = after
                yield after


def _insides(length: int, quotes: Sequence[Quote]) -> list[bool]:
    inside = [False] * length
    for quote in quotes:
        inside[quote.first + 1 : quote.last] = [True] * max(quote.last - quote.first - 1, 0)
    return inside


def _after_closers(tokens: Sequence[Token], at: int) -> int:
    while at < len(tokens) and tokens[at].text in CLOSERS and tokens[at].start == tokens[at - 1].end:
        at += 1
    return at


def _ends(tokens: Sequence[Token], at: int, after: int, text: str) -> bool:
    """Whether the full stop at a place ends a sentence, going by what is before and after."""
    following = tokens[after]
    if following.start == tokens[after - 1].end and following.text[0] not in "“«„":
        return following.text not in _ENDS and tokens[at].text in "。！？"
    if following.word and following.text[0].islower():
        return False
    if tokens[at].text != ".":  # an abbreviation with its full stop, or a question mark
        return tokens[at].text in _ENDS or following.fold in STARTERS
    before = tokens[at - 1] if at else None
    if before is None or before.end != tokens[at].start:
        return True
    initial = len(before.text) == 1 and before.text.isalpha() and before.text.isupper()
    return not (initial or before.fold in ABBREVIATIONS)


def quotes_of(tokens: Sequence[Token], text: str) -> list[Quote]:
    """The outermost quotations of a paragraph, double or single; one that is not closed goes to its end."""
    found: list[Quote] = []
    opened, closer = -1, ""
    for at, token in enumerate(tokens):
        mark = token.text
        if token.word:
            continue
        if opened < 0:
            closer = _DOUBLE.get(mark, "") or (_SINGLE.get(mark, "") if _opens(token, text) else "")
            opened = at if closer else -1
        elif mark in closer and (mark not in "'’" or not _followed(token, text)):
            found.append(Quote(opened, at, True))
            opened = -1
    if opened >= 0 and tokens[opened].text in _DOUBLE:
        found.append(Quote(opened, len(tokens) - 1, False))
    return found


def _opens(token: Token, text: str) -> bool:
    before = text[token.start - 1] if token.start else " "
    return (before.isspace() or before in '([—–-"“') and _followed(token, text)


def _followed(token: Token, text: str) -> bool:
    return token.end < len(text) and text[token.end].isalnum()
