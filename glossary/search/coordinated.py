"""Terms whose adjective stands apart from their noun: an `immediate and durable ceasefire` is an immediate one, too.

Of what is called `permanent or lasting` nobody says that it is permanent: `or` joins nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from glossary.search.cues import SMALL_WORDS
from glossary.search.lexicon import Lexicon, Meaning, Recognised, Word

REACH = 4
"""Words before a term among which an adjective is looked for that belongs to its noun."""
JOINING = "and"


def coordinated(words: Sequence[Word], found: Sequence[Recognised], known: Lexicon) -> list[Recognised]:
    """What was recognised, with the terms that an adjective before `and` makes of the noun of the next one.

    Such a term covers all from its adjective to its noun, and so does a term of several words within: either is found.
    """
    made: list[Recognised] = []
    for one in found:
        wider = _wider(words, one, found, known) if _names_a_term(one.meanings) else None
        if wider:
            qualified = one.meanings if one.end - one.start > 1 else ()
            made.append(replace(wider, meanings=(*wider.meanings, *qualified), apart=True))
        made.append(one)
    return made


def _wider(words: Sequence[Word], one: Recognised, found: Sequence[Recognised], known: Lexicon) -> Recognised | None:
    taken = max((other.end for other in found if other.end <= one.start), default=0)
    joined = False
    for at in range(one.start - 1, max(one.start - 1 - REACH, taken - 1), -1):
        word = words[at].forms[0][1:]
        if word == JOINING:
            joined = True
        elif word in SMALL_WORDS:
            return None
        elif joined and (terms := tuple(_terms([words[at], words[one.end - 1]], known))):
            return Recognised(at, one.end, terms)
    return None


def _terms(pair: Sequence[Word], known: Lexicon) -> Iterator[Meaning]:
    """The terms that an adjective and a noun name together."""
    for found in known.recognise(pair):
        if found.end - found.start == len(pair):
            yield from (meaning for meaning in found.meanings if meaning.kind == "term")


def _names_a_term(meanings: Sequence[Meaning]) -> bool:
    return any(meaning.kind == "term" for meaning in meanings)
