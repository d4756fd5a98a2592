"""Stands in for `systemctl` where no systemd runs: starts and stops what units say, as whoever calls it.

Of a unit it heeds the command, environment, credentials, the folders, how a start is told of, and how long a stop may
take. What shuts the service in is not done; `systemd-analyze` looks at that. Usage: service_manager.py ROOT COMMAND
UNIT..., where ROOT is the folder that is the `/` of the units.
"""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

START_SECONDS = 300


class Unit:
    """A service below a folder."""

    def __init__(self, root: Path, name: str) -> None:
        self.root, self.name = root, name.removesuffix(".service")
        self.said: dict[str, list[str]] = defaultdict(list)
        for line in self._text().splitlines():
            key, sign, value = line.partition("=")
            if sign and not line.startswith(("#", "[")):
                self.said[key].append(value)
        self.pid_file = root / "run" / f"{self.name}.pid"
        self.log = root / "var/log" / f"{self.name}.log"

    def _text(self) -> str:
        if self.name == "nginx":  # comes with its package
            return f"ExecStart={self.root}/stand-ins/nginx\n"
        return (self.root / f"etc/systemd/system/{self.name}.service").read_text()

    def start(self) -> None:
        """Run a command to its end, or start a service and wait until it says that it is ready."""
        environment, ready = self._environment(), None
        if self.said["Type"] == ["notify"]:
            ready = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            ready.bind(environment["NOTIFY_SOCKET"])
            ready.settimeout(1)
        with self.log.open("ab") as log:
            command = shlex.split(self.said["ExecStart"][0])
            if self.said["Type"] == ["oneshot"]:
                subprocess.run(command, env=environment, stdout=log, stderr=log, check=True)
                return
            process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)
        self.pid_file.write_text(str(process.pid))
        if ready is not None:
            _wait(lambda: _is_ready(ready) or self._ended(process), START_SECONDS, f"{self.name} is not ready")
            Path(environment["NOTIFY_SOCKET"]).unlink()

    def _ended(self, process: subprocess.Popen[bytes]) -> bool:
        if process.poll() is not None:
            sys.exit(f"{self.name} ended at its start: {self.log.read_text()}")
        return False

    def _environment(self) -> dict[str, str]:
        """What the service gets: nothing of the caller's."""
        given = {"PATH": "/usr/local/bin:/usr/bin:/bin", "NOTIFY_SOCKET": f"{self.root}/run/{self.name}.notify"}
        for name in self.said["StateDirectory"]:
            (self.root / "var/lib" / name).mkdir(mode=0o700, exist_ok=True)
        for name in self.said["RuntimeDirectory"]:
            (self.root / "run" / name).mkdir(mode=0o750, exist_ok=True)
        kept = self.root / "run/credentials" / self.name
        shutil.rmtree(kept, ignore_errors=True)
        kept.mkdir(parents=True, mode=0o700)
        for credential in self.said["LoadCredential"]:
            name, _, source = credential.partition(":")
            shutil.copyfile(source, kept / name)
            (kept / name).chmod(0o440)
        given["CREDENTIALS_DIRECTORY"] = str(kept)
        given |= dict(pair.replace("%d", str(kept)).split("=", 1) for pair in self.said["Environment"])
        for file in self.said["EnvironmentFile"]:
            lines = [line for line in Path(file).read_text().splitlines() if line and not line.startswith("#")]
            given |= dict(line.split("=", 1) for line in lines)
        return given

    def stop(self) -> None:
        """Ask the service to end; to have to kill it is a failure."""
        if not self.pid_file.exists():
            return
        pid = int(self.pid_file.read_text())
        self.pid_file.unlink()
        if not _runs(pid):
            return
        os.kill(pid, signal.SIGTERM)
        seconds = int((self.said["TimeoutStopSec"] or ["90"])[0])
        _wait(lambda: not _runs(pid), seconds, f"{self.name} did not end when it was asked to")


def _is_ready(told: socket.socket) -> bool:
    try:
        return b"READY=1" in told.recv(4096)
    except TimeoutError:
        return False


def _runs(pid: int) -> bool:
    """Whether a process is there that is more than a name waiting to be crossed out."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def _wait(done: Callable[[], bool], seconds: float, failure: str) -> None:
    until = time.monotonic() + seconds
    while not done():
        if time.monotonic() > until:
            sys.exit(failure)
        time.sleep(0.1)


def main(root: Path, command: str, names: list[str]) -> None:
    """Do what `systemctl` would."""
    services = [Unit(root, name) for name in names if not name.startswith("-") and not name.endswith(".timer")]
    if command in ("stop", "restart"):
        for service in services:
            service.stop()
    if command in ("start", "restart") or (command == "enable" and "--now" in names):
        for service in services:
            service.start()
    if command not in ("start", "stop", "restart", "enable", "daemon-reload"):
        sys.exit(f"systemctl {command} is not stood in for")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:])
