"""Which rows of the field a statement counts in: those of its actor and of everybody named in it.

Where people and bodies are counted under their actor, the row is that of the actor. A joint text counts once in each
row that it belongs to, and once in every total over several actors.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain

from glossary.services.field.counts import Counted, Joint

Rows = tuple[int, ...]
Stances = dict[str, int]
Beside = tuple[Joint, set[int]]
"""A joint text, and the rows that it counts in besides those of the actor it stands first under."""


class Placing:
    """Actor -> the rows that it counts in.

    `chosen`: who may have a row (None: everybody). `above`: actor -> what it is affiliated with, where people and
    bodies are to be counted under their actor; empty otherwise. `each`: whether everybody chosen keeps a row of its
    own; otherwise those whose actor has a row are counted there alone.
    """

    def __init__(self, chosen: Collection[int] | None, above: Mapping[int, int], *, each: bool = False) -> None:
        self._chosen, self._above, self._each = chosen, above, each
        self._known: dict[int, Rows] = {}

    def rows(self, actor: int) -> Rows:
        """The rows of one actor; none where it is not wanted."""
        if actor not in self._above:  # most of all the actors there are
            return (actor,) if self._chosen is None or actor in self._chosen else ()
        if actor not in self._known:
            self._known[actor] = self._rows(actor)
        return self._known[actor]

    def gathered(self, first: Mapping[int, int]) -> Counter[int]:
        """Numbers by actor as numbers by row."""
        if not self._above:
            chosen = self._chosen
            return Counter(first if chosen is None else {actor: n for actor, n in first.items() if actor in chosen})
        totals: Counter[int] = Counter()
        for actor, number in first.items():
            for row in self.rows(actor):
                totals[row] += number
        return totals

    def beside(self, texts: Iterable[Joint]) -> list[Beside]:
        """Each joint text once, with its further rows; those that have none are left out."""
        found: dict[int, Beside] = {}
        for one in texts:
            text = found.get(one.statement)
            if text is None:
                text = found[one.statement] = (one, set())
            text[1].update(self.rows(one.party))
        for one, rows in found.values():
            rows.difference_update(self.rows(one.first))
        return [text for text in found.values() if text[1]]

    def _rows(self, actor: int) -> Rows:
        line = [one for one in self._upward(actor) if self._chosen is None or one in self._chosen]
        return tuple(line) if self._each else tuple(line[-1:])

    def _upward(self, actor: int) -> Iterator[int]:
        """The actor, what it is affiliated with, and so on; circles end where they began."""
        seen: set[int] = set()
        one: int | None = actor
        while one is not None and one not in seen:
            seen.add(one)
            yield one
            one = self._above.get(one)


def row_totals(placing: Placing, first: Mapping[int, int], texts: Iterable[Beside]) -> Counter[int]:
    """Row -> number of its statements."""
    totals = placing.gathered(first)
    totals.update(chain.from_iterable(rows for _, rows in texts))
    return totals


def speakers(placing: Placing, actors: Iterable[int]) -> dict[int, set[int]]:
    """Row -> those of the actors whose words it counts."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    for actor in actors:
        for row in placing.rows(actor):
            found[row].add(actor)
    return dict(found)


def column_totals(placing: Placing, first: Mapping[int, int], texts: Iterable[Beside]) -> Counter[int]:
    """Term -> number of the statements of all rows; `first` counts those that stand first under one of them."""
    totals = Counter(first)
    for one, _ in texts:
        if not placing.rows(one.first):
            totals[one.term] += 1
    return totals


def by_cell(placing: Placing, first: Iterable[Counted], texts: Iterable[Beside]) -> dict[tuple[int, int], Stances]:
    """Row and term -> stance -> number of statements. `first`: each the values of a `Cell`."""
    answer: defaultdict[tuple[int, int], Stances] = defaultdict(dict)
    for actor, term, stance, number in first:
        for row in placing.rows(actor):
            stances = answer[row, term]
            stances[stance] = stances.get(stance, 0) + number
    for one, rows in texts:
        for row in rows:
            stances = answer[row, one.term]
            stances[one.stance] = stances.get(one.stance, 0) + 1
    return dict(answer)
