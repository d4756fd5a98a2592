"""Annotation: which terms of the glossary a text holds, where, and who uses each of them how.

The text is read and let go of; nothing of it is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from glossary.articles.languages import language_of
from glossary.errors import Invalid
from glossary.services.annotation.ambiguous import Marked, judged
from glossary.services.annotation.known import known
from glossary.services.annotation.terms import named, use_of
from glossary.services.annotation.words import words_of
from glossary.services.reading import change_log

Document = dict[str, Any]
MOST_BYTES = 1_000_000
"""Of a text, in UTF-8."""
MOST_ANNOTATIONS = 20_000
MOST_USES = 100
"""Terms of one text whose use is told; of further ones the name alone."""
TOO_LONG = f"A text of at most {MOST_BYTES:,} bytes in UTF-8 is wanted. Please take a part of it."
NOTHING = "A text is wanted; this one is empty."
BROKEN = "The text holds half a character, which cannot be written in UTF-8."
NOTE = (
    "Found by the forms recorded with the terms and by habits of writing; what a word means in the text is for its "
    "reader to judge. Codes are the editors' reading of the words beside them; where it matters, compare the words."
)


class TooLong(Invalid):
    """The text is longer than `MOST_BYTES`."""

    def __init__(self) -> None:
        super().__init__(TOO_LONG)


def annotate(text: str, language: str = "") -> Document:
    """The terms in a text, with who uses each how.

    text: at most `MOST_BYTES`. language: a BCP 47 tag of the text, or empty; in any case terms of all languages are
    found, and a French, Spanish or German word in a text of another language must stand as it is recorded.

    Answers {language, annotations, annotations_total, terms, terms_total, note}. An annotation is {start, end, text,
    terms, others, form, language, recorded, bare}: offsets are code points of the text, end exclusive; annotations rise
    and never overlap, at each place the longest form stands; `terms` are the slugs that have this form, `others` those
    that it may be short for. A term is as in `annotating_terms.use_of`, with `annotations` (their number), `written`
    and `language` (its first one) and `says` (what the text says and where actors differ, a sentence), in the order of
    their first annotation; `told` is False for those whose use is left out.

    Raises `TooLong`, and `Invalid` for a text that is empty or no Unicode text.
    """
    _check(text)
    with change_log.one_state():
        return _annotated(text, language)


def _annotated(text: str, language: str) -> Document:
    words, told = words_of(text), language or language_of(text)
    matcher, vocabulary = known()
    marked = list(judged(words, matcher.find(words, language), vocabulary, told))
    first, numbers = _counted(marked)
    return {
        "language": told,
        "annotations": [_annotation(text, one) for one in marked[:MOST_ANNOTATIONS]],
        "annotations_total": len(marked),
        "terms": list(_terms(text, first, numbers)),
        "terms_total": len(first),
        "note": NOTE,
    }


def _check(text: str) -> None:
    if len(text) > MOST_BYTES:
        raise TooLong
    try:
        size = len(text.encode())
    except UnicodeEncodeError:
        raise Invalid(BROKEN) from None
    if size > MOST_BYTES:
        raise TooLong
    if not text.strip():
        raise Invalid(NOTHING)


def _annotation(text: str, one: Marked) -> Document:
    return {
        "start": one.start,
        "end": one.end,
        "text": text[one.start : one.end],
        "terms": list(one.terms),
        "others": list(one.others),
        "form": one.form,
        "language": one.language,
        "recorded": one.recorded,
        "bare": one.bare,
    }


def _counted(marked: Sequence[Marked]) -> tuple[dict[str, Marked], dict[str, int]]:
    """Term -> its first annotation, in the order of these, and term -> how many it has."""
    first: dict[str, Marked] = {}
    numbers: dict[str, int] = {}
    for one in marked:
        for slug in one.terms:
            first.setdefault(slug, one)
            numbers[slug] = numbers.get(slug, 0) + 1
    return first, numbers


def _terms(text: str, first: Mapping[str, Marked], numbers: Mapping[str, int]) -> Iterator[Document]:
    for place, (slug, one) in enumerate(first.items()):
        written, told = text[one.start : one.end], place < MOST_USES
        use = use_of(slug) if told else {**named(slug), **_UNTOLD}
        says = f"This text says “\u2068{written}\u2069”; {use['sentence']}." if told else ""
        own = {"annotations": numbers[slug], "written": written, "language": one.language}
        yield {**use, **own, "told": told, "says": says}


_UNTOLD: Document = {
    "statements": None,
    "actors": None,
    "definitions": [],
    "definitions_total": None,
    "points": [],
    "differ": [],
    "compare": None,
    "compared": [],
    "sentence": "",
}
