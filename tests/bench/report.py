"""docs/benchmarks.md and docs/benchmarks.svg, written from docs/benchmarks.json."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from glossary import ROOT
from tests.bench.figures import Figures
from tests.bench.goals import GOALS, RATIO_CLIENTS, verdict
from tests.bench.over_http import LABELS, THEIR_FASTEST, THEIRS
from tests.bench.plot import Bar, Panel, number, svg

FOLDER = ROOT / "docs"
Lines = Iterator[str]

HEAD = """# Benchmarks

Written by `make bench` from [benchmarks.json](benchmarks.json); do not edit. A run replaces what it measured
and leaves the rest. What each figure means stands above its table. Statements are generated
(`tests/bench/corpus.py`): real records taken apart and put together anew, words by Zipf's law, beside the 401
real statements. All queries differ, so no cache of answers helps unless a row says so. Servers, clients and
the database share the cores; everything runs on loopback.
"""
ENGINES = """\
Milliseconds in process: the whole search service (reading the query, engine, documents, marks, facets), and the
part spent in the engine. *found*: share of the queries that find something.
"""
BUILDING = """\
*rebuild*: the whole index from the database. *published until found*: one statement through the desk's own
function (rules, transaction with fsync, index) until a search finds it; median of five. *memory*: a fresh
process with the index open, after 200 searches of all classes.
"""
SIDE_BY_SIDE = """\
Milliseconds of the processor in process, warm, page and JSON in turn, every address another one. No answer to these
is kept; the parties of joint texts, which the field adds to its counts, are. *field*: all actors by all terms, page by
page; *narrowed*: two of conflict, kind of actor, affiliation, period, roll-up.
"""
HTTP = """\
Requests a second and milliseconds, `glossary serve` with 2 workers of 4 threads (gunicorn), the no-op in the
same server, Datasette as it comes (one process, 3 SQL threads, file given as unchanging, time limits raised so
that no facet is left out; it logs each request and has no switch for that). With 8 clients ours has two
processes and Datasette one; with 1 client neither uses more than one core at a time. Datasette finds rows with
all words, in order of rows, marks nothing and shows 30 values of a facet; ours ranks, marks 20 hits, knows word
forms and other names, and lists after the full matches those with some of the words. Targets take turns in
blocks; rates are medians over the rounds with least and greatest.
"""


def write(figures: Figures, folder: Path = FOLDER) -> None:
    """Write page and picture."""
    (folder / "benchmarks.svg").write_text(svg(list(_panels(figures))), encoding="utf-8")
    (folder / "benchmarks.md").write_text(page(figures), encoding="utf-8")


def page(figures: Figures) -> str:
    """The page as Markdown."""
    parts = [_machine, _goals, _ratios, _http, _classes, _building, _side_by_side, _doors]
    lines = [HEAD, "![Requests a second and search times, by engine and size](benchmarks.svg)", ""]
    for part in parts:
        lines += part(figures)
    return "\n".join(lines).rstrip() + "\n"


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Lines:
    cells = list(head)
    yield f"| {' | '.join(cells)} |"
    yield f"| --- |{' ---: |' * (len(cells) - 1)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""


def _measured(figures: Figures, part: str) -> list[tuple[str, Any]]:
    """What a part has measured, by size and then by engine."""
    found = figures["parts"].get(part, {}).items()
    return sorted(found, key=lambda pair: (int(pair[0].partition("/")[2] or 0), pair[0]))


def _label(key: str) -> str:
    engine, _, size = key.partition("/")
    return f"{engine}, {int(size):,}" if size else engine


def _machine(figures: Figures) -> Lines:
    yield "## Machine and versions\n"
    yield from _table(("what", ""), [*figures["machine"].items(), *figures["versions"].items()])
    runs = [(f"{part} {_label(key)}", run) for part in figures["parts"] for key, run in _measured(figures, part)]
    yield from _table(("measured", "on", "by"), [(name, run["date"], f"`{run['command']}`") for name, run in runs])


def _goals(figures: Figures) -> Lines:
    yield f"## Goals\n\nRatios are of requests a second with {RATIO_CLIENTS} clients, medians over the rounds.\n"
    rows = []
    for goal in GOALS:
        found = goal.reached(figures)
        told = "–" if found is None else number(found)
        rows.append((goal.words, goal.told(), told, verdict(goal.is_kept(figures))))
    yield from _table(("goal", "promised", "measured", ""), rows)


def _ratios(figures: Figures) -> Lines:
    names = {"same facets": "Datasette, same facets", "fastest": "Datasette, fastest", "no-op": "hot : no-op"}
    rows = []
    for key, run in _measured(figures, "http"):
        for pair, by_clients in run["ratios"].items():
            told = [f"{r['median']:.2f} ({r['min']:.2f}–{r['max']:.2f})" for r in by_clients.values()]
            rows.append((_label(key), names[pair], " · ".join(told), " · ".join(by_clients)))
    if rows:
        yield "## Ours to theirs\n\nRatio of the medians of requests a second (least and greatest ratio of a round).\n"
        yield from _table(("engine, statements", "ours to", "ratio", "clients"), rows)


def _http(figures: Figures) -> Lines:
    runs = _measured(figures, "http")
    if runs:
        yield f"## Over HTTP\n\n{HTTP}"
    for key, run in runs:
        yield f"### {_label(key)}\n\n{' '.join(_circumstances(run))}\n"
        yield from _table(("asked", "clients", "a second", "p50", "p95", "p99", "kB", "failed"), _http_rows(run))


def _circumstances(run: Any) -> Lines:
    check = run["check"]
    yield f"{run['rounds']} rounds, blocks of {run['seconds']:g} s, Datasette {run['datasette']}."
    yield f"Of {check['asked']} searches ours finds something for {check['ours']}, Datasette for {check['datasette']};"
    yield f"{check['same']} with the same number of hits."
    yield from run["notes"]


def _http_rows(run: Any) -> Iterator[tuple[str, ...]]:
    for name, label in LABELS.items():
        for clients, row in run["rows"].get(name, {}).items():
            rate = f"{number(row['rate'])} ({number(row['rate_min'])}–{number(row['rate_max'])})"
            times = [number(row[share]) if share in row else "–" for share in ("p50", "p95", "p99")]
            yield (label, clients, rate, *times, f"{row['bytes'] / 1000:.0f}", str(row["failures"]))


def _classes(figures: Figures) -> Lines:
    runs = _measured(figures, "engines")
    if runs:
        yield f"## Engines, by class of query\n\n{ENGINES}"
    for key, run in runs:
        yield f"### {_label(key)}\n"
        head = ("class", "service p50", "p95", "p99", "engine p50", "p95", "p99", "found", "queries")
        yield from _table(head, (_class(name, row) for name, row in run["classes"].items()))


def _class(name: str, row: Any) -> tuple[str, ...]:
    shares = ("p50", "p95", "p99")
    service = [number(row["service"][share]) if "service" in row else "–" for share in shares]
    engine = [number(row["engine"][share]) for share in shares]
    return (name, *service, *engine, f"{row['found']:.0%}", str(row["engine"]["n"]))


def _building(figures: Figures) -> Lines:
    runs = _measured(figures, "engines")
    if not runs:
        return
    yield f"## Building, following, memory\n\n{BUILDING}"
    head = ("engine, statements", "rebuild s", "published until found ms", "index MB", "memory MB", "first search s")
    rows = []
    for key, run in runs:
        added, held = run.get("added"), run["memory"]
        told = number(added["found_ms"]) if added else "–"
        memory = f"{held['after']:.0f} (idle {held['idle']:.0f})"
        rows.append(
            (_label(key), number(run["rebuild_s"]), told, f"{run['disk_mb']}", memory, f"{held['first_s']:.2f}")
        )
    yield from _table(head, rows)


def _side_by_side(figures: Figures) -> Lines:
    runs = [(key, run["rows"]) for key, run in _measured(figures, "side-by-side")]
    if runs:
        yield f"## Side by side\n\n{SIDE_BY_SIDE}"
        rows = [
            (_label(key), name, *(number(row[share]) for share in ("p50", "p95", "p99")), str(row["n"]))
            for key, found in runs
            for name, row in found.items()
        ]
        yield from _table(("statements", "asked", "p50 ms", "p95", "p99", "addresses"), rows)


def _doors(figures: Figures) -> Lines:
    for key, run in _measured(figures, "doors"):
        yield f"## Doors on the project's own data ({key}, {run['statements']} statements, in process, warm)\n"
        yield from _table(("step", "s"), [(name, f"{taken:.2f}") for name, taken in run["steps"].items()])
        rows = [(name, number(row["p50"]), number(row["p95"]), str(row["ratio"])) for name, row in run["doors"].items()]
        yield from _table(("door", "p50 ms", "p95 ms", "p50 : nothing"), rows)
        quality = ", ".join(f"{name} {value:.3g}" for name, value in run["quality"].items())
        yield f"Judged queries: {quality}\n"


def _panels(figures: Figures) -> Iterator[Panel]:
    for key, run in _measured(figures, "http"):
        bars = [
            Bar(label, run["rows"][name][RATIO_CLIENTS]["rate"], name not in (THEIRS, THEIR_FASTEST, "no-op"))
            for name, label in LABELS.items()
            if RATIO_CLIENTS in run["rows"].get(name, {})
        ]
        yield Panel(f"{_label(key)} statements: requests a second, {RATIO_CLIENTS} clients (log)", bars)
    found = [Bar(_label(key), run["classes"]["all"]["engine"]["p95"]) for key, run in _measured(figures, "engines")]
    if found:
        yield Panel("Engine in process: p95 over all classes of query, ms (log)", found)
