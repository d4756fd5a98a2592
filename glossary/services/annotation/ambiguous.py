"""Words that are a term only sometimes: a bare `pause`, `calm`, `respite`, `evacuation`, a `truce` without adjective.

By the rules with which articles are read (`articles.mentions`), so that desk and annotation take a word for the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from glossary.articles.mentions import HUMANITARIAN_TRUCE, PAUSES, TRUCE, WEAK, Mention, mentions
from glossary.articles.term_forms import term_forms
from glossary.articles.tokens import tokens_of
from glossary.articles.vocabulary import Vocabulary
from glossary.languages import primary
from glossary.services.annotation.forms import Found, all_forms
from glossary.services.annotation.words import Words, folded

SOMETIMES = WEAK | {"calm", "lull"}
"""Single words of terms that are often something else."""
MOST_ASKED = 1_000
"""Such words, and bare pauses, that are looked at more closely in one text; later ones are not marked."""
REACH = 300
"""Code points of its sentence, before and after, that are read with such a word."""
MOST_OTHERS = 4
MOST_NEAR = 50
"""Terms named before a word, by which it may be told what it is short for."""
_ENDS = re.compile(r"[.!?؟。;؛\n]")


class Marked(NamedTuple):
    """A stretch of a text and the terms that it is taken for, with those that it might stand for as well.

    bare: the noun stands alone, and what it is short for is told from the text around it.
    """

    start: int
    end: int
    terms: tuple[str, ...]
    others: tuple[str, ...] = ()
    form: str = ""
    language: str = "en"
    recorded: bool = True
    bare: bool = False


@dataclass(slots=True)
class _Asked:
    """The text, the terms met in it so far, and how many words were looked at more closely."""

    words: Words
    vocabulary: Vocabulary
    language: str
    has_truce: bool
    seen: dict[str, None] = field(default_factory=dict)
    number: int = 0

    def see(self, term: str) -> None:
        """Have a term be the one that was named last."""
        self.seen.pop(term, None)
        self.seen[term] = None

    def near(self) -> list[str]:
        """The terms named before, the last at the end."""
        return list(islice(reversed(self.seen), MOST_NEAR))[::-1]


def judged(words: Words, found: Sequence[Found], vocabulary: Vocabulary, language: str) -> Iterator[Marked]:
    """What is found and what is bare, in the order of the text, without the words that mean something else there."""
    asked = _Asked(
        words, vocabulary, primary(language), any(term.slug == HUMANITARIAN_TRUCE for term in vocabulary.terms)
    )
    for one in sorted([*found, *_pauses(words, found)], key=lambda one: one.first):
        marked = _marked(one, asked)
        if marked:
            asked.see(marked.terms[0])
            yield marked


def _pauses(words: Words, found: Iterable[Found]) -> Iterator[Found]:
    """The bare pauses beside what is found, as stretches without forms."""
    written = {word for word, plain in words.folded_as.items() if plain in PAUSES}
    if not written:
        return
    taken = {at for one in found for at in range(one.first, one.last)}
    for at in (at for at, word in enumerate(words.written) if word in written):
        if at not in taken:
            yield Found(words.starts[at], words.ends[at], at, at + 1, ())


def _marked(one: Found, asked: _Asked) -> Marked | None:
    word = asked.words.folded_as[asked.words.written[one.first]] if one.last == one.first + 1 else ""
    if one.forms and word not in SOMETIMES:
        form = one.forms[0]
        terms = tuple(all_forms(one))
        others = tuple(other for other in _filed(form.text, terms, asked) if other not in terms)
        return Marked(one.start, one.end, terms, others, form.text, form.language, form.recorded, bool(others))
    mention = _mention(one, asked)
    if mention is None:
        return None
    text = asked.words.text[one.start : one.end]
    language = one.forms[0].language if one.forms else asked.language
    own = (text, language, bool(one.forms), mention.bare)
    return Marked(one.start, one.end, (mention.term,), mention.alternatives, *own)


def _filed(form: str, terms: Sequence[str], asked: _Asked) -> Sequence[str]:
    """What a truce or ceasefire without adjective may be short for: a term with that noun that the text has named."""
    for noun in {TRUCE, "ceasefire"} & set(terms):
        if _says_more(form, noun, asked.vocabulary):
            return ()
        near = [slug for slug in reversed(asked.near()) if slug.endswith(f"-{noun}")]
        filed = [HUMANITARIAN_TRUCE] if noun == TRUCE and asked.has_truce else []
        return list(dict.fromkeys([*near, *filed]))[:MOST_OTHERS]
    return ()


def _says_more(form: str, slug: str, vocabulary: Vocabulary) -> bool:
    """Whether a form of a term has another one of its forms in it, as `temporary truce` has `truce`."""
    whole = f" {folded(form)} "
    forms = vocabulary.made(("folded", slug), lambda: _folded_forms(slug, vocabulary))
    return any(own in whole and own != whole for own in forms)


def _folded_forms(slug: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    terms = (term for term in vocabulary.terms if term.slug == slug)
    return tuple(f" {folded(own.text)} " for term in terms for own in term.forms)


def _mention(one: Found, asked: _Asked) -> Mention | None:
    """How a reader of articles takes the word within its sentence; None where it is no term there."""
    asked.number += 1
    if asked.number > MOST_ASKED:
        return None
    first, last = _sentence(asked.words.text, one.start, one.end)
    tokens = tokens_of(asked.words.text, first, last)
    read = mentions(tokens, term_forms(asked.vocabulary, asked.language), asked.near())
    covering = (m for m in read if tokens[m.first].start <= one.start and one.end <= tokens[m.last - 1].end)
    return next(covering, None)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch from the end of the sentence before to that of this one, as far as it reaches."""
    before = [found.end() for found in _ENDS.finditer(text, max(0, start - REACH), start)]
    after = _ENDS.search(text, end, end + REACH)
    return (before[-1] if before else max(0, start - REACH)), (after.start() if after else min(len(text), end + REACH))
