"""The log: one line an event, for a terminal or as JSON, under the id of the request and without what is secret.

Everything that is logged in this process goes through it, what libraries and the server say, too. Never in a line:
a query, a cookie, a form, a token, a password, the address of a visitor. An exception may repeat any of these, so what
the visitor sent is taken out of its story, and the secrets among the settings are taken out of everything.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from datetime import UTC, datetime
from typing import Any, TextIO
from urllib.parse import quote

import structlog
from flask import Flask, g, has_app_context, has_request_context, request
from flask.logging import default_handler

from glossary.config import is_loopback
from glossary.database_address import secrets_in
from glossary.secret_files import keys_of
from glossary.security import request_id

SHORTEST_SECRET = 6
"""Characters of what a visitor sent from which on it is taken out of a story: a code of a second factor has so many."""
SHORTEST_PIECE = 8
"""The same of a word within what was sent: a name in a cookie, an address in a list of them."""
MOST_SENT, MOST_PIECES = 1000, 10_000
"""Values of one request that are looked for in its story, and letters of one in which words are looked for."""
MOST_ERRORS = 20
"""Errors that led to one another and are told of, the last of them first."""
CAUSE = "\n\nThe error above led to this one:\n\n"
MEANWHILE = "\n\nWhile the error above was dealt with, another one came:\n\n"
LEFT_OUT = "(left out)"
SENT_BY_ALL = frozenset({"Host", "Content-Type", "Content-Length", "Connection", "Accept", "Accept-Encoding"})
"""Headers that say nothing of a visitor."""
_BETWEEN = re.compile(r"[^\w.~+-]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")

Event = MutableMapping[str, Any]

log = logging.getLogger("glossary")


class StandardError(logging.StreamHandler[TextIO]):
    """Writes to what standard error is at that moment."""

    def __init__(self) -> None:
        logging.Handler.__init__(self)

    @property
    def stream(self) -> TextIO:
        """Where the lines go."""
        return sys.stderr

    @stream.setter
    def stream(self, _: TextIO) -> None:
        """There is no other."""


def init_app(app: Flask, settings: Mapping[str, Any]) -> None:
    """Let everything that this process logs be written as the settings say; the newest app of a process decides."""
    app.logger.removeHandler(default_handler)
    root = logging.getLogger()
    for handler in [handler for handler in root.handlers if isinstance(handler, StandardError)]:
        root.removeHandler(handler)
    root.addHandler(handler_of(settings))
    log.setLevel(settings["LOG_LEVEL"].upper())


def handler_of(settings: Mapping[str, Any]) -> logging.Handler:
    """What writes lines as the settings say."""
    handler = StandardError()
    written = (_flat, structlog.processors.JSONRenderer(json.dumps)) if settings["LOG_FORMAT"] == "json" else (_plain,)
    steps = (_facts, _without(secrets_of(settings)), *written)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(processors=steps))
    return handler


def secrets_of(settings: Mapping[str, Any]) -> list[str]:
    """What of the settings nobody may read, the longest first."""
    words = {*keys_of(settings), settings["METRICS_TOKEN"], *secrets_in(settings["DATABASE_URL"])}
    return sorted({form for word in words if word for form in (word, quote(word, safe=""))}, key=len, reverse=True)


def log_failure(error: BaseException) -> None:
    """Write the story of an unexpected error; addresses are logged without their query, which may hold anything."""
    path = ascii(request.path)  # a line break in it would forge a line of the log
    rule = request.url_rule.rule if request.url_rule else ""
    facts = {"method": request.method, "path": request.path, "route": rule}
    message = "request %s: %s %s failed"
    log.error(message, request_id(), request.method, path, exc_info=error, extra={"facts": facts})


def _facts(_: Any, __: str, event: Event) -> Event:
    """What a line tells, in its order: when, how grave, by whom, what, of which request, and the facts given along."""
    record: logging.LogRecord = event["_record"]
    at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"
    told: Event = {"time": at, "level": record.levelname.lower(), "logger": record.name, "event": event["event"]}
    if has_app_context() and "request_id" in g:
        told["request_id"] = g.request_id
    told["facts"] = dict(getattr(record, "facts", {}))
    told["error"] = (event.get("exc_info") or (None, None))[1]
    return told


def _without(secrets: list[str]) -> Callable[[Any, str, Event], Event]:
    """A step that tells the story of an error, and leaves out secrets, and of failures also what the visitor sent."""

    def step(_: Any, __: str, event: Event) -> Event:
        grave = event["level"] not in ("debug", "info")
        sent = sorted(_sent(), key=len, reverse=True) if grave and has_request_context() else []
        for place, name in ((event, "event"), (event["facts"], "path")):
            if name in place:
                place[name] = hidden(place[name], [*sent, *secrets])
        if error := event.pop("error"):
            event["exception"] = _story(error, [*sent, *secrets])
        return event

    return step


def hidden(text: str, words: list[str]) -> str:
    """A text with these words left out of it."""
    for word in words:
        if word in text:
            text = text.replace(word, LEFT_OUT)
    return text


def _story(error: BaseException, words: list[str]) -> str:
    """The traceback, that of the errors before it first. What errors say is without these words; code is as it is."""
    told: list[str] = []
    joint, one = "", error
    for _ in range(MOST_ERRORS):
        said = hidden("".join(traceback.format_exception_only(one)), words)
        frames = "".join(traceback.format_tb(one.__traceback__))
        told.insert(0, f"Traceback (most recent call last):\n{frames}{said}{joint}")
        before = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
        if before is None:
            break
        joint, one = (CAUSE if one.__cause__ else MEANWHILE), before
    return "".join(told).rstrip("\n")


def _sent() -> set[str]:
    """What the visitor of this request sent and what an error might repeat. Reads nothing that was not read."""
    found: set[str] = set()
    for value in (value for source in (_of_address(), _of_headers(), _of_body()) for value in source):
        found.update(form for form in (value, repr(value)[1:-1], ascii(value)[1:-1]) if len(form) >= SHORTEST_SECRET)
        found.update(piece for piece in _BETWEEN.split(value[:MOST_PIECES]) if len(piece) >= SHORTEST_PIECE)
        if len(found) >= MOST_SENT:
            break
    return found


def _of_address() -> Iterator[str]:
    """The query, what in a path lets somebody in, and where the visitor is (unless on this machine)."""
    query = request.query_string.decode("utf-8", "replace")
    yield from (query, *(pair.partition("=")[2] for pair in query.split("&")))
    yield from request.args.values()
    yield from (str(value) for name, value in (request.view_args or {}).items() if name in ("token", "key"))
    if not is_loopback(request.remote_addr or "localhost"):
        yield request.remote_addr or ""


def _of_headers() -> Iterator[str]:
    for name, value in request.headers.items():
        if name not in SENT_BY_ALL:
            yield value
            yield value.partition(" ")[2]  # of "Bearer ..."
    yield from request.cookies.values()


def _of_body() -> Iterator[str]:
    """Fields of a form, texts in a document or a whole text, where somebody has read them already."""
    read = vars(request)
    if "form" in read:
        yield from (value for values in request.form.listvalues() for value in values)
    if request.is_json and read.get("_cached_data"):
        yield from _texts(request.get_json(silent=True))
    elif sent := read.get("_cached_data"):
        text = sent.decode("utf-8", "replace")
        yield from (text, *text.splitlines()[:MOST_SENT])


def _texts(document: Any) -> Iterator[str]:
    """Every text within a JSON document, however deep."""
    waiting = [document]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, Mapping | list):
            waiting.extend(value.values() if isinstance(value, Mapping) else value)


def _flat(_: Any, __: str, event: Event) -> Event:
    """The facts beside the rest; one that is called `event` replaces the sentence, which says nothing more."""
    event.update(event.pop("facts"))
    return event


def _plain(_: Any, __: str, event: Event) -> str:
    """A line for a terminal. A story follows it, indented, so that nothing in it looks like a line of its own."""
    line = f"{event['time']} {event['level'].upper()} {_visible(event['event'])}"
    story = event.get("exception", "")
    return "\n    ".join([line, *(_visible(part) for part in story.splitlines())])


def _visible(text: str) -> str:
    """Control characters as escapes, as what moves the cursor could hide or forge a line."""
    return _CONTROL.sub(lambda found: ascii(found[0])[1:-1], text)
