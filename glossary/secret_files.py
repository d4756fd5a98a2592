"""Secrets in files: those that somebody hands over, and the keys that an instance makes and keeps for itself.

What is in the environment can be seen by more than a file that is its owner's alone. So systemd, docker and others hand
out secrets as files, and a variable with `_FILE` behind its name says where one is.
"""

from __future__ import annotations

import os
import secrets
import stat
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from glossary.disk import sync
from glossary.errors import UnsafeSetting

SECRET_LENGTH = 32
"""Characters of a secret at the least."""
LONGEST_SECRET_FILE = 10_000
"""Bytes."""
MOST_OLD_KEYS = 2
"""Keys from before that are still read: the one that was just changed, and one for a change that followed soon."""
HANDED_OUT = "/run/secrets"
"""Where docker and podman lay secrets, and Kubernetes where it is told to: mode 0444 in a file system that only the
container sees. The mode says nothing there, and whoever runs inside cannot change it.
"""
CREDENTIALS = "CREDENTIALS_DIRECTORY"
"""The variable by which systemd names a folder that only the service may enter; its access lists look like a mode for
the group.
"""
MEND = "Put it back from a backup; without one, remove it and start again. Second factors are lost then."
OTHERS = stat.S_IRWXG | stat.S_IRWXO
KEPT, KEPT_OLD = "secret_key", "secret_key.old"
"""In the instance folder: the key, and those from before, the newest first."""


def read(path: str, name: str, environ: Mapping[str, str], most_lines: int = 1) -> list[str]:
    """The lines of a file that the setting `name` names; with one at the most, there is one.

    Raises `UnsafeSetting` where it cannot be read, is empty or too long, has more lines, no text or a NUL, or where
    other accounts may read it. No part of it is repeated in a refusal.
    """
    content = _content(path, name, environ)
    try:
        lines = [line.strip() for line in content.decode("utf-8").strip().splitlines()]
    except ValueError:
        raise UnsafeSetting(f"The file that {name} names is no text in UTF-8.") from None
    if b"\0" in content:
        raise UnsafeSetting(f"The file that {name} names holds a NUL, which is no character of a secret.")
    if not 1 <= len(lines) <= most_lines or len(content) > LONGEST_SECRET_FILE:
        lines_wanted = "one line" if most_lines == 1 else f"one to {most_lines} lines"
        raise UnsafeSetting(
            f"The file that {name} names must hold {lines_wanted}, of at most {LONGEST_SECRET_FILE:,} bytes."
        )
    return lines


def _content(path: str, name: str, environ: Mapping[str, str]) -> bytes:
    try:
        with open(path, "rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            content = file.read(LONGEST_SECRET_FILE + 1)
    except OSError as error:
        raise UnsafeSetting(f"The file that {name} names cannot be read: {error.strerror}.") from error
    except ValueError:  # a name that no file can have
        raise UnsafeSetting(
            f"The file that {name} names cannot be read: it has no name that a file can have."
        ) from None
    if mode & OTHERS and not is_handed_out(path, environ):
        raise UnsafeSetting(f"The file that {name} names is open to other accounts. `chmod 0400` on it ends that.")
    return content


def is_handed_out(path: str, environ: Mapping[str, str]) -> bool:
    """Whether it lies where a service manager lays secrets, and lets nobody else into that folder."""
    folders = [folder for folder in (HANDED_OUT, environ.get(CREDENTIALS, "")) if os.path.isabs(folder)]
    return any(Path(path).resolve().is_relative_to(Path(folder).resolve()) for folder in folders)


def is_weak(secret: str) -> bool:
    """Whether a secret is short, or long by repeating a few characters."""
    return len(secret) < SECRET_LENGTH or len(set(secret)) < 8


def keys_of(settings: Mapping[str, Any]) -> tuple[str, ...]:
    """The secret key, then those from before: what is new is made with the first, what is read may be of any."""
    return (settings["SECRET_KEY"], *settings["SECRET_KEY_OLD"])


def signing_keys(settings: Mapping[str, Any]) -> list[str]:
    """The same as itsdangerous wants them: it signs with the last and reads what any has signed."""
    return list(reversed(keys_of(settings)))


def kept_secret(instance: Path) -> str:
    """The secret of this machine, made once and readable by its owner alone."""
    path = instance / KEPT
    if not path.exists():
        _place(path, [_new()], first=True)
    return _sound(path)[0]


def kept_before(instance: Path) -> tuple[str, ...]:
    """The keys that were this machine's before, the newest first. Raises `UnsafeSetting` for a damaged file."""
    path = instance / KEPT_OLD
    return tuple(_sound(path)[:MOST_OLD_KEYS]) if path.exists() else ()


def _sound(path: Path) -> list[str]:
    keys = path.read_text(encoding="ascii", errors="replace").split() or [""]
    if any(is_weak(key) for key in keys):
        raise UnsafeSetting(f"The file {path.name} in the instance folder is damaged. {MEND}")
    return keys


def renew(instance: Path) -> None:
    """Make a new key; the one until now is kept as the newest of the old ones.

    First it is among the old ones, then it is replaced: a power cut between the two leaves a key that is on both lists,
    and nothing is lost. Raises `OSError` where that cannot be written.
    """
    present = kept_secret(instance)
    before = [key for key in kept_before(instance) if key != present]
    _place(instance / KEPT_OLD, [present, *before][:MOST_OLD_KEYS])
    _place(instance / KEPT, [_new()])


def forget(instance: Path) -> bool:
    """Remove the keys from before, if there are any."""
    path = instance / KEPT_OLD
    if not path.exists():
        return False
    path.unlink()
    sync(instance)
    return True


def _new() -> str:
    return secrets.token_urlsafe(48)


def _place(path: Path, keys: Sequence[str], *, first: bool = False) -> None:
    """Put keys there whole, so that nobody reads half of them. `first`: of two starts at once the first wins."""
    descriptor, fresh = tempfile.mkstemp(dir=path.parent)  # mode 0600
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write("\n".join(keys))
            file.flush()
            os.fsync(descriptor)
        with suppress(FileExistsError):
            (os.link if first else os.replace)(fresh, path)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(fresh)
    sync(path.parent)
