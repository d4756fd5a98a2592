"""A sentence with its groups of words that can speak."""

from __future__ import annotations

from collections.abc import Sequence

from glossary.articles.grammar import Grammar
from glossary.articles.groups import Finder, Group
from glossary.articles.sentences import Quote, Sentence
from glossary.articles.tokens import Token
from glossary.articles.words import MONTH_NAMES, WEEKDAYS, word_set

SHORT_QUOTE = 3
"""Words between quotation marks up to which the marks set off a term rather than somebody's speech."""
_TIMES = (
    word_set("week month year weekend morning afternoon evening night midnight noon day days hours last this next "
              "late early previous same")
    | frozenset(MONTH_NAMES) | frozenset(WEEKDAYS)
)  # fmt: skip
_SUBJECTS = frozenset({"we", "he", "she", "il", "ils", "elle", "elles", "nous"})
"""Pronouns that are subjects wherever they stand without a preposition."""
_ADVERBIAL = frozenset({"before", "since", "after", "by", "like", "about", "around", "over", "under", "within", "to"})
"""Prepositions that may stand before a number, a time or a verb just as well."""
COMMAS = frozenset(",—–()-")
"""Marks between which a phrase may stand that interrupts a clause."""


class View:
    """A sentence seen by its groups; offsets are places among its words and marks."""

    def __init__(self, sentence: Sentence, finder: Finder, grammar: Grammar) -> None:
        self.sentence = sentence
        self.tokens: Sequence[Token] = sentence.tokens
        self.grammar = grammar
        self._folds = [self._apart(token.fold) for token in self.tokens]
        self.quotes = [quote for quote in sentence.quotes if self._is_long(quote)]
        self.inside = self._insides(self.quotes)
        self.quoted = self._insides(sentence.quotes)
        self.groups = finder.groups(self.tokens, self.inside)
        self.at: list[Group | None] = [None] * len(self.tokens)
        for group in self.groups:
            self.at[group.first : group.last + group.own] = [group] * (group.last + group.own - group.first)

    def _apart(self, word: str) -> str:
        """A preposition without the `and` that is written together with it in Arabic."""
        joined = self.grammar.language == "ar" and word[:1] == "و" and word[1:] in self.grammar.prepositions
        return word[1:] if joined else word

    def fold(self, at: int) -> str:
        """The folded word at a place; empty outside the sentence."""
        return self._folds[at] if 0 <= at < len(self._folds) else ""

    def group(self, at: int) -> Group | None:
        """The group at a place, if any."""
        return self.at[at] if 0 <= at < len(self.at) else None

    def is_time(self, at: int) -> bool:
        """Whether a word belongs to a date or time."""
        word = self.fold(at)
        if word in ("on", "in", "at", "by", "of") or word in self.grammar.articles:
            return self.fold(at + 1) in _TIMES or self.fold(at + 1).isdigit()
        return word in _TIMES or word.isdigit()

    def text(self, first: int, last: int) -> tuple[int, int]:
        """Where the words first..last (exclusive) stand in the text."""
        return self.tokens[first].start, self.tokens[last - 1].end

    def _is_long(self, quote: Quote) -> bool:
        words = sum(token.word for token in self.tokens[quote.first : quote.last])
        spoken = self.tokens[quote.last - 1].text in ",.!?" if quote.last else False
        return words > SHORT_QUOTE or spoken or not quote.closed

    def _insides(self, quotes: Sequence[Quote]) -> list[bool]:
        inside = [False] * len(self.tokens)
        for quote in quotes:
            inside[quote.first : quote.last + 1] = [True] * (quote.last + 1 - quote.first)
        return inside

    def clause_start(self, at: int, starts: Sequence[int]) -> int:
        """Where the clause around a place starts; starts: places where clauses do, rising."""
        return max((start for start in starts if start <= at), default=0)

    def first_group(self, start: int, end: int) -> Group | None:
        """The first group from a place on that no preposition governs."""
        for group in self.groups:
            if group.first >= start and group.last <= end and not self.governed(group):
                return group
        return None

    def governed(self, group: Group) -> bool:
        """Whether the group is an object: of a preposition or of an -ing form, or a possessive."""
        before = self._before(group)
        if before in self.grammar.subordinates and self._has_verb(group):
            return False
        if group.kind == "pronoun" and not (self._has_verb(group) or self.fold(group.first) in _SUBJECTS):
            return True
        return group.own or before in self.grammar.prepositions or before.endswith("ing")

    def _before(self, group: Group) -> str:
        """The word that a group depends on: over an adjective, as in `in eastern X`."""
        before, outer = self.fold(group.first - 1), self.fold(group.first - 2)
        adjective = group.kind in ("actor", "name") and outer in self.grammar.prepositions and outer not in _ADVERBIAL
        plain = adjective and group.first > 1 and self.tokens[group.first - 1].word and not self.group(group.first - 1)
        known = before in self.grammar.auxiliaries or before in self.grammar.verbs or before.isdigit()
        return outer if plain and not known and self.tokens[group.first - 1].text[0].islower() else before

    def _has_verb(self, group: Group) -> bool:
        """Whether a word follows that may be the verb of a group."""
        word = self.fold(group.last)
        if word in self.grammar.auxiliaries or word in self.grammar.verbs or word.endswith(("ed", "ly")):
            return True
        return bool(word) and not self.grammar.capitals

    def climbed(self, group: Group) -> Group | None:
        """The group at the head of `A of B of C`; None where the head is a word that cannot speak."""
        while True:
            before = group.first - 1 - (self._before(group) != self.fold(group.first - 1))
            if before < 0 or self.fold(before) not in self.grammar.prepositions or self.is_time(before):
                return group
            if self.fold(before) in self.grammar.subordinates or (group.human and group.titled):
                return group  # Minister for Foreign Affairs A
            head = self.group(before - 1) or self._over_noun(before - 1)
            if head is None:
                return None
            titled = head.kind in ("role", "body") and group.kind in ("actor", "name")
            if group.titled and titled and (group.human or self.grammar.language == "en"):
                return group  # Ambassador to the U.N. Gilad Erdan
            group = head

    def _over_noun(self, place: int) -> Group | None:
        """The group before `of talks`, `on the agreement`: over a noun that names nobody."""
        for at in range(place, max(place - 4, 0), -1):
            if not self.tokens[at].word or self.fold(at) in self.grammar.auxiliaries or self.inside[at]:
                return None
            if self.fold(at) in self.grammar.prepositions:
                return self.group(at - 1)
            if at < place and (group := self.group(at)):
                return group
        return None

    def grammar_and(self) -> tuple[str, ...]:
        """Words for `and` in the language beside the English one."""
        return ("et", "y", "e", "und", "и", "та", "і", "و", "ו", "&")

    def says(self, at: int, words: Sequence[str]) -> bool:
        """Whether these folded words stand at a place."""
        return all(self.fold(at + number) == word for number, word in enumerate(words))
