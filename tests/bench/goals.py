"""What was promised, and what of it the figures reach."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.bench.doors import SEARCHES
from tests.bench.figures import Figures
from tests.bench.over_http import SUGGEST
from tests.bench.side_by_side import COMPARISON, FIELD

RATIO_CLIENTS = "8"


@dataclass(frozen=True, slots=True)
class Goal:
    """A promise: what `part` says of `key` at `path` is at least, or at most, `bound`."""

    words: str
    part: str
    key: str
    path: tuple[str, ...]
    bound: float
    unit: str = ""
    at_least: bool = False

    def reached(self, figures: Figures) -> float | None:
        """The figure; None where it was not measured."""
        found: Any = figures["parts"].get(self.part, {}).get(self.key)
        for step in self.path:
            found = found.get(step) if isinstance(found, dict) else None
        return found

    def is_kept(self, figures: Figures) -> bool | None:
        """Whether the figure keeps the promise; None where there is none."""
        found = self.reached(figures)
        if found is None:
            return None
        return found >= self.bound if self.at_least else found < self.bound

    def told(self) -> str:
        """The bound as text."""
        return f"{'≥' if self.at_least else '<'} {self.bound:g}{f' {self.unit}' if self.unit else ''}"


def _times(words: str, key: str, pair: str, bound: float) -> Goal:
    return Goal(words, "http", key, ("ratios", pair, RATIO_CLIENTS, "median"), bound, "times", at_least=True)


SAME, FASTEST = "ours : Datasette with the same facets", "ours, facets and marks : Datasette at its fastest"
HOT = "one search again and again : no-op of equal size"
SMALL, LARGE = "whoosh/10000", "tantivy/100000"

GOALS: tuple[Goal, ...] = (
    _times(f"{SAME}, 10k, whoosh", SMALL, "same facets", 3),
    _times(f"{SAME}, 10k, tantivy", "tantivy/10000", "same facets", 12),
    _times(f"{SAME}, 100k, tantivy", LARGE, "same facets", 15),
    _times(f"{FASTEST}, 10k, tantivy", "tantivy/10000", "fastest", 1.5),
    _times(f"{FASTEST}, 100k, tantivy", LARGE, "fastest", 8),
    _times(f"{HOT}, 10k, whoosh", SMALL, "no-op", 0.7),
    _times(f"{HOT}, 100k, tantivy", LARGE, "no-op", 0.7),
    Goal(
        "search API p95, real data, judged queries, in process",
        "doors",
        "whoosh",
        ("doors", SEARCHES[1], "p95"),
        15,
        "ms",
    ),
    Goal("suggestions p95 at 100k, HTTP, 1 client", "http", LARGE, ("rows", SUGGEST, "1", "p95"), 5, "ms"),
    Goal("one statement published until found, 10k, whoosh", "engines", SMALL, ("added", "found_ms"), 150, "ms"),
    Goal("one statement published until found, 100k, tantivy", "engines", LARGE, ("added", "found_ms"), 150, "ms"),
    Goal("full rebuild, 100k, tantivy", "engines", LARGE, ("rebuild_s",), 30, "s"),
    Goal("full rebuild, 100k, whoosh", "engines", "whoosh/100000", ("rebuild_s",), 180, "s"),
    *(
        Goal(f"{name}, p95 at 100k, in process", "side-by-side", "database/100000", ("rows", name, "p95"), most, "ms")
        for name, most in ((COMPARISON, 60), (FIELD, 150))
    ),
    Goal("resident memory of a worker, 100k, tantivy", "engines", LARGE, ("memory", "after"), 250, "MB"),
)


def verdict(kept: bool | None) -> str:
    """One word for a table."""
    return {True: "reached", False: "**missed**", None: "not measured"}[kept]
