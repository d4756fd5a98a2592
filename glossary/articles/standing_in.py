"""Whom to put in the place of speakers without a name: `Egyptian sources`, `the authors of X`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.articles.actors import Known, match, words_of
from glossary.articles.collectives import STEM
from glossary.articles.descriptions import fits
from glossary.articles.groups import Group
from glossary.articles.offices import Offices
from glossary.articles.offices_abroad import in_english
from glossary.articles.speaker import Speaker, words_in
from glossary.articles.tokens import Token
from glossary.articles.words import DEFINITE, GOVERNING, NAMELESS, THE, word_set

if TYPE_CHECKING:
    from glossary.articles.resolving import Memory

_AUTHORS = word_set("authors author lawyers researchers editors writers drafters mediators analysts experts economists "
                    "autores auteurs chercheurs")  # fmt: skip
_ALSO_CALLED = {"generals": "commanders", "rivals": "parties"}
_ALSO_SAID = {"declaration": "statement"}
_SIGNING = ("signatories",)
_SEVERAL_STATES = word_set("group governments countries states nations ministers")
_MILITARY = word_set("army military forces troops navy")
_EVERYDAY = word_set("foreign ministers leaders parties commanders states european joint")
WIDE = 20
"""Words before the name of several among which the words of their recorded name are looked for."""
LONG = 4
"""Letters that a word of a name must exceed to tell that an article speaks of it."""
_FIELDS = word_set("foreign defence defense affairs interior health")
_DELEGATES = frozenset({"representative", "delegate"})


class StandIns:
    """Whom to put in the place of speakers who are not named; each carries a doubt that says so."""

    def __init__(self, memory: Memory, known: Known, offices: Offices) -> None:
        self._memory = memory
        self._known = known
        self._offices = offices

    def authors(self, group: Group, tokens: Sequence[Token], written: str) -> Speaker | None:
        """`the authors of X`: the body that they write for."""
        if tokens[group.last - 1].fold not in _AUTHORS or group.land:
            return None
        slugs = self._employer(group, tokens) or group.owners[-1:] or self._named_after(group, tokens)
        if not slugs:
            return None
        actor = self._known.actors[self._memory.which(slugs)]
        doubt = f"“{written}” are not named; {actor.name}, for whom they write, was put in their place."
        return Speaker(actor.name, actor.slug, plural=True, words=frozenset(words_of(actor.name)), doubts=(doubt,))

    def _employer(self, group: Group, tokens: Sequence[Token]) -> tuple[str, ...]:
        """`mediators at X`: the recorded body."""
        if group.last + 1 >= len(tokens) or tokens[group.last].fold not in ("at", "with", "from"):
            return ()
        found = match(tokens, group.last + 1, self._known) if tokens[group.last + 1].word else None
        return found[1][-1:] if found and self._known.actors[found[1][0]].kind == "organization" else ()

    def _named_after(self, group: Group, tokens: Sequence[Token]) -> tuple[str, ...]:
        """`the lawyers of The Hague`: the only recorded body that is called after the place."""
        place = group.last + 1
        if place + 1 >= len(tokens) or tokens[group.last].fold != "of":
            return ()
        place += tokens[place].fold in DEFINITE
        word = tokens[place].fold if tokens[place].text[0].isupper() else ""
        called = [
            slug
            for slug, actor in self._known.actors.items()
            if word and actor.kind in ("organization", "treaty-body", "collective") and word in words_of(actor.name)
        ]
        return tuple(called) if len(called) == 1 else ()

    def unnamed(self, group: Group, tokens: Sequence[Token], written: str) -> Speaker | None:
        """An official without a name who is recorded as such."""
        if group.definite and tokens[group.first].fold in DEFINITE:
            return None
        words = {token.fold for token in tokens[group.first : group.last]} - {"a", "an", "one", "another", "unnamed"}
        if "official" not in words or not (group.land or group.owners):
            return None
        for slug in self._known.unnamed:
            actor = self._known.actors[slug]
            if words == set(words_of(actor.name)) - {"unnamed"} and self._offices.in_time(slug):
                doubt = f"The official is not named; check whether {actor.name} is meant."
                return Speaker(
                    actor.name, slug, written, True, land=actor.country, words=frozenset(words), doubts=(doubt,)
                )
        return None

    def sources(self, group: Group, written: str) -> Speaker | None:
        """`Egyptian sources`, `officials in Doha`: nobody is named; the state, with a doubt."""
        slug = self._known.states.get(group.land)
        if not slug or group.kind != "body" or not group.plural or not group.roles & NAMELESS:
            return None
        actor = self._known.actors[slug]
        doubt = f"“{written}” are not named; the state, {actor.name}, was put in their place."
        return Speaker(actor.name, slug, land=actor.country, words=group.roles, doubts=(doubt,))

    def speaking_for(self, group: Group, tokens: Sequence[Token], written: str) -> Speaker | None:
        """`a spokesperson for X`, who is not named: the body, with a doubt."""
        if group.kind != "role" or not fits({"spokesperson"}, group.roles) or len(group.owners) != 1:
            return None
        actor = self._known.actors[group.owners[0]]
        if actor.kind == "person":
            return None
        doubt = f"“{written}” is not named; {actor.name} was put in their place."
        return Speaker(actor.name, actor.slug, written, land=actor.country, words=words_in(actor.name), doubts=(doubt,))

    def delegate(self, group: Group, written: str) -> Speaker | None:
        """Who speaks for a state without being named: the state, with a doubt."""
        slug = self._known.states.get(group.land)
        if not slug or not group.roles & _DELEGATES:
            return None
        actor = self._known.actors[slug]
        doubt = f"“{written}” is not named; the state, {actor.name}, was put in their place."
        return Speaker(actor.name, slug, written, True, words=group.roles, doubts=(doubt,))

    def state_body(self, group: Group, written: str) -> Speaker | None:
        """A ministry, an army or a government of a country: the recorded body, else the state with a doubt."""
        for slug in self._known.of_country.get(group.land, ()):
            actor = self._known.actors[slug]
            name = frozenset(words_of(" ".join(form.text for form in actor.names)))
            if actor.kind != "person" and self._is_body(group.roles, name):
                return Speaker(actor.name, slug, land=group.land, words=group.roles | name)
        state = self._known.states.get(group.land)
        if not state:
            return None
        actor = self._known.actors[state]
        doubt = f"“{written}” is not recorded as an actor; the state, {actor.name}, was put in its place."
        return Speaker(actor.name, state, land=group.land, words=group.roles, doubts=(doubt,))

    def _is_body(self, roles: frozenset[str], name: frozenset[str]) -> bool:
        if roles & _MILITARY or "junta" in roles:
            return bool(name & {"army", "military"} or {"armed", "forces"} <= name)
        if roles & GOVERNING and "government" in name and not name & {"spokesperson", "and"}:
            return True
        return "ministry" in roles and "ministry" in name and bool((roles - {"ministry"}) & name & _FIELDS)

    def part_of(self, group: Group, tokens: Sequence[Token], written: str) -> Speaker | None:
        """`the UN's political department`: the only recorded body whose name holds these words."""
        if group.kind != "body" or group.plural:
            return None
        words = in_english(group.roles) - {"un", "eu"} | self._phrase(group, tokens)
        owned = set(group.owners)
        found = [
            slug for slug, name in self._known.bodies
            if len(words) > 1 and words <= name
            and (self._known.actors[slug].affiliation in owned or self._named_in_article(name - words))
        ]  # fmt: skip
        if len(found) != 1:
            return None
        actor = self._known.actors[found[0]]
        doubt = f"Named only as “{written}”; it was read as {actor.name}."
        return Speaker(
            actor.name, actor.slug, land=actor.country, words=frozenset(words_of(actor.name)), doubts=(doubt,)
        )

    def _phrase(self, group: Group, tokens: Sequence[Token]) -> frozenset[str]:
        """The words of `for political affairs` after a body."""
        if group.last >= len(tokens) or tokens[group.last].fold not in ("for", "of", "on"):
            return frozenset()
        found = []
        for token in tokens[group.last + 1 : group.last + 4]:
            if not token.word:
                break
            found.append(token.fold)
        return frozenset(found)

    def _named_in_article(self, words: frozenset[str]) -> bool:
        return any(word in self._memory.words for word in words if len(word) > LONG)

    def collective(self, group: Group, tokens: Sequence[Token]) -> Speaker | None:
        """`the U.S. and Saudi facilitators of talks in Jeddah`: a recorded collective, by the words of its name."""
        head = tokens[group.last - 1].fold
        head = _ALSO_CALLED.get(head, head)
        if group.land and not group.plural:
            return None
        near = {token.fold for token in tokens[max(group.first - WIDE, 0) : group.last + 12]} | {head}
        near |= {_ALSO_SAID[word] for word in near if word in _ALSO_SAID}
        stems = {word[:STEM] for word in near if len(word) >= STEM}
        beside = tokens[group.first - 2].fold if group.first > 1 and tokens[group.first - 1].fold == "and" else ""
        heads = [head, beside, *(_SIGNING if group.roles & _SEVERAL_STATES and not group.definite else ())]
        for slug, words in (one for word in heads for one in self._known.collectives.get(word, ())):
            common = words & near | {word for word in words if len(word) > STEM and word[:STEM] in stems}
            common |= {word for word in words - near if len(common) > 1 and word[:STEM] in self._memory.stems}
            if len(common) * 2 >= len(words) and any(word not in _EVERYDAY for word in common - {head}):
                actor = self._known.actors[slug]
                doubt = f"The speakers were read as {actor.name}."
                return Speaker(actor.name, slug, plural=True, words=words, doubts=(doubt,))
        return None

    def parties(self, group: Group, tokens: Sequence[Token]) -> Speaker | None:
        """`the parties`, `both sides`: those of the agreement that the words before speak of."""
        opened = tokens[group.first].fold in THE | {"both"}
        if group.kind != "body" or tokens[group.last - 1].fold not in ("parties", "sides") or not opened:
            return None
        slug = self._memory.collectives.parties(self._memory.before(tokens[-1].end))
        return self._memory.as_collective(slug) if slug else None

    def several(self, group: Group, tokens: Sequence[Token], written: str) -> list[Speaker]:
        """`the mediators`, `the ministers`: those who were named together last."""
        bare = not (group.owners or group.land) and group.kind == "body" and group.plural
        if not bare or tokens[group.first].fold not in DEFINITE or len(self._memory.last) < 2:
            return []
        return [replace(one, doubts=(*one.doubts, f"“{written}” was read as {one.name}.")) for one in self._memory.last]
