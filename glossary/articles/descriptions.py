"""Who a description may mean by what the records tell of actors: `the army`, `the UN mission in X`, `its spokesperson`.

Names are compared with all words of a description, heads by their everyday synonyms. What is found is always doubtful.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from glossary.articles.actors import Known, match, words_of
from glossary.articles.groups import Group
from glossary.articles.offices import Offices
from glossary.articles.speaker import Speaker
from glossary.articles.tokens import Token
from glossary.articles.verbs import ENGLISH
from glossary.articles.vocabulary import Actor
from glossary.articles.words import PREPOSITIONS, word_set

if TYPE_CHECKING:
    from glossary.articles.resolving import Memory

DOUBT = "Named only as “{}”; it was read as {}."
BACK = 12
"""Speakers named last whose countries may be meant by `the army`."""
PHRASE = 5
"""Words of a phrase after a description that belong to it."""
YEAR = 4
"""Words from a description to a year that may belong to it."""
_SAME = {
    "government": "administration authorities cabinet executive governing",
    "military": "army soldiers",
    "alliance": "coalition bloc",
    "spokesperson": "spokesman spokeswoman spokespeople spokesmen spokeswomen spokespersons press",
    "organization": "organisation",
    "defence": "defense",
    "movement": "group militia faction rebels insurgents militants fighters guerrillas",
    "office": "bureau",
}
_PLAIN = {word: plain for plain, words in _SAME.items() for word in words.split()}
_OF_A_COUNTRY = word_set("government military ministry presidency command")
"""Heads that every country has."""
_FIELDS = word_set("foreign defence interior health prime")
"""What a ministry is for."""
_EMPTY = frozenset({"'s", "’s"}) | word_set(
    "un u.n eu us the of for on in and to s senior top chief local own its their his her same said new"
)


@lru_cache(maxsize=4096)
def plain(words: frozenset[str]) -> frozenset[str]:
    """Words with everyday synonyms as one."""
    found = frozenset(_PLAIN.get(word, word) for word in words)
    return found | {"military"} if {"armed", "forces"} <= found else found


class Descriptions:
    """Resolves descriptions by the words of the records."""

    def __init__(self, memory: Memory, known: Known, offices: Offices) -> None:
        self._memory = memory
        self._known = known
        self._offices = offices

    def recorded(self, group: Group, tokens: Sequence[Token], written: str) -> Speaker | None:
        """The only recorded body that a description fits: by its place, by whose it is, or by all of many words."""
        head = plain(frozenset({tokens[group.last - 1].fold}))
        wide, land = self._after(group, tokens)
        land = land or (self._memory.setting if group.owners else "")
        years = {one.fold for one in tokens[max(group.first - YEAR, 0) : group.last + YEAR] if one.fold.isdigit()}
        words = plain(group.roles | wide) - _EMPTY | head | {year for year in years if len(year) == len("1907")}
        found = {
            slug for slug, name in self._known.bodies
            if head <= (all_words := plain(name | frozenset(self._offices.words(slug))))
            and self._fits(self._known.actors[slug], words, all_words, group, land or group.land)
        }  # fmt: skip
        return self._speaker(found.pop(), written) if len(found) == 1 else None

    def _fits(self, actor: Actor, words: frozenset[str], name: frozenset[str], group: Group, land: str) -> bool:
        owned = bool(actor.affiliation) and actor.affiliation in group.owners
        if land and actor.country == land and (owned or self._named(actor)):
            return True
        return len(words) > 2 and words <= name and (not land or actor.country in ("", land))

    def _named(self, actor: Actor) -> bool:
        return bool(self._memory.latest_seen(lambda one: one.actor == actor.slug))

    def _after(self, group: Group, tokens: Sequence[Token]) -> tuple[frozenset[str], str]:
        """The words of the phrase after a description, and the country in it."""
        if group.last >= len(tokens) or tokens[group.last].fold not in PREPOSITIONS:
            return frozenset(), ""
        found, land = [], ""
        for place in range(group.last + 1, min(group.last + PHRASE, len(tokens))):
            token = tokens[place]
            told = token.fold in ENGLISH and token.text[0].islower()
            if not token.word or told or (place > group.last + 1 and token.fold in PREPOSITIONS):
                break
            land = land or self._country(tokens, place)
            found.append(token.fold)
        return frozenset(found), land

    def _country(self, tokens: Sequence[Token], place: int) -> str:
        if tokens[place].text[0].islower():
            return ""
        found = match(tokens, place, self._known)
        actor = self._known.actors[found[1][0]] if found else None
        if actor:
            return actor.country if actor.kind == "state" else ""
        return self.land_of_name(tokens[place].fold)

    def land_of_name(self, word: str) -> str:
        """The country of the only recorded bodies whose names end with a word: `Libya`."""
        lands = {
            self._known.actors[slug].country for slug, name in self._known.bodies
            if word in name and self._known.actors[slug].country and word not in _EMPTY
        }  # fmt: skip
        return lands.pop() if len(lands) == 1 else ""

    def part_of_name(self, words: Sequence[str]) -> str:
        """The only recorded body in whose name these words stand side by side: `the Red Cross`; else empty."""
        written = " ".join(words)
        if len(words) == 1:
            short = any(letter.isdigit() for letter in written)
            named = [slug for slug, actor in self._known.actors.items() if short and actor.kind == "collective"]
            named = [slug for slug in named if written in words_of(self._known.actors[slug].name)]
            return named[0] if len(named) == 1 else ""
        found = [
            slug for slug, name in self._known.bodies
            if name.issuperset(words)
            and any(f" {written} " in f" {' '.join(words_of(form.text))} " for form in self._known.actors[slug].names)
        ]  # fmt: skip
        return found[0] if len(found) == 1 else ""

    def office_of(self, actor: Actor, written: str) -> Speaker | None:
        """`X's office`: the recorded office of that person's country whose name holds the person's title."""
        titles = frozenset(self._offices.words(actor.slug))
        found = [
            slug for slug, name in self._known.bodies
            if self._known.actors[slug].country == actor.country and "office" in name
            and frozenset(words_of(self._known.actors[slug].name)) - self._small(actor) <= titles
        ]  # fmt: skip
        return self._speaker(found[0], written) if len(found) == 1 else None

    def _small(self, actor: Actor) -> frozenset[str]:
        """Words of an office's name that its holder's title need not have."""
        state = self._known.actors.get(self._known.states.get(actor.country, ""))
        return _EMPTY | {"office"} | frozenset(words_of(" ".join(form.text for form in state.names)) if state else ())

    def in_view(self, group: Group, tokens: Sequence[Token], written: str) -> Speaker | None:
        """`the army`, `the government`: that of the country that was spoken of last, if there is one."""
        words = plain(group.roles) & (_OF_A_COUNTRY | _FIELDS)
        if group.kind != "body" or group.owners or not words & _OF_A_COUNTRY:
            return None
        lands = [group.land] if group.land else list(self._lands())
        for land in lands:
            found = [slug for slug in self._known.of_country.get(land, ()) if self._is_of(slug, words)]
            if len(found) == 1:
                return self._speaker(found[0], written)
        state = next((self._known.states[land] for land in lands if land in self._known.states), "")
        return self._speaker(state, written) if state and "military" not in words else None

    def _is_of(self, slug: str, words: frozenset[str]) -> bool:
        actor = self._known.actors[slug]
        name = plain(frozenset(words_of(" ".join(form.text for form in actor.names))) | self._titles(slug))
        kinds = ("organization", "state") if "government" in words else ("organization", "armed-group", "state")
        return actor.kind in kinds and words <= name

    def _titles(self, slug: str) -> frozenset[str]:
        state = self._known.actors[slug].kind == "state"
        return frozenset() if state else frozenset(self._offices.words(slug))

    def _lands(self) -> Iterator[str]:
        """Countries spoken of, the last first, each once."""
        told = [one.land for one in self._memory.told if one.land]
        yield from dict.fromkeys([*told, *self._memory.lands(BACK)])

    def _speaker(self, slug: str, written: str) -> Speaker:
        actor = self._known.actors[slug]
        words = frozenset(words_of(" ".join(form.text for form in actor.names)))
        return Speaker(
            actor.name, slug, land=actor.country, words=words, plural=actor.kind == "collective",
            doubts=(DOUBT.format(written, actor.name),),
        )  # fmt: skip


def fits(described: Iterable[str], words: frozenset[str]) -> bool:
    """Whether all words of a description are among those of a speaker, synonyms taken for the same."""
    return plain(frozenset(described)) <= plain(words)


def is_of_a_country(roles: frozenset[str]) -> bool:
    """Whether a body is one that every country has, so that it is told by the country alone."""
    return bool(plain(roles) & _OF_A_COUNTRY)
