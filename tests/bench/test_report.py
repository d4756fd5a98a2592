"""The page and the picture come from the figures, whatever of them is there."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

from tests.bench import figures, report
from tests.bench.goals import GOALS

RUN = {"date": "2026-01-02", "command": "make bench"}
TIMES = {"p50": 1.0, "p95": 2.5, "p99": 3.0, "n": 10}
RATE = {"rate": 120.0, "rate_min": 100.0, "rate_max": 130.0, "failures": 0, "bytes": 2000, **TIMES}
RATIO = {"8": {"median": 4.2, "min": 4.0, "max": 5.0}}
EMPTY: dict[str, Any] = {"machine": {}, "versions": {}, "parts": {}}


def _measured() -> figures.Figures:
    classes = {"all": {"service": TIMES, "engine": TIMES, "found": 1.0}}
    held = {"idle": 90.0, "after": 120.0, "first_s": 0.1}
    engine = {"rebuild_s": 9.0, "disk_mb": 3.0, "classes": classes, "memory": held, "added": {"found_ms": 700.0}}
    http = {
        "rows": {"distinct": {"8": RATE}, "datasette, fastest": {"8": RATE}},
        "ratios": {"same facets": RATIO},
        "check": {"asked": 10, "ours": 9, "datasette": 8, "same": 7},
        "notes": ["There are no suggestions."],
        "rounds": 2,
        "seconds": 1.0,
        "datasette": "0.65.1",
    }
    doors = {
        "statements": 401,
        "steps": {"import": 2.0},
        "doors": {"search": {**TIMES, "ratio": 5}},
        "quality": {"MRR": 1},
    }
    found = {**EMPTY, "machine": {"cores": "2"}}
    parts = {"engines": engine, "http": http}
    for part, run in parts.items():
        found = figures.merged(found, part, "whoosh/10000", {**run, **RUN})
    return figures.merged(found, "doors", "whoosh", {**doors, **RUN})


def test_the_page_has_the_figures_and_says_what_is_reached(tmp_path: Path) -> None:
    report.write(_measured(), tmp_path)
    page = (tmp_path / "benchmarks.md").read_text("utf-8")
    assert "| ours : Datasette with the same facets, 10k, whoosh | ≥ 3 times | 4.20 | reached |" in page
    assert "| one statement published until found, 10k, whoosh | < 150 ms | 700 | **missed** |" in page
    assert "| full rebuild, 100k, tantivy | < 30 s | – | not measured |" in page
    assert "There are no suggestions." in page
    assert "120 (100–130)" in page


def test_the_picture_is_sound_and_large_enough_to_read(tmp_path: Path) -> None:
    report.write(_measured(), tmp_path)
    picture = ET.parse(tmp_path / "benchmarks.svg").getroot()  # noqa: S314
    assert len(picture.findall("{*}rect")) == 3
    assert "prefers-color-scheme: dark" in (tmp_path / "benchmarks.svg").read_text("utf-8")


def test_without_figures_there_is_a_page_all_the_same() -> None:
    page = report.page(EMPTY)
    assert page.count("not measured") == len(GOALS)


def test_figures_are_kept_as_they_were(tmp_path: Path) -> None:
    figures.save(_measured(), tmp_path / "kept.json")
    assert figures.load(tmp_path / "kept.json") == _measured()
    assert figures.load(tmp_path / "none.json") == EMPTY
