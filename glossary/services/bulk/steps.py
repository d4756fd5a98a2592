"""Judging and importing an upload, in the background: claimed, with signs of life, and taken up again after a crash.

A step belongs to whoever claimed it: each sign of life moves the row's time on, and whoever finds another time there
has lost the claim and stops. A step that gives no sign of life is stalled, and may be begun again by judging anew.
"""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import and_, or_, update
from sqlalchemy.orm import Session

from glossary.db import db, writing
from glossary.errors import GlossaryError, Invalid
from glossary.models import Upload
from glossary.services import auditing, clock
from glossary.services.auditing import Doer
from glossary.services.bulk import judging as bulk
from glossary.services.bulk import writing as bulk_writing
from glossary.services.bulk.batch import Deed, Written
from glossary.services.bulk.report import Report
from glossary.services.bulk.uploads import ACTIVE, BUSY, STALLED, Claim, file_of, folder, judged_of, view_of
from glossary.services.drafts import reviewing

SIGNS = timedelta(seconds=1)
"""How often a judging gives a sign of life; an import does with each transaction."""
BROKEN = "Something went wrong that is not the file's fault; the log of the server has it. Judge it again."
BROKEN_IMPORT = "Of this file, {} published. " + BROKEN
OTHER_REPORT = "The file was judged again since that page was made. This is what it would change now."
LOST = "Somebody else works on this file now, or it was dropped."


class Lost(GlossaryError):
    """Another worker has this file now, or it was dropped."""


def claim_judging(key: str) -> Claim:
    """Take a file that is not being worked on, to judge it anew. Raises `Invalid` where it is."""
    return _claim(key, "judging", ("judged", "failed", "imported"))


def claim_import(key: str, by: Doer, stamp: str) -> Claim:
    """Take a judged file, to publish what is new and changed in it, as the report says that the doer has seen.

    That report is known by its stamp (`View.stamp`): a later one may be of other changes, of which nobody said that
    they are wanted. Raises `Invalid` where there is a later one, the file is in another state or may not be imported as
    it is, and `NeedsReview` where the doer may not publish what its sender wrote.
    """
    with Session(db.engine) as session:
        upload = session.get(Upload, key)
        if upload is None or not view_of(upload, "").report.may_be_imported:
            raise Invalid("This file has nothing that could be imported as it is.")
        reviewing.review_by(session, by, upload.account_id)
        if upload.state == "judged" and upload.changed_at.isoformat() != stamp:
            raise Invalid(OTHER_REPORT)
        same_report = Upload.changed_at == upload.changed_at
    return _claim(key, "importing", ("judged",), same_report)


def _claim(key: str, state: str, states: tuple[str, ...], *more: Any) -> Claim:
    now = clock.now()
    free: list[Any] = [and_(Upload.state.in_(states), *more)]
    if state == "judging":
        free.append(and_(Upload.state.in_(ACTIVE), Upload.changed_at < now - STALLED))
    with writing() as session:
        taken = update(Upload).where(Upload.key == key, or_(*free)).returning(Upload.key)
        if session.execute(taken.values(state=state, done=0, changed_at=now)).one_or_none() is None:
            raise Invalid(BUSY)
    return Claim(key, now)


class Step:
    """Work on a claimed upload; every sign of life moves the claim on."""

    def __init__(self, claim: Claim) -> None:
        self.key, self.stamp = claim
        with Session(db.engine, expire_on_commit=False) as session:
            found = session.get(Upload, self.key)
        if found is None:
            raise Lost(LOST)
        self.upload = found

    def sign(self, session: Session, **values: Any) -> None:
        """A sign of life, in the caller's transaction. Raises `Lost`."""
        stamp = max(clock.now(), self.stamp + timedelta(microseconds=1))
        mine = update(Upload).where(Upload.key == self.key, Upload.changed_at == self.stamp).returning(Upload.key)
        if session.execute(mine.values(changed_at=stamp, **values)).one_or_none() is None:
            raise Lost(LOST)
        self.stamp = stamp

    def told(self, **more: Any) -> str:
        """What the row tells, with more in it."""
        return json.dumps({**json.loads(self.upload.report), **more}, ensure_ascii=False)


def judge(claim: Claim) -> Report:
    """Judge a file whose judging is claimed. Raises `Lost`."""
    step, last = Step(claim), clock.now()
    fresh = folder() / f"{claim.key}.{secrets.token_hex(4)}"

    def progress(done: int, total: int) -> None:
        nonlocal last
        if clock.now() - last >= SIGNS:
            last = clock.now()
            with writing() as session:
                step.sign(session, done=done, total=total)

    try:
        hint = Path(step.upload.name).stem
        report = bulk.judge(file_of(claim.key), step.upload.format, fresh, hint=hint, progress=progress)
        with writing() as session:
            told = step.told(report=asdict(report), written={}, failure="")
            step.sign(session, state="judged", report=told, done=report.total, total=report.total)
            if fresh.exists():
                os.replace(fresh, judged_of(claim.key))
    finally:
        fresh.unlink(missing_ok=True)
    return report


def publish(claim: Claim, by: Doer) -> Written:
    """Import a file whose import is claimed. Raises `Lost`; every other refusal is told in the answer."""
    step = Step(claim)
    view = view_of(step.upload, "")

    def keep(session: Session, written: Written) -> None:
        step.sign(session, done=written.done, total=view.report.to_write)

    deed = Deed(by, view.change_note, lambda session: reviewing.review_by(session, by, view.account_id))
    try:
        written = bulk_writing.write(judged_of(claim.key), deed, keep=keep)
    except Lost:
        raise
    except GlossaryError as refused:
        written = Written(stopped=str(refused))
    with writing() as session:
        step.sign(session, state="failed" if written.stopped else "imported", report=step.told(written=asdict(written)))
        auditing.note(session, by, "import", detail=f"{view.name}: {written.sentence()}"[:500])
    return written


def fail(key: str, by: Doer) -> None:
    """Say that the step broke off for a reason that the log has; of an import, too, how much was published before."""
    with writing() as session:
        upload = session.get(Upload, key)
        if upload is None:
            return
        said = BROKEN
        if upload.state == "importing":
            said = BROKEN_IMPORT.format("one record was" if upload.done == 1 else f"{upload.done:,} records were")
            auditing.note(session, by, "import", detail=f"{upload.name}: {said}"[:500])
        upload.report = json.dumps({**json.loads(upload.report), "failure": said}, ensure_ascii=False)
        upload.state, upload.changed_at = "failed", clock.now()
