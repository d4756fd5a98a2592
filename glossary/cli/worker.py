"""A process of `glossary serve`, and what it answers to what is no request: too long, broken, not HTTP.

The app never sees such a request, so gunicorn answers it. Its own answer has none of the headers that every answer of
the glossary carries, and its line in the log names the visitor's address and repeats what was sent.
"""

from __future__ import annotations

import secrets
import socket
from contextlib import suppress

from gunicorn import util
from gunicorn.http import errors
from gunicorn.workers.gthread import ThreadWorker

from glossary.logs import log
from glossary.security import HEADERS, TRANSPORT

REFUSALS: dict[type[Exception], tuple[str, str]] = {
    errors.LimitRequestLine: ("414 URI Too Long", "The address is too long."),
    errors.LimitRequestHeaders: ("431 Request Header Fields Too Large", "The headers are too many or too long."),
    errors.ExpectationFailed: ("417 Expectation Failed", "What the header Expect asks for is not done here."),
    errors.UnsupportedTransferCoding: ("501 Not Implemented", "This transfer coding is not understood."),
}
BROKEN = ("400 Bad Request", "This is no request that could be understood.")
FAILED = ("500 Internal Server Error", "The request could not be answered.")
OURS = (errors.InvalidResponseHeader, errors.InvalidResponseHeaderName, errors.ConfigurationProblem)
"""Among gunicorn's errors of parsing, those of which the visitor is innocent."""


def refusal(error: BaseException) -> tuple[str, str]:
    """Status and sentence for what gunicorn raised."""
    for kind, answer in REFUSALS.items():
        if isinstance(error, kind):
            return answer
    if isinstance(error, errors.ParseException) and not isinstance(error, OURS):
        return BROKEN
    return FAILED


def written(status: str, sentence: str, request_id: str, behind_proxy: bool) -> bytes:
    """The whole answer. Nothing that was sent is repeated in it. Behind a proxy visitors come by https."""
    headers = {
        "Connection": "close",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Length": str(len(sentence) + 1),
        "Cache-Control": "no-store",
        **HEADERS,
        "X-Request-ID": request_id,
    }
    if behind_proxy:
        headers["Strict-Transport-Security"] = TRANSPORT
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in headers.items()), "", f"{sentence}\n"]
    return "\r\n".join(lines).encode("ascii")


class Worker(ThreadWorker):  # type: ignore[misc]
    """gunicorn's process of several threads, which refuses as the glossary does."""

    def handle_error(self, req: object, client: socket.socket, addr: object, exc: BaseException) -> None:
        """Answer with a sentence, and write to the log what kind of error it was, not what was sent, nor by whom."""
        status, sentence = refusal(exc)
        request_id = secrets.token_hex(8)
        if status == FAILED[0]:
            log.error("request %s: %s", request_id, sentence, exc_info=exc)
        else:
            log.warning("request %s was refused before it was read: %s", request_id, type(exc).__name__)
        with suppress(OSError):  # who sends such things may be gone
            util.write_nonblock(client, written(status, sentence, request_id, self.app.settings["TRUSTED_PROXY"]))

    def set_accept_enabled(self, enabled: bool) -> None:
        """While the last requests are finished, newcomers are refused at once; else they wait, and are cut off then."""
        super().set_accept_enabled(enabled)
        if not self.alive:
            for listener in self.sockets:
                listener.close()
