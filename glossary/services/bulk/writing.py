"""Writing what was judged: many short write transactions, so that readers and other editors never wait for long.

Each transaction holds the write lock until some time has passed, and is then committed: how many records it takes
depends on the machine. What it writes is what publishing a single record writes: revision, change log, audit entry.
A record that somebody published since the judging stops the import; what was written until then is told.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from glossary.db import db, writing
from glossary.errors import GlossaryError, Invalid, NeedsReview, Overtaken, Refused
from glossary.services.bulk import report as bulk_report
from glossary.services.bulk.batch import Batch, Deed, Written
from glossary.services.bulk.groups import groups_of
from glossary.services.bulk.names import Names
from glossary.services.bulk.report import Judged
from glossary.services.publishing import editing
from glossary.services.publishing.rules import FILE_OF

LOCK_SECONDS = 0.1
"""After which a transaction takes no further record: half of what an editor may be made to wait (promise U2), the rest
is for the last record and the commit."""
PAUSE = 1.0
"""How long the lock is left to others after each transaction, as a multiple of the time that records were written."""
PAUSE_AFTER_COMMIT = 10.0
"""How much longer still, as a multiple of the time of the commit. While SQLite commits nobody reads, so that readers
are held up for a twentieth of the time or less."""
MOST_AFTER_COMMIT = 0.3
"""Seconds that this may be at the most; where the disk is slow, readers are held up for a larger part of the time."""
AHEAD = 100
"""Records that are read from the file while nobody waits."""
FOLLOW_SECONDS = 1.7
"""After which the index follows: what is published is found within two seconds (promise S1), and no process that
answers readers need do it. Each time, the next search opens the index anew: not more often than need be."""
FOLLOW_SHARE = 3.0
"""How long an import goes on before the index follows again, as a multiple of what that took the last time: a large
index takes long."""

PATIENCE = 300.0
"""Seconds for which an import by command tries again where it did not get the lock: nobody waits for it."""
PAUSE_WHEN_BUSY = 1.0
BUSY = ("SQLITE_BUSY", "55P03")
"""How the databases call a lock that was not got in time: https://www.sqlite.org/rescode.html, `lock_not_available`."""

Keep = Callable[[Session, Written], None]
Clock = Callable[[], float]


def write(
    judged: Path,
    deed: Deed,
    *,
    keep: Keep = lambda *_: None,
    clock: Clock = time.monotonic,
    pause: Callable[[float], None] = time.sleep,
    patience: float = 0.0,
) -> Written:
    """Publish every new and changed record of a file that was judged and has nothing refused.

    `keep` is called inside each transaction with what will have been written by its end; what it raises stops the
    import, and that transaction is undone. A transaction for which the lock was not got is tried again until `patience`
    seconds have gone by without one that succeeded. What a record raises (somebody was faster), and that the doer may
    not publish alone any more, is told in the answer.
    Raises `Invalid` where a record of the file is refused; then nothing is written.
    """
    if any(one.outcome == "refused" for one in bulk_report.read(judged)):
        raise Invalid("A record of the file is refused. Nothing was published.")
    importing = _Importing(deed, keep, clock, pause, patience)
    try:
        for kind in FILE_OF:
            importing.run(groups_of(judged, kind), kind)
    except (Refused, Overtaken, NeedsReview) as stopped:
        importing.written.stopped = _why(stopped)
    finally:
        importing.follow()
    return importing.written


def _why(stopped: GlossaryError) -> str:
    if isinstance(stopped, Overtaken):
        return f"the {stopped.kind} {stopped.slug} has been published by somebody else since the file was judged."
    sentences = stopped.fields.values() if isinstance(stopped, Refused) else [[str(stopped)]]
    return " ".join(sentence for some in sentences for sentence in some)


@dataclass
class _Importing:
    """One import under way."""

    deed: Deed
    keep: Keep
    clock: Clock
    pause: Callable[[float], None]
    patience: float
    written: Written = field(default_factory=Written)
    keys: dict[tuple[str, str], int] = field(default_factory=dict)
    """Kind and slug -> key of the records that others point at."""
    waiting: int = 0
    """Records that the index does not know yet."""
    due: float = 0.0
    """When it is next to follow, by the clock."""

    def run(self, groups: Iterable[list[Judged]], kind: str) -> None:
        """Write all groups of one kind."""
        names: Names | None = None
        ahead = iter(groups)
        while some := list(islice(ahead, AHEAD)):
            if names is None and kind != "statement":
                names = Names(kind)
            while some:
                some = self._patiently(some, names)
        if kind != "statement":
            self.follow()

    def _patiently(self, groups: list[list[Judged]], names: Names | None) -> list[list[Judged]]:
        """A transaction, tried again while the lock is not to be had. Names that it took before are its own."""
        began = self.clock()
        while True:
            try:
                return self._transaction(groups, names)
            except OperationalError as error:
                if not _is_busy(error) or self.clock() - began >= self.patience:
                    raise
            self.pause(PAUSE_WHEN_BUSY)

    def _transaction(self, groups: list[list[Judged]], names: Names | None) -> list[list[Judged]]:
        """Write groups until it has taken long enough; the others come back."""
        with writing() as session:
            began = self.clock()
            batch = Batch(session, self.deed, self.keys, names, _copy(self.written))
            batch.look_up([one for group in groups for one in group])
            at = 0
            while at < len(groups) and (at == 0 or self.clock() - began < LOCK_SECONDS):
                batch.put(groups[at])
                at += 1
            self.keep(session, batch.written)
            took = self.clock() - began
        commit = self.clock() - began - took
        self.waiting += batch.written.done - self.written.done
        self.written = batch.written
        self.keys |= batch.made
        # Terms may have the index made anew: that comes once, with the last of them.
        if began + took + commit >= self.due and (names is None or names.kind != "term"):
            self.follow()
        self.pause(took * PAUSE + min(commit * PAUSE_AFTER_COMMIT, MOST_AFTER_COMMIT))
        return groups[at:]

    def follow(self) -> None:
        """Bring the index up to date, and let go of what was read for it."""
        began = self.clock()
        if self.waiting:
            editing.follow()
            db.session.rollback()
        self.waiting, now = 0, self.clock()
        self.due = now + max(FOLLOW_SECONDS, (now - began) * FOLLOW_SHARE)


def _is_busy(error: OperationalError) -> bool:
    codes = [str(getattr(error.orig, name, "")) for name in ("sqlite_errorname", "sqlstate")]
    return any(code.startswith(BUSY) for code in codes)


def _copy(written: Written) -> Written:
    return Written(written.new, written.changed, written.same)
