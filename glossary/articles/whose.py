"""Whose an office, a body or a text is, by the words around it: `the ministry in Moscow`, `le président français`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.articles.actors import Known, match
from glossary.articles.groups import Group
from glossary.articles.offices_abroad import in_english, office
from glossary.articles.offices_abroad import land as country_of
from glossary.articles.places import CAPITALS
from glossary.articles.tokens import Token
from glossary.articles.words import COUNTRY_BODIES, GOVERNING, NAMELESS, THE, word_set

if TYPE_CHECKING:
    from glossary.articles.resolving import Memory

_AUTHORS = word_set("authors author lawyers researchers editors writers drafters mediators analysts experts economists "
                    "autores auteurs chercheurs")  # fmt: skip
_OF = ("of", "for", "de", "du", "del", "d'")
_PARTS = word_set("politico departamento departement politique")
PHRASE = 7
"""Words after an office that may tell of what and of which country it is."""
_ITS = word_set("its their su sus son sa leur leurs")
_LINKS = word_set("de del des du la las los le les el l' d' asuntos affaires дел")


class Whose:
    """Tells of a group of words whose it is, by the words beside it."""

    def __init__(self, memory: Memory, known: Known) -> None:
        self._memory = memory
        self._known = known

    def widened(self, group: Group, tokens: Sequence[Token]) -> Group:
        """The group with its words of office in English, with its country and with the body that it belongs to."""
        group = self._with_land(self._seated(self._in_english(group, tokens), tokens), tokens)
        return self._opening_land(group, tokens)

    def _in_english(self, group: Group, tokens: Sequence[Token]) -> Group:
        """The group with its words of office in English, and with those of the phrase that follows another language's
        noun: `ministro de Asuntos Exteriores`; `its prime minister` is that of the state named last."""
        land = group.land
        if not land and tokens[group.first].fold in _ITS:
            land = next((one.land for one in self._memory.latest(lambda one: bool(one.land) and not one.person)), "")
        roles, owners = set(in_english(group.roles)), list(group.owners)
        for place in range(group.last, min(group.last + PHRASE, len(tokens))):
            word = tokens[place].fold
            country = country_of(word) or self._country(tokens, place)
            if not (word in _LINKS or office(word) or country) or roles == group.roles:
                owners += self._organization(tokens, place) if roles != group.roles else ()
                break
            roles |= set(office(word).split())
            land = land or country
        return replace(group, roles=frozenset(roles), land=land, owners=tuple(owners))

    def _opening_land(self, group: Group, tokens: Sequence[Token]) -> Group:
        """`En Éthiopie, le gouvernement`: that of the country that the sentence opens with."""
        if group.kind != "body" or group.land or not group.roles & GOVERNING or not 0 < group.first <= PHRASE:
            return group
        for place in range(1, group.first):
            found = match(tokens, place, self._known) if tokens[place].word else None
            land = self._known.actors[found[1][0]].country if found else ""
            if land and self._known.actors[found[1][0]].kind != "person":  # type: ignore[index]
                return replace(group, land=land)
        return group

    def _organization(self, tokens: Sequence[Token], place: int) -> tuple[str, ...]:
        found = match(tokens, place, self._known) if tokens[place].word else None
        return found[1] if found and self._known.actors[found[1][0]].kind == "organization" else ()

    def _country(self, tokens: Sequence[Token], place: int) -> str:
        found = match(tokens, place, self._known) if tokens[place].word else None
        actor = self._known.actors[found[1][0]] if found else None
        return actor.country if actor and actor.kind == "state" else ""

    def _with_land(self, group: Group, tokens: Sequence[Token]) -> Group:
        """The group with the state or body that follows: `the representative of the United Kingdom`."""
        if (
            not (group.kind in ("role", "text") or tokens[group.last - 1].fold in _AUTHORS | _PARTS)
            or group.land
            or group.last + 1 >= len(tokens)
            or tokens[group.last].fold not in (("of", "for") if group.kind == "role" else _OF)
        ):
            return group
        start = group.last + 1 + (tokens[group.last + 1].fold in THE)
        found = match(tokens, start, self._known) if start < len(tokens) else None
        if not found:
            return group
        actor = self._known.actors[found[1][0]]
        land = actor.country if actor.kind == "state" else ""
        return replace(group, owners=found[1], land=land) if actor.kind != "person" else group

    def _seated(self, group: Group, tokens: Sequence[Token]) -> Group:
        """`the Defence Ministry in Moscow`: with the country that it sits in."""
        bare = group.kind == "body" and not group.land and not group.owners
        bare = bare and bool(group.roles & (COUNTRY_BODIES | NAMELESS))
        if not bare or group.last + 1 >= len(tokens) or tokens[group.last].fold not in ("in", "of"):
            return group
        word = tokens[group.last + 1].fold
        land = CAPITALS.get(word, "") or self._country(tokens, group.last + 1)
        return replace(group, land=land)

    def of_whom(self, group: Group, tokens: Sequence[Token]) -> tuple[str, ...]:
        """The person in `the office of X`."""
        if group.last + 1 >= len(tokens) or tokens[group.last].fold not in ("of", "de", "du", "d'"):
            return ()
        for place in range(group.last + 1, min(group.last + PHRASE, len(tokens))):
            found = match(tokens, place, self._known) if tokens[place].word else None
            if found and self._known.actors[found[1][0]].kind == "person":
                return found[1][:1]
        return ()
