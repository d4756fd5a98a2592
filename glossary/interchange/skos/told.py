"""What becomes of a file of SKOS, in sentences: nothing in it is passed over without a word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from glossary.interchange.incoming.records import legible
from glossary.interchange.tbx.foreign import Named

NOBODYS = (
    "Definitions not read: {}, of {} concepts ({}). A statement needs its actor, its day and its source, which a "
    "definition in SKOS need not give; enter those that are wanted by hand, or import them from JSON Lines or CSV."
)
MOST_OTHERS = 30
"""Names of properties that are told."""


@dataclass(slots=True)
class Told:
    """The counts of one file."""

    concepts: int = 0
    terms: int = 0
    equivalents: int = 0
    relations: int = 0
    editors: int = 0
    definitions: int = 0
    defined: Named = field(default_factory=Named)
    no_english: Named = field(default_factory=Named)
    no_language: Named = field(default_factory=Named)
    no_address: Named = field(default_factory=Named)
    taken_for_english: Named = field(default_factory=Named)
    """Labels without a language that came to stand in a term."""
    notes: Named = field(default_factory=Named)
    """Concepts with notes of which the same is so."""
    outside: set[str] = field(default_factory=set)
    others: Counter[str] = field(default_factory=Counter)

    def sentences(self) -> Iterator[str]:
        """The whole account."""
        yield (
            f"Concepts in the file: {self.concepts:,}. Terms read from them: {self.terms:,}, with {self.equivalents:,} "
            f"equivalents in other languages and {self.relations:,} relations."
        )
        if self.definitions:
            yield NOBODYS.format(f"{self.definitions:,}", f"{self.defined.count:,}", self.defined)
        if self.editors:
            yield f"Relations for which the file names no source, read as the editors’ own: {self.editors:,}."
        if self.taken_for_english.count:
            named = self.taken_for_english
            yield f"Labels without a language, read as English: {named.count:,} ({named})."
        if self.notes.count:
            yield f"Notes without a language, read as English: {self.notes.count:,} (of {self.notes})."
        for named, says in (
            (self.no_english, "Concepts without a label in English, not read"),
            (self.no_language, "Labels in a language that is not known, not read"),
            (self.no_address, "Labels in other languages without a web address where readers could look, not read"),
        ):
            if named.count:
                yield f"{says}: {named.count:,} ({named})."
        if self.outside:
            yield f"Relations to concepts that are not in the file, not read: {len(self.outside):,}."
        yield from self._others()

    def _others(self) -> Iterator[str]:
        if self.others:
            first = [f"{legible(name[:60])} ({count:,})" for name, count in sorted(self.others.items())[:MOST_OTHERS]]
            more = f"; and {len(self.others) - MOST_OTHERS:,} more" if len(self.others) > MOST_OTHERS else ""
            yield f"Not read besides, by the concepts that have it: {'; '.join(first)}{more}."
