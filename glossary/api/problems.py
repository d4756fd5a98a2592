"""Every error of the API in one shape: problem details (RFC 9457), with a sentence and the id of the request."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from flask import Response, current_app
from marshmallow import Schema, fields
from werkzeug.exceptions import HTTPException

from glossary.security import request_id

CONTENT_TYPE = "application/problem+json"
OWN = {
    404: "There is no such address. All that there are for programs are listed at /api/v1/openapi.json.",
    405: "This address does not take this method; the header Allow names those that it takes.",
    500: "Something went wrong on our side. The fault has been written down.",
}
"""Status -> what is said where the framework would speak."""
KEPT_HEADERS = ("Allow", "Retry-After", "WWW-Authenticate", "ETag", "Content-Range")


class ProblemSchema(Schema):
    """What went wrong."""

    type = fields.String(required=True, metadata={"description": "Always about:blank; `status` says the kind."})
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True, metadata={"description": "A sentence for a person."})
    request_id = fields.String(required=True, metadata={"description": "Name it when you ask about this answer."})
    errors = fields.Dict(metadata={"description": "What is wrong with each parameter, or each field of a record."})
    revision = fields.Integer(metadata={"description": "With 412: the revision at which the record is now."})


def is_for_programs(path: str) -> bool:
    """Whether an address belongs to this door, so that its errors are problems and not pages."""
    return (path.startswith(("/api/", "/reconcile/")) and path != "/api/docs") or path.endswith(".json")


def _sentences(wrong: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What is wrong, each sentence once a parameter; a list has its sentences under the place of the value."""
    for name, said in wrong.items():
        said_of_values = said.values() if isinstance(said, dict) else [said]
        for sentence in dict.fromkeys(sentence for some in said_of_values for sentence in some):
            yield name, sentence


def _wrong(error: HTTPException) -> dict[str, Any]:
    """Parameter -> what is wrong with it; webargs puts what it found there."""
    data: dict[str, Any] = getattr(error, "data", None) or {}
    messages: dict[str, Any] = data.get("messages") or {}
    wrong: dict[str, Any] = messages.get("query", messages)
    return wrong


def _said(error: HTTPException) -> str | None:
    """What the error says of itself, or our sentence where it says only what the framework says of all of its kind."""
    framework = error.description == type(error).description
    return OWN.get(error.code or 500, error.description) if framework else error.description


def detail(error: HTTPException) -> str | None:
    """What went wrong, as sentences for a person: of all parameters, or else what the error says of itself."""
    sentences = [f"The parameter {name}: {sentence}" for name, sentence in _sentences(_wrong(error))]
    return " ".join(sentences) or _said(error)


def problem(error: HTTPException) -> Response:
    """The answer for an error."""
    status = error.code or 500
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail(error) or HTTPStatus(status).description,
        "request_id": request_id(),
    }
    if wrong := _wrong(error):
        body["errors"] = wrong
    body |= getattr(error, "more", {})
    # what was sent may be repeated, and half a character of it cannot be written
    text = current_app.json.dumps(body).encode("utf-8", "replace")
    answer = Response(text, status=status, content_type=CONTENT_TYPE)
    for name, value in error.get_headers():
        if name in KEPT_HEADERS:
            answer.headers[name] = value
    return answer
