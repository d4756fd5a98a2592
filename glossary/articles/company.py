"""Who is named together, and what stands beside a name: lists, members of a collective, titles."""

from __future__ import annotations

from collections.abc import Iterator

from glossary.articles.groups import Group
from glossary.articles.view import View

_MEMBERS = (("led", "by"), ("such", "as"), ("including",), ("among", "them"), ("notably",))
_CALLED = (
    ("known", "as"),
    ("known", "collectively", "as"),
    ("under", "the", "name", "of"),
    ("sous", "le", "nom", "de"),
    ("connus", "comme"),
    ("conocidos", "como"),
    ("bajo", "el", "nombre", "de"),
    ("bekannt", "als"),
)
"""Words before the name by which several are known."""
_LOOSE = frozenset(
    [
        "community",
        "countries",
        "nations",
        "states",
        "powers",
        "leaders",
        "governments",
        "allies",
        "groups",
        "agencies",
        "members",
    ]
)


class Company:
    """The company of groups in a sentence."""

    def __init__(self, view: View) -> None:
        self._view = view

    def joined(self, group: Group) -> list[Group]:
        """The group with those named together with it: `A, B and C`, `both A and B`."""
        left = self._chain_left(group)
        right = self._chain_right(group) if not left else []
        return [*left, group, *right]

    def _chain_left(self, group: Group) -> list[Group]:
        found: list[Group] = []
        place = group.first - 1
        if self._view.fold(place) not in ("and", "or", *self._view.grammar_and()) or self._is_adjective_pair(group):
            return found
        place -= 1 + (self._view.tokens[place - 1].text == "," if place else False)
        while (before := self._ending(place)) and "pronoun" not in (before.kind, group.kind):
            found.insert(0, before)
            place = before.first - 1
            if place < 0 or self._view.tokens[place].text != ",":
                break
            place -= 1
        return found

    def _is_adjective_pair(self, group: Group) -> bool:
        """`the U.S. and Saudi facilitators` are one group."""
        return (
            group.kind == "body"
            and group.plural
            and bool(group.land)
            and self._view.fold(group.first) not in self._view.grammar.articles
        )

    def _ending(self, place: int) -> Group | None:
        """The group that ends at a place, or whose phrase in brackets or `of` phrase ends there."""
        if place >= 0 and self._view.tokens[place].text == ")":
            while place > 0 and self._view.tokens[place].text != "(":
                place -= 1
            place -= 1
        group = self._view.group(place)
        if not group or group.own:
            return None
        head = self._view.climbed(group)
        one_of_several = head is not None and head.kind == "body" and head.plural and group.kind == "actor"
        return group if one_of_several else head

    def _chain_right(self, group: Group) -> list[Group]:
        found: list[Group] = []
        place, closed = group.last, False
        while place < len(self._view.tokens) and not closed:
            place = self._past_brackets(place)
            comma = place < len(self._view.tokens) and self._view.tokens[place].text == ","
            place = self._past_aside(place) if comma else place
            closed = self._view.fold(place) in ("and", *self._view.grammar_and())
            following = self._view.group(place + closed)
            if not (comma or closed) or not following or not _alike(following, group) or following.own:
                return found if closed and found and following is None else []
            found.append(following)
            place = following.last
        return found if closed else []

    def _past_aside(self, comma: int) -> int:
        """After a comma, and after a phrase like `in a post on X,` that it opens."""
        if self._view.fold(comma + 1) not in ("in", "at", "on", "speaking"):
            return comma + 1
        for at in range(comma + 1, min(comma + 9, len(self._view.tokens))):
            if self._view.tokens[at].text == ",":
                return at + 1
        return comma + 1

    def _past_brackets(self, place: int) -> int:
        if place < len(self._view.tokens) and self._view.tokens[place].text == "(":
            for at in range(place, min(place + 8, len(self._view.tokens))):
                if self._view.tokens[at].text == ")":
                    return at + 1
        return place

    def members(self, group: Group, end: int) -> list[Group]:
        """Those named as members of a collective: `the countries, led by A, B and C, urged`."""
        if not any(self._view.fold(at) in _LOOSE for at in range(group.first, group.last)):
            return []
        for at in range(group.last, min(end, group.last + 8)):
            if any(self._view.says(at, words) for words in _MEMBERS):
                return [
                    one for one in self._view.groups if at < one.first < end and one.kind == "actor" and not one.own
                ]
        return []

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
        after = self._end_of_title(group)
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
        return inner if linked and (inner.human or inner.kind == "name") else None

    def _end_of_title(self, group: Group) -> int:
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

    def members_of_chain(self, group: Group, end: int) -> Iterator[Group]:
        """All groups that speak where this one is the subject of a verb at `end`."""
        states = self._states(group) or self._called(group)
        yield from states or [*self.joined(group), *self.members(group, end)]

    def _states(self, group: Group) -> list[Group]:
        """Those of whom several office holders are: `the foreign ministers of A, B and C`."""
        if group.kind != "body" or not group.plural or self._view.fold(group.last) not in ("of", "from"):
            return []
        first = self._view.group(group.last + 1)
        if not first or first.kind != "actor" or first.human:
            return []
        return [first, *self._chain_right(first)]

    def _called(self, group: Group) -> list[Group]:
        """The recorded name by which several are known: `the heads of 18 bodies, known as the IASC principals`."""
        if group.kind != "body" or not group.plural:
            return []
        for at in range(len(self._view.tokens)):
            words = next((words for words in _CALLED if self._view.says(at, words)), ())
            named = self._view.group(at + len(words)) if words else None
            if named and named.kind == "actor" and not named.human:
                return [named]
        return []

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


def _alike(one: Group, other: Group) -> bool:
    """Whether two groups can be named side by side: two names, two offices, two pronouns."""
    named = ("actor", "name")
    return (one.kind == "pronoun") == (other.kind == "pronoun") and (one.kind in named) == (other.kind in named)
