"""What a reader of articles knows beforehand: the terms with their forms, and the actors with their names."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Form:
    """A spelling, and its language as a BCP 47 tag."""

    text: str
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Term:
    """A term by its slug, with its heading, variants and equivalents."""

    slug: str
    forms: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class Office:
    """A title under which an actor is recorded (`speaking_as`), and the years of those records."""

    title: str
    first: int = 0
    last: int = 9999


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor by its slug.

    names: the name and all aliases. surnames: aliases that are surnames. kind: as in the vocabulary of actor kinds.
    country: two letters or empty. affiliation: slug of the body that the actor belongs to, or empty.
    """

    slug: str
    name: str
    kind: str
    names: tuple[Form, ...]
    surnames: frozenset[str] = frozenset()
    country: str = ""
    affiliation: str = ""


@dataclass(slots=True)
class Vocabulary:
    """Terms, actors, the titles of actors by slug (`offices`), and what was made of them once for all articles."""

    terms: Sequence[Term]
    actors: Sequence[Actor]
    offices: Mapping[str, tuple[Office, ...]] = field(default_factory=dict)
    _made: dict[Hashable, Any] = field(default_factory=dict, repr=False)

    def made(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` makes, kept under the key. Two threads may both make it; either result serves."""
        if key not in self._made:
            self._made[key] = make()
        found: Made = self._made[key]
        return found
