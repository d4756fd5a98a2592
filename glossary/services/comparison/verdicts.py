"""What a row of a comparison amounts to: six verdicts over the code sets of its columns.

A column that says nothing on the row is `None`; one that speaks only in words no code fits is an empty set.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Literal

Verdict = Literal["silent", "only", "agree", "overlap", "differ", "uncoded"]
CodeSet = frozenset[str] | None

NOT_ALIKE: frozenset[Verdict] = frozenset({"differ", "overlap"})
"""The verdicts that count as a difference in "7 of 13 rows differ"."""


def verdict(columns: Sequence[CodeSet]) -> Verdict:
    """The verdict of a row, looking only at the columns that speak; the first of these that fits:

    1. `silent`   none speaks;
    2. `only`     one speaks, coded or not: there is nothing to compare it with;
    3. `uncoded`  one of them has words but no code, so that codes cannot answer for the row (`pairs_apart`
                  still names the coded columns that are known to differ);
    4. `differ`   two of them share no code, whatever the others do;
    5. `agree`    all have the same set;
    6. `overlap`  every two share a code, and not all sets are the same.

    The order of columns plays no part, and silence is never read as a code: it is not compared.
    """
    speaking = [codes for codes in columns if codes is not None]
    if len(speaking) < 2:
        return "only" if speaking else "silent"
    if not all(speaking):
        return "uncoded"
    sets = set(speaking)  # of many columns these are few
    if any(one.isdisjoint(other) for one, other in combinations(sets, 2)):
        return "differ"
    return "agree" if len(sets) == 1 else "overlap"


def pairs_apart(columns: Sequence[CodeSet]) -> list[tuple[int, int]]:
    """Which two columns share no code, among those that have codes; by position, left one first."""
    coded = [(position, codes) for position, codes in enumerate(columns) if codes]
    return [(left, right) for (left, a), (right, b) in combinations(coded, 2) if a.isdisjoint(b)]


def shared_codes(columns: Sequence[CodeSet]) -> list[str]:
    """The codes that all speaking columns have, in alphabetical order; none when fewer than two speak."""
    speaking = [codes for codes in columns if codes is not None]
    return sorted(frozenset.intersection(*speaking)) if len(speaking) > 1 else []
