"""Where the public address is https, visitors are answered over https alone (OWASP ASVS 5.0, 12.2.1 and 4.1.2).

A page that is asked for over plain http is led to the same address by https, which is what people who typed a name
want. Whatever is asked by a program, or sent, is refused: led on, its mistake would never be seen, and all that it
sends would go on crossing the network in the open. What never leaves this machine needs no https.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from flask import Flask, current_app, redirect, request
from werkzeug.exceptions import Forbidden
from werkzeug.wrappers import Response

from glossary.config import LOOPBACK_NAMES, is_loopback

FORWARDED = ("X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Forwarded", "Via")
"""Headers by which a proxy says that the one who asks is somewhere else."""
WATCHED = frozenset({"/healthz", "/readyz", "/metrics"})
"""For whoever looks after the server; what they say is no reader's, and `/metrics` has a guard of its own."""
DESK = "/admin"
PAGES_OF_PROGRAMS = frozenset({"/api/docs"})
FOR_PROGRAMS = ("/api/", "/reconcile/", "/static/")
FILES = frozenset({"/export/<name>", "/releases/<int:number>/<released>"})
"""Addresses of files whose ending is in a name of theirs; of all others it is in the address."""
ALONE = "This site answers over https alone: ask at {}."
DESK_ALONE = "The desk answers over https alone."
IN_THE_OPEN = "Tokens cross no network in the open: ask over https, and make this token anew."
NOT_TOLD = (
    "This site answers over https alone, and nothing says that this was asked so. Whoever runs it: the proxy that "
    "speaks https must set X-Forwarded-Proto, and TRUSTED_PROXY must be set."
)


def init_app(app: Flask, settings: dict[str, Any]) -> None:
    """Guard every request, if the public address is https; else nothing is changed."""
    if is_wanted(settings):
        app.before_request(_lead_or_refuse)


def is_wanted(settings: dict[str, Any]) -> bool:
    """Whether the public address is https."""
    return str(settings["BASE_URL"]).startswith("https://")


def is_near() -> bool:
    """Whether a program on this machine asks by itself, and not somebody for whom a proxy asks."""
    seen_through = request.environ.get("werkzeug.proxy_fix.orig", request.environ)
    own_name = request.host.rpartition(":")[0] in LOOPBACK_NAMES or request.host in LOOPBACK_NAMES
    near = is_loopback(seen_through.get("REMOTE_ADDR") or "elsewhere")
    return near and own_name and not any(name in request.headers for name in FORWARDED)


def there(base: str) -> str:
    """The address that was asked for, at the public one: its name comes from the setting, never from the request."""
    query = quote(request.query_string, safe="!$&'()*+,/:;=?@%-._~")
    path = quote(request.path, safe="!$&'()*+,/:;=@-._~", errors="replace")
    return base + path + (f"?{query}" if query else "")


def _lead_or_refuse() -> Response | None:
    if request.is_secure or is_near() or request.path in WATCHED:
        return None
    settings = current_app.config["GLOSSARY"]
    base = settings["BASE_URL"].rstrip("/")
    if "Authorization" in request.headers:
        raise Forbidden(IN_THE_OPEN)
    if not (settings["TRUSTED_PROXY"] and "X-Forwarded-Proto" in request.headers):
        raise Forbidden(NOT_TOLD)  # led on, whoever asked by https already would be led round for ever
    if _template() == DESK or _template().startswith(f"{DESK}/"):
        raise Forbidden(DESK_ALONE)
    if request.method not in ("GET", "HEAD") or not _is_page():
        raise Forbidden(ALONE.format(base))
    answer = redirect(there(base), 308)
    answer.headers["Cache-Control"] = "no-store"  # the address of a private page is nobody's to keep
    return answer


def _template() -> str:
    """The address as the app knows it, or as it was asked for where there is none."""
    return request.url_rule.rule if request.url_rule else request.path


def _is_page() -> bool:
    """Whether people are shown it in a browser: all but the API, files and what pages are made of."""
    template = _template()
    if template in PAGES_OF_PROGRAMS:
        return True
    return not (template in FILES or template.startswith(FOR_PROGRAMS) or "." in template.rpartition("/")[2])
