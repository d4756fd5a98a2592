"""From the words asked for, and what they may stand for, to the clauses an engine is given.

A word is met by itself or by the tags of what it may stand for: who asks for `Kirby` finds his statements though the
text has no name. What is recognised also raises hits, by clauses that nothing depends on. Small words and words that
only ask (`who`, `called`) are left out unless nothing else is there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from glossary.search.cues import DEFINITIONS, SMALL_WORDS
from glossary.search.lexicon import Meaning, Recognised, Word, words_of
from glossary.search.port import Clause

RAISES: Mapping[str, tuple[float, float]] = {
    "term": (2.5, 0.5),
    "actor": (4.0, 3.0),
    "kind": (0.5, 0.0),
    "stance": (0.5, 0.0),
    "dimension": (1.0, 0.0),
    "date": (0.5, 0.5),
}
"""How much what is recognised raises a hit, and how much what belongs to it does; times the port's TAG_SCORE."""
RAISES_LANGUAGE = 6.0
RAISES_ROW = 0.3
RAISES_DEFINITION = 2.0
"""A query that only names terms is taken to ask first what they mean."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Clauses for an engine, the words left out, and what was recognised."""

    clauses: tuple[Clause, ...]
    passed_over: tuple[str, ...]
    recognised: tuple[Recognised, ...]


def plan(clauses: Sequence[Clause], recognised: Sequence[Recognised]) -> Plan:
    """The clauses with the tags of what was recognised, without what only asks, and the raising clauses."""
    words = words_of(clauses)
    tags = _tags(words, recognised)
    silent = _silent(clauses, words, recognised)
    if all(number in silent or clause.excluded for number, clause in enumerate(clauses)):
        silent = set()
    kept = [
        replace(clause, tags=tuple(dict.fromkeys((*clause.tags, *tags[number]))))
        for number, clause in enumerate(clauses)
        if number not in silent
    ]
    raising = [*_raising(clauses, words, recognised), *_definitions(words, recognised)]
    passed_over = tuple(clauses[number].text for number in sorted(silent))
    return Plan((*kept, *raising), passed_over, tuple(recognised))


def _tags(words: Sequence[Word], recognised: Iterable[Recognised]) -> defaultdict[int, list[str]]:
    """Clause number -> tags that meet it as well as its words do."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for one in recognised:
        for number in {word.clause for word in words[one.start : one.end]}:
            found[number] += (tag for meaning in one.meanings for tag in (*meaning.tags, *meaning.akin))
    return found


def _silent(clauses: Sequence[Clause], words: Sequence[Word], recognised: Sequence[Recognised]) -> set[int]:
    """The clauses that need not be met: small words, words that only ask, and all but one word of a cue."""
    names = [one for one in recognised if any(m.kind in ("term", "actor", "date") for m in one.meanings)]
    silent = {number for number, clause in enumerate(clauses) if _small(clause)}
    for one in recognised:
        covered = [word.clause for word in words[one.start : one.end]]
        if all(meaning.kind == "asking" for meaning in one.meanings):
            silent |= set(covered)
        elif one not in names:
            speaking = [number for number in covered if number not in silent]
            silent |= set(speaking[1:])
    return silent


def _small(clause: Clause) -> bool:
    """Whether a clause is one small word, not quoted: what is quoted has no stems."""
    if clause.excluded or clause.firm or len(clause.places) != 1 or clause.tags:
        return False
    upper = clause.text.isupper() and len(clause.text) > 1
    return clause.places[0][0][1:] in SMALL_WORDS and not upper


def _raising(clauses: Sequence[Clause], words: Sequence[Word], recognised: Iterable[Recognised]) -> Iterator[Clause]:
    for one in recognised:
        for meaning in one.meanings:
            yield from _raised(meaning)
        if one.end - one.start > 1 and any(meaning.kind in ("term", "actor") for meaning in one.meanings):
            places = tuple(word.forms for word in words[one.start : one.end])
            yield Clause(one.meanings[0].label, places, optional=True, weight=RAISES_ROW)


def _raised(meaning: Meaning) -> Iterator[Clause]:
    own, akin = RAISES.get(meaning.kind, (0.0, 0.0))
    if meaning.tags and own:
        yield Clause(meaning.label, tags=meaning.tags, optional=True, weight=own)
    if meaning.akin and akin:
        yield Clause(meaning.label, tags=meaning.akin, optional=True, weight=akin)
    if meaning.language:
        yield Clause(meaning.label, tags=(f"language:{meaning.language}",), optional=True, weight=RAISES_LANGUAGE)


def _definitions(words: Sequence[Word], recognised: Sequence[Recognised]) -> Iterator[Clause]:
    """Where only terms are named, their definitions come first."""
    covered = sum(one.end - one.start for one in recognised)
    only_terms = all(any(meaning.kind == "term" for meaning in one.meanings) for one in recognised)
    small = sum(word.forms[0][1:] in SMALL_WORDS for word in words)
    if recognised and only_terms and covered + small >= len(words):
        yield Clause("definitions", tags=DEFINITIONS, optional=True, weight=RAISES_DEFINITION)
