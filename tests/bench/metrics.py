"""How good an answer is against judgements. Gains are 2^grade - 1; what was not judged counts as not relevant."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

Grades = Mapping[str, int]
"""Id of a statement -> 2 (exactly what is sought) or 1 (useful)."""


def dcg(grades: Iterable[int]) -> float:
    """Discounted gain of grades in their order: place n (from 1) is divided by log2(n + 1)."""
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


def ndcg(found: Sequence[str], grades: Grades, depth: int = 10) -> float:
    """Gain of the first `depth` as a share (0 to 1) of the best order of all that was judged."""
    best = dcg(sorted(grades.values(), reverse=True)[:depth])
    return dcg(grades.get(one, 0) for one in found[:depth]) / best if best else 0.0


def reciprocal_rank(found: Sequence[str], grades: Grades) -> float:
    """1 over the place of the first relevant one; 0.0 where there is none."""
    return next((1 / place for place, one in enumerate(found, 1) if grades.get(one, 0) > 0), 0.0)


def recall(found: Sequence[str], grades: Grades, depth: int = 20) -> float:
    """Share (0 to 1) of the relevant ones that are among the first `depth`."""
    relevant = {one for one, grade in grades.items() if grade > 0}
    return len(relevant & set(found[:depth])) / len(relevant) if relevant else 0.0
