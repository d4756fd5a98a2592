"""Somebody who speaks in an article."""

from __future__ import annotations

from dataclasses import dataclass

from glossary.articles.actors import words_of
from glossary.articles.words import FEMALE_NAMES, FEMALE_TITLES, HONORIFICS, MALE_TITLES, MEDIA


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks: the slug where an actor is recorded, the name or description as written, the title.

    gender: `f`, `m` or unknown. words: folded words by which "the envoy" or "the ministry" may refer to it.
    """

    name: str
    actor: str | None = None
    title: str = ""
    person: bool = False
    plural: bool = False
    land: str = ""
    gender: str = ""
    words: frozenset[str] = frozenset()
    media: bool = False
    doubts: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The same for the same speaker."""
        return self.actor or self.name.casefold()


def words_in(text: str) -> frozenset[str]:
    """The folded words of a name or title, each once."""
    return frozenset(words_of(text))


def is_media(words: frozenset[str]) -> bool:
    """Whether these words describe a news agency or the like."""
    return bool(words & (MEDIA - {"press", "media"})) or {"state", "media"} <= words


def gender_of(words: frozenset[str]) -> str:
    """`f` or `m` where a title or given name tells; else empty."""
    if words & (FEMALE_TITLES | FEMALE_NAMES):
        return "f"
    return "m" if words & MALE_TITLES - HONORIFICS | words & {"mr", "king", "prince", "pope", "sir"} else ""
