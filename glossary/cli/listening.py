"""Where `glossary serve` listens: a port, or a socket in the file system for a proxy on the same machine."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from glossary.errors import UnsafeSetting

SOCKET = "unix:"
LONGEST = 107
"""Bytes of a socket's path; Linux keeps 108, the last for the end."""
NOT_WHOLE = f"HOST names a socket by a whole path of at most {LONGEST} bytes, as in unix:/run/glossary/glossary.sock."
IN_THE_WAY = "HOST names a socket where something else lies. Nothing was removed."
PORT_TAKEN = (
    "Port {port} is in use by another program. Choose another: `make run PORT=5001`, or the setting PORT "
    "(GLOSSARY_PORT=5001)."
)
TAKEN = "HOST names a socket that is in use: another server listens there."


def address(settings: Mapping[str, Any]) -> str:
    """HOST and PORT as gunicorn wants them; a socket has no port. Raises `UnsafeSetting` where none can be made."""
    host = str(settings["HOST"])
    if host.startswith(SOCKET):
        _refuse(Path(host.removeprefix(SOCKET)))
        return host
    return f"[{host}]:{settings['PORT']}" if ":" in host else f"{host}:{settings['PORT']}"


def refuse_taken(settings: Mapping[str, Any]) -> None:
    """Raise `UnsafeSetting` where HOST and PORT are somebody else's: gunicorn says so late and without a remedy."""
    host, port = str(settings["HOST"]).strip("[]"), settings["PORT"]
    if host.startswith(SOCKET):
        return
    try:
        family, kind, _, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(where)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise UnsafeSetting(PORT_TAKEN.format(port=port)) from error
        raise UnsafeSetting(f"HOST {host} with PORT {port} cannot be listened on: {error.strerror}.") from error


def _refuse(path: Path) -> None:
    """gunicorn would take a socket away from whoever listens there; one that a killed server left is put aside."""
    if not path.is_absolute() or len(os.fsencode(path)) > LONGEST:
        raise UnsafeSetting(NOT_WHOLE)
    if not path.exists():
        return
    if not path.is_socket():
        raise UnsafeSetting(IN_THE_WAY)
    with socket.socket(socket.AF_UNIX) as asked:
        if asked.connect_ex(str(path)) == 0:
            raise UnsafeSetting(TAKEN)
