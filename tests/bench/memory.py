"""How much memory a worker holds: a fresh process that opens the index, answers searches and tells its size.

`python -m tests.bench.memory FOLDER ENGINE` reads searches (JSON) from its input and prints one line of JSON.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from glossary import ROOT
from glossary.services.searching.requests import SearchRequest


def measure(folder: Path, engine: str, requests: Iterable[SearchRequest]) -> dict[str, float]:
    """Resident MB before the first and after the last search, and seconds of the first search, in a new process."""
    told = json.dumps([asdict(request) for request in requests])
    command = [sys.executable, "-m", "tests.bench.memory", str(folder), engine]
    done = subprocess.run(command, input=told, capture_output=True, text=True, cwd=ROOT, check=True, timeout=1800)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def resident() -> float:
    """MB of memory of this process now (its peak where the system does not tell)."""
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 1024)


def main() -> None:
    """Answer what is asked on the input."""
    from glossary import create_app
    from glossary.services.searching.searching import search

    asked: list[dict[str, Any]] = json.load(sys.stdin)
    app = create_app({"SEARCH": sys.argv[2]}, instance=Path(sys.argv[1]))
    with app.app_context():
        before, start = resident(), time.perf_counter()
        search(_request(asked[0]))
        first = time.perf_counter() - start
        for one in asked[1:]:
            search(_request(one))
    print(json.dumps({"idle": round(before, 1), "after": round(resident(), 1), "first_s": round(first, 3)}))  # noqa: T201


def _request(values: dict[str, Any]) -> SearchRequest:
    filters = {name: tuple(found) for name, found in values["filters"].items()}
    return SearchRequest(**{**values, "filters": filters, "after": tuple(values["after"])})


if __name__ == "__main__":
    main()
