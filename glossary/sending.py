"""Sending what is made while it is sent: long files, in pieces, without a transaction or a request held open."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import version

from flask import Flask, Response, current_app, request

PIECE = 65_536
"""Bytes that are gathered before they are sent."""


def in_pieces(made: Iterator[bytes], content_type: str, name: str = "", state: int = 0) -> Response:
    """The answer whose body is made step by step, of which the first is sent at once; with a name, to be kept under it.

    The request is over by then: each piece is made at work of its own (an application context), which ends before the
    piece is sent. What can be refused must be refused before this is called. `state`: the number of the change that
    the body shows; whoever has it already, by its ETag, is answered 304.
    """
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    response = Response(content_type=content_type, headers={"Cache-Control": "no-cache"})
    if name:
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.response = _gathered(app, made)
    response.headers.pop("Content-Length", None)
    response.direct_passthrough = True
    if state:
        response.set_etag(_tag(state), weak=True)
        response.make_conditional(request)
    return response


def _tag(state: int) -> str:
    """Changes with the data, with the address that the body names, and with the program that writes it."""
    return sha256(f"{version('glossary')} {state} {request.url}".encode()).hexdigest()[:16]


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
