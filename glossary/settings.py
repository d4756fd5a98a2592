"""Every setting: its type, default and meaning (docs/settings.md is checked against this list)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from glossary.secret_files import MOST_OLD_KEYS, SECRET_LENGTH


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
        "Public address, such as https://glossary.example.org; used in canonical links. Empty: the address asked for. "
        "With https, plain http is refused or led there.",
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
