"""The spellings of all terms, made ready for reading articles, and the adjectives that make one term of another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from glossary.articles.forms import Forms
from glossary.articles.more_forms import HEADS, MORE_FORMS
from glossary.articles.tokens import tokens_of
from glossary.articles.vocabulary import Term, Vocabulary

MOST_READ = 65_536
"""Forms of terms of which is kept what was read in them: some 20,000 terms have as many."""
PLAIN_HEADS = {"cease fire": "ceasefire"}


@dataclass(slots=True)
class TermForms:
    """The spellings of all terms, and the adjectives that make one term of another."""

    forms: Forms[tuple[str, str, str]]
    adjectives: dict[tuple[str, str], str] = field(default_factory=dict)
    slugs: frozenset[str] = frozenset()
    language: str = "en"


class _Read(NamedTuple):
    """What a form of a term says in any language: words, how it must be written (or empty), noun and adjective."""

    words: tuple[str, ...]
    exact: str
    adjectives: tuple[tuple[str, str], ...]


def term_forms(vocabulary: Vocabulary, language: str) -> TermForms:
    """The spellings of a vocabulary's terms for articles in a language, made once."""
    return vocabulary.made(("terms", language), lambda: _made(vocabulary.terms, language))


def _made(terms: Sequence[Term], language: str) -> TermForms:
    made = TermForms(Forms(language, commas=True), slugs=frozenset(term.slug for term in terms), language=language)
    for term in terms:
        for form in term.forms:
            read = _read(form.text)
            made.forms.add_words(read.words, (term.slug, form.language, read.exact))
            _add_adjectives(made, term.slug, read.adjectives)
    for form_language, more in MORE_FORMS.items():
        for slug, written in more.items():
            if slug in made.slugs:
                for text in written.split("|"):
                    made.forms.add(text, (slug, form_language, ""))
    return made


@lru_cache(maxsize=MOST_READ)
def _read(text: str) -> _Read:
    tokens = tokens_of(text)
    words = tuple(token.fold for token in tokens if token.word)
    return _Read(words, _exact(text), tuple(_adjectives([token.fold for token in tokens])))


def _exact(text: str) -> str:
    """An acronym must be written just so."""
    return text if len(text) > 1 and " " not in text and sum(letter.isupper() for letter in text) > 1 else ""


def _adjectives(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The noun and the adjective, where a form is one of `HEADS` and a single word before it."""
    for head in HEADS:
        own = head.split()
        if len(words) == len(own) + 1 and list(words[1:]) == own:
            yield PLAIN_HEADS.get(head, head), words[0]


def _add_adjectives(made: TermForms, slug: str, adjectives: Iterable[tuple[str, str]]) -> None:
    if slug not in ("ceasefire", "truce", "pause-in-fighting"):
        for pair in adjectives:
            made.adjectives.setdefault(pair, slug)
