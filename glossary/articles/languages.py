"""The language of an article, told by its script and its small words."""

from __future__ import annotations

import re
from collections import Counter

_SAMPLE = 20_000
_SMALL = {
    "en": "the of and to in that is for said on with",
    "fr": "le la les des du et une est dans pour que qui sur au",
    "es": "el la los las del y una es en por que con para se",
    "de": "der die das und den dem ein eine ist nicht mit von zu auf",
}
_SCRIPTS = {"ar": "\u0620-\u06ff", "he": "\u05d0-\u05ea", "ru": "\u0400-\u052f", "zh": "\u4e00-\u9fff"}
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str:
    """A two-letter code: one of ar, de, en, es, fr, he, ru, uk, zh; English where nothing tells."""
    sample = text[:_SAMPLE]
    letters = sum(letter.isalpha() for letter in sample) or 1
    for code, script in _SCRIPTS.items():
        if len(re.findall(f"[{script}]", sample)) * 2 > letters:
            return "uk" if code == "ru" and len(_UKRAINIAN.findall(sample)) * 40 > letters else code
    counted = Counter(word.lower() for word in _WORD.findall(sample))
    scores = {code: sum(counted[word] for word in small.split()) for code, small in _SMALL.items()}
    return max(scores, key=lambda code: scores[code])


def language_of_words(words: str, article: str, form: str) -> str:
    """The language of some words of an article: its own, unless their script or the term's form tells another."""
    own = next((code for code, script in _SCRIPTS.items() if re.search(f"[{script}]", words)), "")
    if own:
        return own if _script(article) != own else article
    return form if form in _SMALL and form != "en" else ("en" if article in _SCRIPTS or article == "uk" else article)


def _script(language: str) -> str:
    return "ru" if language == "uk" else language
