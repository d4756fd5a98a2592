"""The stance by the words around a term, in languages other than English: by classes of verbs and nouns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from glossary.articles.grammar import Grammar
from glossary.articles.telling import told
from glossary.articles.verbs import SAYS
from glossary.articles.words import word_set

FAR = 12
"""Words before and after a term that are looked at."""
AFTER = 3
"""Words by which a word after the term counts as farther away than one before it."""
REACH = 3
"""Words after a negation that it holds for."""
OPPOSITES = {"supports": "opposes", "calls-for": "opposes", "announces": "opposes", "opposes": "conditional"}
_CONDITIONS = {
    "en": word_set("without unless until if"),
    "fr": word_set("sans si tant condition conditions"),
    "es": word_set("sin si condicion condiciones mientras hasta"),
    "de": word_set("ohne wenn bedingung bedingungen solange"),
    "ru": word_set("без если условии пока"),
    "uk": word_set("без якщо умови поки"),
    "ar": word_set("بدون دون اذا شرط بشرط قبل دام"),
    "he": word_set("בלי ללא אם תנאי"),
}


def sets_condition(word: str, language: str) -> bool:
    """Whether a folded word opens a condition."""
    return word in _CONDITIONS.get(language, frozenset())


def around(words: Sequence[tuple[int, str]], grammar: Grammar) -> str:
    """The stance of the nearest word that tells one; empty without any. words: folded, with the distance from the term.

    A negation turns it round, and one alone before the term refuses it; a condition after it makes that conditional.
    """
    near = [(distance, word) for distance, word in words if abs(distance) <= FAR]
    found = min(_told(near, grammar), default=(0, ""))[1]
    if not found and any(-REACH <= distance < 0 and word in grammar.negations for distance, word in near):
        found = "opposes"
    if found == "opposes" and any(distance > 0 and sets_condition(word, grammar.language) for distance, word in near):
        return "conditional"
    return found


def _told(words: Sequence[tuple[int, str]], grammar: Grammar) -> Iterator[tuple[int, str]]:
    for at, (distance, word) in enumerate(words):
        code = told(word, grammar.language)
        if distance == 0 or code in ("", SAYS):
            continue
        negated = any(one in grammar.negations for _, one in words[max(at - REACH, 0) : at])
        yield abs(distance) + AFTER * (distance > 0), OPPOSITES.get(code, code) if negated else code
