"""Where the forms of terms stand in a text: all languages at once, by one automaton (Aho and Corasick).

The automaton does not read letters but words: each word of a term is one character of its own, and so is each word of
the text that may be compared as it. What is found therefore begins and ends with a word, and costs what the text's
length costs, however many terms there are. French, Spanish and German words have a reading of their own by their stems.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, MatchKind

from glossary.languages import primary
from glossary.services.annotation.words import STEMMED, Words, form_keys, form_words, plain_keys, stemmed, word_keys

FIRST_LETTER = 0x1_0000
"""Beyond it there is room for a million different words of terms."""
NOTHING = " "
"""What a word of the text is that no term has."""
NEAR = 2
"""Letters by which a single word may differ in length from the form whose stem it shares."""
MOST_SPELLINGS = 8

Letters = dict[str, str]
Spelling = tuple[str, ...]
Joins = frozenset[Spelling]
"""Words that are also written as one: ("cease", "fire")."""


class Form(NamedTuple):
    """A form of a term. recorded: whether it is recorded with the term, or is a habit of writing beside those.

    exact: whether it must be written just so, as acronyms must.
    """

    term: str
    text: str
    language: str = "en"
    recorded: bool = True
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """Forms of terms at a stretch of a text: code points start..end (exclusive), words first..last (exclusive)."""

    start: int
    end: int
    first: int
    last: int
    forms: tuple[Form, ...]


@dataclass(slots=True)
class _Reading:
    """One way to compare words: by their stems in a language, or as in any text (empty)."""

    language: str = ""
    letters: Letters = field(default_factory=dict)

    def text(self, words: Words) -> str:
        """A text as the automaton reads it: a character for each of its words."""
        letter = self._by_stem(words) if self.language else self._by_key(words)
        known = {word: letter.get(plain, NOTHING) for word, plain in words.folded_as.items()}
        return "".join(map(known.__getitem__, words.written))

    def _by_stem(self, words: Words) -> Letters:
        plain = {*words.folded_as.values()} - {""}
        found = {**dict(zip(plain, plain, strict=True)), **stemmed(plain, self.language)}
        return {word: self.letters[key] for word, key in found.items() if key in self.letters}

    def _by_key(self, words: Words) -> Letters:
        found: Letters = {}
        for word in {*words.folded_as.values()} - {""}:
            key = next((key for key in plain_keys(word) if key in self.letters), None)
            if key is not None:
                found[word] = self.letters[key]
        return found


class Matcher:
    """The forms of all terms, ready to be found."""

    def __init__(self, forms: Iterable[Form], joins: Joins = frozenset()) -> None:
        self._joins = {"".join(parts): parts for parts in sorted(joins)}
        self._joinable = frozenset([*self._joins, *(parts[0] for parts in joins)])
        self._plain = _Reading()
        self._stemmed = {language: _Reading(language) for language in STEMMED}
        self._patterns: dict[str, list[Form]] = {}
        self._letters = 0
        for form in forms:
            self._add(form)
        self._listed = list(self._patterns.values())
        self._automaton = AhoCorasick(list(self._patterns), matchkind=MatchKind.Standard) if self._listed else None

    def find(self, words: Words, language: str = "") -> list[Found]:
        """The forms in a text, in its order: at each place the longest, none within or across another.

        language: of the text; words of the other languages that are compared by stems must then stand as recorded.
        Where several terms have forms at the same stretch, all are there, by the terms' slugs.
        """
        found: dict[tuple[int, int], list[Form]] = {}
        for first, last, forms in self._candidates(words, primary(language)):
            fitting = [form for form in forms if _fits(form, words, first, last)]
            if fitting:
                found.setdefault((first, last), []).extend(fitting)
        return list(_longest(words, found))

    def _candidates(self, words: Words, language: str) -> Iterator[tuple[int, int, list[Form]]]:
        if self._automaton is None:
            return
        # All matches, not the automaton's own longest: of all readings together the longest must stand, and a shorter
        # form may fit where a full stop between the words keeps the longer one from it.
        for reading in (self._plain, *(self._stemmed[one] for one in STEMMED if language in ("", one))):
            text = reading.text(words) if reading.letters else ""
            for pattern, first, last in self._automaton.find_matches_as_indexes(text, overlapping=True):
                yield first, last, self._listed[pattern]

    def _add(self, form: Form) -> None:
        words = form_words(form.text)
        spellings = self._spellings(words) if words else []
        readings = [self._plain]
        if primary(form.language) in STEMMED and not form.exact:
            readings.append(self._stemmed[primary(form.language)])
        for reading in readings:
            for spelling in spellings:
                known = spelling == words
                keys = form_keys(form.text, reading.language) if known else word_keys(spelling, reading.language)
                forms = self._patterns.setdefault(self._pattern(reading, keys), [])
                if form not in forms:
                    forms.append(form)

    def _pattern(self, reading: _Reading, keys: Iterable[str]) -> str:
        for key in keys:
            if key not in reading.letters:
                reading.letters[key] = chr(FIRST_LETTER + self._letters)
                self._letters += 1
        return "".join([reading.letters[key] for key in keys])

    def _spellings(self, words: Spelling) -> list[Spelling]:
        """The words as they are, and with each that is written both joined and apart in the other way, too."""
        found = [words]
        if self._joinable.isdisjoint(words):
            return found
        for joined, parts in self._joins.items():
            for known in list(found):
                found += [other for other in (_apart(known, joined, parts), _joined(known, joined, parts)) if other]
        return list(dict.fromkeys(found))[:MOST_SPELLINGS]


def _apart(words: Spelling, joined: str, parts: Spelling) -> Spelling:
    """With the first joined word in its parts; empty where there is none."""
    if joined not in words:
        return ()
    at = words.index(joined)
    return (*words[:at], *parts, *words[at + 1 :])


def _joined(words: Spelling, joined: str, parts: Spelling) -> Spelling:
    """With the first such parts as one word; empty where there are none."""
    for at in range(len(words) - len(parts) + 1):
        if words[at : at + len(parts)] == parts:
            return (*words[:at], joined, *words[at + len(parts) :])
    return ()


def _fits(form: Form, words: Words, first: int, last: int) -> bool:
    """Whether the words may stand for the form: one beside another, and what must be written just so is."""
    if form.exact and words.text[words.starts[first] : words.ends[last - 1]] != form.text:
        return False
    between = words.between(first, last)
    if between is None or ("," in between and "," not in form.text):
        return False
    single = last - first == 1 and primary(form.language) in STEMMED
    return not single or abs(len(words.written[first]) - len(form.text)) <= NEAR


def _longest(words: Words, found: dict[tuple[int, int], list[Form]]) -> Iterator[Found]:
    """The candidates that stand: from the left, the longest first."""
    free = 0
    for (first, last), forms in sorted(found.items(), key=lambda one: (one[0][0], -one[0][1])):
        if first >= free:
            free = last
            start, end = words.starts[first], words.ends[last - 1]
            yield Found(start, end, first, last, _in_order(forms, words.text[start:end]))


def _in_order(forms: Iterable[Form], written: str) -> tuple[Form, ...]:
    """Each once: by term; of one term the recorded ones first, and of these those that are written as the text is."""
    alike = written.casefold()
    once = dict.fromkeys(forms)
    return tuple(sorted(once, key=lambda form: (form.term, not form.recorded, form.text.casefold() != alike)))


def all_forms(found: Found) -> Sequence[str]:
    """The terms that have a form there, each once, by slug."""
    return list(dict.fromkeys(form.term for form in found.forms))
