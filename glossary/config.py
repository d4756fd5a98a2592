"""The settings as they are set here, read and checked.

Values come from, in rising order: the default, `instance/config.toml`, a `GLOSSARY_*` variable, and what a test hands
to `create_app`. A name that is not listed, a value of the wrong kind and an unsafe setting are refused with a sentence.
"""

from __future__ import annotations

import ipaddress
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from glossary import database_address, secret_files
from glossary.errors import UnsafeSetting
from glossary.secret_files import MOST_OLD_KEYS, SECRET_LENGTH, is_weak
from glossary.settings import BY_NAME, SETTINGS

PREFIX = "GLOSSARY_"
LOOPBACK_NAMES = ("127.0.0.1", "localhost", "[::1]")
SECRETS = ("DATABASE_URL", "SECRET_KEY", "SECRET_KEY_OLD", "METRICS_TOKEN")
"""Settings that may be in a file, which is named by a setting that has `_FILE` behind its name."""


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
    values["DATABASE_URL"] = database_address.whole(values["DATABASE_URL"], instance)
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
