"""Times to figures, and the file that keeps them: docs/benchmarks.json, from which the page is written.

A run replaces what it measured (by part, engine and size) and leaves the rest.
"""

from __future__ import annotations

import json
import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from glossary import ROOT

FILE = ROOT / "docs" / "benchmarks.json"
Figures = dict[str, Any]


def percentile(times: Sequence[float], share: float) -> float:
    """The least of the times that `share` (0 to 1) of them do not exceed."""
    ordered = sorted(times)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def spread(seconds: Sequence[float]) -> dict[str, float]:
    """p50, p95 and p99 in milliseconds, and how many times there were."""
    shares = {"p50": 0.5, "p95": 0.95, "p99": 0.99}
    figures = {name: round(percentile(seconds, share) * 1000, 3) for name, share in shares.items()}
    return {**figures, "n": len(seconds)}


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> dict[str, float]:
    """Ratio of the medians, with the least and the greatest ratio of one round."""
    rounds = [one / other for one, other in zip(ours, theirs, strict=True) if other]
    median = statistics.median(ours) / statistics.median(theirs) if any(theirs) else 0.0
    low, high = (min(rounds), max(rounds)) if rounds else (0.0, 0.0)
    return {"median": round(median, 2), "min": round(low, 2), "max": round(high, 2)}


def load(file: Path = FILE) -> Figures:
    """What was measured before."""
    found: Figures = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return {"machine": {}, "versions": {}, "parts": {}} | found


def merged(before: Figures, part: str, key: str, measured: Figures) -> Figures:
    """The figures with one measurement put in its place."""
    parts = {**before["parts"], part: {**before["parts"].get(part, {}), key: measured}}
    return {**before, "parts": parts}


def save(figures: Figures, file: Path = FILE) -> None:
    """Write the figures, in a form that differs little from one run to the next."""
    file.write_text(json.dumps(figures, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
