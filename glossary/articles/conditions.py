"""What makes a stance conditional: phrases, and whether they stand around a term."""

from __future__ import annotations

from collections.abc import Sequence

from glossary.articles.polarity import sets_condition


def _phrases(phrases: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(phrase.split()) for phrase in phrases.split("|"))


NEAR = 8
"""Words after a term among which a condition makes a refusal conditional."""
ON_SUPPORT = _phrases(
    "if|unless|only after|until|provided|on condition|as long as|only when|without the release|not enough|"
    "in exchange for|in return for"
)
"""What makes a support conditional."""
ON_PROMISES = _phrases("if|unless|provided|only if|only when|only after|on condition|in exchange for|in return for")
"""What makes a promise conditional; `until` only tells how long it holds."""
ON_CALLS = _phrases("but only|only if|only when|only upon|upon agreement|provided|on condition|unless")
"""What makes a call or a plan conditional."""
ON_REFUSALS = _phrases("without|until|unless|before|which does not include|that does not include|only if|except")
"""What makes a refusal conditional when it follows the term."""
Words = Sequence[tuple[int, str]]
"""Folded words with their distance from a term: negative before it, 0 within."""


def has(words: Words, phrases: frozenset[tuple[str, ...]]) -> bool:
    """Whether one of the phrases stands among the words; `for as long as` is no condition."""
    plain = [word for _, word in words]
    return any(
        plain[at : at + len(cue)] == list(cue) and not (cue[0] == "as" and at and plain[at - 1] == "for")
        for cue in phrases
        for at in range(len(plain))
    )


def is_excepted(words: Words) -> bool:
    """Whether a refusal holds only until something happens: `no truce without the hostages`."""
    return has([one for one in words if 0 < one[0] <= NEAR], ON_REFUSALS)


def is_conditional(words: Words, language: str) -> bool:
    """Whether a word that opens a condition follows the term."""
    return any(0 < distance <= NEAR and sets_condition(word, language) for distance, word in words)
