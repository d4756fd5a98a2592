"""Words of telling in a sentence, and the groups that are nearest to them."""

from __future__ import annotations

from glossary.articles.groups import Group
from glossary.articles.telling import told
from glossary.articles.view import View

BESIDE = 4
"""Words between a name and the word of telling that belongs to it."""
ASIDE = 14
"""Words between two commas that are passed over from a name to its verb."""
_DRAFTS = frozenset({"draft", "amendment", "motion"})
"""Texts that somebody has, in which something stands."""


class TellingWords:
    """Finds the word of telling that belongs to a group, by its place alone."""

    def __init__(self, view: View) -> None:
        self._view = view
        self.told = [self._tells(at) for at in range(len(view.tokens))]
        """What the word at each place tells; empty for most."""

    def _tells(self, at: int) -> str:
        view = self._view
        group = view.at[at]
        if view.quoted[at] or not view.tokens[at].word or (group and view.fold(at) not in _DRAFTS):
            return ""
        return told(view.fold(at), view.grammar.language)

    def after(self, group: Group) -> int | None:
        """Where the word of telling stands that has the group as its subject, over small words and an aside."""
        view = self._view
        place = group.last
        while view.fold(place) in view.grammar.prepositions and (inner := view.group(place + 1)):
            place = inner.last
        place = self._past_aside(place)
        passed = 0
        for at in range(place, len(view.tokens)):
            if self.told[at]:
                return None if self._is_passive(at) else at
            if (draft := view.group(at)) and view.fold(draft.last - 1) in _DRAFTS:
                continue
            passed += view.fold(at) not in view.grammar.auxiliaries
            if not view.tokens[at].word or view.inside[at] or view.group(at) or passed >= BESIDE:
                return None
        return None

    def _past_aside(self, place: int) -> int:
        view = self._view
        if place >= len(view.tokens) or view.tokens[place].text not in ",(—–":
            return place
        closing = {"(": ")"}.get(view.tokens[place].text, view.tokens[place].text)
        for at in range(place + 1, min(place + ASIDE, len(view.tokens))):
            if view.tokens[at].text == closing and not view.inside[at]:
                return at + 1
        return place + (closing == "," and view.tokens[place - 1].word)

    def _is_passive(self, at: int) -> bool:
        """`it may be called`."""
        view = self._view
        done = view.grammar.language == "en" and view.fold(at).endswith("ed") and view.fold(at - 1) in view.grammar.be
        return done and view.fold(at + 1) not in ("to", "as")

    def before(self, group: Group) -> int | None:
        """Where the word of telling stands that the group follows."""
        for at in range(group.first - 1, max(group.first - 1 - BESIDE, -1), -1):
            if self.told[at]:
                return at
            if not self._view.tokens[at].word or self._view.group(at):
                return None
        return None
