"""From the words asked for, and what they may stand for, to the clauses an engine is given.

A word is met by itself or by the tags of what it may stand for: who asks for `Kirby` finds his statements though the
text has no name. What is recognised as it stands also raises hits, by clauses that nothing depends on. Small words and
words that only ask (`who`, `called`) are left out unless nothing else is there.
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
    "language": (2.0, 0.0),
    "date": (0.5, 0.5),
}
"""How much what is recognised raises a hit, and how much what belongs to it does; times the port's TAG_SCORE."""
RAISES_LANGUAGE = 6.0
RAISES_ROW = 0.3
RAISES_DEFINITION = 2.0
"""A query that only names terms, or a point of them, is taken to ask first what they mean."""
RAISES_UNSAID = 2.0
"""For what is recognised in small words alone (`what is a`): no clause of the query is met by it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Clauses for an engine, the words left out, and what was recognised."""

    clauses: tuple[Clause, ...]
    passed_over: tuple[str, ...]
    recognised: tuple[Recognised, ...]


def plan(clauses: Sequence[Clause], recognised: Sequence[Recognised], words: Sequence[Word] | None = None) -> Plan:
    """The clauses with the tags of what was recognised, without what only asks, and the raising clauses.

    `words` are those in which it was recognised; the clauses' own, each once, where none are given.
    """
    words = words_of(clauses) if words is None else words
    tags = _tags(words, recognised)
    silent = _silent(clauses, words, recognised)
    if all(number in silent or clause.excluded for number, clause in enumerate(clauses)):
        silent = set()
    kept = [
        replace(clause, tags=tuple(dict.fromkeys((*clause.tags, *tags[number]))))
        for number, clause in enumerate(clauses)
        if number not in silent
    ]
    whole = [one for one in recognised if not one.apart]
    raising = dict.fromkeys((*_raising(words, whole, silent), *_definitions(words, whole)))
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
    small = {number for number, clause in enumerate(clauses) if _small(clause)}
    shouted = len(small) > 1 and all(clause.text.isupper() for clause in clauses)
    silent = {number for number in small if shouted or not _written_large(clauses[number])}
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
    return clause.places[0][0][1:] in SMALL_WORDS


def _written_large(clause: Clause) -> bool:
    """`WHO` and `IT` are names, unless all of a query with small words is in capitals."""
    return clause.text.isupper() and len(clause.text) > 1


def _raising(words: Sequence[Word], recognised: Iterable[Recognised], silent: set[int]) -> Iterator[Clause]:
    for one in recognised:
        covered = words[one.start : one.end]
        unsaid = all(word.clause in silent for word in covered)
        for meaning in one.meanings:
            yield from _raised(meaning, RAISES_UNSAID if unsaid else 0.0)
        if len(covered) > 1 and any(meaning.kind in ("term", "actor") for meaning in one.meanings):
            places = tuple(word.forms for word in covered)
            yield Clause(one.meanings[0].label, places, optional=True, weight=RAISES_ROW)


def _raised(meaning: Meaning, at_least: float) -> Iterator[Clause]:
    own, akin = RAISES.get(meaning.kind, (0.0, 0.0))
    if meaning.tags and own:
        yield Clause(meaning.label, tags=meaning.tags, optional=True, weight=max(own, at_least))
    if meaning.akin and akin:
        yield Clause(meaning.label, tags=meaning.akin, optional=True, weight=akin)
    if meaning.language:
        yield Clause(meaning.label, tags=(f"language:{meaning.language}",), optional=True, weight=RAISES_LANGUAGE)


def _definitions(words: Sequence[Word], recognised: Sequence[Recognised]) -> Iterator[Clause]:
    """Where only terms and points of them are named, definitions come first."""
    covered = {at for one in recognised for at in range(one.start, one.end)}
    kinds = [{meaning.kind for meaning in one.meanings} for one in recognised]
    only_terms = all(kind & {"term", "dimension"} for kind in kinds) and any("term" in kind for kind in kinds)
    if only_terms and all(at in covered or word.forms[0][1:] in SMALL_WORDS for at, word in enumerate(words)):
        yield Clause("definitions", tags=DEFINITIONS, optional=True, weight=RAISES_DEFINITION)
