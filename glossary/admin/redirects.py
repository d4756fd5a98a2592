"""Where to go next: to a page of the desk, and nowhere else."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from flask import current_app
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from glossary.admin.sessions import PREFIX

HOME = f"{PREFIX}/"
LENGTH = 2000
_PLAIN = re.compile(r"/admin/[!-\[\]-~]*", re.ASCII)
"""Begins at home; ASCII that can be seen, without a backslash, which some browsers take for a slash."""


def home_only(wanted: str | None) -> str:
    """The address if it is a page of the desk that can be opened, else the desk's first page."""
    if not wanted or len(wanted) > LENGTH or not _PLAIN.fullmatch(wanted):
        return HOME
    parts = urlsplit(wanted)
    if parts.scheme or parts.netloc or "//" in parts.path or ".." in parts.path or "%" in parts.path:
        return HOME
    return wanted if _can_be_opened(parts.path) else HOME


def _can_be_opened(path: str) -> bool:
    try:
        endpoint, _ = current_app.url_map.bind("").match(path, method="GET")
    except (HTTPException, RequestRedirect):
        return False
    return endpoint.startswith("desk.") and endpoint not in ("desk.sign_in", "desk.sign_in_code")
