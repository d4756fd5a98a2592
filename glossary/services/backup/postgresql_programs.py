"""PostgreSQL's own programs `pg_dump` and `pg_restore`: found, asked for their version, and run.

A password is handed over by the environment (PGPASSWORD), never on the command line, which others on the machine see.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import URL, Engine, text

from glossary.database_address import is_secret
from glossary.db import PATIENT
from glossary.errors import Invalid
from glossary.services.backup.database_state import State, state_of

DEBIAN = Path("/usr/lib/postgresql")
"""Where Debian keeps the programs of each version, off the path."""
MOST_TOLD = 500
"""Characters of what a program says before it fails."""
_VERSION = re.compile(r"\(PostgreSQL\) (\d+)")


class Program(NamedTuple):
    """A program of PostgreSQL, and the number before the point of its version."""

    path: Path
    version: int


def find(name: str, at_least: int) -> Program:
    """The first program of this name that is new enough: on the path, else where Debian keeps it, the newest first.

    Raises `Invalid` where it is missing, or older than is needed.
    """
    found = [Program(path, _version_of(path)) for path in _places(name)]
    for program in found:
        if program.version >= at_least:
            return program
    if not found:
        raise Invalid(f"{name} is not installed: it comes with PostgreSQL's client programs, version {at_least}.")
    newest = max(program.version for program in found)
    raise Invalid(f"{name} is of version {newest}; version {at_least} or a newer one is needed.")


def _places(name: str) -> Iterator[Path]:
    if on_path := shutil.which(name):
        yield Path(on_path)
    kept = [path for path in DEBIAN.glob(f"*/bin/{name}") if path.parts[-3].isdecimal()]
    yield from sorted(kept, key=lambda path: int(path.parts[-3]), reverse=True)


def _version_of(path: Path) -> int:
    """0 for a program that does not say."""
    try:
        told = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    except OSError:
        return 0
    match = _VERSION.search(told)
    return int(match[1]) if match else 0


def server_version(engine: Engine) -> int:
    """The number before the point of the server's version."""
    with engine.connect() as connection:
        return int(connection.scalar(text("SHOW server_version_num"))) // 10_000


def dump(engine: Engine, path: Path) -> tuple[State, int]:
    """Write the database of this moment into a file, and say what it holds and which version of `pg_dump` wrote it.

    Both look at one snapshot. Raises `Invalid` with what `pg_dump` says, where it fails.
    """
    program = find("pg_dump", server_version(engine))
    reading = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    with reading.connect() as connection, connection.begin():
        connection.execute(text(PATIENT))
        snapshot = connection.scalar(text("SELECT pg_export_snapshot()"))
        state = state_of(connection)
        _run(program, engine.url, f"--snapshot={snapshot}", "--format=custom", f"--file={path}")
    return state, program.version


def restore(url: URL, path: Path, dumped_by: int) -> None:
    """Put a dump into an empty database, in one transaction. Raises `Invalid`; nothing is in the database then."""
    whole = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")
    _run(find("pg_restore", dumped_by), url, *whole, str(path))


def listed(path: Path, dumped_by: int) -> int:
    """How many entries the table of contents of a dump has. Raises `Invalid` where it cannot be read."""
    told = _run(find("pg_restore", dumped_by), None, "--list", str(path))
    return sum(1 for line in told.splitlines() if line and not line.startswith(";"))


def _run(program: Program, url: URL | None, *arguments: str) -> str:
    command, environment = [str(program.path)], dict(os.environ)
    if url is not None:
        address, secret = _address(url)
        command += ["--no-password", f"--dbname={address}"]
        environment |= secret
    ran = subprocess.run(  # noqa: S603
        [*command, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        umask=0o077,
    )
    if ran.returncode != 0:
        said = " ".join(ran.stderr.split())[:MOST_TOLD]
        raise Invalid(f"{program.path.name} failed: {said or f'exit code {ran.returncode}'}")
    return ran.stdout


def _address(url: URL) -> tuple[str, dict[str, str]]:
    """How libpq reaches the database, without what is secret, and that as variables of the environment."""
    from psycopg.conninfo import make_conninfo

    _, named = url.get_dialect()().create_connect_args(url)
    password = named.pop("password", None)
    for name in filter(is_secret, named):
        raise Invalid(f"The address has {name}, which PostgreSQL's programs take on no safe way.")
    return make_conninfo(**named), {"PGPASSWORD": str(password)} if password else {}
