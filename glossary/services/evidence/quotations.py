"""Finding a quotation in the text of its source: word for word, but for typography, or the words that come nearest.

What is found is named by a text-quote selector of the W3C's Web Annotation Data Model (prefix, exact, suffix). The
library anchorpoint finds word for word alone, needs pydantic and python-ranges, and restricts its use by its licence: a
few lines of our own serve better. The work is bounded by the length of the text, whatever it holds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from glossary.errors import Refused
from glossary.services.evidence.nearest import nearest
from glossary.services.evidence.plain_text import Plain, plain
from glossary.services.history.revisions import Piece, compare_words
from glossary.text import CJK, MARKS

How = Literal["exact", "typography", "near", "none"]

MOST_TEXT = 1_000_000
"""Characters of a text that is looked through."""
MOST_QUOTE = 1000
"""Characters of a quotation, as in the record of a statement."""
CONTEXT = 32
"""Characters of prefix and suffix at most."""
MOST_GAP = 2000
"""Characters that an ellipsis in a quotation may stand for."""
MOST_STRETCHES = 25
"""Parts of a quotation between ellipses: as many as it may have words."""
MOST_PLACES = 100
"""Places of one quotation that are counted."""
SMALL_WORDS = 4
"""Letters that small words have before the word with which they are written in one, as in Arabic "and with the"."""
_MOST_TRIED = 10_000
"""Beginnings of a quotation with an ellipsis that are looked at."""

_ELLIPSIS = re.compile(r"\s*(?:\[\s*(?:…|\.{3,}|\. \. \.)\s*\]|\(\s*(?:…|\.{3,}|\. \. \.)\s*\)|…|\.{3,}|\. \. \.)\s*")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_UNPARTED = re.compile(f"[{CJK}\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff]")
"""Letters of scripts that write no blanks between words."""
_PREFIXED = re.compile("[\u0590-\u08ff\u1200-\u137f\ufb1d-\ufdff\ufe70-\ufeff]")
"""Letters of Hebrew, Arabic and Ethiopic script, where small words are written in one with the next."""
_REST = re.compile(rf"(?:\w|[{MARKS}])*+")

TOO_LONG = "The text has {:,} characters; at most {:,} are looked through. Paste the part around the quotation."
NO_TEXT = "Paste the text in which the quotation is to be found."
NO_QUOTE = "There is no quotation to look for: fill in the quote first."


@dataclass(frozen=True, slots=True)
class Selector:
    """Words of a text with what stands before and after them, each exactly as in the text."""

    prefix: str
    exact: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of looking for a quotation.

    `selectors`: one for each stretch (several where the quotation leaves words out), none where it was not found.
    `places`: how often it stands in the text; the selectors are those of the first place. `pieces`: the quotation
    turned into the words that are there, where they differ.
    """

    how: How
    selectors: tuple[Selector, ...] = ()
    places: int = 0
    pieces: tuple[Piece, ...] = ()

    @property
    def found(self) -> bool:
        """Whether the quotation stands in the text."""
        return self.how in ("exact", "typography")


def cleaned(text: str) -> str:
    """A text as it is looked through and hashed: lines end in LF, control characters and half ones are blanks."""
    return _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def find(quote: str, text: str) -> Finding:
    """Where a quotation stands in a text. Raises `Refused` for a text that is empty or too long, and for no quotation.

    A place within a longer word is none: "conditional" is not said where "unconditional" stands.
    """
    _check(quote, text)
    text, quote = cleaned(text), cleaned(quote).strip()
    places = list(_places(text, quote))
    if places:
        return Finding("exact", (_selector(text, places[0], places[0] + len(quote)),), len(places))
    composed = unicodedata.normalize("NFC", text)
    return _but_for_typography(quote, composed) or _near(quote, composed)


def _check(quote: str, text: str) -> None:
    if len(text) > MOST_TEXT:
        raise Refused({"source_text": [TOO_LONG.format(len(text), MOST_TEXT)]})
    if not cleaned(text).strip():
        raise Refused({"source_text": [NO_TEXT]})
    if not cleaned(quote).strip():
        raise Refused({"quote": [NO_QUOTE]})
    if len(quote) > MOST_QUOTE:
        raise Refused({"quote": [f"The quotation has {len(quote):,} characters; at most {MOST_QUOTE:,} are allowed."]})


def _places(text: str, words: str, start: int = 0, end: int | None = None) -> Iterator[int]:
    """Where the words stand in the text as whole words, from the first to the hundredth place."""
    end, number = len(text) if end is None else end, 0
    at = text.find(words, start, end)
    while at >= 0 and number < MOST_PLACES:
        if _is_whole(text, at, at + len(words)):
            yield at
            number += 1
            at = text.find(words, at + len(words), end)
        else:
            at = text.find(words, _next_beginning(text, at), end)


def _is_whole(text: str, start: int, end: int) -> bool:
    return (not _cuts(text, start) or _follows_small_words(text, start)) and not _cuts(text, end)


def _follows_small_words(text: str, at: int) -> bool:
    """Whether the word that begins here has no more before it than the small words of its script may have."""
    if not _PREFIXED.match(text[at]) or _is_joined(text[at]):
        return False
    before = text[max(0, at - SMALL_WORDS - 1) : at]
    return len(before) <= SMALL_WORDS or not all(one.isalnum() or _is_joined(one) for one in before)


def _next_beginning(text: str, at: int) -> int:
    """Where words may begin next, after they began within a word, or ended within one: hardly in the same word."""
    if not _cuts(text, at) or _follows_small_words(text, at) or _UNPARTED.match(text[at]):
        return at + 1
    rest = _REST.match(text, at)
    return max(at + 1, rest.end() if rest else 0)


def _cuts(text: str, at: int) -> bool:
    """Whether a bound at this place would cut a word, or a letter from its marks."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if _is_joined(after):
        return not before.isspace()
    if _UNPARTED.match(before) or _UNPARTED.match(after):
        return False
    return after.isalnum() and (before.isalnum() or _is_joined(before))


def _is_joined(character: str) -> bool:
    """Marks and signs without a shape of their own belong to what stands before them."""
    return not character.isascii() and unicodedata.category(character) in ("Mn", "Mc", "Me", "Cf")


def _selector(text: str, start: int, end: int) -> Selector:
    first, last = max(0, start - CONTEXT), min(len(text), end + CONTEXT)
    whole_first = next((at for at in range(first, start) if not _cuts(text, at)), first)
    whole_last = next((at for at in range(last, end, -1) if not _cuts(text, at)), last)
    return Selector(text[whole_first:start], text[start:end], text[end:whole_last])


def _but_for_typography(quote: str, text: str) -> Finding | None:
    """The quotation whole, else parted at its ellipses, in the plain form of both."""
    written, sought = plain(text), plain(quote).text.strip()
    places = _either_case(written.text, sought)
    if places:
        return _set_otherwise(quote, (_at(written, text, places[0], len(sought)),), len(places))
    stretches = [plain(part).text.strip() for part in _ELLIPSIS.split(quote)]
    stretches = [part for part in stretches if any(character.isalnum() for character in part)]
    if stretches in ([], [sought]) or len(stretches) > MOST_STRETCHES:
        return None
    row = _in_a_row(written.text, stretches)
    selectors = tuple(_at(written, text, at, len(part)) for at, part in zip(row, stretches, strict=False))
    return _set_otherwise(quote, selectors, 1) if row else None


def _set_otherwise(quote: str, selectors: tuple[Selector, ...], places: int) -> Finding:
    told = " […] ".join(" ".join(one.exact.split()) for one in selectors)
    return Finding("typography", selectors, places, compare_words(quote, told))


def _at(written: Plain, text: str, at: int, length: int) -> Selector:
    return _selector(text, written.begin(at), written.end(at + length))


def _either_case(text: str, words: str) -> list[int]:
    """The places of the words with their first letter large or small."""
    if not words:
        return []
    return sorted(at for form in _forms(words) for at in _places(text, form))[:MOST_PLACES]


def _forms(words: str) -> set[str]:
    first, rest = words[0], words[1:]
    return {words, *(form + rest for form in (first.upper(), first.lower()) if len(form) == 1)}


def _in_a_row(text: str, stretches: Sequence[str]) -> list[int]:
    """The places of stretches that follow each other, each within reach of the one before; empty if they do not."""
    if not all(any(form in text for form in _forms(part)) for part in stretches):
        return []
    for tried, first in enumerate(_beginnings(text, stretches[0])):
        row = [first]
        for before, part in pairwise(stretches):
            after = row[-1] + len(before)
            follows = _first_place(text, part, after, after + MOST_GAP + len(part))
            if follows is None:
                break
            row.append(follows)
        if len(row) == len(stretches):
            return row
        if tried >= _MOST_TRIED:
            break
    return []


def _first_place(text: str, words: str, start: int, end: int) -> int | None:
    firsts = (next(_places(text, form, start, end), None) for form in _forms(words))
    return min((at for at in firsts if at is not None), default=None)


def _beginnings(text: str, words: str) -> Iterator[int]:
    for found in re.finditer("|".join(re.escape(form) for form in sorted(_forms(words))), text):
        if _is_whole(text, *found.span()):
            yield found.start()


def _near(quote: str, text: str) -> Finding:
    span = nearest(quote, text)
    if span is None:
        return Finding("none")
    start, end = span
    return Finding("near", (_selector(text, start, end),), 0, compare_words(quote, " ".join(text[start:end].split())))
