"""Verbs of saying and of taking a stand in a sentence, with their particles, and adjectives that do the same."""

from __future__ import annotations

from glossary.articles.verbs import SAYS, Verb
from glossary.articles.view import View
from glossary.articles.words import word_set

_BACKWARDS = 5
"""Words before a participle among which a form of `to be` makes it passive."""
PREDICATES = {
    "opposed": "opposes", "against": "opposes", "skeptical": "opposes", "sceptical": "opposes", "wary": "opposes",
    "committed": "supports", "ready": "supports", "open": "supports", "favour": "supports", "favor": "supports",
    "scathing": "opposes",
    "critical": "opposes",
    "dismissive": "opposes",
    "hopeful": "supports",
    "optimistic": "supports",
    "willing": "supports", "prepared": "supports",
    "unconvinced": "opposes", "hostile": "opposes", "averse": "opposes",
    "convinced": SAYS, "adamant": SAYS, "confident": SAYS, "certain": SAYS, "insistent": SAYS,
}  # fmt: skip
OBJECT = 2
"""Words up to a verb's particle that belong to no date."""
FAR = 8
"""Words up to a verb's particle at all: `called on Tuesday last week for`."""
_ADJECTIVES = word_set(
    "repeated renewed new latest immediate urgent strong full international joint own public formal "
    "growing global broad more further such last other these those many several"
)


class VerbFinder:
    """Tells the verb at a place in a sentence."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._grammar = view.grammar

    def predicate(self, at: int) -> str:
        """The stance of `is against`, `was ready for`, `is opposed to`; empty for other words."""
        stance = PREDICATES.get(self._view.fold(at), "") if self._grammar.language == "en" else ""
        if not stance:
            return ""
        near = [self._view.fold(place) for place in range(max(at - 4, 0), at)]
        return stance if set(near) & self._grammar.be and near[-1] not in self._grammar.articles else ""

    def verb(self, at: int) -> Verb | None:
        """The verb of saying or of taking a stand at a place; None for any other word, and for a noun."""
        if self._view.fold(at) in PREDICATES and self._view.fold(at + 1) == "to":
            return None
        if self._view.fold(at - 1) in self._grammar.articles and self._view.fold(at).endswith("ing"):
            return None
        for verb in self._grammar.verbs.get(self._view.fold(at), ()):
            if verb.noun and self._stands_as_noun(at):
                return None
            if not verb.particles or self.end(at, verb) is not None:
                return verb
        return None

    def end(self, at: int, verb: Verb) -> int | None:
        """Where the verb with its particle ends; nowhere if that is missing."""
        if not verb.particles:
            return at + 1
        left = OBJECT
        for place in range(at + 1, min(at + FAR, len(self._view.tokens))):
            if self._view.fold(place) in verb.particles and not (left == OBJECT and self._is_day(place)):
                return place + 1
            left -= not (self._view.is_time(place) or self._view.fold(place) in ("it", "be", "the", "itself"))
            if left <= 0:
                return None
        return None

    def _is_day(self, place: int) -> bool:
        """`on Tuesday`, which is no particle."""
        return self._view.is_time(place) and self._view.fold(place) in ("on", "in", "at", "by")

    def _stands_as_noun(self, at: int) -> bool:
        word = self._view.fold(at - 1)
        before = self._view.group(at - 1)
        if before and before.own:
            return True
        if word in ("to", "it", "they", "we", "he", "she", "i", "that", "this"):
            return False
        return word in self._grammar.articles or word in self._grammar.prepositions or word in _ADJECTIVES

    def is_passive(self, at: int, verb: Verb) -> bool:
        """Whether a participle stands with a form of `to be`, or before `by`."""
        if not verb.participle:
            return False
        if self._view.fold(at + 1) in self._grammar.by:
            return True
        for place in range(at - 1, max(at - 1 - _BACKWARDS, -1), -1):
            word = self._view.fold(place)
            if word in self._grammar.be:
                return True
            if not (word in self._grammar.auxiliaries or word.endswith("ly")):
                return False
        return False
