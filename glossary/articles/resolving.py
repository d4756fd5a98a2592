"""Who is meant: groups of words become actors, with the memory of who was named before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property

from glossary.articles.actors import Known, words_of
from glossary.articles.groups import Group
from glossary.articles.offices import Offices
from glossary.articles.roles import STEM, Roles
from glossary.articles.speaker import Speaker, gender_of, is_media, words_in
from glossary.articles.tokens import Token, tokens_of
from glossary.articles.words import DEFINITE, word_set

REMEMBERED = 400
"""Speakers of one article that are remembered; those long before are not meant by a pronoun."""
_FIRST = word_set("i we nous je nosotros yo wir ich мы я ми نحن انا אנחנו אני")
_SEVERAL = word_set("they them ils elles ellos ellas они вони هم הם")
_NEUTER = word_set("it оно это ello")
_GENDERS = {
    "he": "m", "she": "f", "him": "m", "her": "f",
    "il": "m", "elle": "f", "el": "m", "ella": "f", "er": "m", "sie": "f", "он": "m", "она": "f",
    "він": "m", "вона": "f", "هو": "m", "هي": "f", "הוא": "m", "היא": "f",
}  # fmt: skip


class Memory:
    """Who was named in an article so far, the last at the end."""

    def __init__(self, known: Known, offices: Offices, text: str) -> None:
        self._known = known
        self._offices = offices
        self._text = text
        self._roles = Roles(self, known, offices)
        self._named: list[Speaker] = []
        self._seen: list[Speaker] = []
        self._by_surname: dict[str, Speaker] = {}
        self._by_given: dict[str, Speaker] = {}
        self._by_actor: dict[str, Speaker] = {}
        self.last: tuple[Speaker, ...] = ()
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
            self._by_surname[words[-1]] = self._by_given[words[0]] = replace(speaker, doubts=())
        if speaker.actor:
            held = self._by_actor.get(speaker.actor)
            merged = (
                speaker
                if not held
                else replace(speaker, words=speaker.words | held.words, gender=speaker.gender or held.gender)
            )
            self._by_actor[speaker.actor] = merged

    # Resolving.

    def resolve(self, group: Group, tokens: Sequence[Token], title: tuple[int, int] | None = None) -> list[Speaker]:
        """Who a group of words means; nobody for what cannot be told."""
        written = self.written(tokens, group.name_at, group.last)
        if group.kind == "pronoun":
            return self._pronoun(group, tokens)
        titled = self._title(tokens, group, title)
        if group.kind == "actor":
            return [self._actor(group, tokens, written, titled)]
        if group.kind == "name":
            return [self._name(group, tokens, written, titled)]
        return self._roles.role(group, tokens)

    def written(self, tokens: Sequence[Token], first: int, last: int) -> str:
        """Words first..last (exclusive) as they stand in the text, on one line."""
        return " ".join(self._text[tokens[first].start : tokens[last - 1].end].split()) if first < last else ""

    def _title(self, tokens: Sequence[Token], group: Group, title: tuple[int, int] | None) -> str:
        written = self.written(tokens, *title) if title else self.written(tokens, group.first, group.name_at)
        bare = written.casefold().rstrip(".")
        return "" if bare in DEFINITE | {"both", "a", "an", "mr", "mrs", "ms"} else written

    def _actor(self, group: Group, tokens: Sequence[Token], written: str, title: str) -> Speaker:
        slug = self.which(group.slugs)
        actor = self._known.actors[slug]
        person = actor.kind == "person"
        if group.surname:
            other = self._by_surname.get(words_of(written)[-1])
            if other and other.actor != slug:
                return other
            if group.land and actor.country and group.land != actor.country and slug not in self._by_actor:
                return Speaker(written, title=title, person=True, land=group.land, words=words_in(title))
        doubts: tuple[str, ...] = ()
        if group.surname and slug not in self._by_actor and not title:
            doubts = (f"Only the surname {written} stands in the text; it may be somebody other than {actor.name}.",)
        words = (
            words_in(title)
            | words_in(actor.name)
            | words_in(written)
            | frozenset(self._offices.words(slug))
            | (frozenset() if person else words_in(" ".join(form.text for form in actor.names)))
            | group.roles
        )
        held = self._by_actor.get(slug)
        return Speaker(
            actor.name, slug, title or (held.title if held and person else ""), person, actor.kind == "collective",
            actor.country, gender_of(words | frozenset(words_of(actor.name)[:1])), words, is_media(words), doubts,
        )  # fmt: skip

    def which(self, slugs: Sequence[str]) -> str:
        """Of several actors with one name, the one named before; else the first."""
        return next((slug for slug in slugs if slug in self._by_actor), slugs[0])

    def _name(self, group: Group, tokens: Sequence[Token], written: str, title: str) -> Speaker:
        words = words_of(written)
        held = self._by_surname.get(words[-1]) if words else None
        if held and len(words) == 1:
            return held
        if len(words) == 1 and group.name_at > group.first and words[0] in self._by_given:
            return self._by_given[words[0]]
        namesakes = self._known.surnames.get(words[-1], []) if words else []
        if namesakes and len(words) == 1:
            return self._namesake(namesakes, group, written, title)
        roles = words_in(title) | group.roles
        person = bool(group.roles or len(words) > 1) and not (group.roles and group.first == group.name_at)
        gender = gender_of(roles | frozenset(words[:1]))
        return Speaker(
            written,
            None,
            title,
            person,
            land=group.land,
            gender=gender,
            words=roles | frozenset(words),
            media=is_media(roles),
        )

    def _namesake(self, slugs: Sequence[str], group: Group, written: str, title: str) -> Speaker:
        """Of several actors with a surname, the one named before, of the country, or of the office; else none."""
        actors = [self._known.actors[slug] for slug in slugs]
        fitting = [one for one in actors if one.slug in self._by_actor]
        fitting = fitting or [one for one in actors if group.land and one.country == group.land]
        fitting = fitting or [one for one in actors if set(self._offices.words(one.slug)) & words_in(title)]
        if len(fitting) != 1 and len(actors) > 1:
            names = " or ".join(one.name for one in actors)
            doubt = f"Speaker not certain: {names}; the text gives only the surname."
            return Speaker(written, None, title, True, words=words_in(title), doubts=(doubt,))
        actor = (fitting or actors)[0]
        doubt = f"Only the surname {written} stands here; it was read as {actor.name}."
        doubts = () if actor.slug in self._by_actor else (doubt,)
        return Speaker(actor.name, actor.slug, title, True, land=actor.country, words=words_in(title), doubts=doubts)

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
            return list(self.told)
        if word in _SEVERAL:
            return list(self.last) if len(self.last) > 1 else self.latest(lambda one: not one.person or one.plural)
        gender = _GENDERS.get(word, "")
        if word in _NEUTER:
            return self.latest(lambda one: not one.person)

        def fits(one: Speaker) -> bool:
            return one.person and (not one.gender or not gender or one.gender == gender)

        return self.latest(fits) or self.latest_seen(fits)

    def latest(self, fits: Callable[[Speaker], bool]) -> list[Speaker]:
        """Who was named last of those that fit, alone in a list; an empty one if there is nobody."""
        return next(([one] for one in reversed(self._named) if fits(one)), [])

    def latest_seen(self, fits: Callable[[Speaker], bool]) -> list[Speaker]:
        """As `latest`, of those as well who were only spoken of."""
        return next(([one] for one in reversed(self._seen) if fits(one)), [])
