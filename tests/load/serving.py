"""`glossary serve` as an operator runs it, with what it writes to its log."""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from glossary import ROOT
from tests.bench import servers
from tests.load import watching
from tests.load.leaving import HURRY, Ending, ended

THREADS = 4
"""As in docs/deploy/glossary.env; so is the number of processes, which is that of the benchmarks."""
OWN_THREADS = 2
"""Of a process that has read its index: one that follows it and one that forgets old files, beside the first."""
COMPLAINT = re.compile(
    r"^ *[\w.]+(?:Error|Exception|Interrupt|Exit)\b.*|.*(?:CRITICAL|ERROR|WORKER TIMEOUT).*", re.MULTILINE
)
"""What is looked for in the log: the last line of a story of a failure, and whatever is called an error."""


@dataclass
class Served:
    """A server at work."""

    port: int
    pid: int
    log: Path

    def complaints(self) -> list[str]:
        """The lines of its log that tell of a failure."""
        return [line.strip() for line in COMPLAINT.findall(self.log.read_text("utf-8", errors="replace"))]


@contextmanager
def serving(instance: Path, settings: Mapping[str, str], log: Path) -> Iterator[Served]:
    """A server that answers, ended afterwards; `settings` by their names without prefix."""
    command, port, probe, mine = servers.glossary(instance, settings["SEARCH"])
    more = {f"GLOSSARY_{name}": value for name, value in {**settings, "THREADS": str(THREADS)}.items()}
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=clean() | mine | more, stdout=output, stderr=output)
    with Ending(lambda at_once: ended(process, HURRY if at_once else servers.PATIENCE)):
        servers.wait(process, port, probe)
        _wait_for_all(process.pid)
        yield Served(port, process.pid, log)


def _wait_for_all(pid: int) -> None:
    """Until each of its processes answers: connections of readers are kept, and would all be of the first."""
    until = time.monotonic() + servers.PATIENCE
    while len([one for one in watching.children(pid) if watching.threads(one) > OWN_THREADS]) < servers.WORKERS:
        if time.monotonic() > until:
            raise ChildProcessError("Not all processes of the server answered in time.")
        time.sleep(0.1)


def clean() -> dict[str, str]:
    """The environment without settings of the glossary."""
    return {name: value for name, value in os.environ.items() if not name.startswith("GLOSSARY_")}
