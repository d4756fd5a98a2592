"""Noun groups that can speak: names with the titles before them, offices and bodies, pronouns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from glossary.articles import actors, offices_abroad
from glossary.articles.actors import Known
from glossary.articles.grammar import Grammar
from glossary.articles.parts import Part, PartFinder, group_words
from glossary.articles.places import ADJECTIVES, CAPITALS, CAPITALS_ABROAD
from glossary.articles.tokens import Token
from glossary.articles.words import SEVERAL

_SEVERAL_OF = frozenset(
    {"countries", "states", "governments", "leaders", "men", "women", "ministers", "groups", "organisations",
     "organizations", "presidents", "allies", "powers", "authors", "researchers", "agencies", "neighbours",
     "politicians"}
)  # fmt: skip
"""Nouns that tell no more than the number before them: `the two countries`."""


@dataclass(frozen=True, slots=True)
class Group:
    """Words first..last (exclusive) that name somebody.

    kind: `actor`, `name`, `role`, `body`, `text` or `pronoun`. human: a recorded person. titled: words other than an
    article stand before the name. name_at: where the name itself starts; what is before is the title.
    owners: slugs of the actors named inside ("Hamas" in "a Hamas official"). land: country code by an
    adjective or a state inside. own: followed by a possessive ending.
    """

    kind: str
    first: int
    last: int
    name_at: int
    slugs: tuple[str, ...] = ()
    surname: bool = False
    owners: tuple[str, ...] = ()
    land: str = ""
    definite: bool = True
    plural: bool = False
    own: bool = False
    roles: frozenset[str] = frozenset()
    human: bool = False
    titled: bool = False

    @property
    def person(self) -> bool:
        """Whether one person is meant, as far as the words tell; unknown for recorded actors."""
        return self.kind == "role" or (self.kind == "name" and bool(self.roles or self.last - self.name_at > 1))


class Finder:
    """Finds groups in the sentences of one article."""

    def __init__(self, known: Known, grammar: Grammar, capitals: frozenset[str]) -> None:
        self._known = known
        self._grammar = grammar
        self._part_finder = PartFinder(known, grammar, capitals)

    def groups(self, tokens: Sequence[Token], skipped: Sequence[bool]) -> list[Group]:
        """The groups of a sentence in order, none in what is skipped."""
        found: list[Group] = []
        at = 0
        while at < len(tokens):
            group = None if skipped[at] or not tokens[at].word else self._group(tokens, at, skipped)
            if group and found and self._is_title(tokens, found[-1], group):
                found[-1] = replace(found[-1], kind="text", last=group.last, own=group.own)
            elif group:
                found.append(group)
            at = max(group.last + group.own, at + 1) if group else at + 1
        return found

    def _is_title(self, tokens: Sequence[Token], whose: Group, group: Group) -> bool:
        """`A's Law of War Manual`: the title of a text, parted by `of`."""
        parted = group.first == whose.last + 1 and tokens[whose.last].fold == "of"
        return parted and group.kind == "text" and whose.kind == "name" and bool(whose.owners)

    def _group(self, tokens: Sequence[Token], at: int, skipped: Sequence[bool]) -> Group | None:
        if tokens[at].fold in self._grammar.pronouns and not actors.match(tokens, at, self._known):
            return Group("pronoun", at, at + 1, at, plural=tokens[at].fold in self._grammar.plural_pronouns)
        if tokens[at].fold in SEVERAL and (length := self._stands_for_several(tokens, at)):
            return Group("pronoun", at, at + length, at, plural=True)
        parts = list(self._part_finder.parts(tokens, at, skipped))
        if not self._grammar.capitals or self._grammar.language != "en":
            return self._with_adjectives(tokens, parts)
        return self._without_adjectives(tokens, parts)

    def _stands_for_several(self, tokens: Sequence[Token], at: int) -> int:
        """The words of `two` in `the two wrote` and of `two countries`; 0 where another noun follows the number."""
        if self._grammar.language != "en" or (tokens[at].fold != "both" and tokens[at - 1].fold not in ("the", "all")):
            return 0
        following = tokens[at + 1].fold if at + 1 < len(tokens) else ""
        length = 2 if following in _SEVERAL_OF and tokens[at].fold != "both" else 1
        after = tokens[at + length] if at + length < len(tokens) else None
        if after is None or not after.word or after.fold in self._grammar.auxiliaries:
            return length
        return length * any(verb.finite and not verb.noun for verb in self._grammar.verbs.get(after.fold, ()))

    def _with_adjectives(self, tokens: Sequence[Token], parts: list[Part]) -> Group | None:
        """The group with the adjectives that follow the noun: `le président français`."""
        group = self._without_adjectives(tokens, list(parts))
        if group is None or group.kind not in ("role", "body"):
            return group
        last = parts[-1].last if parts[-1].kind in ("modifier", "land", "role", "body") else group.last
        roles = group.roles | self._roles(tokens, [part for part in parts if part.last <= last])
        land = group.land or next((found for part in parts if (found := self._land_abroad(tokens, part))), "")
        return replace(group, last=max(last, group.last), roles=roles, land=land)

    def _land_abroad(self, tokens: Sequence[Token], part: Part) -> str:
        return offices_abroad.land(tokens[part.first].fold) if part.kind in ("land", "modifier") else ""

    def _without_adjectives(self, tokens: Sequence[Token], parts: list[Part]) -> Group | None:
        compatriot = [part.kind for part in parts] == ["article", "land"]
        while parts and parts[-1].kind in ("modifier", "article", "land") and len(parts) > 1 and not compatriot:
            parts.pop()
        return self._headed(tokens, parts) if parts else None

    def _headed(self, tokens: Sequence[Token], parts: list[Part]) -> Group | None:
        own = parts[-1].kind == "own"
        parts = parts[:-1] if own else parts
        kept = [part for part in parts if part.kind not in ("article", "modifier", "own")]
        if not kept or parts[-1].kind in ("article", "modifier"):
            return None
        head = parts[-1]
        parts = self._trimmed(tokens, parts)
        group = Group(
            head.kind, parts[0].first, head.last, head.first, head.slugs, head.surname, self._owners(parts[:-1]),
            self._land(tokens, parts), tokens[parts[0].first].fold not in self._grammar.indefinite, own=own,
            roles=self._roles(tokens, parts), titled=any(part.kind != "article" for part in parts[:-1]),
        )  # fmt: skip
        return self._by_kind(tokens, parts, group)

    def _by_kind(self, tokens: Sequence[Token], parts: list[Part], group: Group) -> Group | None:
        head = parts[-1]
        if head.kind == "name":
            at = len(parts) - 1
            titled = any(part.kind in ("role", "body") for part in parts)
            while at and (parts[at - 1].kind == "name" or (not titled and self._in_name(tokens, parts[at - 1]))):
                at -= 1
            return replace(group, name_at=parts[at].first)
        if head.kind == "land":
            return self._compatriot(tokens, parts, group)
        group = replace(group, human=head.kind == "actor" and self._is_person(head.slugs))
        if whose := self._of_state(parts, group):
            return whose
        if head.kind == "actor" and len(parts) > 1 and self._is_another(tokens, parts):
            return replace(group, kind="body", slugs=(), name_at=group.first)
        if head.kind == "place":
            return self._placed(tokens, head, group)
        if self._is_generic(tokens, parts):
            return replace(group, kind="actor", slugs=parts[-2].slugs, name_at=parts[-2].first, owners=())
        return self._office(tokens, head, group) if head.kind in ("role", "body", "text") else group

    def _compatriot(self, tokens: Sequence[Token], parts: list[Part], group: Group) -> Group | None:
        """`The American said`: one person of a country, named before."""
        verbs = self._grammar.verbs.get(tokens[group.last].fold, ()) if group.last < len(tokens) else ()
        alone = [part.kind for part in parts] == ["article", "land"] and group.definite
        one = (
            alone
            and self._grammar.language == "en"
            and not tokens[parts[-1].first].fold.endswith(("s", "sh", "ch", "ese"))
        )
        spoken = any(verb.finite and not verb.base for verb in verbs)
        code = ADJECTIVES[" ".join(token.fold for token in tokens[parts[-1].first : parts[-1].last])]
        return replace(group, kind="role", land=code, name_at=group.first) if one and spoken else None

    def _of_state(self, parts: list[Part], group: Group) -> Group | None:
        """`Министерство обороны России`: without articles and prepositions the state only tells whose it is."""
        lead = next((part for part in parts[:-1] if part.kind in ("body", "role")), None)
        actor = self._known.actors[parts[-1].slugs[0]] if parts[-1].slugs else None
        if self._grammar.articles or lead is None or actor is None or actor.kind != "state":
            return None
        return replace(group, kind=lead.kind, slugs=(), owners=(), land=actor.country, name_at=group.first)

    def _placed(self, tokens: Sequence[Token], head: Part, group: Group) -> Group:
        """A capital: the state, where it is recorded."""
        code = _code(tokens, head)
        state = self._known.states.get(code)
        kind, slugs = ("actor", (state,)) if state else ("name", ())
        return replace(group, kind=kind, slugs=slugs, land=code, name_at=head.first)

    def _is_generic(self, tokens: Sequence[Token], parts: list[Part]) -> bool:
        """`the Hamas movement` is Hamas."""
        if parts[-1].kind != "body" or len(parts) < 2 or parts[-2].kind != "actor":
            return False
        return tokens[parts[-1].first].fold in self._grammar.generic and not self._is_person(parts[-2].slugs)

    def _office(self, tokens: Sequence[Token], head: Part, group: Group) -> Group:
        plural = tokens[head.first].fold.endswith("s")
        kind = "body" if plural and head.kind == "role" else head.kind
        return replace(group, kind=kind, name_at=group.first, plural=plural)

    def _is_another(self, tokens: Sequence[Token], parts: list[Part]) -> bool:
        """`the U.S. National Security Council` is not the Security Council."""
        before, head = parts[-2], parts[-1]
        capital = before.kind in ("modifier", "name") and tokens[before.first].text[0].isupper()
        kinds = {self._known.actors[slug].kind for slug in head.slugs}
        return capital and kinds == {"organization"} and not head.surname

    def _trimmed(self, tokens: Sequence[Token], parts: list[Part]) -> list[Part]:
        """Without words before a recorded name that are no title: `that Israel`, `press Israel`."""
        while len(parts) > 1 and parts[-1].kind == "actor":
            word = tokens[parts[0].first]
            loose = parts[0].kind == "modifier" and parts[1].kind == "actor" and word.text[0].islower()
            if not loose and word.fold not in self._grammar.that:
                break
            parts = parts[1:]
        return parts

    def _in_name(self, tokens: Sequence[Token], part: Part) -> bool:
        """An adjective with a capital belongs to the name where no title goes before: `Islamic Jihad`."""
        kinds = part.kind in ("modifier", "land") and tokens[part.first].fold not in self._grammar.prepositions
        return kinds and tokens[part.first].text[0].isupper()

    def _is_person(self, slugs: Sequence[str]) -> bool:
        return any(self._known.actors[slug].kind == "person" for slug in slugs)

    def _owners(self, parts: Sequence[Part]) -> tuple[str, ...]:
        return tuple(slug for part in parts if part.kind == "actor" for slug in part.slugs)

    def _land(self, tokens: Sequence[Token], parts: Sequence[Part]) -> str:
        for part in parts:
            if part.kind == "land":
                return ADJECTIVES[" ".join(token.fold for token in tokens[part.first : part.last])]
            if (
                part.kind == "actor"
                and (actor := self._known.actors[part.slugs[0]]).kind == "state"
                and part is not parts[-1]
            ):
                return actor.country
            if part.kind == "place" and part is not parts[-1]:
                return _code(tokens, part)
        return ""

    def _roles(self, tokens: Sequence[Token], parts: Sequence[Part]) -> frozenset[str]:
        kinds = ("role", "body", "modifier", "text")
        return frozenset(tokens[part.first].fold for part in parts if part.kind in kinds)


def _code(tokens: Sequence[Token], place: Part) -> str:
    words = group_words(tokens, place)
    return CAPITALS.get(words, "") or CAPITALS_ABROAD.get(words, "")
