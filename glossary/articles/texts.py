"""Who speaks by a text: who wrote, tabled or adopted it, or to whom the words beside it say that it belongs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.articles.actors import Known, match, words_of
from glossary.articles.descriptions import is_of_a_country
from glossary.articles.groups import Group
from glossary.articles.speaker import Speaker
from glossary.articles.tokens import Token
from glossary.articles.words import POSSESSIVES, TEXTS, THE

if TYPE_CHECKING:
    from glossary.articles.resolving import Memory

_OURS = frozenset({"our", "my"})
_ITS_ENGLISH = frozenset({"its", "their", "his", "her"})
_LEADS = frozenset({"by", "from", "of", "that", "which"})
"""Words after a text before the name of whose it is."""


Resolve = Callable[[Group, Sequence[Token]], list[Speaker]]


class Texts:
    """Finds who speaks by a text; `role` resolves the body that a text is said to be of."""

    def __init__(self, memory: Memory, known: Known, role: Resolve) -> None:
        self._memory = memory
        self._known = known
        self._role = role
        self._last: Speaker | None = None
        """Whose the text was that was spoken of last."""

    def issuer(self, group: Group, tokens: Sequence[Token]) -> Speaker | None:
        """Who speaks by a text, where that can be told."""
        owner = self._last if "same" in group.roles and self._last else self._owner(group, tokens)
        self._last = owner
        if owner:
            return owner
        if group.owners:
            actor = self._known.actors[self._memory.which(group.owners[-1:])]
            return Speaker(actor.name, actor.slug, person=actor.kind == "person", words=frozenset(words_of(actor.name)))
        roles = group.roles | self._beside(group, tokens)
        bodies = {"resolution": ("unga", "unsc"), "draft": ("unsc", "unga")}
        wanted = next((slugs for word, slugs in bodies.items() if word in roles), ())
        if wanted:
            found = self._memory.latest(lambda one: one.actor in wanted)
            found = found or self._memory.latest_seen(lambda one: one.actor in wanted)
        else:
            found = self._memory.latest(lambda one: bool(one.actor) or one.person)
        if not found:
            return None
        doubt = f"The words are those of a text; it was read as one by {found[0].name}."
        return replace(found[0], doubts=(doubt,))

    def _beside(self, group: Group, tokens: Sequence[Token]) -> frozenset[str]:
        """What a text is called between commas: `the text, resolution 2728,`."""
        comma = group.last + 1 < len(tokens) and tokens[group.last].text == ","
        return frozenset({tokens[group.last + 1].fold}) if comma else frozenset()

    def _owner(self, group: Group, tokens: Sequence[Token]) -> Speaker | None:
        """Whose a text is by the words before and after: `our guide`, `the Government's amendment`, `a draft by A`."""
        first = tokens[group.first].fold
        if first in _OURS:
            found = self._memory.pronoun("we")
            return found[0] if found else None
        if first in _ITS_ENGLISH and (found := self._memory.pronoun(first)):
            return found[0]
        own = next((at for at in range(group.first, group.last) if tokens[at].fold in POSSESSIVES), None)
        if own is not None and not group.owners:
            roles = frozenset(token.fold for token in tokens[group.first : own]) - THE
            found = self._role(Group("body", group.first, own, group.first, roles=roles), tokens)
            return found[0] if found and found[0].actor else None
        return self._by(group, tokens) or self._of_authority(group, tokens)

    def _of_authority(self, group: Group, tokens: Sequence[Token]) -> Speaker | None:
        """`a government statement in Jerusalem`: the body that is named in it."""
        roles = group.roles - TEXTS
        if not is_of_a_country(roles) or group.owners:
            return None
        found = self._role(replace(group, kind="body", roles=roles), tokens)
        return found[0] if found and found[0].actor else None

    def _by(self, group: Group, tokens: Sequence[Token]) -> Speaker | None:
        """`a draft that A is circulating`, `the text put forward by A`, `an offer from A`."""
        place = group.last
        if place < len(tokens) and tokens[place].fold.endswith(("ed", "put")):
            place += 1 + (place + 1 < len(tokens) and tokens[place + 1].fold in ("forward", "out", "up"))
        if place >= len(tokens) or tokens[place].fold not in _LEADS:
            return None
        place += 1
        while place < len(tokens) and tokens[place].fold in THE:
            place += 1
        found = match(tokens, place, self._known) if place < len(tokens) and tokens[place].word else None
        if not found:
            return None
        actor = self._known.actors[self._memory.which(found[1])]
        doubt = f"The words are those of a text; it was read as one by {actor.name}."
        return Speaker(
            actor.name, actor.slug, person=actor.kind == "person", land=actor.country,
            words=frozenset(words_of(actor.name)), doubts=(doubt,),
        )  # fmt: skip
