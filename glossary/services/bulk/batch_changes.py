"""One change to many statements: it is put together as a file that the desk judges and imports like any other.

Each line of that file has a statement's id, the revision that it was chosen in, and the one field with its new value:
the judging shows old and new beside each other, and nothing is overwritten that somebody else has published since.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import select

from glossary.db import db
from glossary.errors import Invalid, Refused
from glossary.models import Statement
from glossary.services.auditing import Doer
from glossary.services.bulk import report as bulk_report
from glossary.services.bulk import uploads as bulk_uploads
from glossary.services.bulk.uploads import Claim, View
from glossary.services.reading import published as reading

FIELDS = ("term", "actor", "source", "event", "conflict", "kind", "stance", "attribution", "confidence")
"""What can be changed: closed lists, and pointers at records."""
MAY_BE_EMPTY = ("event",)
MOST = 1_000
"""Statements of one change."""
MOST_NAMED = 10


class Chosen(NamedTuple):
    """A statement, and the revision in which it was chosen."""

    id: str
    revision: int


def fitting(filters: Mapping[str, str]) -> list[Chosen]:
    """The published statements that fit all filters, one more than a change may have at most; none without a filter.

    Raises `NotFound` for an unknown term, actor, source or event.
    """
    if not any(filters.values()):
        return []
    query: Any = select(Statement.slug, Statement.revision).where(Statement.state == "published")
    wanted = {name: value for name, value in filters.items() if value}
    query = reading.narrowed(query, wanted).order_by(Statement.slug).limit(MOST + 1)
    return [Chosen(*found) for found in db.session.execute(query)]


def named(ids: Sequence[str]) -> list[Chosen]:
    """The statements with these ids. Raises `Refused` (`ids`), naming those that there are not."""
    wanted = list(dict.fromkeys(ids))
    if len(wanted) > MOST:
        raise Refused({"ids": [_too_many(len(wanted))]})
    query = select(Statement.slug, Statement.revision).where(Statement.slug.in_(wanted))
    found = {one.slug: one.revision for one in db.session.execute(query)}
    missing = [one[:120] for one in wanted if one not in found]
    if missing:
        more = f" and {len(missing) - MOST_NAMED} more" if len(missing) > MOST_NAMED else ""
        raise Refused({"ids": [f"There is no statement {', '.join(missing[:MOST_NAMED])}{more}."]})
    return [Chosen(slug, found[slug]) for slug in wanted]


def _too_many(number: int) -> str:
    return f"These are {number:,} statements; at most {MOST:,} can be changed at once. Narrow them down."


def prepare(chosen: Sequence[Chosen], field: str, value: str, note: str, by: Doer) -> Claim:
    """Put the change together as a file, and claim its judging.

    Raises `Refused` by field (`ids`, `field`, `value`, `note`): nobody chosen, too many, no such field or no value, and
    no words for readers on what is changed.
    """
    problems: dict[str, list[str]] = {}
    if not 0 < len(chosen) <= MOST:
        problems["ids"] = [_too_many(len(chosen)) if chosen else "Choose statements: by the filter, or by their ids."]
    if field not in FIELDS:
        problems["field"] = ["Choose what is to be changed."]
    if not value and field not in MAY_BE_EMPTY:
        problems["value"] = ["Choose the new value."]
    if not note:
        problems["note"] = ["Say in a few words what is changed and why; readers see it in the history."]
    if problems:
        raise Refused(problems)
    lines = (json.dumps({"statement": {"id": one.id, "revision": one.revision, field: value}}) for one in chosen)
    file = io.BytesIO("\n".join(lines).encode())
    name = f"{field} becomes {value or 'empty'}"
    return bulk_uploads.receive(file, name, by, form="jsonl", note=note, batch=True)


def without_refused(view: View, by: Doer) -> Claim:
    """The same change without the statements that were refused, as a file of its own; its judging is claimed.

    It stays its sender's, whoever leaves them out, so that nobody publishes the own change as if another had looked.
    Raises `Invalid` where it is no such change or none are left, `Refused` as `receive` does.
    """
    if not view.batch or view.state != "judged" or not view.report.to_write:
        raise Invalid("There is nothing left to change.")
    refused = {one.number for one in bulk_report.read(bulk_uploads.judged_of(view.key)) if one.outcome == "refused"}
    lines = bulk_uploads.file_of(view.key).read_bytes().split(b"\n")
    kept = io.BytesIO(b"\n".join(line for number, line in enumerate(lines, 1) if number not in refused))
    more = {"form": "jsonl", "note": view.change_note}
    claim = bulk_uploads.receive(kept, view.name, by, batch=True, instead_of=view, **more)
    bulk_uploads.drop(view.key, by)
    return claim
