"""Names in a text that are nearly, but not quite, the name of an actor that the glossary knows."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from glossary.services.reading import published as reading
from glossary.services.reading.kept import kept
from glossary.text import fold

Document = dict[str, Any]
SHORTEST = 5
"""Letters that a word has at least to be compared: among shorter ones nearly everything is near."""
LONG = 8
"""Words of so many letters may differ in two of them, shorter ones in one."""
MOST_WORDS = 200
"""Words of a text that are looked up."""
MOST_OWNERS = 3
"""Actors that are named for one word."""
_WORD = re.compile(r"[^\W\d_]+")
CALENDAR = frozenset([name.casefold() for name in (*calendar.month_name, *calendar.day_name)])
"""Words with a capital that are names of nobody, and near to some."""
EXTENSION = "glossary.hint_names"


class Near(NamedTuple):
    """A word of a text, and the actors (slug, name) one of whose names has a word that is nearly the same."""

    word: str
    actors: tuple[tuple[str, str], ...]


class Names:
    """The words of all names, so that a word of a text is compared with few of them: those that begin alike."""

    def __init__(self, actors: Iterable[Document]) -> None:
        self._known: set[str] = set()
        self._owners: dict[str, list[tuple[str, str]]] = {}
        self._shapes: dict[tuple[str, int], list[str]] = {}
        for actor in actors:
            for form in (actor["name"], *(alias["form"] for alias in actor["aliases"])):
                self._add(form, (actor["slug"], actor["name"]), is_person=actor["kind"] == "person")

    def _add(self, form: str, owner: tuple[str, str], *, is_person: bool) -> None:
        """Of people every word; of others only names of one word: ministry, council and country are no names."""
        words = _WORD.findall(fold(form))
        is_name = is_person or (len(words) == 1 and not form.isupper())
        self._known.update(words)
        for word in words if is_name else ():
            if word not in self._owners and len(word) >= SHORTEST:
                self._shapes.setdefault((word[0], len(word)), []).append(word)
            owners = self._owners.setdefault(word, [])
            if len(owners) < MOST_OWNERS and owner not in owners:
                owners.append(owner)

    def near(self, word: str) -> Near | None:
        """Whose name it may be meant to be; None where it is one already, or near to none."""
        folded = fold(word)
        if len(folded) < SHORTEST or folded in self._known or folded in CALENDAR:
            return None
        most = 1 if len(folded) < LONG else 2
        lengths = range(len(folded) - most, len(folded) + most + 1)
        alike = [other for length in lengths for other in self._shapes.get((folded[0], length), ())]
        meant = [other for other in alike if not _is_form_of(folded, other)]
        found = process.extractOne(folded, meant, scorer=OSA.distance, score_cutoff=most)
        return Near(word, tuple(self._owners[found[0]])) if found else None


def _is_form_of(one: str, other: str) -> bool:
    """Israelis, Israel; one with a letter added at its end is another form, not another spelling."""
    return one.startswith(other) or other.startswith(one)


def names() -> Names:
    """The names of all actors, made once until one of them changes."""
    return kept(EXTENSION, ("actor",), lambda: Names(reading.each("actor")))


def near_names(text: str, known: Names) -> Iterator[Near]:
    """The words of a text that begin with a capital and are nearly a name, each once, in its order."""
    words = dict.fromkeys(word for word in _WORD.findall(text) if word[0].isupper() and len(word) >= SHORTEST)
    for word in list(words)[:MOST_WORDS]:
        if found := known.near(word):
            yield found
