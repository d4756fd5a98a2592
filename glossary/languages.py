"""Languages: which way they are written, their quotation marks, the script of a word, and its stem.

A query does not say its language, so a word may be stemmed in every language of its script. What the stemmers keep
apart stays apart: `humanity`/`humanitarian`, `ceased`/`cessation`, Arabic plurals such as هدنات/هدنة, and every
inflected form in Hebrew, Bulgarian and Chinese, which have no stemmer here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from threading import Lock
from typing import Any, Literal

import Stemmer

STEMMERS = {
    "ar": "arabic",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "ru": "russian",
}
"""Languages with a stemmer; `english` is the one called porter2."""

SCRIPT_LANGUAGES = {"latin": ("en", "fr", "es", "de"), "cyrillic": ("ru",), "arabic": ("ar",)}
"""A query does not say its language: its words are stemmed in every language of their script."""

_RTL_LANGUAGES = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "syr", "ug", "ur", "yi"})

_RTL_SCRIPTS = frozenset({"arab", "hebr", "syrc", "thaa", "nkoo"})

_QUOTATION_MARKS = {
    "am": ("«", "»"),
    "ar": ("«", "»"),
    "bg": ("„", "“"),
    "cs": ("„", "“"),
    "de": ("„", "“"),
    "es": ("«", "»"),
    "fa": ("«", "»"),
    "fr": ("«\u00a0", "\u00a0»"),
    "he": ("”", "”"),
    "it": ("«", "»"),
    "ja": ("「", "」"),
    "ru": ("«", "»"),
    "uk": ("«", "»"),
}

RECENT_WORDS = 4096
"""Words that each step of reading remembers. Names have ten times as many, most of which are read once."""

_SCRIPTS = (
    ("latin", re.compile("[a-z\u00df-\u024f]")),
    ("cyrillic", re.compile("[\u0400-\u052f]")),
    ("arabic", re.compile("[\u0620-\u06ff]")),
)

# A stemmer keeps its word in itself while it works; threads share it.
_STEMMING = Lock()


@lru_cache(maxsize=1024)
def primary(language: str) -> str:
    """The language without region or script: `zh` of `zh-Hant`."""
    return language.replace("_", "-").partition("-")[0].casefold()


def direction(language: str) -> Literal["ltr", "rtl"]:
    """Which way the language's script runs; a script subtag (`az-Arab`) decides where there is one."""
    subtags = language.casefold().replace("_", "-").split("-")
    for subtag in subtags[1:]:
        if len(subtag) == 4 and subtag.isalpha():
            return "rtl" if subtag in _RTL_SCRIPTS else "ltr"
    return "rtl" if subtags[0] in _RTL_LANGUAGES else "ltr"


def quotation_marks(language: str) -> tuple[str, str]:
    """The opening and the closing mark around words in a language; those of English where it has none of its own."""
    return _QUOTATION_MARKS.get(primary(language), ("“", "”"))


@lru_cache(maxsize=RECENT_WORDS)
def script(word: str) -> str:
    """`latin`, `cyrillic`, `arabic`, or empty: it decides which stemmers may touch a folded word."""
    return next((name for name, letters in _SCRIPTS if letters.search(word)), "")


def stem_forms(word: str, languages: Iterable[str]) -> tuple[str, ...]:
    """`xx:stem` for each of the languages that has a stemmer and writes in the word's script."""
    fitting = SCRIPT_LANGUAGES.get(script(word), ())
    return tuple(f"{language}:{_stem(word, language)}" for language in languages if language in fitting)


def stems(words: Sequence[str], language: str) -> list[str]:
    """Of many words in the script of a language that has a stemmer the stem of each, as `stem_forms` writes it."""
    with _STEMMING:
        found: list[str] = _stemmer(language).stemWords(words)
    return [f"{language}:{one}" for one in found]


@lru_cache(maxsize=RECENT_WORDS)
def _stem(word: str, language: str) -> str:
    with _STEMMING:
        stem: str = _stemmer(language).stemWord(word)
    return stem


@cache
def _stemmer(language: str) -> Any:
    return Stemmer.Stemmer(STEMMERS[language], 0)
