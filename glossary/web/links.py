"""Addresses: of this page for others, of its other forms, and of the page with one thing changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlencode

from flask import request, url_for

from glossary import site

Pairs = Sequence[tuple[str, str]]


def permanent(path: str) -> str:
    """The whole address of a path of this site, as it is cited."""
    return site.base() + path


def with_query(path: str, query: Pairs) -> str:
    """A path with its query, in the order given; a path alone for an empty one."""
    return f"{path}?{urlencode(query)}" if query else path


def other_form(ending: str, query: Pairs = ()) -> str:
    """This page's facts in another form: its path with `.json` or `.csv`, and the same query."""
    return with_query(request.path.rstrip("/") + ending, query)


def without(query: Iterable[tuple[str, str]], *names: str) -> list[tuple[str, str]]:
    """The query without the named parameters."""
    return [pair for pair in query if pair[0] not in names]


def asked(*names: str) -> list[tuple[str, str]]:
    """The named parameters of this request that have a value, in the order of the address."""
    return [(name, value) for name, value in request.args.items(multi=True) if name in names and value.strip()]


def static(name: str) -> str:
    """A file of this site's own; the address changes with its content, so that a browser never keeps an old one."""
    return url_for("web.static", filename=name, v=_fingerprint(name))


@cache
def _fingerprint(name: str) -> str:
    return sha256((Path(__file__).parent / "static" / name).read_bytes()).hexdigest()[:10]
