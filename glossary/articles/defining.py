"""Whether what a term means is told, and how something is called by those who are for or against it. English."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from glossary.articles.cues import DEFINING, JUDGED, JUDGING, LINKING, SET

AFTER = 20
"""Words after a term in which its definition stands."""
NEAR = 6
"""Words after a verb among which its preposition stands."""
LINK = 5
"""Words from a term within which a definition of it begins."""
DEFINITION = 8
"""Words after `is` or `means` among which the noun of a definition stands."""
_SAME = re.compile(
    r"\b(?:(?:same|know[ns]?|defined|understood|meant) as|(?:equal|equivalent|refers?|amounts?) to|"
    r"differ(?:s|ent)? from|definitions? of|(?:line|difference|distinction) between|the meaning of)(?: \w+){0,4}$"
)
_IS = re.compile(
    r"(?<!\bthere )\b(?:is|are|was|means|denotes)(?: (?:usually|generally|only))?(?: an?| the| any)?(?: \w+){0,2}$"
)
_TELLS = re.compile(r"(?:is|are|means|denotes)(?: (?:usually|generally|only|simply|merely))? (?:an?|any)(?: \w+){0,2}")
HALTS = frozenset({"halt", "halts", "suspension", "suspensions", "cessation", "cessations"})
"""Plain nouns by which terms are told; each is a part of terms as well."""
NAMING = frozenset({"term", "word", "concept", "notion", "expression"})
"""Nouns of what is told of a word."""
Words = Sequence[tuple[int, str]]


def is_defined(words: Words) -> bool:
    """`a truce is a halt`, `the definition of a truce`: what it is is told, not whether it should be."""
    before = " ".join(word for distance, word in words if -LINK * 2 <= distance < 0)
    if _SAME.search(before) or _is_definition(words, before):
        return True
    after = [word for distance, word in words if 0 < distance <= AFTER]
    if after[:2] == ["to", "be"] and after[2:3] in (["a"], ["an"]):
        return True  # `understands a corridor to be a route`
    return any(_defines(after[at : at + 1 + DEFINITION]) for at in range(min(LINK, len(after))))


def _defines(words: Sequence[str]) -> bool:
    """Whether words begin with `is a halt`, `means that fighting stops for a time` or the like."""
    if words[0] not in LINKING:
        return False
    if words[0] in ("mean", "means", "denotes", "deemed"):
        return bool(words[1:]) and words[1] != "of" and not words[1].endswith("ing")
    if "not" in words[1:3] and NAMING & set(words):
        return False  # `is not a term of law`
    rest = [
        word
        for word in words[1:]
        if word not in ("usually", "generally", "typically", "normally", "only", "not", "simply", "merely", "just")
    ]
    return bool(rest) and rest[0] in JUDGING and bool(set(rest[1:]) & DEFINING)


def _is_definition(words: Words, before: str) -> bool:
    """Whether the term itself is what another is said to be: `a truce is a suspension of fighting`."""
    inside = {word for distance, word in words if distance == 0}
    return bool(inside & DEFINING and _IS.search(before))


def is_told(between: Sequence[str], inside: Collection[str]) -> bool:
    """Whether a term says what another is, by the words between (`is a limited`) and its own (`halt in fighting`)."""
    return bool(HALTS.intersection(inside) and _TELLS.fullmatch(" ".join(between)))


def judged(verb: str, words: Words) -> str:
    """Whether what is called or described so is defined, praised, blamed, or only named."""
    after = {word for distance, word in words if distance > 0}
    before = [word for distance, word in words if distance < 0]
    inside = {word for distance, word in words if distance == 0}
    if is_defined(words):
        return "defines"
    if verb.startswith("call") and "for" in before[:NEAR]:
        return "calls-for"  # `calls in its amendment for`
    if "as" in before[-3:] and not {"a", "an"} & set(before[:2]):
        return "announces" if inside & SET else "reports"  # `described them as tactical pauses`
    if after & NAMING or ("as" in after and after & DEFINING) or ("as" in before[-3:] and inside & DEFINING):
        return "defines"
    for near in (after, set(before)):
        found = next((code for code, judging in JUDGED if near & judging), "")
        if found:
            return found
    return "none" if after & JUDGING else "reports"
