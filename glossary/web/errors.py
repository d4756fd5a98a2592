"""Error pages for people: what happened, what to do, and the request id. Programs get problems from the API."""

from __future__ import annotations

import re

from flask import Response, g, make_response, render_template, request
from werkzeug.exceptions import HTTPException

PAGES: dict[int, tuple[str, str, str]] = {
    400: (
        "This request cannot be answered",
        "The address or the form holds a value that we cannot use.",
        "Go back and change it, or start from the search.",
    ),
    403: ("You may not see this", "This page is not open to you.", "If you think it should be, write to the editors."),
    404: (
        "Nothing is at this address",
        "No page and no record has this address. It may be misspelt, or may never have existed.",
        "Search for it, or look through the lists of terms, actors and events.",
    ),
    405: (
        "This address takes no such request",
        "The page exists, but not for what was sent to it.",
        "Open it by its address, without sending a form.",
    ),
    410: ("This is gone", "What stood here has been removed for good.", "Search for what took its place."),
    413: ("This is too much at once", "More was sent than we accept.", "Send less, in several parts."),
    414: ("This address is too long", "The address is longer than we read.", "Search for fewer words at a time."),
    429: (
        "Too many requests",
        "Your side asks for more than we can serve.",
        "Wait a minute, then try again.",
    ),
    500: (
        "Something went wrong on our side",
        "The page could not be made. The fault has been written down; nothing of yours was lost.",
        "Try again. If it happens again, write to the editors and give the number below.",
    ),
    503: (
        "We are busy for a moment",
        "The glossary cannot answer just now.",
        "Wait a few seconds, then load the page again.",
    ),
}
"""Status -> what it says: heading, what happened, what to do."""

RETRY_AFTER = "5"
"""Seconds after which a busy server may be asked again."""
_ENDING = re.compile(r"\.(json|csv|html?)$")


def page(error: HTTPException) -> Response:
    """The page of an error; a description of its own says more exactly what was wrong, in words fit for a reader."""
    code = error.code or 500
    heading, happened, advice = PAGES.get(code, PAGES[500 if code >= 500 else 400])
    said = error.description if error.description != type(error).description else None
    head = {"title": heading, "description": happened, "canonical": None, "json": None}
    body = render_template(
        "error.html",
        head=head,
        happened=said or happened,
        advice=advice,
        words=_words_of_address() if code in (404, 410) else "",
        code=code,
        phrase=error.name,
        request_id=getattr(g, "request_id", ""),
    )
    return make_response(body, code, _headers(error, code))


def _headers(error: HTTPException, code: int) -> dict[str, str]:
    """What the status itself asks for: `Allow` of a 405, when to come back after a 503."""
    kept = {name: value for name, value in error.get_headers() if name not in ("Content-Type", "Content-Length")}
    return {**kept, "Retry-After": RETRY_AFTER} if code == 503 else kept


def _words_of_address() -> str:
    """The words of the last part of the address, to search for."""
    last = _ENDING.sub("", request.path.rstrip("/").rpartition("/")[2])
    return " ".join(re.split(r"[\W_]+", last)).strip()[:100]
