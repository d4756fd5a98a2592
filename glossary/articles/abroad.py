"""Articles in other languages than English: small tables, one file a language in `tables/`.

Each file has verbs by stance (`says` are those that only report), in the forms that news uses, and the words around
them, folded as in glossary/text.py. `prefixes` are letters that are written together with verbs; `according` has the
phrases that mean `according to`; `capitals` says whether names alone begin with one, `verb_first` whether the verb may
stand before who speaks.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from glossary.articles.verbs import SAYS, Verb

Words = frozenset[str]
FOLDER = Path(__file__).with_name("tables")
STANCES = {
    "says": SAYS,
    "calls": "calls-for",
    "supports": "supports",
    "opposes": "opposes",
    "announces": "announces",
    "defines": "defines",
}
"""The lists of verbs in a file, and the stance that a verb of each tells of."""
AROUND = (
    "articles", "indefinite", "prepositions", "auxiliaries", "negations", "pronouns", "plural_pronouns", "relatives",
    "contrasts", "subordinates", "officials", "bodies", "texts", "modifiers", "not_names", "by", "be", "that",
)  # fmt: skip
"""The other lists of words in a file."""
_NO_NAMES = ("articles", "prepositions", "auxiliaries", "pronouns", "contrasts", "subordinates", "that", "not_names")


@dataclass(frozen=True, slots=True)
class Table:
    """The words of a language as its file has them: texts with blanks between the words."""

    told: Mapping[str, Any]

    def words(self, name: str) -> Words:
        """The words of one of the lists in `AROUND`."""
        return frozenset(self.told.get(name, "").split())

    def not_names(self) -> Words:
        """Words that begin with a capital at the start of sentences without being names."""
        return frozenset().union(*(self.words(name) for name in _NO_NAMES))

    def according(self) -> tuple[tuple[str, ...], ...]:
        """Phrases that mean `according to`, as their words."""
        return tuple(tuple(phrase.split()) for phrase in self.told.get("according", ()))

    def verbs(self) -> dict[str, tuple[Verb, ...]]:
        """Verbs by their forms."""
        made: dict[str, tuple[Verb, ...]] = {}
        for name, stance in STANCES.items():
            for form in self.told.get(name, "").split():
                for prefix in ("", *self.told.get("prefixes", ())):
                    made.setdefault(prefix + form, (Verb(stance, participle=True),))
        return made

    @property
    def capitals(self) -> bool:
        """Whether names, and no other words within a sentence, begin with a capital."""
        return bool(self.told.get("capitals", True))

    @property
    def verb_first(self) -> bool:
        """Whether the verb may stand before who speaks."""
        return bool(self.told.get("verb_first", False))


@cache
def table(language: str) -> Table | None:
    """The table of a language; None where there is none."""
    if not (language.isascii() and language.isalpha()):
        return None
    path = FOLDER / f"{language}.toml"
    return Table(tomllib.loads(path.read_text("utf-8"))) if path.is_file() else None
