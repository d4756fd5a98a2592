"""Which attribution a term in a sentence belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from glossary.articles.division import Division
from glossary.articles.frame import Frame
from glossary.articles.mentions import Mention
from glossary.articles.sentences import Quote
from glossary.articles.view import View
from glossary.articles.words import word_set

NEAR = 14
"""Words between a noun such as `call` or a passive verb and the term that it is about."""
_COINED = word_set("coinage expression wording formula word term phrase idea")
"""Nouns by which a term that stands before them is said to be somebody's."""


@dataclass(frozen=True, slots=True)
class Claim:
    """That a term belongs to an attribution; `doubt` says why that is not certain, where it is not."""

    mention: Mention
    frame: Frame
    quote: Quote | None = None
    doubt: str = ""


class Scopes:
    """The terms and quotations of a sentence, each with the attributions that it belongs to."""

    def __init__(self, view: View, frames: Sequence[Frame], starts: Sequence[int]) -> None:
        self._view = view
        self._starts = starts
        self._frames = frames
        self._owner = Division(view, frames, starts).owner
        self._mentions: Sequence[Mention] = ()

    def claims(self, mentions: Sequence[Mention]) -> Iterator[Claim]:
        """For each term the attributions that it belongs to; none for a term without a speaker."""
        self._mentions = mentions
        for mention in mentions:
            quote = self._quote_at(mention.first)
            if quote:
                frame = self.of_quote(quote)
                if frame:
                    yield Claim(mention, frame, quote)
            else:
                yield from self._unquoted(mention)

    def of_quote(self, quote: Quote) -> Frame | None:
        """The attribution of a quotation: what follows at once, else what goes before, else the only one there is."""
        return self._after(quote) or self._owner_before(quote) or self._nearest(quote)

    def has_term(self, quote: Quote) -> bool:
        """Whether a term stands in a quotation, other than to say what another one is."""
        return any(quote.first <= mention.first <= quote.last for mention in self._mentions if not mention.told)

    def _quote_at(self, at: int) -> Quote | None:
        if not self._view.inside[at]:
            return None
        return next((quote for quote in self._view.quotes if quote.first <= at <= quote.last), None)

    def _unquoted(self, mention: Mention) -> Iterator[Claim]:
        frame = self._owner[mention.first]
        if frame and not self._inside_subject(mention, frame):
            yield Claim(mention, frame)
        for other in self._frames:
            told = other.kind == "passive" and frame and frame.says
            if other.kind in ("noun", "passive") and other is not frame and not told and self._is_about(other, mention):
                yield Claim(mention, other)

    def _inside_subject(self, mention: Mention, frame: Frame) -> bool:
        return any(group.first <= mention.first < group.last for group in frame.speakers)

    def _is_about(self, frame: Frame, mention: Mention) -> bool:
        if frame.kind == "noun" and self._is_coined(frame, mention):
            return True
        if frame.kind == "noun":
            return 0 <= mention.first - frame.at <= NEAR and self._same_clause(frame.at, mention.first)
        near = 0 <= frame.at - mention.last <= NEAR
        between = any(mention.last <= one.first < frame.at for one in self._mentions)
        return (
            near
            and not between
            and self._same_clause(mention.first, frame.at)
            and not self._other_passive(mention, frame)
        )

    def _is_coined(self, frame: Frame, mention: Mention) -> bool:
        """`“Tactical pause” is the army's expression`."""
        between = range(mention.last, frame.at)
        linked = any(self._view.fold(at) in self._view.grammar.be for at in between)
        return self._view.fold(frame.at) in _COINED and 0 < len(between) <= NEAR and linked

    def _other_passive(self, mention: Mention, frame: Frame) -> bool:
        return any(one.kind == "passive" and mention.last <= one.at < frame.at for one in self._frames)

    def _same_clause(self, first: int, last: int) -> bool:
        return not any(first < start <= last for start in self._starts)

    # Quotations.

    def _after(self, quote: Quote) -> Frame | None:
        at = quote.last + 1
        while at < len(self._view.tokens) and self._view.tokens[at].text in ",—–":
            at += 1
        for frame in self._frames:
            speaks = frame.at == at or any(group.first <= at < group.last for group in frame.speakers)
            if frame.kind == "said" and speaks and frame.at - at <= NEAR:
                return frame
        return None

    def _owner_before(self, quote: Quote) -> Frame | None:
        return self._owner[quote.first] or (self._owner[quote.first - 1] if quote.first else None)

    def _nearest(self, quote: Quote) -> Frame | None:
        spoken = [frame for frame in self._frames if frame.kind in ("said", "according", "participle")]
        return min(spoken, key=lambda frame: abs(frame.at - quote.first), default=None)
