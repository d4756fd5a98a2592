"""The words of a text with their places in it, and what each may be compared as with the words of a term.

A word keeps its place in the text as it was given, so that no folding (case, accents, ligatures, composed or not) can
move a mark. Words end where letters, digits and the marks on them end; Chinese and Japanese characters stand alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from glossary.articles.tokens import keys
from glossary.languages import script, stem_forms
from glossary.text import CJK, MARKS, fold

_UNSEEN = "\u00ad\u034f\u061c\u180e\u200c-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_LETTERS = rf"(?:[^\W_{CJK}][{MARKS}{_UNSEEN}]*)+"
_WORD = re.compile(rf"[a-zA-Z]++(?![^\W_]|[{MARKS}{_UNSEEN}])|{_LETTERS}|[{CJK}][{MARKS}]*")
_BLANKS = rf"[\s{_UNSEEN}]"
_HYPHENS = "-\u2010\u2011\u05be"
_QUOTES = "'\"‘’‚“”„«»״׳ʼ"
_BETWEEN = re.compile(rf"{_BLANKS}*+(?:,{_BLANKS}*+)?[{_QUOTES}]?|[{_HYPHENS}]{_BLANKS}?")
"""What may stand between two words of a term: blanks, a line break, a hyphen, a quotation mark, a comma."""
MOST_BETWEEN = 20
"""Code points between two words of a term."""
MOST_LETTERS = 128
"""Code points of a word that is compared, with its marks; longer runs of letters are no word of any term."""
STEMMED = ("fr", "es", "de")
"""Languages in Latin script whose words are compared by their stems; English words by their singular."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text as written, each with the code points at which it starts and ends (exclusive)."""

    text: str
    written: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]

    def between(self, first: int, last: int) -> str | None:
        """What stands between the words first..last (exclusive) if they may be one term, else None."""
        bounds = [(self.ends[left], self.starts[right]) for left, right in pairwise(range(first, last))]
        if any(end - start > MOST_BETWEEN for start, end in bounds):
            return None
        gaps = [self.text[start:end] for start, end in bounds]
        fitting = all(_BETWEEN.fullmatch(gap) and gap.count("\n") < 2 for gap in gaps)
        return "".join(gaps) if fitting else None


def words_of(text: str) -> Words:
    """The words of a text, in its order."""
    found = list(_WORD.finditer(text))
    return Words(text, [one[0] for one in found], [one.start() for one in found], [one.end() for one in found])


def folded(word: str) -> str:
    """A word without case, accents and whatever else hides that it is the same."""
    return word.lower() if word.isascii() else fold(word)


@lru_cache(maxsize=16_384)
def plain_keys(word: str) -> tuple[str, ...]:
    """What a folded word may be compared as in any text; the first serves for the words of terms.

    English plurals as their singular; Cyrillic words by their Russian stem; Arabic and Hebrew words also without the
    small words that are written together with them, Arabic ones by their stem.
    """
    if word.isascii():
        return (_singular(word),)
    found = keys(word, "")
    if script(word) == "arabic":
        return tuple(dict.fromkeys(stem_forms(one, ("ar",))[0] for one in found if one))
    return found


@lru_cache(maxsize=16_384)
def stem(word: str, language: str) -> str:
    """The stem of a folded word in one of `STEMMED`; the word itself where it is written in another script."""
    return next(iter(stem_forms(word, (language,))), word)


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes")) else word[:-1]
