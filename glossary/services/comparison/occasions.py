"""One speaker's course in one conflict: who speaks in a joint text, and which statements are of one time.

Accounts of one utterance that dispute each other are one occasion; where the speaker's own text is among them, it
alone counts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from glossary.services.comparison.columns import Document, oldest_first

NO_CONFLICT = "general"
"""Of the conflicts, the one that stands for none: definitions, law, appeals to the whole world."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """What was said at one time: on the same days, or in one utterance that is told in several ways."""

    first: str
    last: str
    statements: tuple[Document, ...]

    def on(self, term: str) -> Occasion:
        """The occasion as far as it is on one term."""
        return replace(self, statements=tuple(one for one in self.statements if one["term"]["slug"] == term))


def voices(statements: Iterable[Document], speakers: Collection[str]) -> Iterator[tuple[str, list[Document]]]:
    """Each speaker with its statements on each conflict, joint texts included, oldest first.

    Statements on no single conflict are no course: a definition of one thing does not give way to that of another.
    """
    courses: dict[tuple[str, str], list[Document]] = {}
    for one in oldest_first(statements):
        if one["conflict"]["slug"] == NO_CONFLICT:
            continue
        parties = {one["actor"]["slug"], *(party["actor"]["slug"] for party in one["with"])}
        for slug in parties.intersection(speakers):
            courses.setdefault((slug, one["conflict"]["slug"]), []).append(one)
    for (slug, _), theirs in sorted(courses.items()):
        yield slug, theirs


def occasions(theirs: Sequence[Document]) -> list[Occasion]:
    """The occasions of a course, oldest first; statements of exactly the same days are of one."""
    days: dict[tuple[str, str], list[Document]] = {}
    for accounts in _utterances(theirs):
        own = [one for one in accounts if one["attribution"] == "direct"] or accounts
        span = min(one["said_from"] for one in own), max(one["said_to"] for one in own)
        days.setdefault(span, []).extend(own)
    return [Occasion(*span, tuple(oldest_first(some))) for span, some in sorted(days.items())]


def _utterances(theirs: Sequence[Document]) -> list[list[Document]]:
    """The statements, those together that dispute each other, directly or through a third; either may say so."""
    groups: list[list[Document]] = []
    for one in theirs:
        apart = [group for group in groups if not any(_disputed(one, other) for other in group)]
        akin = [other for group in groups if any(_disputed(one, other) for other in group) for other in group]
        groups = [*apart, [*akin, one]]
    return groups


def _disputed(one: Document, other: Document) -> bool:
    return other["id"] in one["disputes"] or one["id"] in other["disputes"]


def last_before(later: Occasion, course: Sequence[Occasion]) -> list[Occasion]:
    """The occasions that surely come before a later one, without those that surely come before another of them."""
    earlier = [one for one in course if one.last < later.first]
    newest = max((one.first for one in earlier), default="")
    return [one for one in earlier if one.last >= newest]


def at_once(with_it: Occasion, course: Sequence[Occasion]) -> list[Occasion]:
    """The occasions that may be of the same time as one, that one included."""
    return [one for one in course if one.first <= with_it.last and with_it.first <= one.last]
