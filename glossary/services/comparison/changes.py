"""Over time: where a speaker's term, or stance towards a term, is another than before, as far as the record tells.

A joint text counts for each of its parties whose course is asked for. Only statements on one conflict are measured by
each other. One occasion comes before another only where its last possible day is before the other's first: of one day,
or of dates that may overlap, neither is the earlier. Of the earlier ones those count that no third one parts from it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any

from glossary.services.comparison.columns import Document, oldest_first
from glossary.services.comparison.occasions import Occasion, at_once, last_before, occasions, voices

Change = dict[str, Any]
_STANCES = {"none": "no stand"}


def changes(statements: Iterable[Document], speakers: Collection[str]) -> list[Change]:
    """Every change of term, or of stance towards a term, of each of these speakers (slugs) within one conflict.

    A term is a change where none of the speaker's last statements before was on it, and one of theirs is not used again
    at the time; a stance, where none of the last ones on that term took it, and one of theirs is not taken again. One
    change for each speaker, time and new term, or new stance to a term, with all its statements. Oldest first.
    """
    ordered = oldest_first(statements)
    found = [
        _change(before, after, speaker)
        for speaker, theirs in voices(ordered, speakers)
        for before, after in _turns(occasions(theirs))
    ]
    place = {one["id"]: number for number, one in enumerate(ordered)}
    return sorted(found, key=lambda one: (place[one["after"]], place[one["before"]], one["actor"]))


Turn = tuple[list[Document], list[Document]]


def _turns(course: Sequence[Occasion]) -> Iterator[Turn]:
    """What was said before and what is said after, for each turn of one speaker in one conflict."""
    for occasion in course:
        yield from _turned(occasion, course, _term)
        for term in dict.fromkeys(map(_term, occasion.statements)):
            akin = [one.on(term) for one in course if one.on(term).statements]
            yield from _turned(occasion.on(term), akin, _stance)


def _turned(occasion: Occasion, course: Sequence[Occasion], value: Callable[[Document], str]) -> Iterator[Turn]:
    """The turns to each value that was not among the last ones, from those of them that do not stand any more."""
    last = [one for some in last_before(occasion, course) for one in some.statements]
    again = {value(one) for some in at_once(occasion, course) for one in some.statements}
    left = [one for one in last if value(one) not in again]
    new = dict.fromkeys(map(value, occasion.statements)).keys() - set(map(value, last))
    for one in sorted(new) if left else ():
        yield left, [use for use in occasion.statements if value(use) == one]


def _term(statement: Document) -> str:
    slug: str = statement["term"]["slug"]
    return slug


def _stance(statement: Document) -> str:
    stance: str = statement["stance"]
    return stance


def _change(before: Sequence[Document], after: Sequence[Document], speaker: str) -> Change:
    terms, stances = _sides(before, after, "term"), _sides(before, after, "stance")
    return {
        "before": before[0]["id"],
        "after": after[0]["id"],
        "befores": [one["id"] for one in before],
        "afters": [one["id"] for one in after],
        "actor": speaker,
        "conflict": after[0]["conflict"],
        "term": terms,
        "stance": stances,
        "words": f"now {_said(after, terms, stances)}, before {_said(before, terms, stances)}",
    }


def _sides(before: Sequence[Document], after: Sequence[Document], field: str) -> dict[str, Any] | None:
    """What each side says on a field, each value once; nothing where both say the same."""
    befores, afters = (list({str(one[field]): one[field] for one in side}.values()) for side in (before, after))
    if sorted(map(str, befores)) == sorted(map(str, afters)):
        return None
    return {"before": befores[0], "after": afters[0], "befores": befores, "afters": afters}


def _said(side: Sequence[Document], terms: Any, stances: Any) -> str:
    """What one side is on and takes, as far as that changes; where both do, each term stands with its stances."""
    taken: dict[str, list[str]] = {}
    for one in side:
        taken.setdefault(one["term"]["preferred"], []).append(_in_words(one["stance"]))
    each = [(term, " and ".join(dict.fromkeys(some))) for term, some in taken.items()]
    if not terms:
        return _listed([some for _, some in each])
    return _listed([f"{term} ({some})" if stances else term for term, some in each])


def _listed(values: Sequence[str]) -> str:
    return " and ".join([", ".join(values[:-1]), values[-1]] if len(values) > 1 else values)


def _in_words(code: str) -> str:
    return _STANCES.get(code, code.replace("-", " "))
