"""The words of a speaker that a candidate offers: at most 25, as they stand between quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from glossary.articles.candidate import QUOTE_WORDS, Span
from glossary.articles.sentences import Quote
from glossary.articles.tokens import Token

_WORD = re.compile(r"\S+")
_ENDS = ",.;:—–- \n"
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def inner(text: str, tokens: Sequence[Token], quote: Quote) -> Span:
    """The places of the words between the marks, without the comma before the closing one."""
    first, last = tokens[quote.first].end, tokens[quote.last].start if quote.closed else tokens[quote.last].end
    while last > first and text[last - 1] in _ENDS:
        last -= 1
    while first < last and text[first].isspace():
        first += 1
    return Span(first, last)


def shortened(text: str, span: Span, term: Span) -> tuple[Span, bool]:
    """The span, or a stretch of at most 25 words of it around the term; whether it had to be shortened."""
    if len(text[span.start : span.end].split()) <= QUOTE_WORDS:
        return span, False
    sentence = _sentence(text, span, term)
    words = [match.span() for match in _WORD.finditer(text, sentence.start, sentence.end)]
    if len(words) <= QUOTE_WORDS:
        return sentence, True
    at = next((number for number, word in enumerate(words) if word[1] > term.start), 0)
    upto = next((number for number, word in enumerate(words) if word[1] >= term.end), at)
    first = _start(text, words, at, upto)
    kept = words[first : first + QUOTE_WORDS]
    end = kept[-1][1]
    if first + QUOTE_WORDS < len(words):
        end = next((word[1] for word in reversed(kept) if word[1] >= term.end and text[word[1] - 1] in ",;:."), end)
    while end > kept[0][0] and text[end - 1] in _ENDS:
        end -= 1
    return Span(kept[0][0], end), True


def _start(text: str, words: Sequence[tuple[int, int]], at: int, upto: int) -> int:
    """The first word of a stretch that holds the term: the start of a clause, where one is near enough."""
    lowest = max(upto - QUOTE_WORDS + 1, 0)
    starts = [number for number in range(lowest, at + 1) if number == 0 or text[words[number - 1][1] - 1] in ",;:.—–"]
    return starts[0] if starts else max(min(at - QUOTE_WORDS // 2, len(words) - QUOTE_WORDS), lowest)


def _sentence(text: str, span: Span, term: Span) -> Span:
    """The sentence within a quotation in which the term stands."""
    start = span.start
    for gap in _SENTENCE.finditer(text, span.start, span.end):
        if gap.start() >= term.end:
            return Span(start, gap.start())
        start = gap.end()
    return Span(start, span.end)


def joined(text: str, spans: Sequence[Span]) -> str:
    """The words of the parts of one quotation, put together."""
    return " ".join(" ".join(text[span.start : span.end].split()) for span in spans)
