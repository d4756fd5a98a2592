"""A private PostgreSQL server for the tests: in a folder of its own, reached by a socket in it, gone afterwards."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

OWNER = "glossary"
_LASTING = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "autovacuum=off")
"""What keeps data over a loss of power is left out: nothing of the tests is to last."""
_ROOM = ("max_connections=200", "shared_buffers=128MB", "listen_addresses=", "unix_socket_permissions=0777")


def programs() -> Path | None:
    """The folder of PostgreSQL's own programs; Debian keeps it off the path. None where it is not installed."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    versions = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return max((path.parent for path in versions), key=lambda path: int(path.parent.name), default=None)


class Cluster:
    """The server and its address. PostgreSQL refuses to run as root: there it runs as the user `postgres`."""

    def __init__(self, *, lasting: bool = False) -> None:
        """Raises `RuntimeError` where PostgreSQL is not installed. `lasting`: it keeps data as in production."""
        found = programs()
        if found is None:
            raise RuntimeError("PostgreSQL is not installed: tests/postgresql/install.sh brings it.")
        self._programs, self._settings = found, (*(() if lasting else _LASTING), *_ROOM)
        self.folder = Path(tempfile.mkdtemp(prefix="glossary-pg-"))
        self._server: subprocess.Popen[bytes] | None = None

    def start(self) -> str:
        """The address of the server's own database, once it answers."""
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
            self.folder.chmod(0o755)  # the tests reach the socket in it as somebody else
        data = self.folder / "data"
        make = ("initdb", "-D", data, "-U", OWNER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        subprocess.run(self._as_nobody(*make), check=True, stdout=subprocess.DEVNULL, cwd=self.folder)
        self.run()
        return self.address("postgres")

    def run(self) -> None:
        """Let the server run, until it answers; what it kept before is there."""
        data = self.folder / "data"
        options = [part for setting in self._settings for part in ("-c", setting)]
        command = self._as_nobody("postgres", "-D", data, "-k", self.folder, *options)
        with (self.folder.parent / f"{self.folder.name}.log").open("ab") as log:
            self._server = subprocess.Popen(command, cwd=self.folder, stdout=log, stderr=log)
        self._wait()

    def _as_nobody(self, program: str, *arguments: object) -> list[str]:
        command = [str(self._programs / program), *map(str, arguments)]
        if os.geteuid() != 0:
            return command
        return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command]

    def _wait(self) -> None:
        ready = [str(self._programs / "pg_isready"), "-h", str(self.folder), "-t", "60"]
        for _ in range(600):
            if subprocess.run(ready, stdout=subprocess.DEVNULL, check=False).returncode == 0:
                return
            if self._server is None or self._server.poll() is not None:
                break
            with suppress(subprocess.TimeoutExpired):
                self._server.wait(0.1)
        raise RuntimeError(f"PostgreSQL did not start; see {self.folder.name}.log beside its folder.")

    def address(self, database: str) -> str:
        """How SQLAlchemy reaches a database of it."""
        return f"postgresql+psycopg://{OWNER}@/{database}?host={self.folder}"

    def stop(self) -> None:
        """End the server and remove all that it kept."""
        self.halt()
        shutil.rmtree(self.folder, ignore_errors=True)
        (self.folder.parent / f"{self.folder.name}.log").unlink(missing_ok=True)

    def halt(self) -> None:
        """End the server at once, whoever is connected; it keeps what was committed."""
        if self._server is not None:
            self._server.send_signal(signal.SIGINT)  # through setpriv, which has become the server
            with suppress(subprocess.TimeoutExpired):
                self._server.wait(5)
            if self._server.poll() is None:
                self._server.kill()
                self._server.wait()
