"""On what was measured: the machine and the versions, as far as they can be told; no names of hosts or users."""

from __future__ import annotations

import os
import platform
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from glossary.sqlite_library import sqlite3

PACKAGES = ("flask", "sqlalchemy", "gunicorn", "whoosh", "tantivy", "pystemmer")


def machine() -> dict[str, str]:
    """Processor, cores, memory, system, Python."""
    return {
        "processor": _processor(),
        "cores": str(os.cpu_count()),
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GB",
        "system": _system(),
        "Python": platform.python_version(),
    }


def versions() -> dict[str, str]:
    """Of what answers: SQLite and the packages that are installed."""
    found = {"SQLite": sqlite3.sqlite_version}
    for name in PACKAGES:
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    return found


def _processor() -> str:
    with suppress(OSError):
        for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return f"{line.partition(':')[2].strip()} ({platform.machine()})"
    return platform.processor() or platform.machine()


def _system() -> str:
    with suppress(OSError, KeyError):
        return f"{platform.system()}, {platform.freedesktop_os_release()['PRETTY_NAME']}"
    return f"{platform.system()} {platform.release()}"
