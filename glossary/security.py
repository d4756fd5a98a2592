"""What every answer carries and what every request must be: headers, request ids, hosts, sizes."""

from __future__ import annotations

import io
import re
import secrets
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, request
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.exceptions import RequestEntityTooLarge, SecurityError
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter, Map

from glossary import over_https
from glossary.config import LOOPBACK_NAMES
from glossary.numbers import MOST
from glossary.receiving import LONGER, drop_rest, receive

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
}
TRANSPORT = "max-age=31536000; includeSubDomains"
MAX_BODY = 1_000_000
MAX_FORM_PARTS = 200
LARGER = "glossary.larger_bodies"
_PORT = re.compile(r":\d+\Z", re.ASCII)
ROUTE = "glossary.route"
"""Where a request's environment has the template of its address, once that is known; empty for an unknown address."""


class Number(IntegerConverter):
    """`<int:…>` in every address: plain digits, up to a limit; beyond it there is no such address.

    Nor is there one with zeros in front: what is kept and cited stands at one address.
    """

    regex = "(?:0|[1-9][0-9]{0,9})"

    def __init__(self, map: Map, max: int = MOST, **rest: Any) -> None:  # noqa: A002  (Werkzeug's own names)
        super().__init__(map, max=max, **rest)


def init_app(app: Flask, settings: dict[str, Any]) -> None:
    """Guard every request of the app, its error pages too."""
    app.config.update(
        MAX_CONTENT_LENGTH=MAX_BODY,
        MAX_FORM_MEMORY_SIZE=MAX_BODY,
        MAX_FORM_PARTS=MAX_FORM_PARTS,
    )
    if settings["TRUSTED_PROXY"]:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]
    app.url_map.converters["int"] = Number
    trusted = trusted_hosts(settings)
    app.before_request(_name_request)
    app.before_request(lambda: _refuse_other_host(trusted))
    app.before_request(_refuse_long_body)
    over_https.init_app(app, settings)
    app.before_request(_only_read)
    app.after_request(_add_headers)
    if settings["TRUSTED_PROXY"]:
        app.after_request(_drop_rest)


def trusted_hosts(settings: dict[str, Any]) -> frozenset[str]:
    """The host names that are answered to; any other is refused, so that no link is made from a forged one."""
    own = urlsplit(settings["BASE_URL"]).netloc
    return frozenset(_without_port(host) for host in (*LOOPBACK_NAMES, own, *settings["TRUSTED_HOSTS"]) if host)


def _without_port(host: str) -> str:
    return _PORT.sub("", host).lower()


def request_id() -> str:
    """The id of this request, as the answer and the log name it."""
    if "request_id" not in g:
        g.request_id = secrets.token_hex(8)
    return str(g.request_id)


def is_foreign() -> bool:
    """Whether the browser says that the request comes from elsewhere. What cannot be understood is foreign.

    Browsers say it by `Sec-Fetch-Site`, older ones by `Origin`.
    """
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if origin is not None and origin != request.host_url.rstrip("/"):
        return True
    return site is not None and site not in ("same-origin", "none")


def _name_request() -> None:
    request_id()
    request.environ[ROUTE] = request.url_rule.rule if request.url_rule else ""


def _refuse_other_host(trusted: frozenset[str]) -> None:
    """Refuse a host name that is not ours (Werkzeug's own list of trusted hosts can hold no IPv6 address)."""
    if _without_port(request.host) not in trusted:
        raise SecurityError


def allow_more(app: Flask, endpoint: str, most_bytes: int) -> None:
    """Let more be sent to one view than to the others: a form with a long text in it. 0 is as much as to others."""
    if most_bytes:
        app.extensions.setdefault(LARGER, {})[endpoint] = most_bytes


def _refuse_long_body() -> None:
    """Say at once that a body is too long, even where nobody would read it; without a length, while it is read."""
    larger = current_app.extensions.get(LARGER, {}).get(request.endpoint)
    if larger:
        request.max_content_length = request.max_form_memory_size = larger
    most: int = request.max_content_length or MAX_BODY
    receive(request, most)
    if (request.content_length or 0) > most:
        raise RequestEntityTooLarge(LONGER.format(most))


def _only_read() -> None:
    """GET and HEAD do nothing but read: a view sees HEAD as the GET whose head is wanted, and neither brings a form.

    A view that takes everything but GET for a form that was sent is right so, and nobody has to think of HEAD. The
    server still sees HEAD and leaves out the body of the answer.
    """
    if request.method in ("GET", "HEAD"):
        request.method = "GET"
        nothing: ImmutableMultiDict[str, Any] = ImmutableMultiDict()
        vars(request).update(stream=io.BytesIO(), form=nothing, files=nothing)


def _drop_rest(response: Response) -> Response:
    drop_rest(request)
    return response


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = TRANSPORT
    response.headers["X-Request-ID"] = request_id()
    return response
