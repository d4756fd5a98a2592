"""The address of a database: what of it nobody may read, and how it is shown without that."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

SECRET_WORDS = ("password", "secret", "_key")
"""What the names of secret parameters have in them: `password`, `sslpassword`, `oauth_client_secret`,
`scram_client_key` (PostgreSQL's manual, "Parameter Key Words"). `passfile` and `sslkey` are names of files."""
HIDDEN = "hidden"


def secrets_in(address: str) -> set[str]:
    """The passwords and keys in an address: before the @, and behind the question mark."""
    url = make_url(address)
    named = (value for name, values in url.normalized_query.items() if is_secret(name) for value in values)
    return {value for value in (str(url.password or ""), *named) if value}


def shown(address: str) -> str:
    """The address with a word in place of each secret."""
    url = make_url(address)
    query = {name: HIDDEN if is_secret(name) else value for name, value in url.query.items()}
    return url.set(query=query).render_as_string(hide_password=True)


def whole(address: str, instance: Path) -> str:
    """The address with the whole path of its file: one that is not whole begins in the instance folder.

    So that it is the same file for the server and for every command. What is no address stays as it is.
    """
    try:
        url = make_url(address)
    except ArgumentError:
        return address
    if url.get_backend_name() != "sqlite" or not url.database or url.database.startswith((":memory:", "file:")):
        return address
    return url.set(database=str(instance.resolve() / url.database)).render_as_string(hide_password=False)


def connect_args(url: URL, ours: Mapping[str, Any]) -> dict[str, Any]:
    """What a driver is told besides the address, which is heeded: of `ours`, only what it leaves open.

    `options` of both are told, ours last, which a server takes where both set one thing.
    """
    told = {name: value for name, value in ours.items() if name not in url.query}
    if "options" in url.query:
        told["options"] = " ".join((*url.normalized_query["options"], ours["options"]))
    return told


def is_secret(name: str) -> bool:
    """Whether the parameter of this name holds what nobody may read."""
    return any(word in name.lower() for word in SECRET_WORDS)
