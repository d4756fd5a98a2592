"""Who is meant by an office, a body or a text: `the Israeli prime minister`, `the army`, `the resolution`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.articles.actors import Known, match, words_of
from glossary.articles.groups import Group
from glossary.articles.offices import Offices
from glossary.articles.offices_abroad import in_english, office
from glossary.articles.offices_abroad import land as country_of
from glossary.articles.speaker import Speaker, gender_of, is_media
from glossary.articles.tokens import Token
from glossary.articles.words import COUNTRY_BODIES, DEFINITE, word_set

if TYPE_CHECKING:
    from glossary.articles.resolving import Memory

_GOVERNING = word_set("government authorities")
_AUTHORS = word_set("authors author lawyers researchers editors writers drafters mediators analysts experts economists "
                    "autores auteurs chercheurs")  # fmt: skip
_ALSO_CALLED = {"generals": "commanders", "rivals": "parties"}
STEM = 5
"""Letters of a country's name that its adjective has as well."""
_OF = ("of", "for", "de", "du", "del", "d'")
_PARTS = word_set("politico departamento departement politique")
_NOBODY = word_set("sides parties side party country countries")
_MILITARY = word_set("army military forces troops navy")
_EVERYDAY = word_set("foreign ministers leaders parties commanders states european joint")
_PLAIN = word_set("official officials source diplomat lawmaker aide resident")
_PLAIN_MODIFIERS = word_set("senior top chief two three several")
PHRASE = 7
"""Words after an office that may tell of what and of which country it is."""
LONG = 4
"""Letters that a word of a name must exceed to tell that an article speaks of it."""
_ITS = word_set("its their su sus son sa leur leurs")
_THE = DEFINITE | word_set("le la les l' el los las der die das den dem ce cette este esta")
_LINKS = word_set("de del des du la las los le les el l' d' asuntos affaires дел")
_MANY = word_set("deputy senior top former acting")
_ANY_OFFICE = word_set(
    "adviser advisor spokesman spokeswoman envoy ambassador diplomat representative leader negotiator delegate "
    "president"
)
_FIELDS = word_set("foreign defence defense affairs interior health")
_OTHERS = word_set("successor predecessor counterpart colleague")
_DELEGATES = frozenset({"representative", "delegate"})
_RARE = word_set("pope pontiff king prince patriarch")
_OFFICES = word_set("pope king")


class Roles:
    """Resolves offices, bodies and texts with the memory of who was named before."""

    def __init__(self, memory: Memory, known: Known, offices: Offices) -> None:
        self._memory = memory
        self._known = known
        self._offices = offices

    def role(self, group: Group, tokens: Sequence[Token]) -> list[Speaker]:
        """Who speaks, alone in a list; nobody for `both sides` and for a text whose author is not known."""
        written = self._memory.written(tokens, group.first, group.last)
        group = self._opening_land(self._with_land(self._in_english(group, tokens), tokens), tokens)
        found = (
            self._office(group, tokens, written)
            or self._collective(group, tokens)
            or self._unnamed(group, tokens, written)
            or self._authors(group, tokens, written)
            or self._named_before(group, written)
            or self._of_country(group, written)
            or self._before(group, tokens, written)
            or self._compatriot(group, written)
            or self._part_of(group, tokens, written)
        )
        if found:
            return [found]
        return [] if not self._speaks(group, tokens) else [self._described(group, tokens, written)]

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
                break
            roles |= set(office(word).split())
            land = land or country
        return replace(group, roles=frozenset(roles), land=land, owners=tuple(owners))

    def _opening_land(self, group: Group, tokens: Sequence[Token]) -> Group:
        """`En Éthiopie, le gouvernement`: that of the country that the sentence opens with."""
        if group.kind != "body" or group.land or not group.roles & _GOVERNING or not 0 < group.first <= PHRASE:
            return group
        for place in range(1, group.first):
            found = match(tokens, place, self._known) if tokens[place].word else None
            land = self._known.actors[found[1][0]].country if found else ""
            if land and self._known.actors[found[1][0]].kind != "person":  # type: ignore[index]
                return replace(group, land=land)
        return group

    def _country(self, tokens: Sequence[Token], place: int) -> str:
        found = match(tokens, place, self._known) if tokens[place].word else None
        actor = self._known.actors[found[1][0]] if found else None
        return actor.country if actor and actor.kind == "state" else ""

    def _named_before(self, group: Group, written: str) -> Speaker | None:
        """`Egypt's foreign minister`, who was named before with that office."""
        if group.kind != "role" or not group.land or group.roles & _PLAIN:
            return None
        found = self._memory.latest_seen(
            lambda one: bool(one.actor) and one.person and one.land == group.land
            and bool(group.roles - _MANY) and group.roles - _MANY <= one.words
        )  # fmt: skip
        return self._again(found, written)

    def _authors(self, group: Group, tokens: Sequence[Token], written: str) -> Speaker | None:
        """`the authors of X`: the body that they write for."""
        if tokens[group.last - 1].fold not in _AUTHORS or group.land:
            return None
        slugs = group.owners[-1:] or self._named_after(group, tokens)
        if not slugs:
            return None
        actor = self._known.actors[self._memory.which(slugs)]
        doubt = f"“{written}” are not named; {actor.name}, for whom they write, was put in their place."
        return Speaker(actor.name, actor.slug, plural=True, words=frozenset(words_of(actor.name)), doubts=(doubt,))

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

    def _compatriot(self, group: Group, written: str) -> Speaker | None:
        """`the Palestinian envoy`: who was named last of that country, under whatever title."""
        if group.kind != "role" or not group.land or not group.roles & _ANY_OFFICE:
            return None
        return self._again(
            self._memory.latest_seen(lambda one: bool(one.actor) and one.person and one.land == group.land), written
        )

    def _part_of(self, group: Group, tokens: Sequence[Token], written: str) -> Speaker | None:
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

    def _office(self, group: Group, tokens: Sequence[Token], written: str) -> Speaker | None:
        """`Netanyahu's office`, `his office`: the person whose it is."""
        if tokens[group.last - 1].fold not in ("office", "statement") or group.kind == "role":
            return None
        persons = [slug for slug in group.owners if self._known.actors[slug].kind == "person"]
        if persons:
            actor = self._known.actors[persons[-1]]
            return Speaker(actor.name, actor.slug, "", True, land=actor.country, doubts=(f"Said by “{written}”.",))
        gender = {"his": "he", "her": "she"}.get(tokens[group.first].fold)
        return self._again(self._memory.pronoun(gender), written) if gender else None

    def _with_land(self, group: Group, tokens: Sequence[Token]) -> Group:
        """The group with the state or body that follows: `the representative of the United Kingdom`."""
        if (
            not (group.kind in ("role", "text") or tokens[group.last - 1].fold in _AUTHORS | _PARTS)
            or group.land
            or group.last + 1 >= len(tokens)
            or tokens[group.last].fold not in (("of", "for") if group.kind == "role" else _OF)
        ):
            return group
        start = group.last + 1 + (tokens[group.last + 1].fold in _THE)
        found = match(tokens, start, self._known) if start < len(tokens) else None
        if not found:
            return group
        actor = self._known.actors[found[1][0]]
        land = actor.country if actor.kind == "state" else ""
        return replace(group, owners=found[1], land=land) if actor.kind != "person" else group

    def _delegate(self, group: Group, written: str) -> Speaker | None:
        """Who speaks for a state without being named: the state, with a doubt."""
        slug = self._known.states.get(group.land)
        if not slug or not group.roles & _DELEGATES:
            return None
        actor = self._known.actors[slug]
        doubt = f"“{written}” is not named; the state, {actor.name}, was put in their place."
        return Speaker(actor.name, slug, written, True, words=group.roles, doubts=(doubt,))

    def _speaks(self, group: Group, tokens: Sequence[Token]) -> bool:
        if tokens[group.first].fold in ("our", "my", "your"):
            return False
        bare = not group.owners and not group.land
        return group.kind != "text" and not (bare and tokens[group.last - 1].fold in _NOBODY)

    def _described(self, group: Group, tokens: Sequence[Token], written: str) -> Speaker:
        words = frozenset(token.fold for token in tokens[group.first : group.last])
        person = group.kind == "role"
        name = re.sub(r"^(?:[Bb]oth|[Tt]hat) ", "", written)
        return Speaker(name, None, "", person, group.plural, group.land, gender_of(words), words, is_media(words))

    def _collective(self, group: Group, tokens: Sequence[Token]) -> Speaker | None:
        """`the U.S. and Saudi facilitators of talks in Jeddah`: a recorded collective, by the words of its name."""
        head = tokens[group.last - 1].fold
        head = _ALSO_CALLED.get(head, head)
        if group.land and not group.plural:
            return None
        near = {token.fold for token in tokens[max(group.first - 6, 0) : group.last + 12]} | {head}
        beside = tokens[group.first - 2].fold if group.first > 1 and tokens[group.first - 1].fold == "and" else ""
        for slug, words in (*self._known.collectives.get(head, ()), *self._known.collectives.get(beside, ())):
            common = words & near
            common |= {word for word in words - near if len(common) > 1 and word[:STEM] in self._memory.stems}
            if len(common) * 2 >= len(words) and any(word not in _EVERYDAY for word in common - {head}):
                actor = self._known.actors[slug]
                doubt = f"The speakers were read as {actor.name}."
                return Speaker(actor.name, slug, plural=True, words=words, doubts=(doubt,))
        return None

    def _unnamed(self, group: Group, tokens: Sequence[Token], written: str) -> Speaker | None:
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

    def _of_country(self, group: Group, written: str) -> Speaker | None:
        if group.kind == "role" and (group.definite or not group.roles & _PLAIN):
            slug = self._offices.holder(group.land, group.owners, group.roles)
            if not slug and (delegate := self._delegate(group, written)):
                return delegate
            if slug:
                actor = self._known.actors[slug]
                doubt = f"Named only as “{written}”; it was read as {actor.name}."
                return Speaker(actor.name, slug, written, True, land=actor.country, words=group.roles, doubts=(doubt,))
        if group.kind == "body" and group.land and not group.plural and group.roles & COUNTRY_BODIES:
            return self._state_body(group, written)
        return None

    def _state_body(self, group: Group, written: str) -> Speaker | None:
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
        if roles & _MILITARY:
            return bool(name & {"army", "military"} or {"armed", "forces"} <= name)
        if roles & _GOVERNING and "government" in name and not name & {"spokesperson", "and"}:
            return True
        return "ministry" in roles and "ministry" in name and bool((roles - {"ministry"}) & name & _FIELDS)

    def _before(self, group: Group, tokens: Sequence[Token], written: str) -> Speaker | None:
        """`the envoy`, `the ministry`, `the resolution`: who was named before and fits the words."""
        definite = tokens[group.first].fold in _THE or not tokens[group.first].fold.isascii()
        if not definite and group.kind != "text":
            return None
        if group.kind == "text":
            return self._issuer(group)
        roles = group.roles - _PLAIN_MODIFIERS
        if group.land or (group.owners and group.kind == "role"):
            found = self._memory.latest(
                lambda one: bool(one.words & roles) and (not group.land or one.land == group.land)
            )
            return self._again(found, written) if group.land else None
        found = (
            self._memory.latest(lambda one: roles <= one.words)
            or self._secretary(group)
            or self._memory.latest_seen(lambda one: one.person and len(roles) > 1 and roles <= one.words)
            or self._memory.latest(lambda one: self._fits(one, group, roles))
        )
        return self._again(found, written)

    def _secretary(self, group: Group) -> list[Speaker]:
        """`the Secretary-General` alone is that of the United Nations."""
        slug = (
            self._offices.holder("", ("united-nations",), group.roles)
            if group.roles == {"secretary", "general"}
            else None
        )
        actor = self._known.actors.get(slug or "")
        return [Speaker(actor.name, actor.slug, person=True, words=group.roles)] if actor else []

    def _fits(self, one: Speaker, group: Group, roles: frozenset[str]) -> bool:
        if roles & _OTHERS:
            return False
        if group.kind == "role":
            return one.person and not roles & _RARE and not one.words & _OFFICES
        actor = self._known.actors.get(one.actor or "")
        groupish = roles & {"group", "movement", "organization", "organisation", "militia", "agency"}
        return not one.person and bool(groupish) and (actor is None or actor.kind in ("armed-group", "organization"))

    def _again(self, found: Sequence[Speaker], written: str) -> Speaker | None:
        if not found:
            return None
        return replace(found[0], doubts=(f"“{written}” was read as {found[0].name}.",))

    def _issuer(self, group: Group) -> Speaker | None:
        if group.owners:
            actor = self._known.actors[self._memory.which(group.owners[-1:])]
            return Speaker(actor.name, actor.slug, person=actor.kind == "person", words=frozenset(words_of(actor.name)))
        bodies = {"resolution": ("unga", "unsc"), "draft": ("unsc", "unga")}
        wanted = next((slugs for word, slugs in bodies.items() if word in group.roles), ())
        if wanted:
            found = self._memory.latest(lambda one: one.actor in wanted)
            found = found or self._memory.latest_seen(lambda one: one.actor in wanted)
        else:
            found = self._memory.latest(lambda one: bool(one.actor) or one.person)
        if not found:
            return None
        doubt = f"The words are those of a text; it was read as one by {found[0].name}."
        return replace(found[0], doubts=(doubt,))
