"""What was published, newest first: the change log for programs that follow it."""

from __future__ import annotations

import re
from typing import Any

from marshmallow import Schema, fields, validate

from glossary.api import schemas
from glossary.api.paging import WRONG, link_next, read_cursor, write_cursor
from glossary.api.parameters import IS_PERIOD, IS_PUBLICATION, ListParameters
from glossary.api.views import endpoint
from glossary.errors import Invalid
from glossary.models.revision import RECORD_KINDS, REVIEWS
from glossary.services.history import changes as log
from glossary.services.history.changes_asked import select_changes

Answer = tuple[dict[str, Any], int, dict[str, str]]


class ChangeParameters(ListParameters):
    """Part of the change log, narrowed."""

    kind = fields.String(
        validate=validate.OneOf(RECORD_KINDS), metadata={"description": "Only changes of this kind of record."}
    )
    from_ = fields.String(
        validate=IS_PERIOD,
        data_key="from",
        attribute="from",
        metadata={"description": "Published in this year, month or day (UTC) or later."},
    )
    to = fields.String(
        validate=IS_PERIOD, metadata={"description": "Published in this year, month or day (UTC) or earlier."}
    )
    at = fields.String(
        validate=IS_PUBLICATION,
        metadata={"description": "Published at exactly this moment: the changes of one publication."},
    )


class LoggedChange(Schema):
    """A published state of a record, and how it came about."""

    seq = schemas.number("Its place in the log; later changes have greater numbers.")
    at = schemas.string("When it was published (UTC).")
    kind = schemas.string("Kind of record.")
    slug = schemas.string("The record's address as it was then; it leads on where it has moved.")
    revision = schemas.number()
    what = fields.String(
        required=True,
        validate=validate.OneOf(log.KINDS_OF_CHANGE),
        metadata={"description": "follows: it only names another record, which was changed."},
    )
    note = schemas.string("What was done and why, as its author put it.")
    review = fields.String(
        required=True,
        validate=validate.OneOf(REVIEWS),
        metadata={"description": "second: somebody else looked at it before; none: nobody did; empty: not recorded."},
    )
    origin = schemas.string("seed: the data set; editor")
    fields_ = fields.List(
        fields.String(),
        required=True,
        data_key="fields",
        attribute="fields",
        metadata={"description": "The fields that changed; none for a record that is new."},
    )


@endpoint("/changes", answers=schemas.list_of(LoggedChange, "ChangeList"), takes=ChangeParameters, page="/changes.json")
def changes(parameters: dict[str, Any]) -> Answer:
    """Changes, newest first.

    Each published state of each record. To follow the log, read until the `seq` that you know.
    """
    period = {"begin": parameters.get("from", ""), "until": parameters.get("to", "")}
    asked = select_changes(kind=parameters.get("kind", ""), at=parameters.get("at", ""), **period)
    before = _before(parameters.get("cursor"))
    found, after = log.listed(asked, limit=parameters["limit"], before=before)
    cursor = write_cursor((str(after),) if after else None)
    return {"items": [one.to_document() for one in found], "next": cursor}, 200, link_next(cursor)


def _before(cursor: str | None) -> int | None:
    place = read_cursor(cursor, 1)
    if place is None:
        return None
    if not re.fullmatch("[1-9][0-9]{0,11}", place[0]):
        raise Invalid(WRONG)
    return int(place[0])
