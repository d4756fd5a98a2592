"""Who is named together, and what stands beside a name: lists, members of a collective, titles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from glossary.articles.groups import Group
from glossary.articles.titles import Titles
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
_WITH = (("along", "with"), ("together", "with"), ("jointly", "with"), ("alongside",))
"""Words before those with whom somebody speaks."""
_WITH_OPENS = {words[0] for words in _WITH} | {"with"}
REACH = 8
"""Words from `with B` to the colon before what both say."""
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
        self._titles = Titles(view)

    def named(self, group: Group) -> tuple[Group, tuple[int, int] | None]:
        """The person named beside an office (`the U.N. chief, A,`), and the places of a title beside a name."""
        return self._titles.named(group)

    def office_before(self, comma: int) -> Group | None:
        """The office whose words end at a comma."""
        return self._titles.office_before(comma)

    def joined(self, group: Group) -> list[Group]:
        """The group with those named together with it: `A, B and C`, `both A and B`."""
        left = self._chain_left(group)
        right = self._chain_right(group) if not left else []
        return [*left, group, *right]

    def _chain_left(self, group: Group) -> list[Group]:
        found: list[Group] = []
        place = group.first - 1
        if self._view.fold(place) not in ("and", "or", "nor", *self._view.grammar_and()) or self._is_adjective_pair(
            group
        ):
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

    def members_of_chain(self, group: Group, end: int) -> Iterator[Group]:
        """All groups that speak where this one is the subject of a verb at `end`."""
        states = self._states(group) or self._called(group) or self._by_name(group)
        chain = states or [*self.joined(group), *self.members(group, end)]
        chain += [one for one in self._alongside(group) if one not in chain]
        together = self._together(chain) if len(chain) > 1 else None
        yield from [together] if together else chain

    def _alongside(self, group: Group) -> list[Group]:
        """Those with whom somebody speaks: `along with B`, `Together with B,`."""
        view = self._view
        places = [at for at, token in enumerate(view.tokens) if token.fold in _WITH_OPENS]
        for at in places:
            words = next((words for words in _WITH if view.says(at, words)), ())
            named = view.group(at + len(words)) if words and not view.inside[at] else None
            near = at == 0 or at == group.last or at == group.last + 1
            if not words and view.fold(at) == "with" and at and view.tokens[at - 1].text == ",":
                named = view.group(at + 1)  # `X wrote, with Y: ...`
                near = bool(named and named.human) and ":" in [one.text for one in view.tokens[at : at + REACH]]
            if named and near and _alike(named, group) and named.kind in ("actor", "name") and not named.own:
                return [named, *self._chain_right(named)]
        return []

    def _together(self, chain: Sequence[Group]) -> Group | None:
        """What several named side by side are together: `A and B, as co-chairs of C`, `A, B and C, guarantors of D`."""
        view, place = self._view, max(group.last for group in chain)
        place += place < len(view.tokens) and view.tokens[place].text in ",—–"
        place += view.fold(place) in ("as", "both", "all", "acting", "comme", "como")
        place += view.fold(place) in ("as", "en")
        group = view.group(place)
        named = group and group.first == place and group.kind == "actor" and not group.human and group not in chain
        if not group or not named:
            return None
        words = (view.fold(at).removesuffix("s") for at in range(place, group.last))
        return group if any(view.grammar.is_role(word) for word in words) else None

    def _states(self, group: Group) -> list[Group]:
        """Those of whom several office holders are: `the foreign ministers of A, B and C`."""
        if group.kind != "body" or not group.plural or self._view.fold(group.last) not in ("of", "from"):
            return []
        first = self._view.group(group.last + 1)
        if not first or first.kind != "actor" or first.human:
            return []
        return [first, *self._chain_right(first)]

    def _by_name(self, group: Group) -> list[Group]:
        """Those of whom several are then named: `two authors, A and B, recall`."""
        comma = self._titles.end(group) if group.kind == "body" and group.plural else 0
        if not 0 < comma < len(self._view.tokens) or self._view.tokens[comma].text != ",":
            return []
        first = self._view.group(comma + 1)
        chain = self._chain_right(first) if first and first.human and first.first == comma + 1 else []
        return [first, *chain] if first and chain and all(one.human for one in chain) else []

    def _called(self, group: Group) -> list[Group]:
        """The recorded name by which several are known: `the heads of 18 bodies, known as the IASC principals`."""
        if group.kind != "body" or not group.plural:
            return []
        return self._known_as

    @cached_property
    def _known_as(self) -> list[Group]:
        """The first body of the sentence after `known as`; looked for once, as every plural group asks."""
        for at in range(len(self._view.tokens)):
            words = next((words for words in _CALLED if self._view.says(at, words)), ())
            named = self._view.group(at + len(words)) if words else None
            if named and named.kind == "actor" and not named.human:
                return [named]
        return []


def _alike(one: Group, other: Group) -> bool:
    """Whether two groups can be named side by side: two names, two offices, two pronouns."""
    named = ("actor", "name")
    return (one.kind == "pronoun") == (other.kind == "pronoun") and (one.kind in named) == (other.kind in named)
