"""What a large import costs: rows a second, memory, and how long readers wait meanwhile.

`python -m tests.bench.importing --rows 100000 --written 5000` judges a table of so many statements in a process of its
own, and publishes the second number of them while a reader asks `glossary serve` on the same instance for pages.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from glossary import ROOT, create_app
from glossary.cli.data import SEED
from glossary.db import db
from glossary.interchange.statements_csv import statements_csv
from glossary.services import bulk, bulk_writing, importing, indexing, migrating, reading
from glossary.services.auditing import OPERATOR
from glossary.services.bulk_batch import Deed
from tests.bench import servers
from tests.bench.http_load import Connection

THINK = 0.02
"""Seconds between two questions of the reader."""
ALONE = 15.0
"""Seconds in which the reader asks while nothing is imported."""
PAGES = (
    "/statements/john-kirby-humanitarian-pause-2023-10-26",
    "/terms/humanitarian-pause",
    "/search?q=humanitarian+pause&n={}",
    "/api/v1/statements",
)


def main() -> None:
    """Print the figures as one line of JSON."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.importing", description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--written", type=int, default=5_000)
    parser.add_argument("--engine", default="whoosh")
    parser.add_argument("--step", nargs=2, metavar=("FOLDER", "FILE"), help="one step, in the process that is measured")
    asked = parser.parse_args()
    if asked.step:
        print(json.dumps(_step(Path(asked.step[0]), Path(asked.step[1]), asked.engine, asked.written)))  # noqa: T201
        return
    with tempfile.TemporaryDirectory(prefix="glossary-bench-") as folder:
        print(json.dumps(_measured(Path(folder), asked)))  # noqa: T201


def _measured(folder: Path, asked: argparse.Namespace) -> dict[str, Any]:
    instance = folder / "instance"
    large, small = folder / "large.csv", folder / "small.csv"
    with create_app({"SEARCH": asked.engine}, instance=instance).app_context():
        migrating.upgrade(db.engine)
        importing.import_folder(SEED)
        indexing.drain()
        for path, rows in ((large, asked.rows), (small, asked.written)):
            _write(path, rows)
        db.session.rollback()
        db.engine.dispose()
    judged = _child(instance, large, asked.engine, 0)
    command, port, probe, env = servers.glossary(instance, asked.engine)
    with servers.running(command, port, probe, env):
        alone = _read_until(port, threading.Event(), ALONE)
        done = threading.Event()
        meanwhile: list[float] = []
        reader = threading.Thread(target=lambda: meanwhile.extend(_read_until(port, done, 3_600)))
        reader.start()
        written = _child(instance, small, asked.engine, asked.written)
        done.set()
        reader.join()
    readers = {page: _compared(alone, meanwhile, number) for number, page in enumerate(PAGES)}
    return {"judging": judged, "writing": written, "readers": readers}


def _compared(alone: list[float], meanwhile: list[float], number: int) -> dict[str, float]:
    """Of one of the pages: ms within which 95 of 100 answers come, without and with the import, and their ratio."""
    before, during = (_p95(times[number :: len(PAGES)]) for times in (alone, meanwhile))
    waits = {"alone_p95_ms": round(before * 1e3, 1), "importing_p95_ms": round(during * 1e3, 1)}
    return {**waits, "ratio": round(during / before, 2)}


def _write(path: Path, rows: int) -> None:
    """Our own table of statements, over and over, under new ids."""
    documents = [
        {**one, "disputes": [], "withdrawn": None} for one in reading.each("statement") if not one["withdrawn"]
    ]
    head, *lines = statements_csv(documents).split('\r\n"')  # no cell of the seed has a line that begins so
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(head)
        for number, line in enumerate(islice(cycle(lines), rows)):
            slug, rest = line.rstrip("\r\n").split('"', 1)
            file.write(f'\r\n"{slug[:100].rstrip("-")}-n{number}"{rest}')


def _child(instance: Path, file: Path, engine: str, written: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.bench.importing", "--engine", engine, "--written", str(written)]
    done = subprocess.run([*command, "--step", instance, file], capture_output=True, text=True, cwd=ROOT, check=True)
    figures: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return figures


def _step(instance: Path, file: Path, engine: str, written: int) -> dict[str, Any]:
    """Judge a file, and publish it where `written` is not 0; memory is the peak of this process."""
    with create_app({"SEARCH": engine}, instance=instance).app_context(), tempfile.TemporaryDirectory() as folder:
        judged = Path(folder) / "judged"
        idle, start, processor = _peak(), time.perf_counter(), time.process_time()
        report = bulk.judge(file, "csv", judged)
        told = {"sentence": report.sentence(), "file_mb": round(file.stat().st_size / 1e6, 1), "idle_mb": idle}
        if written:
            start, processor, transactions = time.perf_counter(), time.process_time(), []
            deed = Deed(OPERATOR, "Imported by the benchmark.")
            done = bulk_writing.write(judged, deed, keep=lambda *_: transactions.append(1))
            told |= {"told": done.sentence(), "transactions": len(transactions)}
        seconds, busy = time.perf_counter() - start, time.process_time() - processor
        rates = {"rows_s": round(report.total / seconds, 1), "rows_processor_s": round(report.total / busy, 1)}
        return {**told, **rates, "peak_mb": _peak()}


def _peak() -> float:
    """MB of memory at the most so far; of this process alone where the system tells that."""
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return round(int(line.split()[1]) / 1024, 1)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (2**20 if sys.platform == "darwin" else 1024), 1)


def _read_until(port: int, done: threading.Event, most: float) -> list[float]:
    """Seconds of each answer to a reader, until told to stop."""
    connection, times = Connection(port), []
    end = time.monotonic() + most
    for path in _asked():
        if done.is_set() or time.monotonic() > end:
            break
        start = time.perf_counter()
        status, _ = connection.get(path)
        times.append(time.perf_counter() - start)
        if status != 200:
            raise SystemExit(f"{path} was answered with {status}.")
        time.sleep(THINK)
    connection.close()
    return times


def _asked() -> Iterator[str]:
    for number, path in enumerate(cycle(PAGES)):
        yield path.format(number)


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


if __name__ == "__main__":
    main()
