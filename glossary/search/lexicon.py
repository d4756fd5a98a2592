"""Names and cue words recognised in a query: what a run of words may stand for."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from threading import Lock
from typing import NamedTuple

from glossary.languages import SCRIPT_LANGUAGES, script, stem_forms
from glossary.search.analysis import Spellings, words
from glossary.search.flat import Entries, encoded
from glossary.search.port import Clause
from glossary.text import fold

LONGEST = 12
"""Words of a name that are compared; longer names are found by their words."""
MOST_MEANINGS = 8
"""Meanings of one run of words that are used."""

_END = b"\n"
"""Stands after each form of a name, and once more where the name ends. No word has it."""
_NUMBER = 4
"""Bytes at the end of an entry that say how many were given before: equal names stay in that order."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a run of words may stand for.

    kind: `term`, `actor`, `kind`, `stance`, `dimension`, `date`, `language` or `asking`. value: the slug or code.
    tags: what it names; akin: what belongs to it (an actor's people and bodies, a term's narrower terms).
    language: that of the name, where it is not English. written: the name must be typed just so (`WHO`, `US`).
    """

    kind: str
    value: str
    label: str
    tags: tuple[str, ...] = ()
    akin: tuple[str, ...] = ()
    language: str = ""
    written: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the query: as typed, its forms, and the number of the clause it belongs to."""

    text: str
    forms: tuple[str, ...]
    clause: int


@dataclass(frozen=True, slots=True)
class Recognised:
    """Words start..end (exclusive) and what they may stand for.

    apart: other words stand between those of the name.
    """

    start: int
    end: int
    meanings: tuple[Meaning, ...]
    apart: bool = False


class _Place(NamedTuple):
    """Where some words lead: how the entries there begin, and from where to where they stand."""

    beginning: bytes
    low: int
    high: int


class Lexicon:
    """Names with their meanings, compared word by word by their stems.

    Compact, since there may be a hundred thousand names and every process has its own: a name is one entry in one
    block. What many names share is told by a number and made when it is found.
    """

    def __init__(self, spellings: Spellings, numbered: Sequence[Meaning] = ()) -> None:
        self._spellings = spellings
        self._numbered = numbered
        self._own: list[Meaning] = []
        self._meant = array("i")
        """Of each name what it stands for: a number, or below zero one of those given with their names."""
        self._entries, self._in_order = Entries(), True
        self._sorting = Lock()
        self.words: set[str] = set()
        """The folded words of the names of terms and actors: the glossary's own words."""

    def add(self, name: str, language: str, meaning: Meaning | int) -> None:
        """Have a name stand for something: a meaning, or the number of one. A name may stand for several things."""
        found = words(name, self._spellings)
        if not 0 < len(found) <= LONGEST:
            return
        if isinstance(meaning, int) or meaning.kind in ("term", "actor"):
            self.words.update(found)
        forms = b"".join(_part(_key(word, language)) for word in found)
        self._entries.append(forms + _END + len(self._meant).to_bytes(_NUMBER, "big"))
        self._in_order = False
        self._meant.append(meaning if isinstance(meaning, int) else self._keep(meaning))

    def meanings(self, name: str) -> tuple[Meaning, ...]:
        """What the whole of a name stands for."""
        found_words = words(name, self._spellings)
        asked = words_of([Clause(word, ((f"={word}", *_stems(word)),)) for word in found_words])
        found = self._longest(asked, 0) if asked else None
        return found.meanings if found and found.end == len(asked) else ()

    def recognise(self, words: Sequence[Word]) -> Iterator[Recognised]:
        """The longest names from left to right; they do not overlap."""
        at = 0
        while at < len(words):
            found = self._longest(words, at)
            if found:
                yield found
            at = found.end if found else at + 1

    def _keep(self, meaning: Meaning) -> int:
        self._own.append(meaning)
        return -len(self._own)

    def _sorted(self) -> Entries:
        """All entries in their order. Names are added before they are asked for, by one thread."""
        with self._sorting:
            if not self._in_order:
                self._entries.sort()
                self._in_order = True
            return self._entries

    def _longest(self, words: Sequence[Word], start: int) -> Recognised | None:
        entries, best = self._sorted(), None
        places = [_Place(b"", 0, len(entries))]
        for end in range(start, min(start + LONGEST, len(words))):
            forms = [_part(form) for form in words[end].forms]
            places = [found for place in places for form in forms if (found := _following(entries, place, form))]
            if not places:
                break
            typed = " ".join(word.text for word in words[start : end + 1])
            meanings = _fitting(chain.from_iterable(self._ending(entries, place) for place in places), typed)
            if meanings:
                best = Recognised(start, end + 1, meanings)
        return best

    def _ending(self, entries: Entries, place: _Place) -> Iterable[Meaning]:
        """What the names stand for that end there, in the order in which they were given, each once."""
        ends = _following(entries, place, _END)
        meant = (self._meaning(entries[at]) for at in range(ends.low, ends.high)) if ends else ()
        found: dict[tuple[str, str], Meaning] = {}
        for meaning in meant:
            found.setdefault((meaning.kind, meaning.value), meaning)
        return found.values()

    def _meaning(self, entry: bytes) -> Meaning:
        number = self._meant[int.from_bytes(entry[-_NUMBER:], "big")]
        return self._own[-number - 1] if number < 0 else self._numbered[number]


def _part(form: str) -> bytes:
    return encoded(form) + _END


def _following(entries: Entries, place: _Place, part: bytes) -> _Place | None:
    """Where one more part leads; nowhere if no name goes on with it."""
    beginning = place.beginning + part
    low, high = entries.beginning(beginning, place.low, place.high)
    return _Place(beginning, low, high) if low < high else None


def words_of(clauses: Sequence[Clause], order: Sequence[int] | None = None) -> list[Word]:
    """The words asked for, in their order; exclusions, beginnings of words and what is quoted name nothing.

    `order`: the numbers of the clauses as they were typed, where some were typed more than once.
    """
    numbers = range(len(clauses)) if order is None else order
    return [
        Word(clause.text if len(clause.places) == 1 else forms[0][1:], forms, number)
        for number, clause in ((number, clauses[number]) for number in numbers)
        if not (clause.excluded or clause.prefix or clause.firm)
        for forms in clause.places
    ]


def _fitting(meanings: Iterable[Meaning], typed: str) -> tuple[Meaning, ...]:
    fitting = {(m.kind, m.value): m for m in meanings if not m.written or m.written == typed.strip(".,;:?!()'’")}
    return tuple(fitting.values())[:MOST_MEANINGS]


def _key(word: str, language: str) -> str:
    """The form by which a word of a name is compared: its stem in its language where there is one."""
    return next(iter(stem_forms(word, (language,))), f"={word}")


def _stems(word: str) -> tuple[str, ...]:
    return stem_forms(word, SCRIPT_LANGUAGES.get(script(fold(word)), ()))
