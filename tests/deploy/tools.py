"""Which programs that know our samples are on this machine."""

from __future__ import annotations

import os
import shutil
import subprocess

REQUIRED = "DEPLOY_TOOLS_REQUIRED"
"""Set to 1 where a program that is missing is a failure."""


def nginx() -> str | None:
    """nginx; Debian keeps it off the path of those who are not root."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/sbin")


def systemd_analyze() -> str | None:
    """What knows units; it needs no systemd that runs."""
    return shutil.which("systemd-analyze")


def compose() -> str | None:
    """What knows compose files: a part of docker, or a program of its own. It needs no docker that runs."""
    docker = shutil.which("docker")
    if docker and subprocess.run([docker, "compose", "version"], capture_output=True, check=False).returncode == 0:
        return "docker compose"
    return shutil.which("docker-compose")


TOOLS = {"nginx": nginx, "systemd_analyze": systemd_analyze, "compose": compose}
"""By the name of the fixture that a test asks for."""


def missing(name: str) -> str:
    """What is said at the end of a run that had to do without."""
    return f"samples of docs/deploy NOT checked by {name}: it is not installed (tests/deploy/install.sh)"


def are_required() -> bool:
    """Whether a missing program is a failure."""
    return os.environ.get(REQUIRED) == "1"
