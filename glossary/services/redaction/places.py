"""Where a statement's words lie besides its states: notes, checks of its quote, drafts, corrections, forms, the log.

Only rows about the statement are touched: the same words in another record are that record's, and are told.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from glossary.models import (
    RECORDS,
    AuditEntry,
    Correction,
    FormerSlug,
    KeptDraft,
    QuoteCheck,
    Redaction,
    Revision,
    Statement,
    Upload,
    WebSession,
)
from glossary.services.bulk import uploads
from glossary.services.redaction.marking import blacked_out, in_json

_WITHOUT_WORDS = ("same", "refused")
"""Outcomes of judging of which a file's records are named, without their words (services/bulk/report.py)."""
MOST_NAMED = 20
"""Records elsewhere that a sentence names."""


@dataclass(frozen=True, slots=True)
class About:
    """A statement and every address that it has or had."""

    id: int
    slugs: tuple[str, ...]


def about(session: Session, statement: Statement) -> About:
    """The statement as its rows elsewhere name it."""
    former = select(FormerSlug.slug).where(FormerSlug.kind == "statement", FormerSlug.record_id == statement.id)
    return About(statement.id, (statement.slug, *session.scalars(former)))


def black_out(session: Session, of: About, passage: str) -> dict[str, int]:
    """Black the passage out in all rows about the statement but its states; the kinds of rows, each with how many."""
    plain, parsed = partial(blacked_out, passage=passage), partial(in_json, passage=passage)
    quote = dict.fromkeys(("quote", "prefix", "exact", "suffix"), plain)
    drafts = {**dict.fromkeys(("title", "note", "answer"), plain), "content": parsed, "preview": parsed}
    told = {
        "change notes": _rows(session, _notes(of), {"change_note": plain}),
        "checks of the quote": _rows(session, _checks(of), quote),
        "drafts": _rows(session, _drafts(of), drafts),
        "corrections": _rows(session, _corrections(of), dict.fromkeys(("message", "url", "answer"), plain)),
        "forms that were kept": _forms(session, of, passage),
        "lines of the audit log": _log(session, of, passage),
    }
    return {name: number for name, number in told.items() if number}


def _notes(of: About) -> Any:
    return select(Revision).where(Revision.kind == "statement", Revision.record_id == of.id)


def _checks(of: About) -> Any:
    return select(QuoteCheck).where(QuoteCheck.statement_id == of.id)


def _drafts(of: About) -> Any:
    mine = or_(KeptDraft.slug.in_(of.slugs), KeptDraft.published_as.in_(of.slugs))
    return select(KeptDraft).where(KeptDraft.kind == "statement", mine)


def _corrections(of: About) -> Any:
    return select(Correction).where(Correction.kind == "statement", Correction.slug.in_(of.slugs))


def _rows(session: Session, query: Any, changes: dict[str, Any]) -> int:
    """Change these columns of the rows; the number of rows that had the passage."""
    number = 0
    for row in session.scalars(query):
        before = {name: getattr(row, name) for name in changes}
        after = {name: change(before[name]) for name, change in changes.items() if before[name]}
        changed = {name: value for name, value in after.items() if value != before[name]}
        for name, value in changed.items():
            setattr(row, name, value)
        if changed and isinstance(row, KeptDraft):
            row.version += 1  # a window that has the words still is told, and saves nothing over this
        number += bool(changed)
    session.flush()
    return number


def _forms(session: Session, of: About, passage: str) -> int:
    """Forms that wait for somebody to sign in again (admin/kept.py): those of the statement and of its drafts."""
    drafts = session.scalars(_drafts(of).with_only_columns(KeptDraft.id))
    addresses = (*(f"/{slug}/" for slug in of.slugs), *(f"/drafts/{number}/" for number in drafts))
    number = 0
    for row in session.scalars(select(WebSession).where(WebSession.data.contains('"kept"'))):
        data = json.loads(row.data)
        forms = data.get("kept") or {}
        mine = [path for path in forms if any(part in f"{path}/" for part in addresses)]
        cleared = {path: json.loads(in_json(json.dumps(forms[path]), passage)) for path in mine}
        if changed := {path: fields for path, fields in cleared.items() if fields != forms[path]}:
            row.data = json.dumps({**data, "kept": {**forms, **changed}}, ensure_ascii=False, sort_keys=True)
            number += len(changed)
    session.flush()
    return number


def _log(session: Session, of: About, passage: str) -> int:
    """The database lets a line of the log change in nothing but words that become the mark."""
    mine = select(AuditEntry.seq, AuditEntry.detail).where(
        AuditEntry.slug.in_(of.slugs), AuditEntry.kind == "statement"
    )
    cleared = ((seq, detail, blacked_out(detail, passage)) for seq, detail in session.execute(mine))
    lines = {seq: after for seq, before, after in cleared if after != before}
    for seq, detail in lines.items():
        session.execute(update(AuditEntry).where(AuditEntry.seq == seq).values(detail=detail))
    return len(lines)


def files_with(session: Session, of: About, passage: str) -> Iterator[Upload]:
    """The files at the desk that have the passage in a record of the statement, or of which nobody can tell.

    A record that was judged to be the same, or was refused, is not written down with its words; a file that could not
    be read, or whose judging did not end, has none of its records written down.
    """
    for upload in session.scalars(select(Upload)):
        told = json.loads(upload.report)
        if not _is_judged(upload, told) or any(
            one["outcome"] in _WITHOUT_WORDS or _has([one, told["change_note"]], passage)
            for one in _judged(upload, told)
            if one["id"] in of.slugs
        ):
            yield upload


def _is_judged(upload: Upload, told: dict[str, Any]) -> bool:
    report = told.get("report", {})
    return upload.state != "judging" and bool(report) and not report.get("refusal")


def _judged(upload: Upload, told: dict[str, Any]) -> Iterator[Any]:
    """The records of a file: the first ones that the report has, then all."""
    for outcome, some in told["report"]["first"].items():
        yield from ({**one, "outcome": outcome} for one in some)
    if (path := uploads.judged_of(upload.key)).exists():
        with path.open(encoding="utf-8", newline="\n") as lines:
            yield from map(json.loads, lines)


def _has(record: Any, passage: str) -> bool:
    text = json.dumps(record)
    return in_json(text, passage) != text


def elsewhere(session: Session, of: About, passage: str) -> list[str]:
    """Other records and drafts that have the passage, of each at most `MOST_NAMED`; they are not touched."""
    written = json.dumps(passage, ensure_ascii=False)[1:-1]
    other = or_(Revision.kind != "statement", Revision.record_id != of.id)
    states = select(Revision.kind, Revision.record_id).distinct().where(other)
    found = session.execute(states.where(Revision.document.contains(written, autoescape=True)).limit(MOST_NAMED + 1))
    named = [f"the {kind} {_slug(session, kind, record)}" for kind, record in found]
    named[MOST_NAMED:] = ["further records"] if len(named) > MOST_NAMED else []
    drafts = select(KeptDraft.id).where(
        KeptDraft.content.contains(written, autoescape=True),
        KeptDraft.slug.not_in(of.slugs),
        KeptDraft.published_as.not_in(of.slugs),
    )
    numbers = session.scalars(drafts.limit(MOST_NAMED))
    return [*named, *(f"the draft {number}" for number in numbers), *_reasons(session, of, passage)]


def _reasons(session: Session, of: About, passage: str) -> Iterator[str]:
    """Reasons that were given for blacking out other words of the statement, which stay as they were given."""
    mine = Redaction.record_id == of.id, Redaction.reason.contains(passage, autoescape=True)
    numbers = session.scalars(select(Redaction.revision).where(*mine))
    yield from (f"the reason given in its revision {number}" for number in numbers)


def _slug(session: Session, kind: str, record: int) -> str:
    model = RECORDS[kind]
    return session.scalars(select(model.slug).where(model.id == record)).one()
