"""The speakers of a sentence's attributions, resolved in their order and remembered for the sentences after."""

from __future__ import annotations

from collections.abc import Sequence

from glossary.articles.company import Company
from glossary.articles.frame import Frame
from glossary.articles.groups import Group
from glossary.articles.resolving import Memory
from glossary.articles.speaker import Speaker
from glossary.articles.view import View

TOPIC = 3
"""Words up to which what a sentence is about stands after `as for`."""
_TOPICS = {("as", "for"), ("quant", "au"), ("quant", "a"), ("quant", "aux"), ("en", "cuanto"), ("что", "касается")}
Pair = tuple[Group, Speaker]


class Cast:
    """Who speaks in a sentence."""

    def __init__(self, view: View, frames: Sequence[Frame], memory: Memory) -> None:
        self._view = view
        self._memory = memory
        self._resolved: dict[int, list[Speaker]] = {}
        self._pairs: dict[int, list[Pair]] = {}
        self._inner = {id(one) for frame in frames for one in frame.inner}
        self._frames = frames
        self._go()

    def of(self, frame: Frame) -> list[Pair]:
        """The groups that speak in an attribution, with who is meant."""
        return self._pairs.get(frame.at, [])

    def last(self) -> tuple[Speaker, ...]:
        """The speakers of the sentence's last attribution that is not part of another's words."""
        for frame in reversed(self._frames):
            if frame.kind in ("said", "according", "passive") and id(frame) not in self._inner and self.of(frame):
                return tuple(one for _, one in self.of(frame))
        return ()

    def _go(self) -> None:
        self._mention()
        waiting = [group for group in self._view.groups if self._may_be_subject(group)]
        for frame in self._frames:
            while waiting and waiting[0].first < frame.first:
                self._name(waiting.pop(0))
            pairs = [(group, one) for group in frame.speakers for one in self._who(group, frame)]
            self._pairs[frame.at] = self._together(pairs) if len(pairs) > 1 else pairs
            if id(frame) not in self._inner:
                self._memory.name([one for _, one in self._pairs[frame.at]])
        for group in waiting:
            self._name(group)
        for frame in self._frames:
            if frame.kind == "said" and id(frame) not in self._inner:
                self._memory.name([one for _, one in self._pairs[frame.at]])

    def _together(self, pairs: list[Pair]) -> list[Pair]:
        """The collective that those who speak together are, where one is recorded; else the same."""
        groups = [group for group, _ in pairs]
        words = [token.fold for group in groups for token in self._view.tokens[group.first : group.last]]
        found = self._memory.collective([one for _, one in pairs], words)
        return [(groups[-1], found)] if found else pairs

    def _mention(self) -> None:
        """Remember those who are only spoken of."""
        for group in self._view.groups:
            if group.kind == "actor" and (not group.human or self._view.governed(group) or self._is_object(group)):
                self._memory.mention(self._memory.resolve(group, self._view.tokens))

    def _who(self, group: Group, frame: Frame) -> list[Speaker]:
        if group.first not in self._resolved:
            title = frame.titles.get(group.first)
            self._resolved[group.first] = self._memory.resolve(group, self._view.tokens, title)
        return self._resolved[group.first]

    def _name(self, group: Group) -> None:
        if group.first not in self._resolved and group.kind != "pronoun":
            company = Company(self._view)
            chain = list(company.members_of_chain(group, group.last))
            if len(chain) > 1 or chain[:1] != [group]:
                self._name_all(chain)
                return
            named, title = company.named(group)
            if named is group:
                self._resolved[group.first] = self._memory.resolve(group, self._view.tokens, title)
                self._memory.name(self._resolved[group.first])

    def _name_all(self, chain: Sequence[Group]) -> None:
        """Remember those who are named together."""
        for group in chain:
            self._resolved.setdefault(group.first, self._memory.resolve(group, self._view.tokens))
        pairs = [(group, one) for group in chain for one in self._resolved[group.first]]
        self._memory.name([one for _, one in (self._together(pairs) if len(pairs) > 1 else pairs)])

    def _is_object(self, group: Group) -> bool:
        """Whether the word before may be a verb that has the group as its object: `A met B`."""
        view, grammar = self._view, self._view.grammar
        before = view.fold(group.first - 1)
        if (
            grammar.language != "en"
            or group.first < 1
            or not view.tokens[group.first - 1].word
            or view.group(group.first - 1)
        ):
            return False
        small = grammar.contrasts | grammar.subordinates | grammar.that | grammar.relatives | grammar.auxiliaries
        plain = view.tokens[group.first - 1].text[0].islower() and before.endswith(("ed", "met", "saw", "told", "gave"))
        return (plain and before not in small) or view.fold(group.first - 2) in grammar.relatives

    def _may_be_subject(self, group: Group) -> bool:
        before = self._view.fold(group.first - 1)
        if group.first <= TOPIC and (self._view.fold(0), self._view.fold(1)) in _TOPICS:
            return True
        if (
            self._is_object(group)
            or self._view.governed(group)
            or before in self._view.grammar.verbs
            or (group.kind == "text" and not group.owners)
        ):
            return False
        beside = group.kind in ("role", "body") and group.first > 1 and self._view.tokens[group.first - 1].text == ","
        if beside and self._view.group(group.first - 2):
            return False
        return group.kind in ("actor", "body", "text") or group.person
