"""Words and marks of a text with their places, and the keys by which words are compared with names and terms."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from glossary.languages import stem_forms
from glossary.text import CJK, MARKS, fold

POSSESSIVE = "'s"
_LETTERS = rf"[^\W_{CJK}][{MARKS}]*"
_TOKEN = re.compile(
    r"[a-z0-9]++(?=[\s,;:)])|"  # plain words, which are most, before all that needs a closer look
    r"(?<![^\W_])(?:mr|mrs|ms|dr|gen|lt|col|sgt|capt|sen|rep|gov|rev|prof|st|maj|adm|brig|amb)\.(?=\s)"
    r"|(?<=[^\W\d_] )(?-i:[A-Z])\.(?= (?-i:[A-Z]))"  # the initial of a middle name
    r"|(?<![^\W_])(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?|(?<![^\W_])[^\W\d_]\.[^\W\d_](?![^\W_])"  # U.N., U.S
    r"|(?<![^\W_])(?:[cdjlmnst]|qu|jusqu|lorsqu)['’](?=[^\W\d_])"  # l', d', qu'
    rf"|['’](?P<own>s)(?![^\W_])"
    rf"|(?:{_LETTERS})+(?:(?:['’ʼ](?!s(?![^\W_]))|(?<=[\u05d0-\u05ea])[\"״](?=[\u05d0-\u05ea]))(?:{_LETTERS})+)*"
    rf"|[{CJK}]"
    r"|[^\w\s]",
    re.IGNORECASE,
)
_PLAIN_MARKS = {"،": ",", "؛": ";", "؟": "?"}
_ARABIC = re.compile("[\u0620-\u06ff]")
_HEBREW = re.compile("[\u05d0-\u05ea]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
STEMMED = ("de", "es", "fr")
"""Languages of Latin script, beside English, in which words are compared by stems."""


class Token(NamedTuple):
    """A word (`word`), or a punctuation mark (`mark`): as written, folded, and where it stands."""

    text: str
    fold: str
    start: int
    end: int
    word: bool
    joined: bool
    """Whether a hyphen joins the word to the one before."""


def tokens_of(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """All words and marks of a stretch in their order, with their places in the whole text.

    Hyphens are left out; a possessive ending is a word of its own.
    """
    found: list[Token] = []
    hyphen_at = -1
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        written, (first, last) = match[0], match.span()
        own = match.lastgroup == "own"
        if own or written[0].isalnum():
            folded = POSSESSIVE if own else _folded(written)
            found.append(Token(written, folded, first, last, True, hyphen_at == first))
        elif written in "-‐‑" and _inside(text, first):
            hyphen_at = last
        else:
            written = _PLAIN_MARKS.get(written, written)
            found.append(Token(written, _folded(written), first, last, False, hyphen_at == first))
    return found


def _inside(text: str, at: int) -> bool:
    return 0 < at < len(text) - 1 and text[at - 1].isalnum() and text[at + 1].isalnum()


@lru_cache(maxsize=16_384)
def _folded(token: str) -> str:
    folded = token.lower() if token.isascii() else fold(token)
    return folded.replace(".", "") or folded


@lru_cache(maxsize=65_536)
def keys(word: str, language: str) -> tuple[str, ...]:
    """What a folded word may be compared as in an article of this language; the first serves for names and terms too.

    Arabic and Hebrew words are tried without the small words that are written together with them.
    """
    if word.isascii():
        return (_latin(word, language),)
    if _ARABIC.search(word):
        return _without(word, ("و", "ف", "ب", "ل", "ك"), "ال")
    if _HEBREW.search(word):
        return _without(word, ("ו", "ש", "ב", "ל", "מ", "כ"), "ה")
    if _CYRILLIC.search(word):
        return (next(iter(stem_forms(word, ("ru",))), word),)
    return (word,)


def _latin(word: str, language: str) -> str:
    if language in STEMMED:
        return next(iter(stem_forms(word, (language,))), word)
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _without(word: str, small: tuple[str, ...], article: str) -> tuple[str, ...]:
    """The word without article; then without one or two small words before it as well."""
    found = [_bare(word, article)]
    rest = word
    for _ in range(2):
        if len(rest) > 3 and rest.startswith(small):
            rest = rest[1:]
            found += [_bare(rest, article), _bare("ا" + rest, article)] if article == "ال" else [_bare(rest, article)]
    return tuple(dict.fromkeys(found))


def _bare(word: str, article: str) -> str:
    return word[len(article) :] if len(word) > len(article) + 1 and word.startswith(article) else word
