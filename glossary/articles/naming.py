"""Who is meant by a name: a recorded actor, a namesake, part of a body's name, or somebody who is not recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.articles.actors import Known, words_of
from glossary.articles.descriptions import DOUBT, Descriptions
from glossary.articles.groups import Group
from glossary.articles.offices import Offices
from glossary.articles.speaker import Speaker, gender_of, is_media, words_in
from glossary.articles.tokens import Token

if TYPE_CHECKING:
    from glossary.articles.resolving import Memory


PART = 5
"""Letters from which on a word of a body's name may stand for the name: `the Assembly`."""


class Names:
    """Resolves names with the memory of who was named before."""

    def __init__(self, memory: Memory, known: Known, offices: Offices, descriptions: Descriptions) -> None:
        self._memory = memory
        self._known = known
        self._offices = offices
        self._descriptions = descriptions

    def actor(self, group: Group, tokens: Sequence[Token], written: str, title: str) -> Speaker:
        """The recorded actor of a group; somebody else where only a surname stands and another bears it."""
        slug = self._memory.which(group.slugs)
        actor = self._known.actors[slug]
        person = actor.kind == "person"
        if group.surname:
            other = self._memory.by_surname.get(words_of(written)[-1])
            if other and other.actor != slug:
                return other
            if group.land and actor.country and group.land != actor.country and slug not in self._memory.by_actor:
                return Speaker(written, title=title, person=True, land=group.land, words=words_in(title))
        doubts: tuple[str, ...] = ()
        if group.surname and slug not in self._memory.by_actor and not title:
            doubts = (f"Only the surname {written} stands in the text; it may be somebody other than {actor.name}.",)
        words = (
            words_in(title)
            | words_in(actor.name)
            | words_in(written)
            | (frozenset() if actor.kind == "state" else frozenset(self._offices.words(slug)))
            | (frozenset() if person else words_in(" ".join(form.text for form in actor.names)))
            | group.roles
        )
        held = self._memory.by_actor.get(slug)
        return Speaker(
            actor.name, slug, title or (held.title if held and person else ""), person, actor.kind == "collective",
            actor.country, gender_of(words | frozenset(words_of(actor.name)[:1])), words, is_media(words), doubts,
        )  # fmt: skip

    def name(self, group: Group, tokens: Sequence[Token], written: str, title: str) -> Speaker:
        """Who bears a name that is no recorded one as it stands."""
        words = words_of(written)
        held = self._memory.by_surname.get(words[-1]) if words else None
        if held and len(words) == 1:
            return held
        if len(words) == 1 and group.name_at > group.first and words[0] in self._memory.by_given:
            return self._memory.by_given[words[0]]
        if len(words) == 1 and len(words[0]) >= PART and group.first < group.name_at:
            whole = self._memory.latest_seen(lambda one: bool(one.actor) and not one.person and words[0] in one.words)
            if whole:
                return replace(whole[0], doubts=(f"“{written}” was read as {whole[0].name}.",))
        if words and (slug := self._descriptions.part_of_name(words)):
            actor = self._known.actors[slug]
            return replace(
                self._memory.as_collective(slug),
                plural=False,
                land=actor.country,
                doubts=(DOUBT.format(written, actor.name),),
            )
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
        fitting = [one for one in actors if one.slug in self._memory.by_actor]
        fitting = fitting or [one for one in actors if group.land and one.country == group.land]
        fitting = fitting or [one for one in actors if set(self._offices.words(one.slug)) & words_in(title)]
        if len(fitting) != 1 and len(actors) > 1:
            names = " or ".join(one.name for one in actors)
            doubt = f"Speaker not certain: {names}; the text gives only the surname."
            return Speaker(written, None, title, True, words=words_in(title), doubts=(doubt,))
        actor = (fitting or actors)[0]
        doubt = f"Only the surname {written} stands here; it was read as {actor.name}."
        doubts = () if actor.slug in self._memory.by_actor else (doubt,)
        return Speaker(actor.name, actor.slug, title, True, land=actor.country, words=words_in(title), doubts=doubts)
