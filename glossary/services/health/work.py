"""What `glossary doctor` says of what piles up: pending work, the disk, the age of the last backup, the clock."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import current_app
from sqlalchemy import func, select

from glossary.db import db
from glossary.errors import Invalid
from glossary.models import Account, AuditEntry, Revision, Upload
from glossary.numbers import counted
from glossary.services import clock
from glossary.services.backup import backing_up
from glossary.services.backup import rotation as backup_rotation
from glossary.services.bulk import uploads as bulk_uploads
from glossary.services.corrections import received as corrections
from glossary.services.health import figures as keeping_figures
from glossary.services.health.check import Check
from glossary.services.redaction import sweeping
from glossary.services.releases import kept as releasing_kept
from glossary.services.releases import releasing

LEAST_FREE = 1_000_000_000
"""Bytes of the disk that must be free; a rebuild of the index keeps the old one until the new one is there."""
LEAST_FREE_PERCENT = 10
OLDEST_BACKUP = timedelta(hours=48)
"""A nightly backup that failed once is still no fault; twice is."""
CLOCK_TOLERATED = timedelta(seconds=60)
"""Clocks of several machines differ by so much without harm."""


def checks() -> Iterator[Check]:
    """All of it."""
    yield from _pending()
    yield disk()
    yield backup(written=_written_here())
    yield _blacked_out()
    yield _releases()
    yield _clock()


def _pending() -> Iterator[Check]:
    now = keeping_figures.figures()
    drafts = now.drafts_waiting
    yield Check("drafts", True, f"{counted(drafts, 'draft')} {'waits' if drafts == 1 else 'wait'} for review.")
    words = f"{counted(now.corrections_open, 'correction')} of readers open"
    full = now.corrections_open >= corrections.MOST_OPEN
    yield Check(
        "corrections", not full, f"{words}; no more are taken until some are answered." if full else f"{words}."
    )
    stalled = _stalled()
    words = f"{counted(now.imports_unfinished, 'file')} at the desk not yet imported"
    halted = f"; {counted(stalled, 'file')} stopped half-way: *Import* at the desk takes them up again"
    yield Check("imports", not stalled, f"{words}{halted if stalled else ''}.")


def _blacked_out() -> Check:
    if not sweeping.is_due():
        return Check("blacked-out", True, "Nothing was blacked out since the files here were made anew.")
    words = "Words were blacked out, and files here may hold them: `glossary sweep` makes them anew."
    return Check("blacked-out", False, words)


def _stalled() -> int:
    since = clock.now() - bulk_uploads.STALLED
    stopped = Upload.state.in_(bulk_uploads.ACTIVE), Upload.changed_at < since
    return db.session.scalar(select(func.count()).select_from(Upload).where(*stopped)) or 0


def disk() -> Check:
    """The free space where the instance lies."""
    usage = shutil.disk_usage(current_app.instance_path)
    percent = usage.free * 100 // usage.total if usage.total else 0
    fine = usage.free >= LEAST_FREE and usage.free * 100 >= LEAST_FREE_PERCENT * usage.total
    words = f"{usage.free / 1e9:,.1f} GB ({percent} %) of the disk of the instance folder are free"
    needed = f"; at least {LEAST_FREE // 10**9} GB and {LEAST_FREE_PERCENT} % are advised"
    return Check("disk", fine, f"{words}{'' if fine else needed}.")


def backup(*, written: bool = True) -> Check:
    """The age of the newest backup in the instance folder's own `backups`; none is no fault if nothing is written."""
    instance = Path(current_app.instance_path)
    folder = backing_up.default_folder()
    try:
        made = max(backup_rotation.own(folder, instance), default=None) if folder.is_dir() else None
    except Invalid as error:
        return Check("backup", False, str(error))
    if made is None and not written:
        return Check("backup", True, "There is no backup yet, and nothing was written here that a start does not make.")
    if made is None:
        return Check("backup", False, f"There is no backup of this instance in {folder}; `glossary backup` makes one.")
    age = clock.now().replace(tzinfo=UTC) - made
    words = f"The newest backup in {folder} is {_spoken(age)} old"
    late = "; `glossary backup` is to run every night"
    return Check("backup", age <= OLDEST_BACKUP, f"{words}{late if age > OLDEST_BACKUP else ''}.")


def _written_here() -> bool:
    """Whether anybody has an account or did a deed: what a start makes of the data set can be made again."""
    return any(db.session.scalar(select(column).limit(1)) is not None for column in (Account.id, AuditEntry.seq))


def _spoken(age: timedelta) -> str:
    hours = max(0, int(age.total_seconds() // 3600))
    return counted(hours, "hour") if hours <= 72 else counted(hours // 24, "day")


def _releases() -> Check:
    """Whether each release is there, by a glance at its files: their hashes would take the disk's time."""
    made = releasing.numbers()
    if not made:
        return Check("releases", True, "There is no release yet; `glossary release` makes one.")
    for number in made:
        if wrong := releasing_kept.glanced(number):
            words = f"Release {number}: {wrong[0]} `glossary release --check {number}` tells all that differs"
            return Check("releases", False, f"{words}; take the folder from a backup.")
    fine = "each of their files is there and as long as it was made; `glossary release --check N` compares the hashes"
    return Check("releases", True, f"{counted(len(made), 'release')}; {fine}.")


def _clock() -> Check:
    """Whether anything was written later than now: then the clock was set back, or ran ahead before."""
    newest = max(
        filter(None, (db.session.scalar(select(func.max(Revision.published_at))), _last_entry())), default=None
    )
    ahead = newest - clock.now() if newest else timedelta(0)
    if newest is None or ahead <= CLOCK_TOLERATED:
        return Check("clock", True, "The clock is later than the newest change.")
    words = f"The newest change is of {newest:%Y-%m-%d %H:%M:%S} UTC, later than the clock says"
    return Check("clock", False, f"{words}: the clock was set back, or was ahead. Does it follow a time server?")


def _last_entry() -> datetime | None:
    return db.session.scalar(select(func.max(AuditEntry.at)))
