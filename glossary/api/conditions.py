"""`If-Match`: a change names the state that it was made from by the ETag with which that state was read.

The tag is that of `GET` at the record's address: the hash of the document, which holds the number of the revision. A
publication between reading and changing is noticed twice: here by the tag, and in the write transaction by the number.
"""

from __future__ import annotations

from typing import Any

from flask import current_app, make_response, request
from marshmallow import Schema
from werkzeug.exceptions import PreconditionFailed, PreconditionRequired

from glossary.errors import Overtaken
from glossary.services.reading import published as reading

Document = dict[str, Any]
MISSING = (
    "A change names what it was made from: send the ETag of the record as you read it in If-Match (and not *, which "
    "would let you overwrite what you have not seen)."
)


class Stale(PreconditionFailed):
    """The record is in another state than the one that the change was made from. Says which one it is in now."""

    def __init__(self, kind: str, document: Document, tag: str) -> None:
        revision = document["revision"]
        super().__init__(
            f"The {kind} is at revision {revision} now, and If-Match names another state. Read it again, then decide."
        )
        self.tag, self.more = tag, {"revision": revision}

    def get_headers(self, *args: Any, **more: Any) -> list[tuple[str, str]]:
        """The usual headers and the present ETag."""
        return [*super().get_headers(*args, **more), ("ETag", self.tag)]


def tag_of(document: Document, schema: type[Schema]) -> str:
    """The ETag with which the document is read at its address, in its quotes."""
    answer = make_response(current_app.json.response(schema().dump(document)))
    answer.add_etag()
    return answer.headers["ETag"]


def read_matching(kind: str, slug: str, schema: type[Schema]) -> Document:
    """The present document of a record, if `If-Match` names it. Raises 404, 428 or 412."""
    document = reading.document(kind, slug)
    wanted = request.if_match
    if wanted.star_tag or not request.headers.get("If-Match", "").strip():
        raise PreconditionRequired(MISSING)
    tag = tag_of(document, schema)
    if not wanted.contains(tag.strip('"')):
        raise Stale(kind, document, tag)
    return document


def stale(error: Overtaken, schema: type[Schema]) -> Stale:
    """The answer to whoever was overtaken between reading and writing."""
    document = reading.document(error.kind, error.slug)
    return Stale(error.kind, document, tag_of(document, schema))
