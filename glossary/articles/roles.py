"""Who is meant by an office, a body or a text: `the Israeli prime minister`, `the army`, `the resolution`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.articles.actors import Known
from glossary.articles.descriptions import Descriptions, fits, is_of_a_country
from glossary.articles.groups import Group
from glossary.articles.offices import Offices
from glossary.articles.speaker import Speaker, gender_of, is_media
from glossary.articles.standing_in import StandIns
from glossary.articles.texts import Texts
from glossary.articles.tokens import Token
from glossary.articles.whose import Whose
from glossary.articles.words import COUNTRY_BODIES, POSSESSIVES, THE, word_set

if TYPE_CHECKING:
    from glossary.articles.resolving import Memory

_NOBODY = word_set("sides parties side party country countries")
_PLAIN = word_set("official officials source diplomat lawmaker aide resident")
_PLAIN_MODIFIERS = word_set("same own senior top chief two three several")
_MANY = word_set("deputy senior top former acting")
_ANY_OFFICE = word_set(
    "adviser advisor spokesman spokeswoman envoy ambassador diplomat representative leader negotiator delegate "
    "president"
)
_DIPLOMATS = word_set("envoy ambassador representative delegate diplomat observer")
"""Offices that go by each other's names."""
_OTHERS = word_set("successor predecessor counterpart colleague")
_PAPERS = frozenset({"paper", "document", "memo"})
_GROUPISH = word_set(
    "group movement organization organisation militia agency charity ngo body institution network watchdog"
)
_RARE = word_set("pope pontiff king prince patriarch")
_OFFICES = word_set("pope king")


class Roles:
    """Resolves offices, bodies and texts with the memory of who was named before."""

    def __init__(self, memory: Memory, known: Known, offices: Offices) -> None:
        self._memory = memory
        self._known = known
        self._offices = offices
        self.descriptions = Descriptions(memory, known, offices)
        self._whose = Whose(memory, known)
        self._texts = Texts(memory, known, self.role)
        self._stand_ins = StandIns(memory, known, offices)

    def role(self, group: Group, tokens: Sequence[Token]) -> list[Speaker]:
        """Who speaks, alone in a list; nobody for `both sides` and for a text whose author is not known."""
        written = self._memory.written(tokens, group.first, group.last)
        group = self._of_body(self._whose.widened(group, tokens), tokens)
        found = (
            self._office(group, tokens, written)
            or self._stand_ins.collective(group, tokens)
            or self._stand_ins.parties(group, tokens)
            or self._stand_ins.unnamed(group, tokens, written)
            or self._stand_ins.authors(group, tokens, written)
            or self._named_before(group, written)
            or self._of_country(group, tokens, written)
            or self._before(group, tokens, written)
            or self._compatriot(group, written)
            or self._stand_ins.part_of(group, tokens, written)
            or self.descriptions.recorded(group, tokens, written)
            or self._stand_ins.sources(group, written)
            or self._stand_ins.speaking_for(group, tokens, written)
            or self.descriptions.in_view(group, tokens, written)
        )
        if found:
            return [found]
        if several := self._stand_ins.several(group, tokens, written):
            return several
        return [] if not self._speaks(group, tokens) else [self._described(group, tokens, written)]

    def _of_body(self, group: Group, tokens: Sequence[Token]) -> Group:
        """`the group's chief negotiator`, `its spokesman`: with the body whose it is."""
        if group.kind != "role" or group.owners or group.land:
            return group
        own = next((at for at in range(group.first, group.last) if tokens[at].fold in POSSESSIVES), None)
        if own is not None:
            roles = frozenset(token.fold for token in tokens[group.first : own]) - THE
            found = self.role(Group("body", group.first, own, group.first, roles=roles), tokens)
            after = frozenset(token.fold for token in tokens[own + 1 : group.last])
            owners = tuple(one.actor for one in found if one.actor)
            return replace(group, owners=owners, roles=group.roles & after) if owners else group
        if tokens[group.first].fold in ("its", "their"):
            return replace(group, owners=tuple(one.actor for one in self._memory.pronoun("its") if one.actor))
        return group

    def _named_before(self, group: Group, written: str) -> Speaker | None:
        """`Egypt's foreign minister`, who was named before with that office."""
        if group.kind != "role" or not group.land or group.roles & _PLAIN:
            return None
        found = self._memory.latest_seen(
            lambda one: bool(one.actor) and one.person and one.land == group.land
            and bool(group.roles - _MANY) and group.roles - _MANY <= one.words
        )  # fmt: skip
        return self._again(found, written)

    def _compatriot(self, group: Group, written: str) -> Speaker | None:
        """`the Palestinian envoy`: who was named last of that country, under whatever title."""
        if group.kind != "role" or not group.land or (group.roles and not group.roles & _ANY_OFFICE):
            return None
        return self._again(
            self._memory.latest_seen(
                lambda one: (
                    bool(one.actor)
                    and one.person
                    and one.land == group.land
                    and (
                        not group.roles
                        or bool(group.roles & _DIPLOMATS | group.roles & {"leader"})
                        or fits(group.roles & _ANY_OFFICE, one.words)
                    )
                )
            ),
            written,
        )

    def _office(self, group: Group, tokens: Sequence[Token], written: str) -> Speaker | None:
        """`Netanyahu's office`, `his office`: the person whose it is."""
        if tokens[group.last - 1].fold not in ("office", "statement") or group.kind == "role":
            return None
        owners = group.owners or self._whose.of_whom(group, tokens)
        persons = [slug for slug in owners if self._known.actors[slug].kind == "person"]
        if persons:
            actor = self._known.actors[persons[-1]]
            if own := self.descriptions.office_of(actor, written):
                return own
            return Speaker(actor.name, actor.slug, "", True, land=actor.country, doubts=(f"Said by “{written}”.",))
        gender = {"his": "he", "her": "she"}.get(tokens[group.first].fold)
        found = self._memory.pronoun(gender) if gender else []
        whose = self._known.actors.get(found[0].actor or "") if found else None
        own = self.descriptions.office_of(whose, written) if whose else None
        return own or self._again(found, written)

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

    def _of_country(self, group: Group, tokens: Sequence[Token], written: str) -> Speaker | None:
        if group.kind == "role" and (group.definite or not group.roles & _PLAIN):
            slug = self._offices.holder(group.land, group.owners, group.roles)
            if not slug and (delegate := self._stand_ins.delegate(group, written)):
                return delegate
            if slug:
                actor = self._known.actors[slug]
                doubt = f"Named only as “{written}”; it was read as {actor.name}."
                return Speaker(actor.name, slug, written, True, land=actor.country, words=group.roles, doubts=(doubt,))
        paper = tokens[group.last - 1].fold in _PAPERS
        if group.kind == "body" and group.land and not group.plural and (group.roles & COUNTRY_BODIES or paper):
            return self._stand_ins.state_body(group, written)
        return None

    def _before(self, group: Group, tokens: Sequence[Token], written: str) -> Speaker | None:
        """`the envoy`, `the ministry`, `the resolution`: who was named before and fits the words."""
        definite = tokens[group.first].fold in THE or not tokens[group.first].fold.isascii()
        if not definite and group.kind != "text":
            return None
        if group.kind == "text":
            return self._texts.issuer(group, tokens)
        roles = group.roles - _PLAIN_MODIFIERS
        if group.land or (group.owners and group.kind == "role"):
            found = self._memory.latest(
                lambda one: bool(one.words & roles) and (not group.land or one.land == group.land)
            ) or self._secretary(group)
            return self._again(found, written) if group.land else self._of_owner(group, roles, written)
        found = (
            self._memory.latest(lambda one: fits(roles, one.words) and self._alike(one, group))
            or self._secretary(group)
            or self._memory.latest_seen(lambda one: not one.person and group.kind == "body" and fits(roles, one.words))
            or self._memory.latest_seen(lambda one: one.person and len(roles) > 1 and roles <= one.words)
            or self._memory.latest(lambda one: self._fits(one, group, roles))
            or self._memory.latest_seen(lambda one: not one.person and self._fits(one, group, roles))
        )
        return self._again(found, written)

    def _of_owner(self, group: Group, roles: frozenset[str], written: str) -> Speaker | None:
        """`the Council's spokesman`: who was named before of that body, else before with that office."""
        of_body = {slug for slug, actor in self._known.actors.items() if actor.affiliation in group.owners}
        found = (
            self._memory.latest_seen(lambda one: one.person and one.actor in of_body and fits(roles, one.words))
            or self._memory.latest_seen(lambda one: one.person and bool(one.actor) and fits(roles, one.words))
            or self._secretary(group)
            or self._memory.latest_seen(lambda one: one.person and one.actor in of_body)
        )
        return self._again(found, written)

    def _alike(self, one: Speaker, group: Group) -> bool:
        """Whether a speaker is of the kind that an office or a body is: no person is meant by `the mission`."""
        actor = self._known.actors.get(one.actor or "")
        state = actor is not None and actor.kind == "state" and is_of_a_country(group.roles)
        return not (group.kind == "body" and not group.plural and (one.person or state))

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
        groupish = roles & _GROUPISH
        return not one.person and bool(groupish) and (actor is None or actor.kind in ("armed-group", "organization"))

    def _again(self, found: Sequence[Speaker], written: str) -> Speaker | None:
        if not found:
            return None
        return replace(found[0], doubts=(f"“{written}” was read as {found[0].name}.",))
