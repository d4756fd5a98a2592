"""The way from a verb to its subject."""

from __future__ import annotations

from collections.abc import Sequence

from glossary.articles.company import Company
from glossary.articles.groups import Group
from glossary.articles.view import COMMAS, View

_THROUGH = frozenset({"through", "via", "voix", "boca", "устами"})
"""Words before the person by whom a body speaks."""
ASIDE = 16
"""Words between the commas of an apposition."""
NEAR = 4
"""Words from its first comma to the office in it."""
STEPS = 10
"""Words between a subject and its verb that are passed over at most."""
_CLITICS = frozenset(["la", "lo", "las", "los", "le", "les", "l'"])
_EXPECTED = frozenset(
    [
        "reported",
        "said",
        "believed",
        "understood",
        "thought",
        "expected",
        "due",
        "set",
        "likely",
        "poised",
        "scheduled",
        "ready",
        "going",
    ]
)


class Subjects:
    """Finds the subjects of verbs in a sentence; starts: the places where its clauses start, rising."""

    def __init__(self, view: View, starts: Sequence[int]) -> None:
        self._view = view
        self._starts = starts
        self._company = Company(view)

    def left(self, at: int) -> Group | str | None:
        """The subject before a verb: a group, `same` for that of the verb before, or None."""
        place, steps = at - 1 - (at > 1 and self._opens_quotation(at - 1)), 0
        while place >= 0 and steps < STEPS:
            group = self._view.at[place]
            if group and not self._view.is_time(place):
                return self._not_possessive(group, at)
            if self._view.tokens[place].text == ")":
                place, steps = self._before_bracket(place), steps + 1
                continue
            step = self._step(place)
            if step == "stop":
                return self._past_phrase(place) or self._past_relative(at)
            if step != "skip":
                return self._at_mark(place, step)
            place, steps = place - 1, steps + 1
        return None

    def _opens_quotation(self, place: int) -> bool:
        """Whether a quotation opens at a place, so that its first word is the verb."""
        return any(quote.first == place for quote in self._view.sentence.quotes)

    def _before_bracket(self, place: int) -> int:
        """Before the bracket that closes here: over the acronym after a name."""
        opened = next((at for at in range(place, max(place - 10, -1), -1) if self._view.tokens[at].text == "("), place)
        return opened - 1

    def _not_possessive(self, group: Group, at: int) -> Group | None:
        if group.own and group.last < at:
            return None
        return self._view.climbed(group)

    def _step(self, place: int) -> str:
        word, grammar = self._view.fold(place), self._view.grammar
        if self._view.inside[place]:
            return "stop" if self._view.tokens[place].word else "quote"
        if word in grammar.relatives or word in grammar.that:
            return "relative"
        if self._is_expected(place) or (
            word in _CLITICS and grammar.language in ("es", "fr") and self._is_verb(place + 1)
        ):
            return "skip"
        if word in grammar.auxiliaries or word in grammar.negations or word.endswith("ly") or self._view.is_time(place):
            return "skip"
        if self._view.tokens[place].text in COMMAS:
            return "comma"
        if word in grammar.contrasts or word in ("or", "then"):
            return "same"
        return "stop"

    def _is_verb(self, place: int) -> bool:
        return self._view.fold(place) in self._view.grammar.verbs

    def _is_expected(self, place: int) -> bool:
        """`is expected to`, `has been reported to have`."""
        if self._view.fold(place) == "to":
            return self._view.fold(place + 1) in ("have", "be")
        return self._view.fold(place) in _EXPECTED and self._view.fold(place + 1) == "to"

    def _at_mark(self, place: int, step: str) -> Group | str | None:
        if step == "same":
            return "same"
        if step == "relative":
            before = place - 1 - (self._view.tokens[place - 1].text == ",")
            group = self._view.group(before)
            return self._view.climbed(group) if group else None
        if step == "comma":
            named = self._named_before(place) or self._before_apposition(place)
            if named:
                return named
            return self._view.first_group(self._view.clause_start(place, self._starts), place)
        return None

    def _named_before(self, comma: int) -> Group | None:
        """`whose representative in B, C, said`: a name between commas after an office."""
        person = self._view.group(comma - 1)
        if not person or not (person.human or (person.kind == "name" and person.last - person.name_at > 1)):
            return None
        voice = any(self._view.fold(at) in _THROUGH for at in range(max(person.first - NEAR, 0), person.name_at))
        return person if voice or self._company.office_before(person.first - 1) else None

    def _before_apposition(self, comma: int) -> Group | None:
        """`since A, her deputy at B, has said`: the name before the first of two commas with an office between."""
        view = self._view
        opened = next((at for at in range(comma - 1, max(comma - ASIDE, 0), -1) if view.tokens[at].text == ","), 0)
        office = next((view.at[at] for at in range(opened + 1, min(opened + NEAR, comma)) if view.at[at]), None)
        named = view.group(opened - 1) if opened else None
        beside = office is not None and office.kind in ("role", "body") and named is not None
        free = named and (not view.governed(named) or view.fold(named.first - 1) in view.grammar.subordinates)
        return named if beside and named and free and named.kind in ("actor", "name") else None

    def _past_relative(self, at: int) -> Group | None:
        """Over a clause that tells who is meant: `The generals who met there in 1953 put`."""
        view = self._view
        group = view.first_group(view.clause_start(at, self._starts), at)
        if not group or view.fold(group.last) not in view.grammar.relatives:
            return None
        clause = range(group.last + 1, at)
        marked = any(not view.tokens[place].word or view.group(place) or view.inside[place] for place in clause)
        return group if 1 < len(clause) <= STEPS and not marked else None

    def _past_phrase(self, place: int) -> Group | None:
        """Over a phrase between subject and verb: `Guterres in a statement called`."""
        lowest = max(place - 6, self._view.clause_start(place, self._starts))
        for at in range(place, lowest, -1):
            if self._view.tokens[at].text in COMMAS:
                return None
            if self._view.fold(at) in self._view.grammar.prepositions and (group := self._view.group(at - 1)):
                return self._view.climbed(group)
        return None
