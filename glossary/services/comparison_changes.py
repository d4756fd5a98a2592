"""Over time: where a speaker's term, or stance towards a term, is another than before, as far as the record tells.

One statement comes before another only where its last possible day is before the other's first: of one day, or of dates
that may overlap, neither is the earlier. Of the earlier ones those count that no third one parts from the later.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from glossary.services.comparison_columns import Document, oldest_first

Change = dict[str, Any]
_STANCES = {"none": "no stand"}


def changes(statements: Iterable[Document]) -> list[Change]:
    """Every change of term, or of stance towards a term, between statements of one speaker that follow each other.

    A term is a change where none of the speaker's last statements before was on it; a stance, where none of the last
    ones on that term took it. Oldest first, by the later statement and then by the earlier one. Two accounts of one
    utterance are no change.
    """
    ordered = oldest_first(statements)
    speakers: dict[str, list[Document]] = {}
    for one in ordered:
        speakers.setdefault(one["actor"]["slug"], []).append(one)
    pairs = [pair for theirs in speakers.values() for later in theirs for pair in _turns(later, theirs)]
    place = {one["id"]: number for number, one in enumerate(ordered)}
    pairs.sort(key=lambda pair: (place[pair[1]["id"]], place[pair[0]["id"]]))
    return [_change(before, after) for before, after in pairs]


def _turns(later: Document, theirs: Sequence[Document]) -> Iterator[tuple[Document, Document]]:
    """The earlier statements from which a later one turns, each with it."""
    last = _last_before(later, theirs)
    akin = _last_before(later, [one for one in theirs if _term(one) == _term(later)])
    if not any(_term(one) == _term(later) for one in last):
        yield from ((one, later) for one in last)
    if not any(one["stance"] == later["stance"] for one in akin):
        yield from ((one, later) for one in akin)


def _last_before(later: Document, theirs: Sequence[Document]) -> list[Document]:
    """The statements that surely come before a later one, without those that surely come before another of them."""
    earlier = [one for one in theirs if one["said_to"] < later["said_from"] and one["id"] not in later["disputes"]]
    newest = max((one["said_from"] for one in earlier), default="")
    return [one for one in earlier if one["said_to"] >= newest]


def _term(statement: Document) -> str:
    slug: str = statement["term"]["slug"]
    return slug


def _change(before: Document, after: Document) -> Change:
    other_term, other_stance = _term(before) != _term(after), before["stance"] != after["stance"]
    return {
        "before": before["id"],
        "after": after["id"],
        "actor": after["actor"]["slug"],
        "term": {"before": before["term"], "after": after["term"]} if other_term else None,
        "stance": {"before": before["stance"], "after": after["stance"]} if other_stance else None,
        "words": f"now {_said(after, other_term, other_stance)}, before {_said(before, other_term, other_stance)}",
    }


def _said(statement: Document, other_term: bool, other_stance: bool) -> str:
    """What the statement is on and takes, as far as that changes; where both do, a term stands with its stance."""
    term, stance = statement["term"]["preferred"], _stance(statement["stance"])
    if not other_term:
        return stance
    return f"{term} ({stance})" if other_stance else str(term)


def _stance(code: str) -> str:
    return _STANCES.get(code, code.replace("-", " "))
