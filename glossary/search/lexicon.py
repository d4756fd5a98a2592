"""Names and cue words recognised in a query: what a run of words may stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from glossary.search.analysis import Spellings, pieces
from glossary.search.port import Clause
from glossary.text import SCRIPT_LANGUAGES, fold, script, stem_forms

LONGEST = 12
"""Words of a name that are compared; longer names are found by their words."""
MOST_MEANINGS = 8
"""Meanings of one run of words that are used."""


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
    """Words start..end (exclusive) and what they may stand for."""

    start: int
    end: int
    meanings: tuple[Meaning, ...]


@dataclass(slots=True)
class _Node:
    """A place in the tree of names: the forms that may follow, and what ends here."""

    following: dict[str, _Node] = field(default_factory=dict)
    meanings: tuple[Meaning, ...] = ()


class Lexicon:
    """Names with their meanings, compared word by word by their stems."""

    def __init__(self, spellings: Spellings) -> None:
        self._spellings = spellings
        self._root = _Node()
        self.words: set[str] = set()
        """The folded words of the names of terms and actors: the glossary's own words."""

    def add(self, name: str, language: str, meaning: Meaning) -> None:
        """Have a name stand for something. The same name may stand for several things."""
        found = pieces(name, "", self._spellings)
        if not 0 < len(found) <= LONGEST:
            return
        if meaning.kind in ("term", "actor"):
            self.words.update(piece.word for piece in found)
        node = self._root
        for piece in found:
            key = _key(piece.word, language)
            if key not in node.following:
                node.following[key] = _Node()
            node = node.following[key]
        if all(known.value != meaning.value or known.kind != meaning.kind for known in node.meanings):
            node.meanings = (*node.meanings, meaning)

    def meanings(self, name: str) -> tuple[Meaning, ...]:
        """What the whole of a name stands for."""
        words = words_of(
            [
                Clause(piece.word, ((f"={piece.word}", *_stems(piece.word)),))
                for piece in pieces(name, "", self._spellings)
            ]
        )
        found = self._longest(words, 0) if words else None
        return found.meanings if found and found.end == len(words) else ()

    def recognise(self, words: Sequence[Word]) -> Iterator[Recognised]:
        """The longest names from left to right; they do not overlap."""
        at = 0
        while at < len(words):
            found = self._longest(words, at)
            if found:
                yield found
            at = found.end if found else at + 1

    def _longest(self, words: Sequence[Word], start: int) -> Recognised | None:
        nodes, best = [self._root], None
        for end in range(start, min(start + LONGEST, len(words))):
            nodes = [node.following[form] for node in nodes for form in words[end].forms if form in node.following]
            if not nodes:
                break
            typed = " ".join(word.text for word in words[start : end + 1])
            meanings = _fitting((meaning for node in nodes for meaning in node.meanings), typed)
            if meanings:
                best = Recognised(start, end + 1, meanings)
        return best


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
