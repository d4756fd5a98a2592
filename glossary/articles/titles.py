"""What stands beside a name: the office before or after it, the short name in brackets."""

from __future__ import annotations

from glossary.articles.groups import Group
from glossary.articles.view import View


class Titles:
    """Tells names and titles that stand side by side in a sentence."""

    def __init__(self, view: View) -> None:
        self._view = view

    def named(self, group: Group) -> tuple[Group, tuple[int, int] | None]:
        """The person named beside an office (`the U.N. chief, A,`), and the places of a title beside a name."""
        short = self._in_brackets(group)
        if short:
            return short, None
        inner = self._inner_name(group)
        if inner:
            return inner, (group.first, inner.name_at)
        office = self._view.group(group.first - 2)
        if group.human and group.titled and office and office.kind in ("role", "body"):
            return group, (office.first, group.name_at)
        office = self.office_before(group.first - 1) if group.kind in ("actor", "name") else None
        if office:
            return group, (office.first, group.first - 1)
        after = self.end(group)
        if after >= len(self._view.tokens) or self._view.tokens[after].text != ",":
            return group, None
        beside = self._view.group(after + 1)
        if group.kind in ("role", "body") and beside and beside.kind in ("actor", "name") and beside.first == after + 1:
            return (beside, (group.first, after)) if self._closes(beside) else (group, None)
        if group.kind in ("actor", "name") and beside and beside.kind in ("role", "body"):
            return group, (after + 1, self._comma(after + 1))
        return group, None

    def _in_brackets(self, group: Group) -> Group | None:
        """The recorded short name after a description: `the UN's mission (UNSMIL)`."""
        view, place = self._view, group.last
        head = view.group(group.first - 2) if view.fold(group.first - 1) in ("of", "de", "du", "d'") else None
        if group.kind == "actor" and not group.human and head and head.kind == "body":
            group = head
        while view.fold(place) in view.grammar.prepositions and (inner := view.group(place + 1)):
            place = inner.last
        named = view.group(place + 1) if place + 1 < len(view.tokens) and view.tokens[place].text == "(" else None
        fits = group.kind == "body" and named and named.kind == "actor" and not named.human
        return named if named and fits and view.tokens[named.last].text == ")" else None

    def _inner_name(self, office: Group) -> Group | None:
        """The name that ends `Secretary of State A`."""
        inner = self._view.group(office.last + 1)
        if office.kind not in ("role", "body") or not inner or not inner.titled:
            return None
        linked = self._view.fold(office.last) in self._view.grammar.prepositions
        person = inner.human or (inner.kind == "name" and office.kind == "role")
        return inner if linked and person else None

    def end(self, group: Group) -> int:
        """Where the words that belong to a title end: before a comma, a verb or another mark."""
        after = group.last
        while self._view.fold(after) in self._view.grammar.prepositions and (inner := self._view.group(after + 1)):
            after = inner.last
        if group.kind not in ("role", "body"):
            return after
        while after < min(len(self._view.tokens), group.last + 12) and self._in_title(after):
            after += 1
        return after

    def _in_title(self, at: int) -> bool:
        word = self._view.fold(at)
        loose = (
            word in self._view.grammar.auxiliaries
            or word in self._view.grammar.relatives
            or word in self._view.grammar.that
        )
        verb = word in self._view.grammar.verbs and self._view.grammar.language == "en"
        return self._view.tokens[at].word and not (loose or verb or self._view.inside[at])

    def _closes(self, beside: Group) -> bool:
        """Whether the name beside an office is over, and does not go on as a list."""
        if self._view.fold(beside.last) in ("and", *self._view.grammar_and()):
            return beside.human
        return (
            beside.last >= len(self._view.tokens)
            or not self._view.tokens[beside.last].word
            or self._view.group(beside.last) is None
        )

    def _comma(self, at: int) -> int:
        for place in range(at, min(at + 16, len(self._view.tokens))):
            if (
                self._view.tokens[place].text in ",—–.;:"
                or self._view.inside[place]
                or self._view.fold(place) in self._view.grammar.relatives
            ):
                return place
        return min(at + 16, len(self._view.tokens))

    def office_before(self, comma: int) -> Group | None:
        """The office whose words end at a comma."""
        if comma < 1 or self._view.tokens[comma].text != ",":
            return None
        for at in range(comma - 1, max(comma - 8, -1), -1):
            group = self._view.group(at)
            if group and group.kind == "role":
                return group
            if not self._view.tokens[at].word:
                return None
        return None
