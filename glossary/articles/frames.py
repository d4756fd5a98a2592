"""Attributions in a sentence: a verb of saying or of taking a stand, and the groups of words that are its subject."""

from __future__ import annotations

from collections.abc import Sequence

from glossary.articles.checks import Checks
from glossary.articles.clauses import Clauses
from glossary.articles.company import Company
from glossary.articles.frame import Frame
from glossary.articles.groups import Group
from glossary.articles.subjects import Subjects
from glossary.articles.verbs import SAYS, Verb
from glossary.articles.view import View
from glossary.articles.words import word_set

_BACKWARDS = 5
"""Words before a participle among which a form of `to be` makes it passive."""
_PREDICATES = {
    "opposed": "opposes", "against": "opposes", "skeptical": "opposes", "sceptical": "opposes", "wary": "opposes",
    "committed": "supports", "ready": "supports", "open": "supports", "favour": "supports", "favor": "supports",
    "scathing": "opposes",
    "critical": "opposes",
    "dismissive": "opposes",
    "hopeful": "supports",
    "optimistic": "supports",
    "willing": "supports", "prepared": "supports",
}  # fmt: skip
VERB_FIRST = 14
"""Words after a verb among which the speaker is looked for in languages where it follows."""
_THEM = frozenset({"them", "him", "her"})
_QUOTED = frozenset({"quoted", "cited"})


class FrameFinder:
    """Finds the attributions of a sentence."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._grammar = view.grammar
        self.starts = list(Clauses(view).starts())
        self._accords = {words[0] for words in view.grammar.according}
        self._checks = Checks(view)
        self._subjects = Subjects(view, self.starts)
        self._company = Company(view)
        self.refused = False
        """Whether a verb of saying was found of which it is told that nobody has said so."""

    def frames(self) -> list[Frame]:
        """All attributions, by the place of the verb."""
        found: list[Frame] = []
        for at in range(len(self._view.tokens)):
            frame = self._frame(at, found)
            if frame:
                found.append(frame)
        return found

    def _frame(self, at: int, found: list[Frame]) -> Frame | None:
        view = self._view
        if view.quoted[at] or not (self._may_tell(view.fold(at)) or at == 0):
            return None
        if view.fold(at) in self._accords and any(view.says(at, words) for words in self._grammar.according):
            return self._according(at)
        if at == 0 and view.fold(0) in ("for", "to") and self._grammar.language == "en":
            return self._in_the_eyes_of()
        group = view.group(at)
        verb = None if group else self._verb(at)
        if verb is None and not group and (stance := self._predicate(at)):
            return self._made("said", at, Verb(stance), self._subject(at, found), at + 1)
        if verb is None:
            return None if group and group.kind != "text" else self._noun(at)
        if self._is_passive(at, verb):
            return self._passive(at, verb, found)
        return self._active(at, verb, found)

    def _may_tell(self, word: str) -> bool:
        """Whether a word is in any of the tables; most words are in none."""
        grammar = self._grammar
        return word in grammar.verbs or word in grammar.nouns or word in self._accords or word in _PREDICATES

    def _predicate(self, at: int) -> str:
        """The stance of `is against`, `was ready for`, `is opposed to`; empty for other words."""
        stance = _PREDICATES.get(self._view.fold(at), "") if self._grammar.language == "en" else ""
        if not stance:
            return ""
        near = [self._view.fold(place) for place in range(max(at - 4, 0), at)]
        return stance if set(near) & self._grammar.be and near[-1] not in self._grammar.articles else ""

    def _verb(self, at: int) -> Verb | None:
        if self._view.fold(at) in _PREDICATES and self._view.fold(at + 1) == "to":
            return None
        if self._view.fold(at - 1) in self._grammar.articles and self._view.fold(at).endswith("ing"):
            return None
        for verb in self._grammar.verbs.get(self._view.fold(at), ()):
            if verb.noun and self._stands_as_noun(at):
                return None
            if not verb.particles or self._particle(at, verb) is not None:
                return verb
        return None

    def _particle(self, at: int, verb: Verb) -> int | None:
        """Where the verb with its particle ends; nowhere if that is missing."""
        if not verb.particles:
            return at + 1
        for place in (at + 1, at + 2):
            if self._view.fold(place) in verb.particles:
                return place + 1
        return None

    def _stands_as_noun(self, at: int) -> bool:
        word = self._view.fold(at - 1)
        before = self._view.group(at - 1)
        if before and before.own:
            return True
        if word in ("to", "it", "they", "we", "he", "she", "i", "that", "this"):
            return False
        return word in self._grammar.articles or word in self._grammar.prepositions or word in _ADJECTIVES

    def _is_passive(self, at: int, verb: Verb) -> bool:
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

    def _passive(self, at: int, verb: Verb, found: list[Frame]) -> Frame | None:
        view = self._view
        if view.fold(at) in _QUOTED and view.fold(at + 1) == "as":
            return self._made("said", at, Verb(SAYS), self._subject(at, found), at + 3)
        for place in range(at + 1, min(at + 6, len(view.tokens))):
            if view.fold(place) in self._grammar.by:
                agent = view.group(place + 1)
                return self._made("passive", at, verb, agent, at + 1) if agent else None
        return None

    def _active(self, at: int, verb: Verb, found: list[Frame]) -> Frame | None:
        kind, end = self._kind(at, verb), self._particle(at, verb) or at + 1
        if not kind:
            return None
        if kind != "said":
            return self._made(kind, at, verb, self._topic(at, found), end)
        following = self._following(at, end)
        if following and self._is_inverted(at, following):
            return self._made("said", at, verb, following, end, inverted=True)
        subject = self._subject(at, found)
        if self._is_refused(at, verb, subject):
            self.refused = True
            return None
        return self._made("said", at, verb, subject or (following if self._grammar.verb_first else None), end)

    def _is_refused(self, at: int, verb: Verb, subject: Group | list[Group] | None) -> bool:
        if self._checks.is_supposed(at, subject):
            return True
        return verb.stance == SAYS and (self._checks.is_biography(at) or self._checks.says_nothing(at))

    def _kind(self, at: int, verb: Verb) -> str:
        """`said`, `participle` or `infinitive`; empty for a participle alone and after `failed to`."""
        if verb.ing and not self._checks.is_progressive(at):
            return "participle"
        if verb.base and self._view.fold(at - 1) == "to":
            return "" if self._view.fold(at - 2).startswith("fail") else "infinitive"
        return "said" if verb.finite or verb.ing or self._checks.has_auxiliary(at) else ""

    def _following(self, at: int, end: int) -> Group | None:
        if not self._grammar.verb_first:
            return self._view.group(end)
        return self._after_verb(end)

    def _after_verb(self, end: int) -> Group | None:
        """Where the speaker follows the verb: the person among the words up to `that`, else the first group."""
        view = self._view
        found: list[Group] = []
        for place in range(end, min(end + VERB_FIRST, len(view.tokens))):
            if view.fold(place) in self._grammar.that or not view.tokens[place].word or view.inside[place]:
                break
            group = view.group(place)
            if group and group not in found:
                governed = view.fold(group.first - 1) in self._grammar.prepositions
                if found and governed and not (group.human and group.titled):
                    break
                found.append(group)
        return next((group for group in found if group.human), found[0] if found else None)

    def _is_inverted(self, at: int, following: Group) -> bool:
        view = self._view
        before = at - 1
        abroad = self._grammar.language != "en"
        while (
            before >= 0
            and not view.inside[before]
            and (not view.tokens[before].word or (abroad and view.fold(before) in self._grammar.auxiliaries))
        ):
            before -= 1
        if self._grammar.verb_first and (before < 0 or view.tokens[before + 1].text in ",:" or not view.group(before)):
            return True
        if before >= 0 and view.inside[before]:
            return True
        if before == at - 1 or before < 0 or view.tokens[before + 1].text != ",":
            return False
        commas = sum(token.text == "," for token in view.tokens[:at])
        after = view.tokens[following.last].text if following.last < len(view.tokens) else "."
        return commas == 1 and following.kind != "pronoun" and after in ",.;"

    def _subject(self, at: int, found: Sequence[Frame]) -> Group | list[Group] | None:
        subject = self._subjects.left(at)
        if subject == "same":
            clause = self._view.clause_start(at - 1, self.starts)
            last = [frame for frame in found if frame.kind in ("said", "infinitive", "participle")][-1:]
            return last[0].speakers if last else self._view.first_group(clause, at)
        return subject if isinstance(subject, Group) else None

    def _topic(self, at: int, found: Sequence[Frame]) -> Group | list[Group] | None:
        """The subject of a participle or infinitive: that of the verb before, else the first of the clause."""
        start = self._view.clause_start(at, self.starts)
        last = [frame for frame in found if frame.kind == "said" and frame.at >= start][-1:]
        if last:
            return last[0].speakers
        group = self._view.group(at - 1)
        if group and group.kind == "text":
            return group
        beside = self._beside(group)
        if beside:
            return beside
        return self._view.first_group(start, at) or (self._view.first_group(at, at + 12) if start == 0 == at else None)

    def _beside(self, group: Group | None) -> Group | None:
        """`with A of B demanding`: who does something beside what is told."""
        if group and self._view.fold(group.first - 1) == "of":
            group = self._view.group(group.first - 2)
        return group if group and self._view.fold(group.first - 1) == "with" else None

    def _made(
        self, kind: str, at: int, verb: Verb, subject: Group | list[Group] | None, end: int, *, inverted: bool = False
    ) -> Frame | None:
        if not subject:
            return None
        first, titles = at, {}
        speakers: list[Group] = subject if isinstance(subject, list) else []
        if isinstance(subject, Group):
            chain = list(self._company.members_of_chain(subject, at if subject.last <= at else subject.last))
            for group in chain:
                named, title = self._company.named(group)
                speakers.append(named)
                if title:
                    titles[named.first] = title
            first = min(at, subject.first)
        return Frame(kind, at, first, end, verb.stance, speakers, self._checks.negated(at), inverted, titles=titles)

    def _in_the_eyes_of(self) -> Frame | None:
        """`For A and B, an armistice ends a war.`"""
        group = self._view.group(1)
        if self._view.fold(1) in _THEM and self._view.fold(3) in self._grammar.be:
            group = Group("pronoun", 1, 2, 1, plural=self._view.fold(1) == "them")  # `To them it was`
        if not group or group.kind not in ("actor", "pronoun") or (self._view.fold(0) == "to" and group.human):
            return None
        if self._view.fold(0) == "to" and group.kind != "pronoun":
            return None
        return self._made("according", 0, Verb(SAYS), group, 1)

    def _according(self, at: int) -> Frame | None:
        words = next(words for words in self._grammar.according if self._view.says(at, words))
        place = at + len(words)
        group = self._view.group(place)
        if not group and self._grammar.language != "en" and self._view.fold(place) in self._grammar.verbs:
            group = self._view.group(place + 1)  # `Según recuerda X`
        if not group:
            return None
        return self._made("according", at, Verb(SAYS), group, place)

    def _noun(self, at: int) -> Frame | None:
        """`X's call for`, `a call by X for`."""
        view, stance = self._view, self._grammar.nouns.get(self._view.fold(at))
        if stance is None:
            return None
        owner = self._owner(at)
        if owner:
            return self._made("noun", at, Verb(stance), owner, at + 1)
        if view.fold(at + 1) not in ("by", "from", "of", *self._grammar.by):
            return None
        agent = view.group(at + 2)
        if not agent or agent.kind == "pronoun" or view.fold(agent.last) not in ("for", "to", "that", "of"):
            return None
        return self._made("noun", at, Verb(stance), agent, agent.last)

    def _owner(self, at: int) -> Group | None:
        for place in range(at - 1, max(at - 4, -1), -1):
            group = self._view.group(place)
            if group:
                ends_bare = self._view.tokens[group.last].text in "'’" if group.last < at else False
                return group if group.own or ends_bare else None
        return None


_ADJECTIVES = word_set(
    "repeated renewed new latest immediate urgent strong full international joint own public formal "
    "growing global broad more further such last other these those many several"
)
