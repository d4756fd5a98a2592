"""The app as it is watched: each answered request is a line of the log and is counted, if the settings say so.

It stands before everything else, so that an answer from memory is counted like any other. Neither line nor count has
more of an address than the template of its route.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from threading import Lock
from time import perf_counter
from typing import Any

from flask import Flask

from glossary.counts import METHODS, NO_ROUTE, Answered, Counts
from glossary.db import db
from glossary.security import ROUTE

EXTENSION = "glossary.watched"
BODILESS = frozenset({204, 304})

log = logging.getLogger("glossary.answers")

Headers = list[tuple[str, str]]
Environ = dict[str, Any]


class Watched:
    """The app with somebody who watches before it (WSGI)."""

    def __init__(self, app: Flask, counting: bool) -> None:
        self._app, self._inner, self._counting = app, app.wsgi_app, counting
        self._counts: Counts | None = None
        self._lock = Lock()

    def __call__(self, environ: Environ, start: Callable[..., Any]) -> Iterable[bytes]:
        """The app's own answer."""
        if not self._counting and not log.isEnabledFor(logging.INFO):
            return self._inner(environ, start)
        request = Request(environ, start, self.counts() if self._counting else None)
        try:
            return request.sent(self._inner(environ, request.start))
        except BaseException:
            request.end()
            raise

    def counts(self) -> Counts:
        """The numbers of this process. Made at its first request, as processes of a server part before that."""
        with self._lock:
            if self._counts is None:
                with self._app.app_context():
                    self._counts = Counts(db.engine)
            return self._counts


class Request:
    """One request, from when it came in until its answer is ready or sent."""

    def __init__(self, environ: Environ, start: Callable[..., Any], counts: Counts | None) -> None:
        self._began = perf_counter()
        self._environ, self._start, self._counts = environ, start, counts
        self._status, self._id, self._length = 500, "", -1
        self._over = False
        if counts:
            counts.began()

    def start(self, status: str, headers: Headers, *rest: Any) -> Any:
        """The answer begins; note what its head says."""
        self._status = int(status[:3])
        for name, value in headers:
            if name == "X-Request-ID":
                self._id = value
            elif name == "Content-Length":
                self._length = int(value)
        return self._start(status, headers, *rest)

    def sent(self, parts: Iterable[bytes]) -> Iterable[bytes]:
        """What is to be sent. Whole answers are left as they are: the server sends files by a way of its own."""
        if self._environ["REQUEST_METHOD"] == "HEAD" or self._status in BODILESS:
            self._length = 0
        if self._length < 0:
            return Sending(parts, self)
        self.end(self._length)
        return parts

    def end(self, size: int = 0) -> None:
        """It is over, once: count it, and write its line."""
        if self._over:
            return
        self._over = True
        method = self._environ["REQUEST_METHOD"]
        seconds = perf_counter() - self._began
        known = method if method in METHODS else "other"
        answered = Answered(self._environ.get(ROUTE) or NO_ROUTE, known, self._status, seconds, size)
        if self._counts:
            self._counts.ended(answered)
        if log.isEnabledFor(logging.INFO):
            _tell(answered, self._id)


class Sending:
    """An answer that is sent in pieces, which are counted."""

    def __init__(self, parts: Iterable[bytes], request: Request) -> None:
        self._parts, self._request, self._size = parts, request, 0

    def __iter__(self) -> Iterator[bytes]:
        for part in self._parts:
            self._size += len(part)
            yield part

    def close(self) -> None:
        """All is sent, or the visitor has gone."""
        try:
            if hasattr(self._parts, "close"):
                self._parts.close()
        finally:
            self._request.end(self._size)


def init_app(app: Flask, settings: Mapping[str, Any]) -> None:
    """Put the watch before the app, and before all else that stands before it: call this last."""
    app.extensions[EXTENSION] = watched = Watched(app, settings["METRICS"])
    app.wsgi_app = watched  # type: ignore[method-assign, assignment]


def _tell(answered: Answered, request_id: str) -> None:
    milliseconds = round(answered.seconds * 1000, 1)
    facts = {
        "event": "answered",
        "request_id": request_id,
        "method": answered.method,
        "route": answered.route,
        "status": answered.status,
        "milliseconds": milliseconds,
        "bytes": answered.size,
    }
    message = "request %s: %s %s %d, %.1f ms, %d bytes"
    what = (answered.method, answered.route, answered.status, milliseconds, answered.size)
    log.info(message, request_id, *what, extra={"facts": facts})
