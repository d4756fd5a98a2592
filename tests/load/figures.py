"""A run told in figures, in the form in which docs/load.json keeps it; and whether all was as it should be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from tests.bench.figures import spread
from tests.load import watching
from tests.load.course import ALONE, HASTE, TOGETHER, Run, Stage
from tests.load.editors import STEPS, Deed
from tests.load.readers import Answer

FAILED = 500
"""From this status on an answer is a failure of ours."""
REFUSED = 400
ROWS = 12
"""Of the table of memory over time."""
NAMED = 20
"""Failures that are told one by one."""
Figures = dict[str, Any]


def told(run: Run) -> Figures:
    """All figures of a run."""
    found = {
        "stages": {stage.name: _stage(run, stage) for stage in run.stages},
        "counts": _counts(run),
        "editors": _editors(run.deeds),
        "imports": _imports(run),
        "memory": [one._asdict() | {"flat": one.flat} for one in watching.judged(run.looks_during(HASTE))],
        "over_time": [list(row) for row in watching.over_time(run.looks, ROWS)],
        "loads": list(run.loads),
        "verified": run.verified,
        "commit": run.commit,
        "think_s": run.plan.think,
        "haste_s": run.plan.haste,
        "readers": dict(run.plan.readers),
    }
    return {**found, "wrong": wrong(run)}


def wrong(run: Run) -> list[str]:
    """What was not as it should be, in sentences; empty where all was well."""
    counts, in_haste = _counts(run), len(run.during(HASTE))
    memory = watching.judged(run.looks_during(HASTE))
    found = {
        f"{counts['failed']} answers had a status of 500 or more.": counts["failed"],
        f"{counts['broken']} connections broke, or answers took more than 10 s.": counts["broken"],
        f"{in_haste:,} answers in the last stage are less than were asked for.": in_haste < run.plan.requests,
        "Memory or open files of a process grew.": not all(one.flat for one in memory),
        "No process of the server was looked at often enough in the last stage.": not memory,
        f"{counts['deeds_failed']} deeds of editors failed.": counts["deeds_failed"],
        "Nothing was imported.": not run.imports,
        "An import failed.": any(one.code for one in run.imports),
        f"The server's log has {len(run.complaints)} complaints.": run.complaints,
    }
    return [sentence for sentence, holds in found.items() if holds]


def _counts(run: Run) -> Figures:
    statuses = Counter(one.status for one in run.answers)
    refused = [one for one in run.answers if one.status >= REFUSED]
    return {
        "answers": len(run.answers),
        "statuses": {str(status): number for status, number in sorted(statuses.items())},
        "failed": sum(number for status, number in statuses.items() if status >= FAILED),
        "broken": sum(run.failures.values()),
        "deeds_failed": sum(bool(deed.failure) for deed in run.deeds),
        "refused": [f"{one.status} {one.path}" for one in refused[:NAMED]],
        "complaints": [f"{line} ({times} times)" for line, times in Counter(run.complaints).most_common(NAMED)],
    }


def _stage(run: Run, stage: Stage) -> Figures:
    answers, seconds = run.during(stage.name), stage.ended - stage.began
    kinds = {kind: _kind([one for one in answers if one.kind == kind]) for kind in run.plan.readers}
    rate = round(len(answers) / seconds, 1) if seconds else 0.0
    return {"seconds": round(seconds), "answers": len(answers), "rate": rate, "kinds": kinds}


def _kind(answers: Sequence[Answer]) -> Figures:
    if not answers:
        return {}
    kilobytes = round(sum(one.size for one in answers) / len(answers) / 1000, 1)
    return {**spread([one.seconds for one in answers]), "kB": kilobytes}


def _editors(deeds: Sequence[Deed]) -> Figures:
    steps = {step: _spread(deed.seconds[step] for deed in deeds if step in deed.seconds) for step in STEPS}
    whats = Counter(deed.what for deed in deeds)
    return {"deeds": dict(whats), "steps": steps, "failures": [deed.failure for deed in deeds if deed.failure][:NAMED]}


def _spread(seconds: Iterable[float]) -> Figures:
    known = list(seconds)
    return {**spread(known), "most": round(max(known) * 1000)} if known else {}


def _imports(run: Run) -> Figures:
    seconds = sum(one.ended - one.began for one in run.imports)
    last = run.imports[-1] if run.imports else None
    told = {"tables": len(run.imports), "rows": run.imported, "seconds": round(seconds)}
    return {**told, "rows_s": round(run.imported / max(seconds, 1), 1), "said": last.said if last else ""}


def ratios(figures: Figures) -> dict[str, float]:
    """Kind of page -> how many times the p95 of readers alone is that beside editors and an import."""
    before, meanwhile = (figures["stages"][name]["kinds"] for name in (ALONE, TOGETHER))
    return {
        kind: round(meanwhile[kind]["p95"] / row["p95"], 2) for kind, row in before.items() if row and meanwhile[kind]
    }
