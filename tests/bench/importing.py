"""What a large import costs: rows a second, memory, and how long readers wait meanwhile.

`python -m tests.bench.importing --rows 100000 --written 5000` judges a table of so many statements in a process of its
own, and publishes the second number of them while a reader asks `glossary serve` on the same instance for pages.

Every other `STRETCH` seconds the import rests. So the reader's times with and without it come from the same minutes,
and what else the machine does weighs on both. Nothing is imported on the term that is asked for: its page would grow.
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
from typing import Any, NamedTuple

from glossary import ROOT, create_app
from glossary.cli.bulk import give_way
from glossary.db import db
from glossary.interchange.seed_files import OWN
from glossary.services import migrating
from glossary.services.auditing import OPERATOR
from glossary.services.bulk import judging as bulk
from glossary.services.bulk import writing as bulk_writing
from glossary.services.bulk.batch import Deed
from glossary.services.index import indexing
from glossary.services.publishing import importing
from glossary.services.reading import published as reading
from tests.bench import servers
from tests.bench.http_load import Connection
from tests.interchange.statement_tables import statements_csv

THINK = 0.02
"""Seconds between two questions of the reader."""
STRETCH = 5.0
"""Seconds of importing, and of none, by turns."""
SETTLED = 1.5
"""Seconds at the beginning of a rest that are not counted: the index may still be following."""
TERM = "humanitarian-pause"
PAGES = (
    "/statements/john-kirby-humanitarian-pause-2023-10-26",
    f"/terms/{TERM}",
    "/search?q=humanitarian+pause&n={}",
    "/api/v1/statements",
)


class Answered(NamedTuple):
    """A question of the reader: the number of its page, when it was asked (as `time.time`), seconds of the answer."""

    page: int
    asked_at: float
    seconds: float


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
        importing.import_folder(OWN)
        indexing.drain()
        for path, rows in ((large, asked.rows), (small, asked.written)):
            _write(path, rows)
        db.session.rollback()
        db.engine.dispose()
    judged = _child(instance, large, asked.engine, 0)
    command, port, probe, env = servers.glossary(instance, asked.engine)
    with servers.running(command, port, probe, env):
        done = threading.Event()
        answers: list[Answered] = []
        reader = threading.Thread(target=lambda: answers.extend(_read_until(port, done)))
        reader.start()
        written = _child(instance, small, asked.engine, asked.written)
        done.set()
        reader.join()
    began, ended = written.pop("from"), written.pop("until")
    meanwhile = [one for one in answers if began <= one.asked_at <= ended]
    readers = {page: _compared([one for one in meanwhile if one.page == at]) for at, page in enumerate(PAGES)}
    return {"judging": judged, "writing": written, "readers": readers}


def _compared(answers: list[Answered]) -> dict[str, float]:
    """Of one page: ms within which 95 of 100 answers come, without and with the import, their ratio, how many."""
    rest = [one.seconds for one in answers if _rests(one.asked_at) and one.asked_at % STRETCH >= SETTLED]
    during = [one.seconds for one in answers if not _rests(one.asked_at)]
    if not rest or not during:
        raise SystemExit("The import was over too soon: publish more.")
    before, meanwhile = _p95(rest), _p95(during)
    waits = {"resting_p95_ms": round(before * 1e3, 1), "importing_p95_ms": round(meanwhile * 1e3, 1)}
    return {**waits, "ratio": round(meanwhile / before, 2), "resting": len(rest), "importing": len(during)}


def _rests(at: float) -> bool:
    """Whether the import rests at that time."""
    return int(at / STRETCH) % 2 == 1


def _rest() -> float:
    """Wait until it is the import's turn; the seconds that it took."""
    start = time.perf_counter()
    while _rests(time.time()):
        time.sleep(0.05)
    return time.perf_counter() - start


def _write(path: Path, rows: int) -> None:
    """Our own table of statements, over and over, under new ids; but for those on the term that is asked for."""
    others = (one for one in reading.each("statement") if not one["withdrawn"] and one["term"]["slug"] != TERM)
    documents = [{**one, "disputes": [], "withdrawn": None} for one in others]
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
    give_way()
    with create_app({"SEARCH": engine}, instance=instance).app_context(), tempfile.TemporaryDirectory() as folder:
        judged = Path(folder) / "judged"
        idle, start, processor = _peak(), time.perf_counter(), time.process_time()
        report = bulk.judge(file, "csv", judged)
        told = {"sentence": report.sentence(), "file_mb": round(file.stat().st_size / 1e6, 1), "idle_mb": idle}
        if written:
            start, processor = time.perf_counter(), time.process_time()
            told |= _written(judged)
        seconds = time.perf_counter() - start - told.pop("rested", 0.0)
        busy = time.process_time() - processor
        rates = {"rows_s": round(report.total / seconds, 1), "rows_processor_s": round(report.total / busy, 1)}
        return {**told, **rates, "peak_mb": _peak()}


def _written(judged: Path) -> dict[str, Any]:
    """Publish what was judged, with rests; what came of it, from when until when, seconds of rest in all."""
    transactions, rests, began = [], [], time.time()

    def pause(seconds: float) -> None:
        time.sleep(seconds)
        rests.append(_rest())

    deed = Deed(OPERATOR, "Imported by the benchmark.")
    done = bulk_writing.write(judged, deed, keep=lambda *_: transactions.append(1), pause=pause)
    told = {"told": done.sentence(), "transactions": len(transactions), "rested": sum(rests)}
    return {**told, "from": began, "until": time.time()}


def _peak() -> float:
    """MB of memory at the most so far; of this process alone where the system tells that."""
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return round(int(line.split()[1]) / 1024, 1)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (2**20 if sys.platform == "darwin" else 1024), 1)


def _read_until(port: int, done: threading.Event) -> Iterator[Answered]:
    """The answers to a reader, until told to stop."""
    connection = Connection(port)
    for number, path in enumerate(_asked()):
        if done.is_set():
            break
        asked_at, start = time.time(), time.perf_counter()
        status, _ = connection.get(path)
        yield Answered(number % len(PAGES), asked_at, time.perf_counter() - start)
        if status != 200:
            raise SystemExit(f"{path} was answered with {status}.")
        time.sleep(THINK)
    connection.close()


def _asked() -> Iterator[str]:
    for number, path in enumerate(cycle(PAGES)):
        yield path.format(number)


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


if __name__ == "__main__":
    main()
