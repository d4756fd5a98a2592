"""Publishing what an editor wrote: rules, base revision, revision, audit and change log in one transaction, or none.

Whoever publishes alone must be free to (services/drafts/reviewing.py); what waits for a second pair of eyes is
published by services/drafts/drafting.py. The loser of a race is told and keeps the own words; nothing is overwritten
unseen. What is saved is saved when the function returns; the index follows by itself.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from marshmallow import ValidationError
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from glossary.db import db, first_line, writing
from glossary.errors import GlossaryError, IndexUnavailable, NotFound, Overtaken, Refused
from glossary.interchange.fields import check_text
from glossary.models import RECORDS, Record, Statement
from glossary.services import auditing
from glossary.services.auditing import Doer
from glossary.services.drafts import reviewing
from glossary.services.evidence import checks as quote_checks
from glossary.services.index import indexing
from glossary.services.publishing.checking import Checker
from glossary.services.publishing.dependents import publish_dependents, publish_one, store_disputes
from glossary.services.publishing.filling import Filler
from glossary.services.publishing.records import row_of_document

Row = dict[str, Any]
MOST_NOTE = 500
log = logging.getLogger("glossary")


@dataclass(frozen=True, slots=True)
class Draft:
    """A record as an editor wants it, in the shape of the data set.

    `base` is the revision it was made from; None makes a new record. `evidence`: a sealed check of a statement's quote
    (services/evidence/checks.py), kept with it where it is good for the words that are published.
    """

    kind: str
    row: Row
    base: int | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Deed:
    """What is done, as the audit log names it, by whom, and the note that readers see in the history."""

    verb: str
    by: Doer
    note: str
    review: str = "none"
    """Whether somebody else had looked at it: `second` or `none`; empty where no words were new."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a draft. `changed` is false where it says what was published already."""

    kind: str
    slug: str
    revision: int
    changed: bool


def publish(drafts: Sequence[Draft], *, by: Doer, note: str = "") -> list[Saved]:
    """Publish drafts, all or none, in the order given (later ones may point at earlier ones).

    Raises `Refused` with sentences by field, `Overtaken` where somebody was faster, `NotFound` for an unknown record,
    `NeedsReview` where the doer may not publish alone.
    """
    note = plain_note(note, "change_note")
    with writing() as session:
        reviewing.require_alone(session, by)
        saved = [put(session, draft, by, note) for draft in drafts]
    follow()
    return saved


def put(session: Session, draft: Draft, by: Doer, note: str, review: str = "none") -> Saved:
    """Publish one draft in the caller's write transaction, whoever may. Raises as `publish` does."""
    try:
        return _publish(session, draft, by, note, review)
    except IntegrityError as error:
        raise Refused({"": [f"The database refused it: {first_line(error)}."]}) from error


def plain_note(text: str, field: str) -> str:
    """A note as readers may see it: blanks made single, at most 500 characters, none that hide or turn others."""
    text = " ".join(text.split())
    try:
        check_text(text)
    except ValidationError as error:
        raise Refused({field: [f"It {message}." for message in error.messages]}) from error
    if len(text) > MOST_NOTE:
        raise Refused({field: [f"It has {len(text)} characters; at most {MOST_NOTE} are allowed."]})
    return text


def withdraw(slug: str, *, reason: str, base: int, by: Doer) -> Saved:
    """Mark a statement as withdrawn: it keeps its address and says why. Raises as `publish` does."""
    reason = plain_note(reason, "reason")
    if len(reason) < 10:
        raise Refused({"reason": ["Say why, in 10 to 500 characters; readers will see it."]})
    return _set_state(slug, "withdrawn", reason, base, Deed("withdraw", by, reason, ""))


def reinstate(slug: str, *, base: int, by: Doer, note: str = "") -> Saved:
    """Let a withdrawn statement stand again, as a new revision."""
    return _set_state(slug, "published", "", base, Deed("reinstate", by, plain_note(note, "change_note"), ""))


def _set_state(slug: str, state: str, reason: str, base: int, deed: Deed) -> Saved:
    with writing() as session:
        reviewing.require_deed(session, deed.by)
        statement = _held(session, "statement", slug, base)
        if not isinstance(statement, Statement) or statement.state == state:
            raise Refused({"": [f"The statement is {state} already."]})
        statement.state, statement.withdrawn_reason = state, reason
        saved = _finish(session, "statement", statement, deed)
    follow()
    return saved


def restore(kind: str, slug: str, number: int, *, base: int, by: Doer) -> Saved:
    """Publish what an earlier revision said as a new one; the ones between stay in the history."""
    from glossary.services.history.revisions import document_at

    row = row_of_document(kind, document_at(kind, slug, number))
    return publish([Draft(kind, row, base)], by=by, note=f"Restored from revision {number}.")[0]


def _publish(session: Session, draft: Draft, by: Doer, note: str, review: str) -> Saved:
    checker = Checker(session)
    row = checker.checked(draft.kind, draft.row, new=draft.base is None)
    if draft.base is None:
        record, verb = RECORDS[draft.kind](slug=row["id"]), "publish"
    else:
        record, verb = _held(session, draft.kind, row["id"], draft.base), "change"
    filler = Filler(session, checker.id_of)
    if draft.base is not None:
        filler.empty(record)
        session.flush()
    filler.fill(record, row)
    session.flush()
    filler.link(record, row)
    if draft.kind == "statement":
        store_disputes(session, record, row["disputes"])
    session.flush()
    saved = _finish(session, draft.kind, record, Deed(verb, by, note, review))
    if isinstance(record, Statement):
        quote_checks.keep(session, record, draft.evidence, alone=review != "second")
    return saved


def _held(session: Session, kind: str, slug: str, base: int) -> Record:
    """The record, if nobody published it since `base`."""
    model = RECORDS[kind]
    record = session.scalar(select(model).where(model.slug == slug))
    if record is None:
        raise NotFound(f"There is no {kind} {slug[:120]!r} in the glossary.")
    if record.revision != base:
        raise Overtaken(kind, slug, base, record.revision)
    return record


def _finish(session: Session, kind: str, record: Record, deed: Deed) -> Saved:
    session.flush()
    session.expire(record)
    changed = publish_one(session, kind, record, deed.note, review=deed.review)
    if changed:
        publish_dependents(session, kind, record)
        told = {"kind": kind, "slug": record.slug, "detail": deed.note}
        auditing.note(session, deed.by, deed.verb, revision=record.revision, **told)
    return Saved(kind, record.slug, record.revision, changed)


def follow() -> None:
    """Bring the index up to date. What is saved is saved: if the index cannot follow now, the next drain pays."""
    try:
        indexing.drain()
    except IndexUnavailable as error:
        log.warning("published, but the index waits: %s", error)
    except GlossaryError:
        raise
    except Exception:
        log.exception("published, but the index could not be brought up to date")
        db.session.rollback()  # where the database went away, what was read on that connection is over
