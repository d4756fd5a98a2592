"""Files of records at the desk: received, shown, and forgotten after a week.

A file lies in the instance folder under a random key; what it is called is for the eye alone. What is under way stands
in the table, so that every process shows it (`steps.py`).
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, Any, NamedTuple

from flask import current_app
from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from glossary.db import db, writing
from glossary.errors import Invalid, NotFound, Refused
from glossary.models import Account, Upload
from glossary.services import auditing, clock
from glossary.services.auditing import Doer
from glossary.services.bulk.batch import Written
from glossary.services.bulk.report import Report
from glossary.services.bulk.sent_files import form_of, plain_name, plain_note, store

KEPT = timedelta(days=7)
STALLED = timedelta(seconds=60)
"""After which a step that gives no sign of life may be begun again."""
MOST_KEPT = 20
"""Files of one account at a time."""
ACTIVE = ("judging", "importing")
BUSY = "It is being worked on at this moment."


class Claim(NamedTuple):
    """The right to work on an upload from this moment on, as long as nobody else takes it."""

    key: str
    stamp: datetime


@dataclass(frozen=True, slots=True)
class View:
    """An upload as a page shows it."""

    key: str
    stamp: str
    """Of the last step that was done with it, so that an import is of the report that was seen."""
    name: str
    state: str
    total: int
    done: int
    report: Report
    written: Written
    change_note: str
    failure: str
    created_at: datetime
    account_id: int
    who: str
    form: str
    stalled: bool
    batch: bool
    """Whether it was put together by the desk, from a change of many statements."""


def folder() -> Path:
    """Where the files lie; made when it is needed, for its owner alone."""
    path = Path(current_app.instance_path) / "uploads"
    path.mkdir(mode=0o700, exist_ok=True)
    return path


def file_of(key: str) -> Path:
    """The file as it was sent."""
    return folder() / key


def judged_of(key: str) -> Path:
    """The outcome of each of its records."""
    return folder() / f"{key}.judged"


def receive(
    stream: IO[bytes],
    name: str,
    by: Doer,
    *,
    form: str = "",
    note: str = "",
    batch: bool = False,
    instead_of: View | None = None,
) -> Claim:
    """Keep a file that is sent, and claim its judging. Its name is for the eye alone.

    A file that is a part of another one, which the caller drops, is `instead_of` that: whoever sent the whole has
    written the part too, and whoever took it out has not.

    Raises `Refused` by field (`file`, `format`, `note`): too long, empty, unknown format, too many files.
    """
    forget_old()
    name = plain_name(name)
    form = form_of(form, name)
    note = plain_note(note)
    key = secrets.token_hex(16)
    size, digest = store(stream, file_of(key))
    change = note if batch else " ".join(filter(None, (f"Imported from {name}.", note)))
    told = json.dumps({"change_note": change, "batch": batch}, ensure_ascii=False)
    account_id = instead_of.account_id if instead_of else by.account_id
    try:
        with writing() as session:
            _refuse_many(session, account_id, instead_of)
            now = clock.now()
            row = {"key": key, "account_id": account_id, "name": name, "format": form, "sha256": digest, "size": size}
            begun = {"state": "judging", "total": 0, "done": 0, "created_at": now, "changed_at": now}
            session.add(Upload(**row, **begun, report=told))
            auditing.note(session, by, "upload", detail=name)
    except Refused:
        file_of(key).unlink()
        raise
    return Claim(key, now)


def _refuse_many(session: Session, account_id: int | None, instead_of: View | None) -> None:
    mine = select(func.count()).select_from(Upload).where(Upload.account_id == account_id)
    if instead_of:
        mine = mine.where(Upload.key != instead_of.key)
    if (session.scalar(mine) or 0) >= MOST_KEPT:
        raise Refused({"file": [f"You have {MOST_KEPT} files here; drop one of them first."]})


def of_account(account_id: int, *, reviews: bool) -> Sequence[View]:
    """One's own files, the newest first; for a reviewer those that others have had judged, too."""
    mine = Upload.account_id == account_id
    chosen = or_(mine, Upload.state == "judged") if reviews else mine
    query = _kept().where(chosen).order_by(Upload.created_at.desc(), Upload.key)
    return [view_of(upload, email) for upload, email in db.session.execute(query)]


def view(key: str, account_id: int, *, reviews: bool) -> View:
    """One file. Raises `NotFound` for one of somebody else, unless the account reviews."""
    found = db.session.execute(_kept().where(Upload.key == key)).one_or_none()
    if found is None or (found[0].account_id != account_id and not reviews):
        raise NotFound("There is no such file here. Files are kept for seven days.")
    return view_of(*found)


def _kept() -> Any:
    """Files and their senders' addresses; none whose week is over, even where nobody has removed it yet."""
    query = select(Upload, Account.email).join(Account)
    return query.where(Upload.changed_at >= clock.now() - KEPT)


def view_of(upload: Upload, email: str) -> View:
    """A row of the table as a page shows it."""
    told = json.loads(upload.report)
    stalled = upload.state in ACTIVE and upload.changed_at < clock.now() - STALLED
    common = {name: getattr(upload, name) for name in ("key", "name", "state", "total", "done", "created_at")}
    return View(
        **common,
        stamp=upload.changed_at.isoformat(),
        report=Report(**told.get("report", {})),
        written=Written(**told.get("written", {})),
        change_note=told["change_note"],
        failure=told.get("failure", ""),
        account_id=upload.account_id,
        who=email,
        form=upload.format,
        stalled=stalled,
        batch=told["batch"],
    )


def drop(key: str, by: Doer) -> None:
    """Forget a file. Raises `Invalid` while it is being worked on."""
    with writing() as session:
        upload = session.get(Upload, key)
        if upload is not None:
            if upload.state in ACTIVE and not view_of(upload, "").stalled:
                raise Invalid(BUSY)
            auditing.note(session, by, "upload-drop", detail=upload.name)
            session.delete(upload)
    _unlink(key)


def _unlink(key: str) -> None:
    for path in (file_of(key), judged_of(key), *folder().glob(f"{key}.*")):  # also what a killed judging had begun
        path.unlink(missing_ok=True)


def forget_old() -> None:
    """Forget the files that nobody has touched for a week, and those that no row speaks of any more."""
    old = select(Upload.key).where(Upload.changed_at < clock.now() - KEPT)
    with Session(db.engine) as session:
        gone = session.scalars(old).all()
    if gone:
        with writing() as session:
            for upload in session.scalars(select(Upload).where(Upload.key.in_(gone))):
                session.delete(upload)
        for key in gone:
            _unlink(key)
    with Session(db.engine) as session:
        known = set(session.scalars(select(Upload.key)))
    for path in folder().iterdir():
        if path.name.partition(".")[0] not in known and _age(path) > KEPT.total_seconds():
            path.unlink(missing_ok=True)


def _age(path: Path) -> float:
    """In seconds; 0 for a file that another process has removed meanwhile."""
    try:
        return clock.seconds() - path.stat().st_mtime
    except FileNotFoundError:
        return 0.0
