"""Where the clauses of a sentence start that may have a subject of their own."""

from __future__ import annotations

from collections.abc import Iterator

from glossary.articles.view import View

_LONGER_CLAUSE = frozenset({"while", "whereas", "but", "although", "though", "and"})


class Clauses:
    """The clauses of a sentence."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._grammar = view.grammar

    def starts(self) -> Iterator[int]:
        """Where clauses with a subject of their own may begin."""
        view = self._view
        for at in range(1, len(view.tokens)):
            if view.inside[at]:
                continue
            before, word = view.tokens[at - 1].text, view.fold(at)
            if before == ";" or self._contrasts(at, before, word):
                yield at + (before != ";")
            elif word in ("while", "whereas"):
                yield at + 1
            elif before == "," and self._ends_subordinate(at):
                yield at

    def _contrasts(self, at: int, before: str, word: str) -> bool:
        """Whether `, but` or the like stands here; after `, and` a subject with a verb must follow."""
        if before not in (",", "—") or word not in _LONGER_CLAUSE | self._grammar.contrasts:
            return False
        if word not in ("and", *self._view.grammar_and()):
            return True
        group = self._view.group(at + 1)
        return group is not None and self._goes_on(group.last)

    def _goes_on(self, at: int) -> bool:
        word = self._view.fold(at)
        return word in self._grammar.auxiliaries or word in self._grammar.verbs

    def _ends_subordinate(self, at: int) -> bool:
        """Whether a clause opened by `when`, `after` or the like ends at the comma before a new subject."""
        view = self._view
        if not view.group(at):
            return False
        for place in range(at - 2, -1, -1):
            if view.fold(place) in self._grammar.subordinates and (
                place == 0 or view.tokens[place - 1].text in (",", ";")
            ):
                return any(view.fold(one) in self._grammar.verbs and not view.group(one) for one in range(place, at))
        return False
