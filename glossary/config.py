"""Every setting in one place: its type, default and meaning (docs/settings.md is checked against this list).

Values come from, in rising order: the default, `instance/config.toml`, a `GLOSSARY_*` variable, and what a test hands
to `create_app`. A name that is not listed, a value of the wrong kind and an unsafe setting are refused with a sentence.
"""

from __future__ import annotations

import ipaddress
import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from glossary import secret_files
from glossary.errors import UnsafeSetting
from glossary.secret_files import MOST_OLD_KEYS, SECRET_LENGTH, is_weak

PREFIX = "GLOSSARY_"
LOOPBACK_NAMES = ("127.0.0.1", "localhost", "[::1]")
SECRETS = ("DATABASE_URL", "SECRET_KEY", "SECRET_KEY_OLD", "METRICS_TOKEN")
"""Settings that may be in a file, which is named by a setting that has `_FILE` behind its name."""


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


def _old_keys(value: Any) -> tuple[str, ...]:
    """Keys by commas or, as a file has them, one a line."""
    keys = _names(value.splitlines() if isinstance(value, str) and "\n" in value else value)
    if len(keys) > MOST_OLD_KEYS:
        raise ValueError(f"at most {MOST_OLD_KEYS} keys are wanted")
    return keys


def _names_among(*choices: str) -> Callable[[Any], tuple[str, ...]]:
    def read(value: Any) -> tuple[str, ...]:
        names = _names(value)
        if not set(names) <= set(choices):
            raise ValueError(f"names out of {', '.join(choices)} are wanted")
        return names

    return read


SETTINGS: tuple[Setting, ...] = (
    Setting("DATABASE_URL", "text", "", "SQLAlchemy address; empty: `glossary.db` in the instance folder.", _text),
    Setting(
        "SEARCH",
        "whoosh, tantivy or memory",
        "whoosh",
        "The search engine. Above 10,000 statements: tantivy (`pip install glossary[tantivy]`, then `glossary index "
        "rebuild`).",
        _one_of("whoosh", "tantivy", "memory"),
    ),
    Setting(
        "HOST",
        "text",
        "127.0.0.1",
        "Address that `glossary serve` listens on, or `unix:/run/glossary/glossary.sock`: a socket for a proxy here.",
        _text,
    ),
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
        "SECRET_KEY_OLD",
        f"up to {MOST_OLD_KEYS} keys, by commas",
        (),
        "Keys from before: what they signed is still read. Empty: those that `glossary secrets renew` keeps.",
        _old_keys,
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
    Setting(
        "LOG_FORMAT",
        "plain or json",
        "plain",
        "How the log is written: lines for a terminal, or one JSON document a line for a collector of logs.",
        _one_of("plain", "json"),
    ),
    Setting(
        "LOG_LEVEL",
        "debug, info, warning or error",
        "warning",
        "What is logged: from `info` on a line for each answered request, too.",
        _one_of("debug", "info", "warning", "error"),
    ),
    Setting(
        "METRICS",
        "yes or no",
        False,
        "Count requests and serve figures at `/metrics`, to this machine and to whoever has METRICS_TOKEN.",
        _flag,
    ),
    Setting(
        "METRICS_TOKEN",
        f"text of at least {SECRET_LENGTH} characters",
        "",
        "Lets a program on another machine read `/metrics`, as `Authorization: Bearer ...`. Empty: none may.",
        _text,
    ),
    Setting("DEBUG", "yes or no", False, "For developing on one's own machine: shows errors in full.", _flag),
)
BY_NAME = {setting.name: setting for setting in SETTINGS}


def load_settings(
    instance: Path, environ: Mapping[str, str] = os.environ, given: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """All settings by name, checked. Raises `UnsafeSetting` with a sentence for anything unknown, wrong or unsafe."""
    values = {setting.name: setting.default for setting in SETTINGS}
    for where, found in (
        ("instance/config.toml", _from_file(instance)),
        ("the environment", _from_environment(environ)),
    ):
        values.update(_read_all(_with_files(found, where, environ), where))
    values.update(_read_all(dict(given or {}), "create_app"))
    if not values["DATABASE_URL"]:
        values["DATABASE_URL"] = f"sqlite:///{instance / 'glossary.db'}"
    refuse_unsafe(values)
    _add_kept_keys(values, instance)
    return values


def _add_kept_keys(values: dict[str, Any], instance: Path) -> None:
    """The keys that the instance keeps, where none is set; a key from before that is the present one is left out."""
    if not values["SECRET_KEY"]:
        values["SECRET_KEY"] = secret_files.kept_secret(instance)
        values["SECRET_KEY_OLD"] = values["SECRET_KEY_OLD"] or secret_files.kept_before(instance)
    values["SECRET_KEY_OLD"] = tuple(key for key in values["SECRET_KEY_OLD"] if key != values["SECRET_KEY"])


def _from_file(instance: Path) -> dict[str, Any]:
    path = instance / "config.toml"
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


def _with_files(found: dict[str, Any], where: str, environ: Mapping[str, str]) -> dict[str, Any]:
    """What a place sets, with what is in the files that it names. An empty name is none, as empty is not set."""
    told = dict(found)
    for name in SECRETS:
        path = told.pop(f"{name}_FILE", "")
        if not isinstance(path, str):
            raise UnsafeSetting(f"{where} sets {name}_FILE to a wrong value: the name of a file is wanted.")
        if path and name in told:
            raise UnsafeSetting(f"{where} sets both {name} and {name}_FILE. Set one of them.")
        if path:
            several = name == "SECRET_KEY_OLD"
            lines = secret_files.read(path, f"{name}_FILE", environ, MOST_OLD_KEYS if several else 1)
            told[name] = lines if several else lines[0]
    return told


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


def refuse_unsafe(values: Mapping[str, Any]) -> None:
    """Refuse what would be unsafe to serve. Raises `UnsafeSetting`."""
    for name in ("SECRET_KEY", "SECRET_KEY_OLD", "METRICS_TOKEN"):
        set_ones = values[name] if isinstance(values[name], tuple) else (values[name],)
        if any(is_weak(secret) for secret in set_ones if secret):
            raise UnsafeSetting(f"{name} is too weak: at least {SECRET_LENGTH} characters, not a repeated few.")
    if values["DEBUG"] and not is_loopback(values["HOST"]):
        raise UnsafeSetting("DEBUG shows errors in full; it runs on a loopback HOST only.")
    if not is_loopback(values["HOST"]) and not values["TRUSTED_PROXY"]:
        raise UnsafeSetting("HOST is reachable from outside: set TRUSTED_PROXY behind a proxy that speaks https.")
    if values["BASE_URL"] and not values["BASE_URL"].startswith(("https://", "http://")):
        raise UnsafeSetting("BASE_URL must begin with https:// or http://.")
