"""How the words of a sentence are divided among its attributions."""

from __future__ import annotations

from collections.abc import Sequence

from glossary.articles.frame import Frame
from glossary.articles.view import View
from glossary.articles.words import word_set

TRAILING = 10
"""Words after a verb of saying up to which it still closes what was said before it."""
THAT_REACH = 5
"""Words after a verb among which `that` opens what is told."""
_CIRCUMSTANCES = word_set("despite amid after before during following in at on with since under for")
_DEEDS = ("respect", "honour", "honor", "adhere", "uphold", "upheld", "implement", "suspend")
_BACKGROUND = word_set("after since amid despite during when following until while")


class Division:
    """The attribution that each word of a sentence belongs to, if any: `owner`, by the places of the words.

    What one attribution reports of another one's words is among its `inner` ones afterwards.
    """

    def __init__(self, view: View, frames: Sequence[Frame], starts: Sequence[int]) -> None:
        self._view = view
        self._starts = starts
        self._frames = frames
        self.owner: list[Frame | None] = [None] * len(view.tokens)
        self._divide()

    def _divide(self) -> None:
        current: Frame | None = None
        mains = [frame for frame in self._frames if frame.kind in ("said", "participle", "infinitive")]
        mains = [frame for frame in mains if self._may_stand_alone(frame) or any(one.at < frame.at for one in mains)]
        for frame in mains:
            if current and self._belongs(frame, current):
                current.inner.append(frame)
                continue
            current = frame
            following = len(self.owner)
            self._own(frame, frame.end, following)
        for frame in mains:
            if self._is_trailing(frame) and not self._only_reports(frame, mains):
                self._own(frame, self._view.clause_start(frame.first - 1, self._semicolons()), frame.first)
                self._own(frame, frame.at, self._until(frame, mains))
        for frame in self._frames:
            if frame.kind == "according":
                self._according(frame)

    def _may_stand_alone(self, frame: Frame) -> bool:
        """To respect a truce is no statement; to say so is one, and then the verb tells the stance."""
        return not self._view.fold(frame.at).startswith(_DEEDS)

    def _only_reports(self, frame: Frame, mains: Sequence[Frame]) -> bool:
        """`X told Y that ..., his office said`: somebody's words were attributed before."""
        return any(
            one.at < frame.first and one.says and one.kind == "said" and not one.inverted and one.first < one.at
            and any(group.kind == "actor" or group.person for group in one.speakers)
            and self.owner[frame.first - 1] is one
            for one in mains
        )  # fmt: skip

    def _until(self, frame: Frame, mains: Sequence[Frame]) -> int:
        later = [
            one.first for one in mains
            if one.at > frame.at and one not in frame.inner
            and one in (self.owner[one.at], self.owner[min(one.end, len(self.owner) - 1)])
        ]  # fmt: skip
        return min(later, default=len(self.owner))

    def _semicolons(self) -> list[int]:
        return [at + 1 for at, token in enumerate(self._view.tokens) if token.text == ";" and not self._view.inside[at]]

    def _own(self, frame: Frame, first: int, last: int) -> None:
        ends = (at for at in range(first, last) if self._view.tokens[at].text == ";" and not self._view.inside[at])
        last = next(ends, last) if first >= frame.at else last
        cut = last
        if not frame.says and first >= frame.at:
            cut = next((at for at in range(first + 1, last) if self._is_background(at, frame)), last)
        self.owner[first:cut] = [frame] * (cut - first)
        self.owner[cut:last] = [None] * (last - cut)

    def _is_background(self, at: int, frame: Frame) -> bool:
        """Whether a time or circumstance begins here, with which the verb's object is over."""
        if self._view.inside[at] or self._view.fold(at) not in _BACKGROUND:
            return False
        return at > frame.end + 1 and frame.stance != "defines"

    def _belongs(self, frame: Frame, current: Frame) -> bool:
        """Whether a verb is part of what the attribution before it reports."""
        if frame.kind == "infinitive" or self._view.fold(frame.first - 1) == "what":
            return True
        if frame.kind == "participle":
            return frame.speakers == current.speakers and self._view.tokens[frame.at - 1].text != ","
        if frame.speakers == current.speakers and frame.first == frame.at:
            return False
        if not (current.says or self._takes_clause(current, frame)):
            return False
        contrast = any(current.at < start <= frame.at for start in self._starts)
        if not contrast:
            return True
        return not self._is_strong_contrast(current.at, frame)

    def _takes_clause(self, current: Frame, frame: Frame) -> bool:
        """`announced that X has agreed`."""
        near = range(current.end, min(current.end + THAT_REACH, frame.first))
        return any(self._view.fold(at) in self._view.grammar.that for at in near)

    def _is_strong_contrast(self, at: int, frame: Frame) -> bool:
        words = {self._view.fold(place) for place in range(at, frame.first)}
        if words & {"while", "whereas"} or ";" in {token.text for token in self._view.tokens[at : frame.first]}:
            return True
        if any(quote.last < frame.first and quote.first > at for quote in self._view.quotes):
            return True
        return any(group.kind in ("actor", "name", "pronoun") or group.person for group in frame.speakers)

    def _is_trailing(self, frame: Frame) -> bool:
        if frame.kind != "said" or not (frame.says or frame.stance == "announces"):
            return False
        view = self._view
        if frame.inverted:
            return frame.first > 0
        before = frame.speakers[0].first - 1 if frame.speakers else -1
        if before < 0 or not (view.tokens[before].text in ",—–" or view.inside[before]):
            return False
        return self._is_over(frame.end) and not self._is_circumstance(before)

    def _is_circumstance(self, comma: int) -> bool:
        """Whether what stands before the speaker is only when, where or in spite of what."""
        view = self._view
        words = [view.fold(at) for at in range(comma)]
        if view.inside[comma] or not words or words[0] not in _CIRCUMSTANCES or "," in words:
            return False
        return not any(word in view.grammar.auxiliaries or word in view.grammar.verbs for word in words[1:])

    def _is_over(self, place: int) -> bool:
        """Whether nothing that is said follows: only when and where, and a mark."""
        view = self._view
        told = view.group(place)
        place = told.last if told else place
        for at in range(place, min(place + TRAILING, len(view.tokens))):
            if view.tokens[at].text in ",.;:—–?!" or view.inside[at]:
                return True
            if not self._is_aside(at):
                return False
        return place + TRAILING > len(view.tokens)

    def _is_aside(self, at: int) -> bool:
        view, word = self._view, self._view.fold(at)
        if word in view.grammar.that or (
            word in view.grammar.auxiliaries - {"on"} and not word.endswith(("day", "ly", "er"))
        ):
            return word in ("again", "then", "also", "later", "earlier", "here", "too")
        group = view.group(at)
        return not group or view.is_time(at) or view.fold(group.first - 1) in view.grammar.prepositions

    def _according(self, frame: Frame) -> None:
        for at in range(len(self.owner)):
            if self.owner[at] is None or frame.at <= at:
                self.owner[at] = self.owner[at] or frame
        first = frame.first
        if first == 0 or self._view.tokens[first - 1].text == ",":
            outer = self._view.clause_start(first, self._semicolons())
            for at in range(outer, len(self.owner)):
                spoken = self.owner[at]
                if not (spoken and spoken.kind == "said" and spoken.says):
                    self.owner[at] = frame
