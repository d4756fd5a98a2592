"""Actors with what searching needs of them, kept by every process: there may be tens of thousands."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from glossary.search.flat import Texts

Document = dict[str, Any]
RECENT = 256
"""Actors that are kept as they were told: those of one answer are asked for again and again."""


class Actors(Mapping[str, Document]):
    """Slug -> address, names and affiliation of an actor, as its public document has them; in the order given.

    Names are kept as text, a tenth of what the documents weigh, and read when an actor is asked for.
    """

    def __init__(self, actors: Iterable[Document]) -> None:
        self._places: dict[str, int] = {}
        self._names = Texts()
        self._above: dict[str, str] = {}
        for actor in actors:
            self._add(actor)
        self._recent = lru_cache(maxsize=RECENT)(self._read)

    def _add(self, actor: Document) -> None:
        slug, above = actor["slug"], actor["affiliation"]
        self._places[slug] = len(self._places)
        aliases = [(alias["form"], alias["lang"]) for alias in actor["aliases"]]
        self._names.append(json.dumps((actor["name"], aliases), ensure_ascii=False, separators=(",", ":")))
        if above:
            self._above[slug] = above["slug"]

    def _read(self, slug: str) -> Document:
        name, aliases = json.loads(self._names[self._places[slug]])
        above = self._above.get(slug)
        return {
            "slug": slug,
            "name": name,
            "aliases": [{"form": form, "lang": language} for form, language in aliases],
            "affiliation": {"slug": above} if above else None,
        }

    def __getitem__(self, slug: str) -> Document:
        return self._recent(slug)

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __contains__(self, slug: object) -> bool:
        return slug in self._places

    @property
    def parents(self) -> Mapping[str, str]:
        """Slug -> that of what the actor is affiliated with, for those that are."""
        return self._above
