"""Phrases without a verb of saying that tell who takes a stand: `according to X`, `in her words`, `X's call for`."""

from __future__ import annotations

from dataclasses import dataclass

from glossary.articles.groups import Group
from glossary.articles.verbs import SAYS
from glossary.articles.view import View
from glossary.articles.words import word_set

_NOUNS = word_set(
    "view views word words opinion reading eyes judgement judgment assessment account telling estimation analysis "
    "perspective standpoint phrase phrasing formulation understanding interpretation terms"
)
_DEFINING = word_set("definition definitions")
_WHOSE = {"his": False, "her": False, "its": False, "their": True}
_BY = word_set("of by from")
_GIVEN = word_set("used given offered proposed adopted chosen preferred")
_TELLING = (
    "see", "saw", "read", "put", "remember", "recall", "tell", "told", "describ", "understand", "understood", "note",
    "call", "phrase", "explain", "report", "record", "say", "said", "write", "wrote", "view", "defin", "stat",
)  # fmt: skip
REACH = 6
"""Words from `in the` to the noun, and from the noun to whose it is."""


DEEDS = {
    "made": (SAYS, "by"), "voiced": (SAYS, "by"), "raised": (SAYS, "by"), "came": ("calls-for", "from"),
    "comes": ("calls-for", "from"), "coming": ("calls-for", "from"), "found": ("supports", "with"),
    "finds": ("supports", "with"),
}  # fmt: skip
"""Verbs after which the speaker follows with a preposition: the stance that they tell, and the preposition."""
VIEWED = word_set("in by under on from as if") | DEEDS.keys()
"""Words with which an English phrase of this kind may begin."""
_PASSED = word_set("favour favor support mainly not only")
_ITS = frozenset({"his", "her", "its", "their"})
_THEM = frozenset({"them", "him", "her"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """The kind of attribution that a phrase makes, whose it is, the stance that this tells, and where it ends."""

    kind: str
    whose: Group
    stance: str
    end: int


class Phrases:
    """Finds such phrases in a sentence."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._grammar = view.grammar
        self._accords = {words[0] for words in view.grammar.according}

    def may_begin(self, at: int) -> bool:
        """Whether the word at a place may begin a phrase of this kind; most words do not."""
        word = self._view.fold(at)
        return at == 0 or word in self._accords or word in VIEWED or word in self._grammar.nouns

    def at(self, at: int) -> Phrase | None:
        """The phrase that begins at a place, other than `X's call for`."""
        if self._view.fold(at) in self._accords and (found := self._according(at)):
            return found
        if self._grammar.language != "en":
            return None
        word = self._view.fold(at)
        if word in ("as", "if"):
            return self._as_told(at)
        if at == 0 and word in ("for", "to"):
            return self._for_whom()
        return self._deed(at) if word in DEEDS else self._seen(at) if word in VIEWED else None

    def _according(self, at: int) -> Phrase | None:
        words = next((words for words in self._grammar.according if self._view.says(at, words)), None)
        if words is None:
            return None
        place = at + len(words)
        group = self._view.group(place)
        if not group and self._grammar.language != "en" and self._view.fold(place) in self._grammar.verbs:
            group = self._view.group(place + 1)  # `Según recuerda X`
        return Phrase("according", group, SAYS, place) if group else None

    def _for_whom(self) -> Phrase | None:
        """`For A and B, an armistice ends a war.`"""
        view, group = self._view, self._view.group(1)
        if view.fold(1) in _THEM and view.fold(3) in self._grammar.be:
            group = Group("pronoun", 1, 2, 1, plural=view.fold(1) == "them")  # `To them it was`
        if not group or group.kind not in ("actor", "pronoun") or (view.fold(0) == "to" and group.kind != "pronoun"):
            return None
        return Phrase("according", group, SAYS, 1)

    def _deed(self, at: int) -> Phrase | None:
        """`a demand first made by A`, `pressure came from A`, `the idea found favour with A`."""
        view, (stance, leads) = self._view, DEEDS[self._view.fold(at)]
        place = at + 1 + (view.fold(at + 1) in _PASSED)
        group = view.group(place + 1) if view.fold(place) == leads and not view.group(at) else None
        return Phrase("passive", group, stance, at + 1) if group else None

    def noun(self, at: int) -> Phrase | None:
        """`X's call for`, `a call by X for`."""
        view, stance = self._view, self._grammar.nouns.get(self._view.fold(at))
        if stance is None:
            return None
        if owner := self._owner_of_noun(at):
            return Phrase("noun", owner, stance, at + 1)
        if view.fold(at + 1) not in ("by", "from", "of", *self._grammar.by):
            return None
        agent = view.group(at + 2)
        if not agent or agent.kind == "pronoun" or view.fold(agent.last) not in ("for", "to", "that", "of"):
            return None
        return Phrase("noun", agent, stance, agent.last)

    def _owner_of_noun(self, at: int) -> Group | None:
        for place in range(at - 1, max(at - 4, -1), -1):
            if (word := self._view.fold(place)) in _ITS and self._grammar.language == "en":
                return Group("pronoun", place, place + 1, place, plural=word == "their")
            group = self._view.group(place)
            if group:
                ends_bare = self._view.tokens[group.last].text in "'’" if group.last < at else False
                return group if group.own or ends_bare else None
        return None

    def _seen(self, at: int) -> Phrase | None:
        """`in her words`, `in X's view`, `in the definition used by X`."""
        owner, place = self._owner(at + 1)
        noun = self._noun(place)
        if noun is None or (self._view.fold(at) != "in" and owner is None):
            return None
        stance = "defines" if self._view.fold(noun) in _DEFINING else SAYS
        if owner:
            return Phrase("according", owner, stance, noun + 1)
        after = self._after(noun + 1)
        return Phrase("according", after, stance, after.last) if after else None

    def _as_told(self, at: int) -> Phrase | None:
        """`as she sees things`, `if X remembers rightly`, between commas or at the start of the sentence."""
        view = self._view
        group = view.group(at + 1)
        if (at and view.tokens[at - 1].text not in ",—–(") or not group or group.first != at + 1 or group.own:
            return None
        verb = group.last
        if not any(view.fold(verb).startswith(begin) for begin in _TELLING):
            return None
        ends = next(
            (end for end in range(verb + 1, min(verb + REACH, len(view.tokens))) if not view.tokens[end].word), 0
        )
        return Phrase("according", group, SAYS, ends) if ends and view.tokens[ends].text in ",.)—–" else None

    def _owner(self, at: int) -> tuple[Group | None, int]:
        """Who owns the view before its noun, and where to look for the noun."""
        word = self._view.fold(at)
        if word in _WHOSE:
            return Group("pronoun", at, at + 1, at, plural=_WHOSE[word]), at + 1
        group = self._view.group(at)
        if group and group.own and group.first == at and group.kind != "pronoun":
            return group, group.last + 1
        return None, at

    def _noun(self, at: int) -> int | None:
        for place in range(at, min(at + REACH, len(self._view.tokens))):
            word = self._view.fold(place)
            if word in _NOUNS or word in _DEFINING:
                return place
            if not self._view.tokens[place].word or word in self._view.grammar.prepositions or self._view.inside[place]:
                return None
        return None

    def _after(self, at: int) -> Group | None:
        at += self._view.fold(at) in _GIVEN
        return self._view.group(at + 1) if self._view.fold(at) in _BY else None
