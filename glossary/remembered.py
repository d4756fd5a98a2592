"""Answers to searches, kept by each process for whoever asks the same again, until anything is published.

They are given before anything else of the app is at work: what changed last is asked of the database, and nothing more.
An answer is kept only where index and database were in step from before it was made until after. What depends on more
than the address, such as a request with a cookie, goes the whole way each time.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from threading import Lock
from typing import Any, NamedTuple

from flask import Flask
from sqlalchemy import Engine

from glossary import over_https
from glossary.db import db
from glossary.errors import IndexUnavailable
from glossary.search.port import SearchIndex
from glossary.security import ROUTE
from glossary.services.index import indexing

PATHS = frozenset({"/search", "/search.json", "/search.atom", "/search.feed.json", "/api/v1/search"})
LEFT_ALONE = (
    "HTTP_COOKIE",
    "HTTP_AUTHORIZATION",
    "HTTP_RANGE",
    "HTTP_IF_MATCH",
    "HTTP_IF_UNMODIFIED_SINCE",
    "HTTP_IF_RANGE",
)
"""A request with one of these headers is not answered from memory."""
ADDRESS = ("wsgi.url_scheme", "HTTP_HOST", "PATH_INFO")
MOST_ANSWERS = 512
MOST_BYTES = 16_000_000
"""Of all answers of one process together; the one asked for longest ago goes first."""

EXTENSION = "glossary.remembered"
LAST_CHANGE = (
    "SELECT seq, published_at FROM change JOIN revision ON revision.kind = change.kind "
    "AND revision.record_id = change.record_id AND number = revision ORDER BY seq DESC LIMIT 1"
)
"""With its moment: a log put back from a backup reaches the same number again (services/reading/change_log.py)."""

Headers = list[tuple[str, str]]
Environ = dict[str, Any]
State = tuple[int, Any]
"""The newest change: number and moment, as the driver gives it."""


class Kept(NamedTuple):
    """An answer as it was sent, without the id of its request."""

    body: bytes
    headers: Headers
    etag: str


class Memory:
    """The answers of one process, for all its threads."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Hashable, Kept] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, key: Hashable) -> Kept | None:
        """The answer kept under this key."""
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
            return self._answers.get(key)

    def put(self, key: Hashable, kept: Kept) -> None:
        """Keep an answer, and let the oldest go where there are too many."""
        with self._lock:
            before = self._answers.pop(key, None)
            self._answers[key] = kept
            self._bytes += len(kept.body) - (len(before.body) if before else 0)
            while len(self._answers) > MOST_ANSWERS or (self._bytes > MOST_BYTES and len(self._answers) > 1):
                _, gone = self._answers.popitem(last=False)
                self._bytes -= len(gone.body)


class Remembered:
    """The app with a memory before it (WSGI)."""

    def __init__(self, app: Flask) -> None:
        self._app, self._inner = app, app.wsgi_app
        self.memory = Memory()
        self._engine: Engine | None = None
        self._https_alone = over_https.is_wanted(app.config["GLOSSARY"])
        """Whether who is answered over plain http depends on more than the address."""

    def __call__(self, environ: Environ, start: Callable[..., Any]) -> Iterable[bytes]:
        """From memory where the present state has the answer, else from the app."""
        plain = self._https_alone and environ["wsgi.url_scheme"] != "https"
        if plain or not _may_be_kept(environ):
            return self._inner(environ, start)
        state = self._state()
        read = self._index().noted()  # by which rules, which may change while the newest change does not
        key = (state, read, *(environ.get(name, "") for name in ADDRESS), _query(environ))
        kept = self.memory.get(key)
        if kept is None or state is None:
            return self._asked(environ, start, key, state)
        environ[ROUTE] = environ["PATH_INFO"]
        headers = [*kept.headers, ("X-Request-ID", secrets.token_hex(8))]
        known = environ.get("HTTP_IF_NONE_MATCH", "").strip()
        if kept.etag in known or known == "*":
            start("304 NOT MODIFIED", [pair for pair in headers if pair[0] not in ("Content-Type", "Content-Length")])
            return ()
        start("200 OK", headers)
        return (kept.body,)

    def _asked(
        self, environ: Environ, start: Callable[..., Any], key: Hashable, state: State | None
    ) -> Iterable[bytes]:
        """The app's own answer, kept where it may be."""
        told: list[Any] = []

        def note(status: str, headers: Headers, *rest: Any) -> Any:
            told[:] = status, headers
            return start(status, headers, *rest)

        # Before as well: an index that catches up while the answer is made would make it look like a new one.
        before = self._in_step(state)
        parts = self._inner(environ, note)
        status, headers = told
        values = {name.lower(): value for name, value in headers}
        plain = status.startswith("200") and "etag" in values and "set-cookie" not in values
        if not plain or "no-store" in values.get("cache-control", "") or not (before and self._in_step(state)):
            return parts
        body = b"".join(parts)
        if hasattr(parts, "close"):
            parts.close()
        own = [(name, value) for name, value in headers if name.lower() != "x-request-id"]
        self.memory.put(key, Kept(body, own, values["etag"]))
        return (body,)

    def _state(self) -> State | None:
        """The newest change; None where the database does not answer, which the app will say better."""
        try:
            connection = self._database().raw_connection()
            try:
                cursor = connection.cursor()
                cursor.execute(LAST_CHANGE)
                row = cursor.fetchone()
                return (int(row[0]), row[1]) if row else (0, None)
            finally:
                connection.close()
        except Exception:  # whatever a driver raises: nothing is remembered then, and the app goes its way
            return None

    def _database(self) -> Engine:
        if self._engine is None:
            with self._app.app_context():
                self._engine = db.engine
        return self._engine

    def _index(self) -> SearchIndex:
        index: SearchIndex = self._app.extensions[indexing.EXTENSION]
        return index

    def _in_step(self, state: State | None) -> bool:
        """Whether database and index are still where they were before the answer was made."""
        try:
            return state is not None and self._index().seq() == state[0] and state == self._state()
        except IndexUnavailable:
            return False


def init_app(app: Flask) -> None:
    """Put the memory before the app. Proxies are to be seen through before it."""
    app.extensions[EXTENSION] = remembered = Remembered(app)
    app.wsgi_app = remembered  # type: ignore[method-assign, assignment]


def _may_be_kept(environ: Environ) -> bool:
    asked = environ["REQUEST_METHOD"] == "GET" and environ.get("PATH_INFO") in PATHS
    bare = environ.get("CONTENT_LENGTH") in (None, "", "0") and "HTTP_TRANSFER_ENCODING" not in environ
    return asked and bare and not any(name in environ for name in LEFT_ALONE)


def _query(environ: Environ) -> str:
    """The query in one spelling: parameters by name, the values of each in their order."""
    return "&".join(sorted(environ.get("QUERY_STRING", "").split("&"), key=lambda pair: pair.partition("=")[0]))
