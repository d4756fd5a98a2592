"""The words of a text with their places in it, and what each may be compared as with the words of a term.

A word keeps its place in the text as it was given, so that no folding (case, accents, ligatures, composed or not) can
move a mark. Words end where letters, digits and the marks on them end; Chinese and Japanese characters stand alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from glossary.articles.tokens import keys
from glossary.languages import script, stem_forms, stems
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
MOST_READ = 65_536
"""Forms of terms, by language, of which is kept what was read in them: some 20,000 terms have as many."""
STEMMED = ("fr", "es", "de")
"""Languages in Latin script whose words are compared by their stems; English words by their singular."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text as written, each with the code points at which it starts and ends (exclusive).

    folded_as: each different word with its folded form, which is empty for what is too long to be a word of a term.
    """

    text: str
    written: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    folded_as: Mapping[str, str]

    def between(self, first: int, last: int) -> str | None:
        """What stands between the words first..last (exclusive) if they may be one term, else None."""
        gaps = ""
        for left in range(first, last - 1):
            start, end = self.ends[left], self.starts[left + 1]
            gap = self.text[start:end] if end - start <= MOST_BETWEEN else ""
            if gap != " " and (not _BETWEEN.fullmatch(gap) or gap.count("\n") > 1 or end - start > MOST_BETWEEN):
                return None
            gaps += gap
        return gaps


def words_of(text: str) -> Words:
    """The words of a text, in its order."""
    found = list(_WORD.finditer(text))
    written, bounds = [one[0] for one in found], [one.span() for one in found]
    folded_as = {word: folded(word) if len(word) <= MOST_LETTERS else "" for word in set(written)}
    return Words(text, written, [start for start, _ in bounds], [end for _, end in bounds], folded_as)


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


def stemmed(words: Iterable[str], language: str) -> dict[str, str]:
    """Folded words, each with its stem in one of `STEMMED`; without those that are written in another script."""
    latin = [word for word in words if script(word) == "latin"]
    return dict(zip(latin, stems(latin, language), strict=True))


@lru_cache(maxsize=MOST_READ)
def form_words(text: str) -> tuple[str, ...]:
    """The folded words of a form of a term; kept, so that only new forms are read when a term has changed."""
    return tuple(folded(one[0]) for one in _WORD.finditer(text))


@lru_cache(maxsize=MOST_READ)
def form_keys(text: str, language: str) -> tuple[str, ...]:
    """What the words of a form are compared as: by their stems in one of `STEMMED`, or in any text (empty)."""
    return word_keys(form_words(text), language)


def word_keys(words: Sequence[str], language: str) -> tuple[str, ...]:
    """The same of the folded words of a form."""
    if not language:
        return tuple(plain_keys(word)[0] for word in words)
    known = stemmed(words, language)
    return tuple(known.get(word, word) for word in words)


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes")) else word[:-1]
