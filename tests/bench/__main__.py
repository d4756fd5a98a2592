"""`make bench`: measure, print, and write docs/benchmarks.md. `make bench ARGS="engines --sizes 1000"` measures a part.

doors: pages and API on the project's data · engines: each engine by size and class of query · http: beside a no-op and
Datasette · side-by-side: comparisons and the field, in which no engine plays a part. 1,000,000 statements go straight
to the engine (part engines, tantivy).
"""

from __future__ import annotations

import argparse
import shlex
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path

from tests.bench import doors, engines, figures, instances, over_http, report, side_by_side
from tests.bench.corpora import DIRECT, Corpora
from tests.bench.machine import machine, versions

PARTS = ("doors", "engines", "http", "side-by-side")
Job = tuple[str, str, Callable[[], figures.Figures]]


def main() -> None:
    """Do the jobs one after another; each one's figures are kept as soon as they are there."""
    asked = _arguments()
    kept = nullcontext(asked.keep) if asked.keep else tempfile.TemporaryDirectory(prefix="glossary-bench-")
    with kept as folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        corpora = Corpora(Path(folder))
        if asked.profile:
            _profile(asked, corpora)
        else:
            _measure(asked, corpora)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="part", help=f"of {', '.join(PARTS)}; all of them by default")
    parser.add_argument("--sizes", nargs="+", type=int, default=[10_000], help="numbers of statements")
    parser.add_argument("--engines", nargs="+", choices=instances.ENGINES, help="default: all but memory")
    parser.add_argument("--queries", type=int, default=30, help="different ones of each class (engines, side-by-side)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds in turn (http)")
    parser.add_argument("--seconds", type=float, default=3.0, help="of each block (http)")
    parser.add_argument("--clients", nargs="+", type=int, default=[1, 8], help="clients at once (http)")
    parser.add_argument("--keep", metavar="FOLDER", help="keep corpora and indexes here, and use what is there")
    parser.add_argument("--no-write", action="store_true", help="print the page; write nothing to docs/")
    parser.add_argument("--profile", action="store_true", help="where the time of searches goes, at the sizes given")
    asked = parser.parse_args()
    if unknown := set(asked.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    asked.engines = asked.engines or [engine for engine in instances.engines() if engine != "memory"]
    return asked


def _jobs(asked: argparse.Namespace, corpora: Corpora) -> Iterator[Job]:
    parts = asked.parts or PARTS
    how = over_http.Load(tuple(asked.clients), asked.rounds, asked.seconds)
    if "doors" in parts:
        yield from (("doors", engine, lambda engine=engine: doors.measure(engine)) for engine in asked.engines)
    for size in asked.sizes:
        if "side-by-side" in parts and size < DIRECT:
            key = f"database/{size}"
            yield "side-by-side", key, lambda size=size: side_by_side.measure(corpora, size, asked.queries)
        for engine in (engine for engine in asked.engines if size < DIRECT or engine == "tantivy"):
            key, what = f"{engine}/{size}", (corpora, engine, size)
            if "engines" in parts:
                yield "engines", key, lambda what=what: engines.measure(*what, asked.queries)
            if "http" in parts and size < DIRECT:
                yield "http", key, lambda what=what: over_http.measure(*what, how)


def _measure(asked: argparse.Namespace, corpora: Corpora) -> None:
    command = _command(sys.argv[1:])
    found = {**figures.load(), "machine": machine(), "versions": versions()}
    for part, key, work in _jobs(asked, corpora):
        print(f"{datetime.now(UTC):%H:%M:%S} {part} {key} ...", file=sys.stderr)  # noqa: T201
        run = {"date": f"{datetime.now(UTC):%Y-%m-%d}", "command": command}
        found = figures.merged(found, part, key, {**work(), **run})
        if not asked.no_write:
            figures.save(found)
            report.write(found)
    print(report.page(found))  # noqa: T201


def _command(words: list[str]) -> str:
    """How the run was started, without the folder, which is this machine's own."""
    if "--keep" in words:
        at = words.index("--keep")
        words = words[:at] + words[at + 2 :]
    return f"make bench ARGS={shlex.quote(' '.join(words))}" if words else "make bench"


def _profile(asked: argparse.Namespace, corpora: Corpora) -> None:
    for size in asked.sizes:
        for engine in asked.engines:
            print(f"{engine}, {size} statements")  # noqa: T201
            print(engines.profile(corpora, engine, size, asked.queries))  # noqa: T201


if __name__ == "__main__":
    main()
