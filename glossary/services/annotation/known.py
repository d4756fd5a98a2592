"""What a text is compared with: the forms of all terms, made ready once for each state of the terms."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Lock
from typing import NamedTuple

from flask import current_app

from glossary.articles.more_forms import MORE_FORMS
from glossary.articles.vocabulary import Form as Spelling
from glossary.articles.vocabulary import Term, Vocabulary
from glossary.services.annotation.forms import Form, Matcher
from glossary.services.index import indexing
from glossary.services.index.documents import term_names
from glossary.services.reading import change_log
from glossary.services.reading.kept import kept
from glossary.services.reading.sparing import Budget

EXTENSION = "glossary.annotating.known"
_making = Lock()


class Known(NamedTuple):
    """The forms of all terms, ready to be found, and the terms as a reader of articles knows them."""

    matcher: Matcher
    vocabulary: Vocabulary


def known() -> Known:
    """What texts are compared with at present. While one thread makes it, others wait for it."""
    with _making:
        return kept(EXTENSION, ("term",), _made)


def keep_ready() -> None:
    """Where this process annotates: make ready at once what a changed term calls for, so that no reader waits for it.

    While terms are published all along it takes a tenth of the time at most (`sparing.py`); a reader who comes before
    it has it made himself. For one thread at a time.
    """
    if EXTENSION in current_app.extensions:
        budget: Budget = current_app.extensions.setdefault(f"{EXTENSION}.budget", Budget())
        with change_log.one_state():
            if budget.allows():
                budget.spend(known)


def _made() -> Known:
    terms = [Term(slug, tuple(Spelling(*name) for name in names)) for slug, names in _names()]
    return Known(Matcher(_forms(), indexing.spellings().joins), Vocabulary(terms, []))


def _names() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    for slug, term in indexing.material().terms.items():
        yield slug, list(term_names(term))


def _forms() -> Iterator[Form]:
    terms = indexing.material().terms
    for slug, names in _names():
        for text, language in names:
            yield Form(slug, text, language, exact=_is_acronym(text))
    for language, more in MORE_FORMS.items():
        for slug, texts in more.items():
            if slug in terms:
                yield from (Form(slug, text, language, recorded=False) for text in texts.split("|"))


def _is_acronym(text: str) -> bool:
    """Whether it must be written just so: `CoH` is a term, `coh` is none."""
    return len(text) > 1 and " " not in text and sum(letter.isupper() for letter in text) > 1
