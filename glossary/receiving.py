"""Receiving what is sent with a request: no more than is allowed, for no longer than it takes, and only if it is whole.

A body may come in pieces without saying how long it will be (`Transfer-Encoding: chunked`). Werkzeug then hands over as
much as is allowed, as if that were all, and the server reports a broken piece by an error of its own.
"""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from werkzeug import Request
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge, RequestTimeout

LONGER = "At most {:,} bytes may be sent at a time."
BROKEN = "The body of the request does not arrive as it should."
SLOW = "The body of the request does not arrive."
PATIENCE = 20.0
"""Seconds of silence after which a body is given up: one who sends nothing would hold a thread of the server."""
MOST_DROPPED = 24 * 1024 * 1024
"""Bytes of a body that are read though nobody wants them: more than the sample of nginx lets through anywhere."""
DROPPING = 5.0
"""Seconds that this may take. A proxy has the whole body before it passes it on."""
PIECE = 64 * 1024


def receive(request: Request, most: int) -> None:
    """Have the body of a request be refused while it is read: 413 beyond so many bytes, 400 if broken, 408 if silent.

    Nothing is read here.
    """
    environ = request.environ
    environ["wsgi.input"] = _Received(environ["wsgi.input"], most, environ.get("gunicorn.socket"))
    if request.content_length is None:
        request.max_content_length = most + 1  # of which the last is never handed over


def drop_rest(request: Request) -> None:
    """Read what a request still brings after it was answered, up to `MOST_DROPPED` bytes, for `DROPPING` seconds.

    The server would close the line on it, and a proxy that is still sending would tell of a failure instead of what was
    answered. Not for lines of visitors themselves, who may send as slowly as they like.
    """
    stream = request.environ["wsgi.input"]
    if isinstance(stream, _Received):
        stream.drop(MOST_DROPPED, DROPPING)


class _Received(io.RawIOBase):
    """The body as the server hands it over."""

    def __init__(self, stream: Any, most: int, socket: Any) -> None:
        self._stream, self._most, self._socket = stream, most, socket
        self._left: int = most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer as far as there is something. Raises 413, 400 and 408, each once: then it is at its end."""
        if self._left < 0:
            return 0
        try:
            with self._patient(PATIENCE):
                piece = self._stream.read(min(len(buffer), self._left + 1))
        except TimeoutError as error:
            self._left = -1
            raise RequestTimeout(SLOW) from error
        except Exception as error:  # each server has errors of its own
            self._left = -1
            raise BadRequest(BROKEN) from error
        self._left -= len(piece)
        if self._left < 0:
            raise RequestEntityTooLarge(LONGER.format(self._most))
        buffer[: len(piece)] = piece
        return len(piece)

    def drop(self, most: int, seconds: float) -> None:
        """Read on and keep nothing, to the end or for so many bytes and seconds; what breaks off is at its end."""
        self._left, until = -1, time.monotonic() + seconds
        with suppress(Exception):  # each server has errors of its own
            while most > 0 and (remaining := until - time.monotonic()) > 0:
                with self._patient(remaining):
                    piece = self._stream.read(min(most, PIECE))
                if not piece:
                    return
                most -= len(piece)

    @contextmanager
    def _patient(self, seconds: float) -> Iterator[None]:
        """Wait for the client so long and no longer; an answer may take it as long as it likes."""
        if self._socket is None:
            yield
            return
        before = self._socket.gettimeout()
        self._socket.settimeout(seconds)
        try:
            yield
        finally:
            self._socket.settimeout(before)
