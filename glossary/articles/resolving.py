"""Who is meant: groups of words become actors, with the memory of who was named before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property

from glossary.articles.actors import Known, match, words_of
from glossary.articles.collectives import STEM, Collectives
from glossary.articles.groups import Group
from glossary.articles.naming import Names
from glossary.articles.offices import Offices
from glossary.articles.roles import Roles
from glossary.articles.speaker import Speaker, words_in
from glossary.articles.tokens import Token, tokens_of
from glossary.articles.words import DEFINITE, SEVERAL, word_set

REMEMBERED = 400
"""Speakers of one article that are remembered; those long before are not meant by a pronoun."""
NEAR_TEXT = 600
"""Letters before a description that may tell which parties are meant."""
OPENING = 8_000
"""Letters of an article by which its countries are counted."""
NEAR = 8
"""Speakers among whom `the two` are looked for."""
_FIRST = word_set("i we nous je nosotros yo wir ich мы я ми نحن انا אנחנו אני")
_SEVERAL = word_set("they them their ils elles ellos ellas они вони هم הם")
_NEUTER = word_set("it its оно это ello")
_EITHER = word_set("il elle ella er sie он она він вона هو هي הוא היא")
"""Pronouns for bodies as well as for persons."""
_GENDERS = {
    "he": "m", "she": "f", "him": "m", "his": "m", "her": "f",
    "il": "m", "elle": "f", "el": "m", "ella": "f", "er": "m", "sie": "f", "он": "m", "она": "f",
    "він": "m", "вона": "f", "هو": "m", "هي": "f", "הוא": "m", "היא": "f",
}  # fmt: skip


class Memory:
    """Who was named in an article so far, the last at the end."""

    def __init__(self, known: Known, offices: Offices, text: str) -> None:
        self._known = known
        self._offices = offices
        self._text = text
        self.collectives = Collectives(known)
        self._roles = Roles(self, known, offices)
        self._names = Names(self, known, offices, self._roles.descriptions)
        self._named: list[Speaker] = []
        self._seen: list[Speaker] = []
        self.by_surname: dict[str, Speaker] = {}
        self.by_given: dict[str, Speaker] = {}
        self.by_actor: dict[str, Speaker] = {}
        self.last: tuple[Speaker, ...] = ()
        self.setting = ""
        """The country of the dateline or heading above."""
        self.house: tuple[Speaker, ...] = ()
        """The organization whose own text the article is: its `we`."""
        self.told: tuple[Speaker, ...] = ()
        """Who the whole text or paragraph is by: the `we` of a statement."""

    @cached_property
    def words(self) -> frozenset[str]:
        """The folded words of the article that may be names."""
        return frozenset(token.fold for token in tokens_of(self._text) if token.word and not token.text[0].islower())

    @cached_property
    def stems(self) -> frozenset[str]:
        """Their first letters."""
        return frozenset(word[:STEM] for word in self.words if len(word) >= STEM)

    # Remembering.

    def name(self, speakers: Sequence[Speaker]) -> None:
        """Remember who was the subject of a sentence; several together can be `they`."""
        for speaker in speakers:
            self._introduce(speaker)
        if speakers:
            self.last = tuple(speakers)
            self._named += speakers
            del self._named[:-REMEMBERED]
            self.mention(speakers)

    def mention(self, speakers: Sequence[Speaker]) -> None:
        """Remember who was only spoken of, whom an office may mean later."""
        self._seen += speakers
        del self._seen[:-REMEMBERED]

    def _introduce(self, speaker: Speaker) -> None:
        words = words_of(speaker.name)
        if speaker.person and len(words) > 1:
            self.by_surname[words[-1]] = self.by_given[words[0]] = replace(speaker, doubts=())
        if speaker.actor:
            held = self.by_actor.get(speaker.actor)
            merged = (
                speaker
                if not held
                else replace(speaker, words=speaker.words | held.words, gender=speaker.gender or held.gender)
            )
            self.by_actor[speaker.actor] = merged

    def collective(self, speakers: Sequence[Speaker], words: Sequence[str]) -> Speaker | None:
        """The recorded collective of exactly these speakers, or of the parties whose names hold these words."""
        slug = self.collectives.of_members([one.actor or "" for one in speakers]) or self.collectives.of_names(words)
        return self.as_collective(slug) if slug else None

    def as_collective(self, slug: str) -> Speaker:
        """A recorded collective as a speaker, with the doubt that it is only inferred."""
        actor = self._known.actors[slug]
        doubt = f"The speakers were read as {actor.name}."
        return Speaker(actor.name, slug, plural=True, words=words_in(actor.name), doubts=(doubt,))

    # Resolving.

    def resolve(self, group: Group, tokens: Sequence[Token], title: tuple[int, int] | None = None) -> list[Speaker]:
        """Who a group of words means; nobody for what cannot be told."""
        written = self.written(tokens, group.name_at, group.last)
        if group.kind == "pronoun":
            return self._pronoun(group, tokens)
        titled = self._title(tokens, group, title)
        if group.kind == "actor":
            return [self._names.actor(group, tokens, written, titled)]
        if group.kind == "name":
            return [self._names.name(group, tokens, written, titled)]
        return self._roles.role(group, tokens)

    def written(self, tokens: Sequence[Token], first: int, last: int) -> str:
        """Words first..last (exclusive) as they stand in the text, on one line."""
        return " ".join(self._text[tokens[first].start : tokens[last - 1].end].split()) if first < last else ""

    def _title(self, tokens: Sequence[Token], group: Group, title: tuple[int, int] | None) -> str:
        written = self.written(tokens, *title) if title else self.written(tokens, group.first, group.name_at)
        bare = written.casefold().rstrip(".")
        return "" if bare in DEFINITE | {"both", "a", "an", "mr", "mrs", "ms"} else written

    def which(self, slugs: Sequence[str]) -> str:
        """Of several actors with one name, the one named before; else the first."""
        return next((slug for slug in slugs if slug in self.by_actor), slugs[0])

    def _pronoun(self, group: Group, tokens: Sequence[Token]) -> list[Speaker]:
        word = tokens[group.first].fold
        found = self.pronoun(word)
        said = self.written(tokens, group.first, group.last)
        return [
            replace(one, doubts=(*one.doubts, f"“{said}” was read as {one.name}."))
            if one not in self.told else one
            for one in found
        ]  # fmt: skip

    def pronoun(self, word: str) -> list[Speaker]:
        """Who a folded pronoun may mean, by who was named last."""
        if word in _FIRST:
            return list(self.told or self.house)
        if word in SEVERAL:
            return self._together(SEVERAL[word])
        if word in _SEVERAL:
            return list(self.last) if len(self.last) > 1 else self.latest(lambda one: not one.person or one.plural)
        gender = _GENDERS.get(word, "")
        if word in _NEUTER:
            return self.latest(lambda one: not one.person and (bool(one.actor) or not one.plural))

        if word in _EITHER and self._named and not self._named[-1].person:
            return [self._named[-1]]

        def fits(one: Speaker) -> bool:
            return one.person and (not one.gender or not gender or one.gender == gender)

        known = next((one for one in reversed(self._named[-NEAR:]) if one.person and one.gender == gender != ""), None)
        return [known] if known and gender == "f" else self.latest(fits) or self.latest_seen(fits)

    def _together(self, number: int) -> list[Speaker]:
        """The last so many that were named or spoken of, where they are of one kind."""
        if len(self.last) == number:
            return list(self.last)
        near = list({one.key: one for one in reversed(self._seen[-NEAR:]) if one.actor}.values())[:number]
        return near[::-1] if len(near) == number and len({one.person for one in near}) == 1 else []

    def latest(self, fits: Callable[[Speaker], bool]) -> list[Speaker]:
        """Who was named last of those that fit, alone in a list; an empty one if there is nobody."""
        return next(([one] for one in reversed(self._named) if fits(one)), [])

    def land_of(self, group: Group) -> str:
        """The country that a group of words names or belongs to; empty if none."""
        actor = self._known.actors[group.slugs[0]] if group.slugs else None
        return group.land or (actor.country if actor and actor.kind == "state" else "")

    def land_named(self, words: Sequence[str]) -> str:
        """The country of a place that only the names of its bodies hold."""
        return next((land for word in words if (land := self._roles.descriptions.land_of_name(word))), "")

    def before(self, place: int) -> list[str]:
        """The folded words of the article within `NEAR_TEXT` letters before a place in it."""
        return [token.fold for token in tokens_of(self._text, max(place - NEAR_TEXT, 0), place) if token.word]

    def lands(self, back: int) -> list[str]:
        """The countries of those spoken of last, at most `back` of them, the last first."""
        near = [*reversed(self._seen[-back:]), *reversed(self._named[-back:])]
        return [self.setting] * bool(self.setting) + [one.land for one in near if one.land] + self._spoken_of

    @cached_property
    def _spoken_of(self) -> list[str]:
        """The countries of the whole article, those that are named most often first."""
        tokens = tokens_of(self._text[:OPENING])
        found: Counter[str] = Counter()
        for at, token in enumerate(tokens):
            meant = match(tokens, at, self._known) if token.word and not token.text[0].islower() else None
            found[self._known.actors[meant[1][0]].country if meant else ""] += 1
        return [land for land, _ in found.most_common() if land]

    def latest_seen(self, fits: Callable[[Speaker], bool]) -> list[Speaker]:
        """As `latest`, of those as well who were only spoken of."""
        return next(([one] for one in reversed(self._seen) if fits(one)), [])
