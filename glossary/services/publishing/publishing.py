"""The one way in which a record's state becomes public: a revision with its document, and a change-log row."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from glossary.models import Change, Record, Revision
from glossary.services.history.chain import newest_hash
from glossary.services.publishing.documents import Labels, chained_hash, document_of, dump

_MOMENT = "published_at"


def utc_now() -> datetime:
    """The present moment in UTC, without zone, as the database keeps it."""
    return datetime.now(UTC).replace(tzinfo=None)


def moment_of(session: Session) -> datetime:
    """When the revisions of a write transaction are published: one moment for all, later than that of all before.

    Whatever the clock says: a past asked for by its moment (services/history/past.py) would else change afterwards.
    """
    if _MOMENT not in session.info:
        last = session.scalar(newest_change())
        session.info[_MOMENT] = max(utc_now(), last + timedelta(microseconds=1)) if last else utc_now()
    moment: datetime = session.info[_MOMENT]
    return moment


def newest_change() -> Select[datetime]:
    """When the newest of all revisions was published. By the change log: the revisions have no order of time to ask."""
    mine = and_(
        Revision.kind == Change.kind, Revision.record_id == Change.record_id, Revision.number == Change.revision
    )
    return select(Revision.published_at).join(Change, mine).order_by(Change.seq.desc()).limit(1)


def publish(
    session: Session,
    kind: str,
    record: Record,
    *,
    conflicts: Labels,
    disputes: list[str],
    origin: str,
    change_note: str = "",
    review: str = "",
    new: bool = False,
    anew: bool = False,
) -> bool:
    """Append a revision and a change row if the record's document differs from its newest one; say whether it did.

    Belongs into the caller's write transaction; the record must be flushed. Of a `new` record no revision is sought;
    `anew` appends one whose note is all that it says, although nothing differs.
    """
    latest = None if new else _latest(session, kind, record)
    if latest and not anew and dump(document_of(record, conflicts=conflicts, disputes=disputes)) == latest.document:
        return False
    record.revision = latest.number + 1 if latest else 1
    text = dump(document_of(record, conflicts=conflicts, disputes=disputes))
    previous = newest_hash(session, latest) if latest else ""
    session.add(
        Revision(
            kind=kind,
            record_id=record.id,
            number=record.revision,
            document=text,
            sha256=chained_hash(previous, text),
            previous_sha256=previous,
            published_at=moment_of(session),
            origin=origin,
            change_note=change_note,
            review=review,
        )
    )
    session.flush()
    session.add(Change(kind=kind, record_id=record.id, revision=record.revision))
    return True


def _latest(session: Session, kind: str, record: Record) -> Revision | None:
    mine = select(Revision).where(Revision.kind == kind, Revision.record_id == record.id)
    return session.scalar(mine.order_by(Revision.number.desc()).limit(1))
