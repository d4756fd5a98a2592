"""The bodies of writes: JSON objects, in the shape of the data set's records."""

from __future__ import annotations

import json
from typing import Any

from flask import request
from marshmallow import Schema
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from glossary.errors import Refused
from glossary.interchange import records
from glossary.interchange.fields import text

JSON = "application/json"
MERGE_PATCH = "application/merge-patch+json"
Row = dict[str, Any]


class Reason(records.StrictSchema):
    """Why a statement is withdrawn; readers will see it."""

    reason = text(most=500)


def read_object(*types: str) -> Row:
    """The JSON object that was sent as one of these media types. Raises 415, 400 or `Refused`."""
    if request.mimetype not in types or is_compressed():
        raise UnsupportedMediaType(f"Send JSON, as {' or '.join(types)}, not compressed.")
    try:
        body = read_json(request.get_data())
    except (ValueError, RecursionError) as error:
        raise BadRequest("The body is not JSON in UTF-8 that can be read.") from error
    if not isinstance(body, dict):
        raise Refused({"": ["An object is wanted."]})
    return body


def is_compressed() -> bool:
    """Whether the body was sent in another coding than as it is; names of codings have no case (RFC 9110, 8.4.1)."""
    return request.headers.get("Content-Encoding", "").strip().lower() not in ("", "identity")


def read_json(written: str | bytes) -> Any:
    """What is written in JSON: no name twice in an object, no numbers that JSON has not. Bytes: UTF-8 (RFC 8259, 8.1).

    The mark that some programs write before UTF-8 is passed over. Raises 400 for a name that stands twice, `ValueError`
    or `RecursionError` for what cannot be read.
    """
    if isinstance(written, bytes):
        written = written.decode("utf-8-sig")  # else `json` would guess among UTF-8, 16 and 32
    return json.loads(written, object_pairs_hook=_each_once, parse_constant=_no_number)


def _each_once(pairs: list[tuple[str, Any]]) -> Row:
    found: Row = {}
    for name, value in pairs:
        if name in found:
            raise BadRequest(f"The name {name[:80]!a} stands twice in one object.")
        found[name] = value
    return found


def _no_number(written: str) -> Any:
    raise ValueError(written)


def new_row(body: Row) -> Row:
    """A new record; without `id` it gets one."""
    if "id" in body and not body["id"]:
        raise Refused({"id": ["Leave it out, or give small letters, digits and hyphens."]})
    return body


def patched(row: Row, patch: Row) -> Row:
    """The record with a merge patch (RFC 7396) applied; it has no objects on top, so each field is taken whole."""
    if patch.get("id", row["id"]) != row["id"]:
        raise Refused({"id": ["A record keeps its id."]})
    merged = {**row, **patch}
    return {name: value for name, value in merged.items() if value is not None}


def reason(body: Row) -> str:
    """The reason of a withdrawal."""
    wrong = Reason().validate(body)
    if wrong:
        raise Refused({name: [f"It {sentence}." for sentence in said] for name, said in wrong.items()})
    return str(body["reason"])


def name_of(schema: type[Schema] | Schema) -> str:
    """What a schema is called in the description: `StatementRecord` is what is sent, `Statement` what is answered."""
    kind = schema if isinstance(schema, type) else type(schema)
    name = kind.__name__.removesuffix("Schema")
    if kind.__module__ != records.__name__:
        return name
    whole = not isinstance(schema, Schema) or schema.partial is not True
    return f"{name}{'Record' if whole else 'Patch'}"
