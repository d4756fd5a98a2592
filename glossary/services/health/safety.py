"""What `glossary doctor` says of settings and files that make it easier to break in."""

from __future__ import annotations

import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import current_app
from sqlalchemy import make_url, select

from glossary.config import is_loopback
from glossary.db import db
from glossary.logs import secrets_of
from glossary.models import Account
from glossary.models.account import MAY_REVIEW, Role
from glossary.numbers import counted
from glossary.secret_files import KEPT, KEPT_OLD
from glossary.services.accounts import secret_keys
from glossary.services.health.check import Check

OTHERS = stat.S_IRWXO
"""What a mode allows to everybody."""


def checks() -> Iterator[Check]:
    """Settings, files, accounts."""
    settings = current_app.config["GLOSSARY"]
    yield from of_settings(settings)
    yield _files(settings)
    yield _administrators()
    if old_keys := secret_keys.check():
        yield old_keys


def is_public(settings: Mapping[str, Any]) -> bool:
    """Whether the settings say that others than this machine are served."""
    name = urlsplit(settings["BASE_URL"]).hostname or "localhost"
    return bool(settings["TRUSTED_PROXY"] or not is_loopback(name))


def of_settings(settings: Mapping[str, Any]) -> Iterator[Check]:
    """Each unsafe or unfinished setting by itself; one line where there is none."""
    faults = []
    if settings["TRUSTED_PROXY"] and not settings["BASE_URL"]:
        faults.append("TRUSTED_PROXY is set and BASE_URL is not: links lead to whatever name the proxy passes on.")
    if settings["BASE_URL"].startswith("https:") and not settings["TRUSTED_PROXY"]:
        faults.append(
            "BASE_URL begins with https and TRUSTED_PROXY is not set: whoever is not on this machine is refused."
        )
    if settings["DEBUG"]:
        faults.append("DEBUG is set: whoever reaches the server sees errors in full.")
    if is_public(settings) and (left := [r for r in MAY_REVIEW if r not in settings["REQUIRE_SECOND_FACTOR"]]):
        faults.append(f"Others reach this site, and REQUIRE_SECOND_FACTOR lacks {' and '.join(left)}.")
    yield from (Check("settings", False, words) for words in faults)
    if not faults:
        yield Check("settings", True, "No setting is unsafe.")


def _files(settings: Mapping[str, Any]) -> Check:
    """Whether accounts of the machine that are not the owner's or the group's may read what is to be kept."""
    instance = Path(current_app.instance_path)
    url = make_url(settings["DATABASE_URL"])
    secret = [instance / KEPT, instance / KEPT_OLD, *_settings_with_secrets(instance / "config.toml", settings)]
    if url.get_backend_name() == "sqlite" and url.database:
        secret.append(Path(url.database))
    open_ones = [path for path in secret if is_open(path)]
    if not open_ones:
        return Check("files", True, "Other accounts of this machine can read neither the secret key nor the database.")
    names = " ".join(str(path) for path in open_ones)
    return Check("files", False, f"Every account of this machine can read {names}; `chmod o-rwx {names}` ends that.")


def _settings_with_secrets(file: Path, settings: Mapping[str, Any]) -> list[Path]:
    try:
        written = file.read_text("utf-8")
    except OSError:
        return []
    return [file] if any(word in written for word in secrets_of(settings)) else []


def is_open(path: Path) -> bool:
    """Whether everybody on the machine may read or write a file: by its own mode and by those of its folders."""
    try:
        path = path.resolve(strict=True)
        passable = all(folder.stat().st_mode & stat.S_IXOTH for folder in path.parents)
        return passable and bool(path.stat().st_mode & OTHERS)
    except OSError:
        return False


def _administrators() -> Check:
    chosen = Account.active, Account.roles.any(Role.name == "administrator")
    factors = db.session.scalars(select(Account.tf_totp_secret.is_not(None)).where(*chosen)).all()
    if not factors:
        return Check("administrators", True, "No administrator has an open account.")
    bare = factors.count(False)
    if not bare:
        return Check("administrators", True, "Every open account of an administrator has a second factor.")
    words = f"{counted(bare, 'open account')} of administrators without a second factor"
    return Check("administrators", False, f"{words}: each sets it up at the desk, under *Second factor*.")
