"""The parts of which groups of words that can speak are made: names, offices, adjectives of countries, articles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from glossary.articles import actors, offices_abroad
from glossary.articles.actors import Known
from glossary.articles.grammar import Grammar
from glossary.articles.places import ADJECTIVES, CAPITALS, CAPITALS_ABROAD
from glossary.articles.tokens import POSSESSIVE, Token
from glossary.articles.words import HONORIFICS

_ADJECTIVES = frozenset(
    {"general", "chief", "lead", "field", "joint", "interim", "volunteer", "specialist", "official"}
)
"""Words for an office that stand before other nouns as well."""
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


class PartFinder:
    """Finds the parts of groups in the sentences of one article; capitals: words that are names in it."""

    def __init__(self, known: Known, grammar: Grammar, capitals: frozenset[str]) -> None:
        self._known = known
        self._grammar = grammar
        self._capitals = capitals

    def parts(self, tokens: Sequence[Token], at: int, skipped: Sequence[bool]) -> Iterator[Part]:
        """The parts that stand together from a place on."""
        before: Part | None = None
        start = at
        while at < len(tokens) and at - start < LONGEST_GROUP and not skipped[at]:
            if before and before.kind == "name" and _is_slash(tokens, at):
                before = Part("name", at, at + 1)
                yield before
                at += 1
                continue
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
        if kind == "text" and before and before.kind == "name" and token.text[0].islower():
            return None
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
        return following in grammar.officials | grammar.texts | grammar.bodies or (
            following in grammar.modifiers and at + 2 < len(tokens) and tokens[at + 2].fold in grammar.officials
        )

    def _qualifies(self, tokens: Sequence[Token], at: int) -> bool:
        """Whether the word is an adjective of the noun that follows: `a general ceasefire`."""
        following = tokens[at + 1] if at + 1 < len(tokens) else tokens[at]
        grammar = self._grammar
        if tokens[at].fold == "official":
            return following.fold in grammar.modifiers or following.fold in grammar.texts
        small = following.fold in grammar.auxiliaries | grammar.prepositions | grammar.contrasts | grammar.relatives
        plain = following.word and following.text[0].islower() and following is not tokens[at]
        return plain and not small and following.fold not in grammar.verbs and not grammar.is_role(following.fold)

    def _stands_as_noun(self, tokens: Sequence[Token], at: int, before: Part | None, kind: str) -> bool:
        token = tokens[at]
        if token.fold in _ADJECTIVES and self._qualifies(tokens, at):
            return False
        if before is not None:
            return before.kind != "actor" or kind != "text"
        if kind == "text":
            return False
        if token.fold.endswith("s"):
            return not (at and (tokens[at - 1].fold in self._grammar.relatives | self._grammar.pronouns))
        following = tokens[at + 1] if at + 1 < len(tokens) else token
        named = self._grammar.language != "en" and kind == "body" and at > 0 and token.text[0].isupper()
        named = named or not self._grammar.articles  # languages without articles
        return named or (following.word and following.text[0].isupper()) or not self._grammar.capitals

    def _is_name(self, tokens: Sequence[Token], at: int, before: Part | None) -> bool:
        token, grammar = tokens[at], self._grammar
        if not grammar.capitals or not token.text[0].isalpha():
            return False
        if token.fold in grammar.particles and at + 1 < len(tokens):
            further = at + 2 < len(tokens) and tokens[at + 1].fold in grammar.particles and grammar.language == "en"
            after = tokens[at + 2] if further else tokens[at + 1]
            joined = after.word and after.text[0].isupper()
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


def _is_slash(tokens: Sequence[Token], at: int) -> bool:
    """The stroke of a name like `SPLM/Nuba`."""
    if tokens[at].text != "/" or at + 1 >= len(tokens) or not tokens[at + 1].word:
        return False
    return tokens[at - 1].end == tokens[at].start and tokens[at + 1].text[0].isupper()


def _cased(token: Token) -> bool:
    return not token.text[0].islower() or token.text[0].upper() == token.text[0]


def _joins(before: Part, part: Part, known: Known) -> bool:
    """Whether a part can follow another in one group."""
    if part.kind == "own" or before.kind == "own":
        return True
    if before.kind == "actor" and any(known.actors[slug].kind == "person" for slug in before.slugs):
        return False
    if before.kind == "name":
        return part.kind in ("name", "role", "body", "actor", "modifier", "text")
    return part.kind != "place" or before.kind in ("article", "modifier")


def _first_word(tokens: Sequence[Token], at: int) -> bool:
    return not any(token.word for token in tokens[:at])
