"""docs/load.md, written from docs/load.json."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from glossary import ROOT
from tests.bench.figures import Figures
from tests.bench.plot import number
from tests.load import watching
from tests.load.course import STAGES
from tests.load.editors import STEPS
from tests.load.figures import ratios
from tests.load.paths import READERS

FILE, PAGE = ROOT / "docs" / "load.json", ROOT / "docs" / "load.md"
Lines = Iterator[str]

HEAD = f"""# Load

Written by `make load` from [load.json](load.json); do not edit. A run replaces what it measured and leaves the rest.

Fifty readers (`wrk`, a connection each that is kept), five editors at the desk and an import ask `glossary serve` with
2 processes of 4 threads, as [deploy/](deploy/) has it, without a proxy. Readers, editors, import, server and database
share one machine; everything runs on loopback. The statements are made (`tests/bench/corpus.py`) and thrown away.

- **Readers** ask for recorded paths: by turns one of the 40 judged queries (`tests/data/queries.yaml`), which an answer
  kept in memory may serve, and words that nobody asked before; statements, comparisons and lists of the API drawn from
  all over the records; each term as often as any other. A reader waits half to one and a half times the time given,
  then asks again. Nothing is kept on the readers' side: each answer is sent whole.
- **Editors** sign in by the form and publish by the form, its preview and the publication, or amend what they
  published, every 3 to 8 seconds; after each publication they ask the search until it is found.
- **The import** is `glossary import` with tables of new statements, one after another.
- **With a write-ahead log** means with the newer SQLite of the extra `sqlite`, which `make wal` puts beside the
  environment: `PYTHONPATH=build/sqlite make load ARGS=whoosh`.
- First the readers are alone, then editors and import join in, then the readers are alone again and ask in haste, more
  than two cores can answer, until enough was asked.
- **Flat** is the memory of a process (what it shares counts in part) that grew by no more than {watching.GROWTH:.0%}
  from the second fifth of that last stage to its last, medians, and its open files by no more than {watching.HANDLES}.
  While records come in it grows, as a process holds names and the index of more of them.
"""


def write(figures: Figures, page: Path = PAGE) -> None:
    """Write the page."""
    page.write_text(text(figures), encoding="utf-8")


def text(figures: Figures) -> str:
    """The page as Markdown."""
    lines = [HEAD]
    for part in (_machine, *[lambda found, key=key: _run(key, found["parts"]["load"][key]) for key in _keys(figures)]):
        lines += part(figures)
    return "\n".join(lines).rstrip() + "\n"


def _keys(figures: Figures) -> list[str]:
    return sorted(figures["parts"].get("load", {}), key=lambda key: (_size(key), key))


def _size(key: str) -> int:
    found = re.search(r"\d[\d,]*", key)
    return int(found[0].replace(",", "")) if found else 0


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Lines:
    cells = list(head)
    yield f"| {' | '.join(cells)} |"
    yield f"| --- |{' ---: |' * (len(cells) - 1)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""


def _machine(figures: Figures) -> Lines:
    yield "## Machine and versions\n"
    versions = {name: number for name, number in figures["versions"].items() if name != "SQLite"}
    yield from _table(("what", ""), [*figures["machine"].items(), *versions.items()])  # each run says its database


def _run(key: str, run: Any) -> Lines:
    yield f"## {key}\n"
    yield f"Measured on {run['date']} by `{run['command']}`, commit {run['commit']}; {_weather(run)}\n"
    yield f"**{_verdict(run)}** {' '.join(run['wrong'])}".rstrip() + "\n"
    yield from _counted(run)
    yield from _waits(run)
    yield from _desk(run)
    yield from _importing(run)
    yield from _memory(run)


def _weather(run: Any) -> str:
    before, after = run["loads"]
    weather = f"{run['database']}; load average of the machine {before:.1f} before, {after:.1f} after."
    return f"{weather} Readers think {run['think_s']:g} s, in haste {run['haste_s']:g} s."


def _verdict(run: Any) -> str:
    return "Not all was as it should be." if run["wrong"] else "All was as it should be."


def _counted(run: Any) -> Lines:
    counts = run["counts"]
    statuses = ", ".join(f"{number:,} with {status}" for status, number in counts["statuses"].items())
    yield f"{counts['answers']:,} answers to readers: {statuses}; {counts['broken']} broken or slower than 10 s."
    yield f"Afterwards `glossary index verify` said: {run['verified']}\n"
    for name in ("refused", "complaints"):
        if counts[name]:
            yield f"{name.capitalize()}: {'; '.join(f'`{one}`' for one in counts[name])}\n"


def _waits(run: Any) -> Lines:
    yield "Milliseconds until the whole answer was there:\n"
    rows = []
    for stage, found in _in_order(run["stages"], STAGES):
        label = f"**{stage}**, {found['seconds']} s, {found['rate']:g} a second"
        rows.append((label, "", "", "", "", "", ""))
        for kind, row in _in_order(found["kinds"], READERS):
            if row:
                shares = [number(row[share]) for share in ("p50", "p95", "p99")]
                rows.append((kind, str(run["readers"][kind]), f"{row['n']:,}", f"{row['kB']:g}", *shares))
    yield from _table(("asked", "readers", "answers", "kB", "p50", "p95", "p99"), rows)
    told = ", ".join(f"{kind} {ratio:.1f}" for kind, ratio in _in_order(ratios(run), READERS))
    yield f"p95 with editors and an import, in times of that of readers alone: {told}.\n"


def _in_order(found: Mapping[str, Any], names: Iterable[str]) -> list[tuple[str, Any]]:
    """As a run goes; the file of figures has its names from A to Z."""
    return [(name, found[name]) for name in names if name in found]


def _desk(run: Any) -> Lines:
    found = run["editors"]
    deeds = " and ".join(f"{times} times {what}" for what, times in found["deeds"].items())
    yield f"Editors published {deeds or 'nothing'}; {len(found['failures'])} deeds failed. Milliseconds:\n"
    for one in found["failures"]:
        yield f"- {one}"
    names = {"signed in": "signed in", "form": "the form", "preview": "its preview", "found": "published until found"}
    rows = [
        (names.get(step, step), *(number(row[share]) for share in ("p50", "p95", "p99")), number(row["most"]))
        for step, row in _in_order(found["steps"], STEPS)
        if row
    ]
    yield from _table(("step", "p50", "p95", "p99", "most"), rows)


def _importing(run: Any) -> Lines:
    done = run["imports"]
    yield f"Imports published {done['rows']:,} rows of {done['tables']} tables in {done['seconds']} s with judging:"
    yield f"{done['rows_s']} a second. The last one said: {done['said']}\n"


def _memory(run: Any) -> Lines:
    yield f"In {run.get('memory_of', 'the last stage')}:\n"
    head = ("process", "MB in the second fifth", "in the last", "most", "open files", "in the last", "")
    rows = []
    for place, one in enumerate(run["memory"]):
        name = f"worker {place}" if place else "the one that watches them"
        figures = [f"{one[field]:.0f}" for field in ("early_mb", "late_mb", "most_mb", "early_handles", "late_handles")]
        rows.append((name, *figures, "flat" if one["flat"] else "**not flat**"))
    yield from _table(head, rows)
    yield "In all stages:\n"
    rows = [(f"{at:.0f}", f"{mb:.0f}", str(files), str(count)) for at, mb, files, count in run["over_time"]]
    yield from _table(("after s", "MB, all processes", "open files", "processes"), rows)
