"""What stands around a verb and decides whether somebody has spoken at all."""

from __future__ import annotations

from glossary.articles.groups import Group
from glossary.articles.view import View

_THOUGHTS = ("believe", "think", "thought", "consider", "expect", "feel", "felt", "rul", "envisage", "accept")


class Checks:
    """Looks around the verbs of a sentence."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._grammar = view.grammar

    def is_supposed(self, at: int, subject: Group | list[Group] | None) -> bool:
        """`if X refused`, `a resolution that would have demanded`: nobody has done so."""
        if not isinstance(subject, Group):
            return False
        before = {self._view.fold(place) for place in range(max(at - 4, 0), at)}
        if subject.kind == "text" and {"would", "have"} <= before:
            return True
        return self._view.fold(subject.first - 1) in ("if", "whether", "unless")

    def says_nothing(self, at: int) -> bool:
        """`did not respond`, `said nothing`; who does not believe or think has said so."""
        if self._view.fold(at + 1) == "nothing" or (
            self._view.fold(at).startswith("continu") and not self._view.quotes
        ):
            return True
        return self.negated(at) and not self._view.fold(at).startswith(_THOUGHTS)

    def is_biography(self, at: int) -> bool:
        """`a researcher who has written about ceasefires`."""
        before = [self._view.fold(place) for place in range(max(at - 4, 0), at)]
        return bool({"has", "have"} & set(before)) and bool(self._grammar.relatives & set(before))

    def is_progressive(self, at: int) -> bool:
        """`is calling for`."""
        return any(self._view.fold(place) in self._grammar.be for place in (at - 1, at - 2))

    def has_auxiliary(self, at: int) -> bool:
        """`has since called`."""
        return any(self._view.fold(place) in ("has", "had", "have", "'ve") for place in range(at - 4, at))

    def negated(self, at: int) -> bool:
        """Whether `not` or `never` stands at the verb."""
        for place in range(at - 1, max(at - 5, -1), -1):
            word = self._view.fold(place)
            if word in self._grammar.negations:
                return True
            if word not in self._grammar.auxiliaries and not word.endswith("ly"):
                return False
        return False
