"""Every setting in one place: its type, default and meaning (docs/settings.md is checked against this list).

Values come from, in rising order: the default, `instance/config.toml`, a `GLOSSARY_*` variable, and what a test hands
to `create_app`. A name that is not listed, a value of the wrong kind and an unsafe setting are refused with a sentence.
"""

from __future__ import annotations

import ipaddress
import os
import secrets
import tempfile
import tomllib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from glossary.errors import UnsafeSetting

PREFIX = "GLOSSARY_"
LOOPBACK_NAMES = ("127.0.0.1", "localhost", "[::1]")
SECRET_LENGTH = 32


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing an operator may set. `read` turns its text into a value or raises ValueError."""

    name: str
    kind: str
    default: Any
    meaning: str
    read: Callable[[Any], Any]


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("text is wanted")
    return value.strip()


def _flag(value: Any) -> bool:
    known = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False, "": False}
    text = str(value).strip().lower()
    if text not in known:
        raise ValueError("yes or no is wanted")
    return known[text]


def _number(lowest: int, highest: int) -> Callable[[Any], int]:
    def read(value: Any) -> int:
        text = str(value).strip()
        if not (text.isascii() and text.isdecimal() and lowest <= int(text) <= highest):
            raise ValueError(f"a number from {lowest} to {highest} is wanted")
        return int(text)

    return read


def _one_of(*choices: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value not in choices:
            raise ValueError(f"one of {', '.join(choices)} is wanted")
        return str(value)

    return read


def _names(value: Any) -> tuple[str, ...]:
    parts = value if isinstance(value, list) else str(value).split(",")
    if not all(isinstance(part, str) for part in parts):
        raise ValueError("names are wanted")
    return tuple(part.strip() for part in parts if part.strip())


def _names_among(*choices: str) -> Callable[[Any], tuple[str, ...]]:
    def read(value: Any) -> tuple[str, ...]:
        names = _names(value)
        if not set(names) <= set(choices):
            raise ValueError(f"names out of {', '.join(choices)} are wanted")
        return names

    return read


SETTINGS: tuple[Setting, ...] = (
    Setting("DATABASE", "text", "", "SQLAlchemy address; empty: `glossary.db` in the instance folder.", _text),
    Setting(
        "SEARCH",
        "whoosh, tantivy or memory",
        "whoosh",
        "The search engine. Above 10,000 statements: tantivy (`pip install glossary[tantivy]`, then `glossary index "
        "rebuild`).",
        _one_of("whoosh", "tantivy", "memory"),
    ),
    Setting("HOST", "text", "127.0.0.1", "Address that `glossary serve` listens on.", _text),
    Setting("PORT", "1 to 65535", 5000, "Port that `glossary serve` listens on.", _number(1, 65535)),
    Setting("WORKERS", "1 to 64", 2, "Processes of `glossary serve`.", _number(1, 64)),
    Setting("THREADS", "1 to 64", 4, "Threads a process.", _number(1, 64)),
    Setting(
        "BASE_URL",
        "text",
        "",
        "Public address, such as https://glossary.example.org; used in canonical links. Empty: the address asked for.",
        _text,
    ),
    Setting(
        "TRUSTED_HOSTS",
        "names, by commas",
        (),
        "Further host names to answer to, besides loopback and the one in BASE_URL.",
        _names,
    ),
    Setting(
        "TRUSTED_PROXY",
        "yes or no",
        False,
        "Behind one reverse proxy that sets X-Forwarded-For, -Proto and -Host. Needed for any HOST but loopback.",
        _flag,
    ),
    Setting(
        "SECRET_KEY",
        f"text of at least {SECRET_LENGTH} characters",
        "",
        "Signs what the server hands out. Empty: made at the first start, kept in the instance folder, mode 0600.",
        _text,
    ),
    Setting(
        "CONTACT",
        "text",
        "",
        "Where readers send corrections and takedown requests; shown on the pages.",
        _text,
    ),
    Setting(
        "REQUIRE_SECOND_FACTOR",
        "names, by commas",
        (),
        "Roles that sign in with an authenticator app, too: reviewer, administrator is advised. Others may.",
        _names_among("editor", "reviewer", "administrator"),
    ),
    Setting(
        "SESSION_IDLE_MINUTES",
        "1 to 720",
        30,
        "Minutes after which an unused session of the desk ends.",
        _number(1, 720),
    ),
    Setting(
        "SESSION_HOURS",
        "1 to 24",
        12,
        "Hours after which every session of the desk ends.",
        _number(1, 24),
    ),
    Setting("DEBUG", "yes or no", False, "For developing on one's own machine: shows errors in full.", _flag),
)
BY_NAME = {setting.name: setting for setting in SETTINGS}


def load_settings(
    instance: Path, environ: Mapping[str, str] = os.environ, given: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """All settings by name, checked. Raises `UnsafeSetting` with a sentence for anything unknown, wrong or unsafe."""
    values = {setting.name: setting.default for setting in SETTINGS}
    values.update(_read_all(_from_file(instance / "config.toml"), "instance/config.toml"))
    values.update(_read_all(_from_environment(environ), "the environment"))
    values.update(_read_all(dict(given or {}), "create_app"))
    if not values["DATABASE"]:
        values["DATABASE"] = f"sqlite:///{instance / 'glossary.db'}"
    refuse_unsafe(values)
    values["SECRET_KEY"] = values["SECRET_KEY"] or kept_secret(instance)
    return values


def _from_file(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnsafeSetting(f"instance/config.toml cannot be read: {error}.") from error
    return {name.upper(): value for name, value in table.items()}


def _from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    tests_only = {f"{PREFIX}REQUIRE_BROWSER", f"{PREFIX}REQUIRE_SCHEMATRON"}
    named = {k: v for k, v in environ.items() if k.startswith(PREFIX) and k not in tests_only}
    return {name.removeprefix(PREFIX): value for name, value in named.items() if name != f"{PREFIX}INSTANCE"}


def _read_all(raw: dict[str, Any], where: str) -> dict[str, Any]:
    values = {}
    for name, value in raw.items():
        if name not in BY_NAME:
            raise UnsafeSetting(f"{where} sets {name}, which is no setting. Known: {', '.join(BY_NAME)}.")
        try:
            values[name] = BY_NAME[name].read(value)
        except (ValueError, TypeError) as error:
            raise UnsafeSetting(f"{where} sets {name} to a wrong value: {error}.") from error
    return values


def is_loopback(host: str) -> bool:
    """Whether a listening address is reached from this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def is_weak(secret: str) -> bool:
    """Whether a secret is short, or long by repeating a few characters."""
    return len(secret) < SECRET_LENGTH or len(set(secret)) < 8


def refuse_unsafe(values: Mapping[str, Any]) -> None:
    """Refuse what would be unsafe to serve. Raises `UnsafeSetting`."""
    if values["SECRET_KEY"] and is_weak(values["SECRET_KEY"]):
        raise UnsafeSetting(f"SECRET_KEY is too weak: at least {SECRET_LENGTH} characters, not a repeated few.")
    if values["DEBUG"] and not is_loopback(values["HOST"]):
        raise UnsafeSetting("DEBUG shows errors in full; it runs on a loopback HOST only.")
    if not is_loopback(values["HOST"]) and not values["TRUSTED_PROXY"]:
        raise UnsafeSetting("HOST is reachable from outside: set TRUSTED_PROXY behind a proxy that speaks https.")
    if values["BASE_URL"] and not values["BASE_URL"].startswith(("https://", "http://")):
        raise UnsafeSetting("BASE_URL must begin with https:// or http://.")


def kept_secret(instance: Path) -> str:
    """The secret of this machine, made once and readable by its owner alone."""
    path = instance / "secret_key"
    if not path.exists():
        _make_secret(path)
    secret = path.read_text(encoding="ascii", errors="replace").strip()
    if is_weak(secret):
        raise UnsafeSetting("The file secret_key in the instance folder is damaged; remove it and start again.")
    return secret


def _make_secret(path: Path) -> None:
    """Put a secret there whole, so that nobody reads half of one; of two starts at once the first wins."""
    descriptor, fresh = tempfile.mkstemp(dir=path.parent)  # mode 0600
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(48))
    with suppress(FileExistsError):
        os.link(fresh, path)
    os.unlink(fresh)
