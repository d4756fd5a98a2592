"""U5: what the server started ends with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

READ = """
import sys
from pathlib import Path
from glossary.interchange.skos import graph
graph.read(Path(sys.argv[1]), "ttl")
"""


def children(pid: int) -> list[int]:
    """What any thread of a process has started."""
    return [int(one) for file in Path(f"/proc/{pid}/task").glob("*/children") for one in file.read_text().split()]


def is_there(pid: int) -> bool:
    """Whether a process runs, or could."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def until(what: Callable[..., bool], *arguments: int) -> None:
    """Until a question is answered with yes."""
    for _ in range(900):
        if what(*arguments):
            return
        time.sleep(0.1)
    raise AssertionError("it did not come about")


def has_limits(pid: int) -> bool:
    """Whether a reader has begun: it bounds itself first."""
    return "2000000000" in Path(f"/proc/{pid}/limits").read_text()


def test_u5_a_reader_of_a_file_ends_with_the_process_that_waits_for_it(tmp_path: Path) -> None:
    """U5: a file of SKOS is read in a process of its own; when the server is killed meanwhile, that is gone, too."""
    file = tmp_path / "large.ttl"
    file.write_text("".join(f"<urn:{number}> <urn:p> <urn:o> .\n" for number in range(150_000)))
    server = subprocess.Popen([sys.executable, "-c", READ, str(file)])
    try:
        until(lambda: bool(children(server.pid)))
        (reader,) = children(server.pid)
        until(has_limits, reader)
        time.sleep(0.5)  # the next line of its program says with whom it ends
        os.kill(reader, signal.SIGSTOP)
        assert is_there(reader)
    finally:
        server.kill()
        server.wait()
    until(lambda: not is_there(reader))
