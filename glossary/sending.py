"""Sending files: in pieces while they are made, no transaction or request held open, and no more than is wanted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from importlib.metadata import version
from typing import TypeVar

from flask import Flask, Response, current_app, request
from werkzeug.exceptions import HTTPException, PreconditionFailed, RequestedRangeNotSatisfiable
from werkzeug.wrappers import Response as AnyResponse

from glossary import site

PIECE = 65_536
"""Bytes that are gathered before they are sent."""
Sent = TypeVar("Sent", bound=AnyResponse)
State = tuple[int, datetime | None]
"""A state of the glossary: the number of its newest change, and the moment of that."""
NONE: State = (0, None)
ANOTHER = "The document has another ETag than the one that was asked for."
NO_PART = "The file has {:,} bytes, and the part that was asked for is not among them."
_READ_HERE = ("HTTP_IF_MATCH", "HTTP_RANGE", "HTTP_IF_RANGE")
_PART = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})", re.IGNORECASE)


def in_pieces(made: Iterator[bytes], content_type: str, name: str = "", state: State = NONE) -> Response:
    """The answer whose body is made step by step, of which the first is sent at once; with a name, to be kept under it.

    The request is over by then: each piece is made at work of its own (an application context), which ends before the
    piece is sent. What can be refused must be refused before this is called. `state`: the change that the body shows;
    whoever has it already, by its ETag, is answered 304. Raises `PreconditionFailed` for another one than is wanted.
    """
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    response = Response(content_type=content_type, headers={"Cache-Control": "no-cache"})
    if name:
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.response = _gathered(app, made)
    response.headers.pop("Content-Length", None)
    response.direct_passthrough = True
    if state != NONE:
        response.set_etag(_tag(state), weak=True)
        conditional(response)
    return response


def _tag(state: State) -> str:
    """Changes with the data, with the address that the body names, and with the program that writes it."""
    number, moment = state
    shown = f"{version('glossary')} {number} {moment} {site.base()} {request.full_path}"
    return sha256(shown.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _gathered(app: Flask, made: Iterator[bytes]) -> Iterator[bytes]:
    enough = 1
    while piece := _piece(app, made, enough):
        yield piece
        enough = PIECE


def _piece(app: Flask, made: Iterator[bytes], enough: int) -> bytes:
    gathered = bytearray()
    with app.app_context():
        for step in made:
            gathered += step
            if len(gathered) >= enough:
                break
    return bytes(gathered)


def conditional(response: Sent, size: int = 0) -> Sent:
    """The answer, or as much of it as is wanted: nothing (304), a part (206). It must have its ETag.

    As RFC 9110 has it (13 and 14), which asks for more than Werkzeug does: conditions come before parts, `If-Match: *`
    is any file, and a `Range` that names no part is as if it were not there.

    size: of the file in bytes; 0 where it has no parts. Raises `PreconditionFailed` for another file than is wanted,
    and `RequestedRangeNotSatisfiable` for a part that it does not have; then the file is closed.
    """
    try:
        _check_match(response)
        environ = {name: value for name, value in request.environ.items() if name not in _READ_HERE}
        response.make_conditional(environ)
        if size and response.status_code == 200:
            environ["HTTP_RANGE"] = _part(size) if _same(response) else ""
            response.accept_ranges = "bytes"
            if environ["HTTP_RANGE"]:
                response.make_conditional(environ, accept_ranges=True, complete_length=size)
    except HTTPException:
        response.close()
        raise
    return response


def _check_match(response: AnyResponse) -> None:
    """Compare strongly, as `If-Match` is: a weak tag is no promise of the same bytes."""
    wanted, (tag, weak) = request.if_match, response.get_etag()
    if wanted and not wanted.star_tag and (tag is None or weak or not wanted.is_strong(tag)):
        raise PreconditionFailed(ANOTHER)


def _same(response: AnyResponse) -> bool:
    """Whether parts are for this request: HEAD has none, and `If-Range` may name another file."""
    had = request.headers.get("If-Range")
    known = (response.headers.get("ETag"), response.headers.get("Last-Modified"))
    return request.environ["REQUEST_METHOD"] == "GET" and (had is None or had in known)


def _part(size: int) -> str:
    """The part that is wanted, from its first byte to its last; empty for the whole, as where several are wanted."""
    asked = _PART.fullmatch(request.headers.get("Range", "").strip())
    first, last = asked.groups() if asked else ("", "")
    if not (first or last) or (first and last and int(first) > int(last)):
        return ""
    start = int(first) if first else max(0, size - int(last))
    if start >= size:
        raise RequestedRangeNotSatisfiable(size, description=NO_PART.format(size))
    return f"bytes={start}-{min(int(last), size - 1) if first and last else size - 1}"
