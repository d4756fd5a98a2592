"""The marks of a timeline: one a statement, its shape the stance, in stacks and in rows; or one a stance, counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from glossary.web import wording

Document = Mapping[str, Any]

HIGH = 10
"""Marks on top of each other before a column grows wider; a span with more has its marks counted."""
STEP, COUNTED = 16, 32
"""Pixels from mark to mark, and to one with its number."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The middle of a mark, its stance, for how many statements it stands, and whether it is one of a soft date."""

    x: float
    y: float
    stance: str
    count: int
    about: bool = False


def by_stance(statements: Sequence[Document]) -> list[tuple[str, list[Document]]]:
    """Stance -> statements in the order given; stances in the order of the legend."""
    found: dict[str, list[Document]] = {}
    for one in sorted(statements, key=lambda one: rank(one["stance"])):
        found.setdefault(one["stance"], []).append(one)
    return list(found.items())


def rank(stance: str) -> tuple[int, str]:
    """The place of a stance in the legend."""
    known = list(wording.SHAPES)
    return (known.index(stance) if stance in known else len(known)), stance


def tallest(some: Sequence[Document], grouped: bool) -> int:
    """How many marks of a column are on top of each other."""
    return len(by_stance(some)) if grouped else min(HIGH, len(some))


def width(some: Sequence[Document], grouped: bool) -> float:
    """How much room the marks of a column take."""
    return COUNTED + 2 * STEP if grouped else (-(-len(some) // HIGH) + 1) * STEP


def stacked(some: Sequence[Document], middle: float, floor: float, grouped: bool) -> tuple[Mark, ...]:
    """Marks from the floor upwards, then sideways; counted ones one above the other."""
    if grouped:
        rows = enumerate(by_stance(some))
        return tuple(Mark(middle - STEP, floor - (at + 0.5) * STEP, stance, len(same)) for at, (stance, same) in rows)
    start = middle - ((len(some) - 1) // HIGH) * STEP / 2
    return tuple(
        Mark(start + at // HIGH * STEP, floor - (at % HIGH + 0.5) * STEP, one["stance"], 1, is_about(one["said"]))
        for at, one in enumerate(some)
    )


def is_about(said: str) -> bool:
    """Whether a date is approximate, uncertain or an interval, and not one day, month or year."""
    return any(sign in said for sign in "~?%/")


def row_width(some: Sequence[Document], grouped: bool) -> float:
    """How much room the marks of a span take."""
    return len(by_stance(some)) * COUNTED if _counted(some, grouped) else len(some) * STEP


def in_a_row(some: Sequence[Document], middle: float, y: float, grouped: bool) -> tuple[Mark, ...]:
    """Marks beside each other around a middle."""
    counted = _counted(some, grouped)
    kinds = [(stance, len(same)) for stance, same in by_stance(some)] if counted else [(s["stance"], 1) for s in some]
    step = COUNTED if counted else STEP
    start = middle - len(kinds) * step / 2 + STEP / 2
    return tuple(Mark(start + at * step, y, stance, count) for at, (stance, count) in enumerate(kinds))


def _counted(some: Sequence[Document], grouped: bool) -> bool:
    return grouped or len(some) > HIGH
