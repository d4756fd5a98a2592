"""Recorded collectives by those who belong to them: `France, Germany and the United Kingdom`, `the parties`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cached_property

from glossary.articles.actors import Known, words_of
from glossary.articles.tokens import tokens_of
from glossary.articles.vocabulary import Actor
from glossary.articles.words import word_set

STEM = 5
"""Letters that a country's name and its adjective have in common."""
_LISTED = re.compile(r"\(([^()]*,[^()]*)\)")
_SMALL = word_set("of the for to and in on at a an government parties agreement agreements signing signatories "
                  "movement people's liberation front united nations free")  # fmt: skip


class Collectives:
    """The recorded collectives, each by its members and by the words of its names."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._all = [actor for actor in known.actors.values() if actor.kind == "collective"]

    @cached_property
    def _members(self) -> dict[frozenset[str], str]:
        """Collectives by the slugs of the states that their names list in brackets."""
        found = {}
        for actor in self._all:
            listed = _LISTED.search(actor.name)
            slugs = [self._state(name) for name in listed[1].split(",")] if listed else []
            if slugs and all(slugs):
                found[frozenset(slugs)] = actor.slug
        return found

    def _state(self, name: str) -> str:
        found = self._known.forms.longest(tokens_of(name), 0)
        return found[1][0][0] if found else ""

    @cached_property
    def _pairs(self) -> list[tuple[str, frozenset[str]]]:
        """Collectives of two parties, with the telling words of their names."""
        return [
            (actor.slug, _telling(actor))
            for actor in self._all
            if " and " in actor.name or "parties" in actor.name.casefold()
        ]

    def of_members(self, slugs: Collection[str]) -> str:
        """The collective of exactly these; empty if there is none."""
        return self._members.get(frozenset(slugs), "")

    def of_names(self, words: Iterable[str]) -> str:
        """The collective all of whose telling words stand in the names of those who speak together; else empty."""
        stems = {word[:STEM] for word in words}
        found = [slug for slug, own in self._pairs if len(own) > 1 and all(word[:STEM] in stems for word in own)]
        return found[0] if len(found) == 1 else ""

    def parties(self, near: Iterable[str]) -> str:
        """The parties that are meant where the words near by are these; empty if that is not plain."""
        stems = {word[:STEM] for word in near}
        points = {slug: sum(word[:STEM] in stems for word in own) for slug, own in self._pairs}
        best = [slug for slug in points if points[slug] and points[slug] == max(points.values())]
        return best[0] if len(best) == 1 else ""


def _telling(actor: Actor) -> frozenset[str]:
    return frozenset(word for word in words_of(actor.name) if word not in _SMALL and not word.isdigit())
