"""Where a text answers a query: its matching stretches, found the way the index finds them.

The marks come from the pieces an index would store, with offsets into the original text, so a mark never stands
where the index sees no match, and the parts joined give the text back, character by character.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from glossary.languages import primary, stem_forms
from glossary.search.analysis import Piece, ReadText, Spellings, forms_in, forms_of_word, read_text
from glossary.search.port import Clause
from glossary.text import Written, word_place, written


class Part(NamedTuple):
    """A stretch of the text and whether it matched."""

    text: str
    match: bool


Spans = Sequence[tuple[int, int]]
_NOTHING: frozenset[int] = frozenset()


class Seeker:
    """The clauses of one query, to be looked for in many texts: what a word meets is worked out once.

    Most texts are seen to hold nothing, word by word, without being read; only what may run over several words is read.
    """

    def __init__(self, clauses: Iterable[Clause], spellings: Spellings) -> None:
        self.clauses = tuple(clause for clause in clauses if clause.places)
        self.spellings = spellings
        self._words: dict[str, _Words] = {}
        self._found: dict[tuple[str, str], Mapping[Clause, Spans]] = {}

    def spans(self, text: str, language: str) -> Mapping[Clause, Spans]:
        """The stretches of the text that fulfil each clause, in their order; only clauses that the text fulfils.

        A phrase is one stretch, blanks included. Names come with one statement after another: answers are kept.
        """
        if (found := self._found.get((text, language))) is None:
            self._found[text, language] = found = self._sought(text, language)
        return found

    def _sought(self, text: str, language: str) -> Mapping[Clause, Spans]:
        plain = written(text)
        if plain is None:
            return self._read(text, language, self.clauses)
        words = self._meanings(primary(language))
        found = set(chain.from_iterable(map(words.__getitem__, plain.words())))
        if not found:
            return {}
        unread = [self.clauses[~number] for number in found if number < 0]
        spans = self._read(text, language, unread)
        return spans | self._seen(plain, words, {number for number in found if number >= 0 and ~number not in found})

    def _meanings(self, language: str) -> _Words:
        if language not in self._words:
            self._words[language] = _Words(self.clauses, self.spellings, language)
        return self._words[language]

    def _seen(self, text: Written, words: _Words, numbers: set[int]) -> dict[Clause, Spans]:
        """Where single words stand that meet these clauses."""
        spans: dict[Clause, list[tuple[int, int]]] = {}
        for found in text.pattern.finditer(text.folded) if numbers else ():
            for number in words[found[0]] & numbers:
                _word, start, end = word_place(found[0]) or ("", 0, 0)
                spans.setdefault(self.clauses[number], []).append((found.start() + start, found.start() + end))
        return dict(spans)

    def _read(self, text: str, language: str, clauses: Iterable[Clause]) -> dict[Clause, Spans]:
        possible = [clause for clause in clauses if _may_occur(text, language, clause, self.spellings)]
        spans = {clause: list(_matches(read_text(text, language, self.spellings), clause)) for clause in possible}
        return {clause: found for clause, found in spans.items() if found}


class _Words(dict[str, frozenset[int]]):
    """Word as written -> the numbers of the clauses that it meets by itself, in one language.

    `~number` where the text must be read to see: the word may begin a phrase or what is joined into another word.
    """

    def __init__(self, clauses: Sequence[Clause], spellings: Spellings, language: str) -> None:
        self._clauses, self._spellings, self._language = clauses, spellings, language
        self._forms = _by_form(clauses)
        self._prefixes = [(clause.places[0][0], number) for number, clause in enumerate(clauses) if clause.prefix]
        self._parts = {f"={word}" for word in spellings.beginnings}
        self._telling = self._parts.union(self._forms)

    def __missing__(self, written: str) -> frozenset[int]:
        """Most words meet nothing, and a query comes upon hundreds."""
        forms = forms_of_word(written, self._language)
        met = _NOTHING if self._telling.isdisjoint(forms) and not self._prefixes else self._met(forms)
        self[written] = met
        return met

    def _met(self, forms: Sequence[str]) -> frozenset[int]:
        met = _NOTHING.union(*(self._forms.get(form, ()) for form in forms), self._begun(forms))
        return met if self._parts.isdisjoint(forms) else met | self._joined

    def _begun(self, forms: Sequence[str]) -> set[int]:
        return {number for start, number in self._prefixes if any(form.startswith(start) for form in forms)}

    @cached_property
    def _joined(self) -> frozenset[int]:
        """The clauses that something joined may meet; phrases always: what is joined moves the words after it."""
        words = ["".join(parts) for parts in self._spellings.joins]
        forms = [form for word in words for form in (f"={word}", *stem_forms(word, (self._language,)))]
        met = _NOTHING.union(*(self._forms.get(form, ()) for form in forms), self._begun(forms))
        phrases = {number for number, clause in enumerate(self._clauses) if len(clause.places) > 1}
        return frozenset(number if number < 0 else ~number for number in met | phrases)


def _by_form(clauses: Sequence[Clause]) -> Mapping[str, frozenset[int]]:
    """Form -> the numbers of the clauses whose first place it meets; see `_Words`."""
    found: dict[str, set[int]] = {}
    for number, clause in enumerate(clauses):
        for form in () if clause.prefix else clause.places[0]:
            found.setdefault(form, set()).add(number if len(clause.places) == 1 else ~number)
    return {form: frozenset(numbers) for form, numbers in found.items()}


def parts(text: str, stretches: Iterable[tuple[int, int]]) -> tuple[Part, ...]:
    """The text in parts, those of the stretches marked."""
    found: list[Part] = []
    at = 0
    for start, end in _merged(sorted(stretches)):
        found += [Part(text[at:start], False), Part(text[start:end], True)]
        at = end
    found.append(Part(text[at:], False))
    return tuple(part for part in found if part.text)


def mark(text: str, language: str, clauses: Sequence[Clause], spellings: Spellings) -> tuple[Part, ...]:
    """The text in parts. A phrase is marked as one, and only where all of it stands."""
    seeker = Seeker((clause for clause in clauses if not clause.excluded), spellings)
    return parts(text, (span for spans in seeker.spans(text, language).values() for span in spans))


def occurs(text: str, language: str, clause: Clause, spellings: Spellings) -> bool:
    """Whether `mark` would mark anything for this clause."""
    possible = _may_occur(text, language, clause, spellings)
    if not possible or (len(clause.places) == 1 and not clause.prefix):
        return possible
    return next(_matches(read_text(text, language, spellings), clause), None) is not None


def _may_occur(text: str, language: str, clause: Clause, spellings: Spellings) -> bool:
    """Whether the text has a form of every place; for one place that is the answer, and no places occur nowhere."""
    if not clause.places:
        return False
    found = forms_in(text, language, spellings)
    return clause.prefix or not any(found.isdisjoint(forms) for forms in clause.places)


def _matches(found: ReadText, clause: Clause) -> Iterator[tuple[int, int]]:
    """The stretch of every place where the clause is fulfilled."""
    first, *others = clause.places
    for forms, at in _beginnings(found, first, clause.prefix):
        head = _span(found.pieces[at], forms)
        if head and (spans := _following(found.pieces, at + 1, others)) is not None:
            spans.append(head)
            yield min(start for start, _ in spans), max(end for _, end in spans)


def _beginnings(found: ReadText, forms: Sequence[str], prefix: bool) -> Iterator[tuple[Sequence[str], int]]:
    """Where the first place is fulfilled, and the forms that may fulfil it."""
    wanted = [form for form in found.where if form.startswith(forms[0])] if prefix else forms
    for at in sorted({at for form in wanted for at in found.where.get(form, ())}):
        yield wanted, at


def _following(pieces: Sequence[Piece], after: int, places: Sequence[Sequence[str]]) -> list[tuple[int, int]] | None:
    """Where each of the places is fulfilled, one after the other; None where one is not."""
    spans = []
    for at, forms in enumerate(places, after):
        span = _span(pieces[at], forms) if at < len(pieces) else None
        if span is None:
            return None
        spans.append(span)
    return spans


def _span(piece: Piece, forms: Sequence[str]) -> tuple[int, int] | None:
    return next((piece.forms[form] for form in forms if form in piece.forms), None)


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Overlapping and touching stretches as one; those with anything between them stay apart."""
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
