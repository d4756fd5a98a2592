"""Attributions in a sentence: a verb of saying or of taking a stand, and the groups of words that are its subject."""

from __future__ import annotations

from collections.abc import Sequence

from glossary.articles.checks import Checks
from glossary.articles.clauses import Clauses
from glossary.articles.company import Company
from glossary.articles.finding_verbs import PREDICATES, VerbFinder
from glossary.articles.frame import Frame
from glossary.articles.groups import Group
from glossary.articles.phrases import Phrase, Phrases
from glossary.articles.subjects import Subjects
from glossary.articles.verbs import SAYS, Verb
from glossary.articles.view import View
from glossary.articles.words import word_set

VERB_FIRST = 14
"""Words after a verb among which the speaker is looked for in languages where it follows."""
_QUOTING = word_set("quotes quoted cites cited")
"""Verbs whose object speaks."""
_AGENTS = frozenset({"him", "her", "them"})
"""Pronouns after `by`."""
_QUOTED = frozenset({"quoted", "cited"})


class FrameFinder:
    """Finds the attributions of a sentence."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._grammar = view.grammar
        self.starts = list(Clauses(view).starts())
        self._phrases = Phrases(view)
        self._verbs = VerbFinder(view)
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
        if not self._may_tell(at) or (view.quoted[at] and not self._opens_quotation(at)):
            return None
        if phrase := self._phrases.at(at):
            return self._of_phrase(phrase, at)
        group = view.group(at)
        verb = None if group else self._verbs.verb(at)
        if verb is None and not group and (stance := self._verbs.predicate(at)):
            return self._made("said", at, Verb(stance), self._subject(at, found), at + 1)
        if verb is None:
            noun = None if group and group.kind != "text" else self._phrases.noun(at)
            return self._of_phrase(noun, at) if noun else None
        if self._verbs.is_passive(at, verb):
            return self._passive(at, verb, found)
        return self._active(at, verb, found)

    def _of_phrase(self, phrase: Phrase, at: int) -> Frame | None:
        return self._made(phrase.kind, at, Verb(phrase.stance), phrase.whose, phrase.end)

    def _opens_quotation(self, at: int) -> bool:
        """`The text “demands a truce”`: the quotation begins with the verb, right after its subject."""
        view = self._view
        if not any(quote.first == at - 1 for quote in view.sentence.quotes):
            return False
        for place in range(at - 2, max(at - 5, -1), -1):
            if (before := view.group(place)) or not view.tokens[place].word:
                return before is not None and not before.own and (place == at - 2 or before.kind == "text")
        return False

    def _may_tell(self, at: int) -> bool:
        """Whether a word is in any of the tables; most words are in none."""
        word = self._view.fold(at)
        return word in self._grammar.verbs or word in PREDICATES or self._phrases.may_begin(at)

    def _passive(self, at: int, verb: Verb, found: list[Frame]) -> Frame | None:
        view = self._view
        if view.fold(at) in _QUOTED and view.fold(at + 1) == "as":
            return self._made("said", at, Verb(SAYS), self._subject(at, found), at + 3)
        if view.fold(at) == "asked" and view.sentence.quotes:
            return self._made("according", at, Verb(SAYS), self._subject(at, found), at + 1)
        for place in range(at + 1, min(at + 6, len(view.tokens))):
            if view.fold(place) in self._grammar.by:
                agent = view.group(place + 1)
                if not agent and view.fold(place + 1) in _AGENTS:
                    agent = Group("pronoun", place + 1, place + 2, place + 1, plural=view.fold(place + 1) == "them")
                return self._made("passive", at, verb, agent, at + 1) if agent else None
        return None

    def _active(self, at: int, verb: Verb, found: list[Frame]) -> Frame | None:
        kind, end = self._kind(at, verb), self._verbs.end(at, verb) or at + 1
        if not kind:
            return None
        if kind != "said":
            return self._made(kind, at, verb, self._topic(at, found), end)
        following = self._following(at, end)
        if following and self._view.fold(at) in _QUOTING and following.kind != "body":
            return self._made("said", at, Verb(SAYS), following, following.last, inverted=True)
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
        group = view.group(before) if before >= 0 else None
        free = before < 0 or view.tokens[before + 1].text in ",:" or group is None or view.governed(group)
        if self._grammar.verb_first and free:
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
