"""A text in, the glossary's terms in it out. It is sent by POST only because it is long: nothing is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, request
from marshmallow import RAISE
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge, UnprocessableEntity, UnsupportedMediaType

from glossary.api import bodies
from glossary.api.annotate_schemas import Annotated, AnnotateParameters, TextToAnnotate
from glossary.api.examples import ANNOTATE
from glossary.api.views import blueprint
from glossary.errors import Refused
from glossary.security import allow_more
from glossary.services.annotation import annotating

ADDRESS = "/api/v1/annotate"
PLAIN = "text/plain"
MOST_BYTES = 6 * annotating.MOST_BYTES + 1_000
"""Of JSON: any character may be written as `\\uXXXX`, six bytes for one."""
TWICE = "The language is given twice: in the body and in the address."
OPEN = {"Access-Control-Allow-Origin": "*"}
"""Nothing is written, and no cookie plays a part: the answer may be read by any page, as those to GET."""
View = Callable[..., Any]
_ERRORS = (400, 413, 415, 422)
_CONTENT = {
    bodies.JSON: {"schema": TextToAnnotate, "example": ANNOTATE},
    PLAIN: {"schema": {"type": "string"}, "example": ANNOTATE["text"]},
}


def _takes_texts(function: View) -> View:
    """Make a function the endpoint for texts, with its row in the description."""
    view = blueprint.doc(requestBody={"required": True, "content": _CONTENT})(function)
    for error in _ERRORS:
        view = blueprint.alt_response(error, HTTPStatus(error).name)(view)
    view = blueprint.response(200, Annotated)(view)
    asked = AnnotateParameters(unknown=RAISE)
    view = blueprint.arguments(asked, location="query", unknown=RAISE, error_status_code=400)(view)
    described: View = blueprint.route("/annotate", methods=["POST"])(view)
    return described


@_takes_texts
def annotate(given: dict[str, str]) -> tuple[dict[str, Any], int, dict[str, str]]:
    """Find the terms in a text.

    In all languages, with variants and inflections, the longest form at each place; with who uses each term how, and
    where actors differ. The text is not kept. Needs no key. From a page of another site send it as text/plain, which
    browsers let through without asking first.
    """
    text, language = _asked(given.get("language", ""))
    try:
        answer = annotating.annotate(text, language)
    except annotating.TooLong as error:
        raise RequestEntityTooLarge(str(error)) from error
    return answer, 200, OPEN


def _asked(language: str) -> tuple[str, str]:
    if request.mimetype == bodies.JSON:
        body = _object()
        if language and "language" in body:
            raise BadRequest(TWICE)
        return body["text"], body.get("language", language)
    if (request.content_length or 0) > annotating.MOST_BYTES:
        raise RequestEntityTooLarge(f"At most {annotating.MOST_BYTES:,} bytes may be sent at a time.")
    if request.mimetype != PLAIN or bodies.is_compressed():
        raise UnsupportedMediaType(f"Send the text as {bodies.JSON} or {PLAIN} in UTF-8, not compressed.")
    return _plain(), language


def _object() -> dict[str, str]:
    try:
        body = bodies.read_object(bodies.JSON)
        wrong = TextToAnnotate().validate(body)
    except Refused as refused:
        raise _wrong(refused.fields) from refused
    if wrong:
        raise _wrong({name: _sentences(said) for name, said in wrong.items()})
    return body


def _sentences(said: Iterable[str]) -> list[str]:
    return [one if one.endswith(".") else f"It {one}." for one in said]


def _wrong(fields: dict[str, list[str]]) -> UnprocessableEntity:
    told = " ".join(f"{name}: {sentence}" if name else sentence for name, said in fields.items() for sentence in said)
    error = UnprocessableEntity(f"No text can be read from this. {told}")
    error.more = {"errors": fields}  # type: ignore[attr-defined]
    return error


def _plain() -> str:
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    try:
        if charset not in ("utf-8", "utf8", "us-ascii"):
            raise BadRequest("The text is wanted in UTF-8.")
        return request.get_data().decode()  # kept until the answer: the log knows by it what to leave out
    except UnicodeDecodeError as error:
        raise BadRequest("The text is not in UTF-8 that can be read.") from error


def init_app(app: Flask) -> None:
    """Let a longer body be sent to this view, and nobody keep what it answers, refusals too."""
    allow_more(app, "v1.annotate", MOST_BYTES)
    app.after_request(_not_kept)


def _not_kept(response: Response) -> Response:
    if request.path == ADDRESS and request.method != "GET":
        response.headers["Cache-Control"] = "no-store"
    return response
