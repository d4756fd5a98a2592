"""Noun groups that can speak: names with the titles before them, offices and bodies, pronouns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from glossary.articles import actors, offices_abroad
from glossary.articles.actors import Known
from glossary.articles.grammar import Grammar
from glossary.articles.places import ADJECTIVES, CAPITALS, CAPITALS_ABROAD
from glossary.articles.tokens import POSSESSIVE, Token
from glossary.articles.words import HONORIFICS

LONGEST_GROUP = 24
"""Words of a group."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a group: `actor`, `name`, `role`, `body`, `text`, `land`, `place`, `modifier`, `article` or `own`."""

    kind: str
    first: int
    last: int
    slugs: tuple[str, ...] = ()
    surname: bool = False


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
        self._capitals = capitals

    def groups(self, tokens: Sequence[Token], skipped: Sequence[bool]) -> list[Group]:
        """The groups of a sentence in order, none in what is skipped."""
        found, at = [], 0
        while at < len(tokens):
            group = None if skipped[at] or not tokens[at].word else self._group(tokens, at, skipped)
            if group:
                found.append(group)
            at = max(group.last + group.own, at + 1) if group else at + 1
        return found

    def _group(self, tokens: Sequence[Token], at: int, skipped: Sequence[bool]) -> Group | None:
        if tokens[at].fold in self._grammar.pronouns and not actors.match(tokens, at, self._known):
            return Group("pronoun", at, at + 1, at, plural=tokens[at].fold in self._grammar.plural_pronouns)
        parts = list(self._parts(tokens, at, skipped))
        if not self._grammar.capitals or self._grammar.language != "en":
            return self._with_adjectives(tokens, parts)
        return self._without_adjectives(tokens, parts)

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
        while parts and parts[-1].kind in ("modifier", "article", "land") and len(parts) > 1:
            parts.pop()
        return self._headed(tokens, parts) if parts else None

    def _parts(self, tokens: Sequence[Token], at: int, skipped: Sequence[bool]) -> Iterator[Part]:
        before: Part | None = None
        start = at
        while at < len(tokens) and at - start < LONGEST_GROUP and not skipped[at]:
            if not tokens[at].word and not (before and _is_bare_possessive(tokens, at)):
                return
            part = self._part(tokens, at, before)
            if part is None or (before and not _joins(before, part, self._known)):
                return
            yield part
            before, at = part, part.last

    def _part(self, tokens: Sequence[Token], at: int, before: Part | None) -> Part | None:
        token, grammar = tokens[at], self._grammar
        if token.fold == POSSESSIVE or not token.word:
            return Part("own", at, at + 1) if before and before.kind not in ("article", "modifier", "own") else None
        if token.fold in grammar.articles:
            return Part("article", at, at + 1) if before is None else None
        named = self._named(tokens, at, before)
        if named:
            return named
        if _cased(token) and (place := self._place(tokens, at)):
            return place
        heads = before or (at + 1 < len(tokens) and self._grammar.is_role(tokens[at + 1].fold))
        if heads and self._grammar.language != "en" and offices_abroad.land(token.fold):
            return Part("modifier", at, at + 1)
        return self._role(tokens, at, before)

    def _place(self, tokens: Sequence[Token], at: int) -> Part | None:
        """An adjective of a country, or a capital; both of one or two words."""
        pair = f"{tokens[at].fold} {tokens[at + 1].fold}" if at + 1 < len(tokens) else ""
        for length, words in ((2, pair), (1, tokens[at].fold)):
            if words in ADJECTIVES and tokens[at].text[0].isupper():
                return Part("land", at, at + length)
            if words in CAPITALS or words in CAPITALS_ABROAD:
                return Part("place", at, at + length)
        return None

    def _named(self, tokens: Sequence[Token], at: int, before: Part | None) -> Part | None:
        found = actors.match(tokens, at, self._known)
        if not found or (found[2] and before is not None and before.kind == "name"):
            return None
        last, slugs, surname = found
        if tokens[at].fold in HONORIFICS and (longer := actors.match(tokens, at + 1, self._known)) and longer[0] > last:
            return None  # Dr. A B, where `Dr. A` is recorded as well
        if surname and self._is_given_name(tokens, last):
            return None
        pair = " ".join(token.fold for token in tokens[at:last])
        if pair in ADJECTIVES and last < len(tokens) and self._continues(tokens, last):
            return Part("land", at, last)
        return Part("actor", at, last, slugs, surname)

    def _is_given_name(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether another name follows, so that `Abbas` is none of the recorded Abbas."""
        if not self._grammar.capitals or at >= len(tokens) or not tokens[at].word:
            return False
        token = tokens[at]
        known = token.fold in self._grammar.not_names or self._grammar.is_role(token.fold)
        return token.text[0].isupper() and not known and not actors.match(tokens, at, self._known)

    def _continues(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether a group goes on here, so that `U.S.` is an adjective."""
        token = tokens[at]
        grammar = self._grammar
        return token.word and (
            grammar.is_role(token.fold)
            or token.fold in grammar.modifiers
            or (token.text[0].isupper() and token.fold not in grammar.not_names)
        )

    def _role(self, tokens: Sequence[Token], at: int, before: Part | None) -> Part | None:
        token, grammar = tokens[at], self._grammar
        kind = grammar.role_kind(token.fold)
        if kind == "role" and before and before.kind == "name" and self._ends_name(tokens, at):
            return Part("name", at, at + 1)  # Julie Bishop
        if kind and self._stands_as_noun(tokens, at, before, kind):
            return Part(kind, at, at + 1)
        if token.fold in grammar.modifiers and not (token.text[0].isupper() and before and before.kind == "name"):
            return Part("modifier", at, at + 1)
        if self._is_name(tokens, at, before):
            return Part("name", at, at + 1)
        if before and before.kind == "article" and self._before_role(tokens, at):
            return Part("modifier", at, at + 1)
        return None

    def _ends_name(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether an office with a capital is the surname: no name follows it."""
        following = tokens[at + 1].text if at + 1 < len(tokens) else "."
        return tokens[at].text[0].isupper() and not following[0].isupper()

    def _before_role(self, tokens: Sequence[Token], at: int) -> bool:
        """An adjective that is in no list, between an article and an office: `a ranking military official`."""
        grammar = self._grammar
        if at + 1 >= len(tokens) or tokens[at].fold in grammar.auxiliaries or tokens[at].fold in grammar.prepositions:
            return False
        following = tokens[at + 1].fold
        return following in grammar.officials | grammar.texts or (
            following in grammar.modifiers and at + 2 < len(tokens) and tokens[at + 2].fold in grammar.officials
        )

    def _stands_as_noun(self, tokens: Sequence[Token], at: int, before: Part | None, kind: str) -> bool:
        token = tokens[at]
        if before is not None:
            return before.kind != "actor" or kind != "text"
        if kind == "text":
            return False
        if token.fold.endswith("s"):
            return not (at and (tokens[at - 1].fold in self._grammar.relatives | self._grammar.pronouns))
        following = tokens[at + 1] if at + 1 < len(tokens) else token
        return (following.word and following.text[0].isupper()) or not self._grammar.capitals

    def _is_name(self, tokens: Sequence[Token], at: int, before: Part | None) -> bool:
        token, grammar = tokens[at], self._grammar
        if not grammar.capitals or not token.text[0].isalpha():
            return False
        if token.fold in grammar.particles and at + 1 < len(tokens):
            joined = tokens[at + 1].word and tokens[at + 1].text[0].isupper()
            return joined and (token.text[0].isupper() or (before is not None and before.kind == "name"))
        inside = before is not None and before.kind == "name"
        if inside and token.joined:  # Ban Ki-moon
            return True
        if not token.text[0].isupper() or (token.fold in grammar.not_names and not (inside and len(token.fold) == 3)):
            return False
        alone = before is None and _first_word(tokens, at)
        following = tokens[at + 1] if at + 1 < len(tokens) else token
        goes_on = following.word and following.text[0].isupper() and following.fold not in grammar.not_names
        if not alone or token.fold in self._capitals or (goes_on and following is not token):
            return True
        return (
            any(verb.finite and not verb.base for verb in grammar.verbs.get(following.fold, ()))
            and following is not token
        )

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
            return None
        group = replace(group, human=head.kind == "actor" and self._is_person(head.slugs))
        if head.kind == "actor" and len(parts) > 1 and self._is_another(tokens, parts):
            return replace(group, kind="body", slugs=(), name_at=group.first)
        if head.kind == "place":
            return self._placed(tokens, head, group)
        if self._is_generic(tokens, parts):
            return replace(group, kind="actor", slugs=parts[-2].slugs, name_at=parts[-2].first, owners=())
        return self._office(tokens, head, group) if head.kind in ("role", "body", "text") else group

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
        return part.kind in ("modifier", "land") and tokens[part.first].text[0].isupper()

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


def group_words(tokens: Sequence[Token], part: Part) -> str:
    """The folded words of a part."""
    return " ".join(token.fold for token in tokens[part.first : part.last])


def _is_bare_possessive(tokens: Sequence[Token], at: int) -> bool:
    """The apostrophe of `Guterres' spokesman`."""
    mark = (
        tokens[at].text in "'’"
        and tokens[at - 1].fold.endswith(("s", "z", "x"))
        and tokens[at - 1].end == tokens[at].start
    )
    return mark and at + 1 < len(tokens) and tokens[at + 1].word


def _code(tokens: Sequence[Token], place: Part) -> str:
    words = group_words(tokens, place)
    return CAPITALS.get(words, "") or CAPITALS_ABROAD.get(words, "")


def _cased(token: Token) -> bool:
    return not token.text[0].islower() or token.text[0].upper() == token.text[0]


def _joins(before: Part, part: Part, known: Known) -> bool:
    """Whether a part can follow another in one group."""
    if part.kind == "own" or before.kind == "own":
        return True
    if before.kind == "actor" and any(known.actors[slug].kind == "person" for slug in before.slugs):
        return False
    if before.kind == "name":
        return part.kind in ("name", "role", "body", "actor", "modifier")
    return part.kind != "place" or before.kind in ("article", "modifier")


def _first_word(tokens: Sequence[Token], at: int) -> bool:
    return not any(token.word for token in tokens[:at])
