"""A run that is told to end: what it has started is ended with it, within some seconds, whatever it is at."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from types import FrameType, TracebackType

from tests.load import watching

LEFT = (SystemExit, KeyboardInterrupt)
"""What is raised where a run is told to end: by SIGTERM, or from the keyboard."""
HURRY = 3.0
"""Seconds that a process has to end by itself; then it is killed, with the processes that it has started."""


def on_sigterm() -> None:
    """From now on SIGTERM ends the program with exit code 1; told twice, it does not leave anything half ended."""
    signal.signal(signal.SIGTERM, _leave)


def _leave(number: int, _: FrameType | None) -> None:
    signal.signal(number, signal.SIG_IGN)
    sys.exit(1)


class Ending:
    """Ends something after a block. `stop` is told whether at once, and else may take its time.

    Where the run is told to end while it does so, it is told again.
    """

    def __init__(self, stop: Callable[[bool], None]) -> None:
        self._stop = stop

    def __enter__(self) -> None:
        """Nothing is done yet."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Stop it."""
        try:
            self._stop(kind is not None and issubclass(kind, LEFT))
        except LEFT:
            self._stop(True)
            raise


def nobody_left(at_once: bool) -> None:
    """At once: kill whoever this program has started still. It may have been told so in the moment of starting them."""
    if at_once:
        watching.kill(watching.children(os.getpid()))


def ended(process: subprocess.Popen[bytes] | subprocess.Popen[str], patience: float = HURRY) -> None:
    """End a process by SIGTERM; one that takes more than `patience` seconds is killed, with those that it started."""
    process.terminate()
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        watching.kill(watching.children(process.pid))
        process.kill()
        process.wait()
