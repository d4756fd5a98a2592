"""What of the records a machine that watches over days wants to know, in one question to the database."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.exc import SQLAlchemyError

from glossary.db import db
from glossary.errors import IndexUnavailable
from glossary.models import RECORDS, AuditEntry, Change, Correction, KeptDraft, Statement, Upload
from glossary.services.index import indexing

UNFINISHED = ("judging", "judged", "importing")
"""States of a file at the desk that somebody has still to import or to let go."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Numbers of one moment. Without a database all but `database` are left at nothing; `behind` is None, too, where
    the index does not answer, and below zero where it is ahead of the database.

    records: kind -> how many are published. sign_in_failures: since the first account was made.
    """

    database: bool
    last_change: int = 0
    behind: int | None = None
    records: dict[str, int] = field(default_factory=dict)
    drafts_waiting: int = 0
    corrections_open: int = 0
    imports_unfinished: int = 0
    sign_in_failures: int = 0


def figures() -> Figures:
    """The numbers now. Raises nothing."""
    parts = {**_work(), **{f"{kind}_published": _published(kind) for kind in RECORDS}}
    held = _held()
    db.session.rollback()  # the index first: one that follows meanwhile is not ahead of what is read afterwards
    try:
        row = db.session.execute(select(*(part.label(name) for name, part in parts.items()))).one()._mapping
    except SQLAlchemyError:
        return Figures(database=False)
    work = {name: int(row[name] or 0) for name in _work()}
    records = {kind: int(row[f"{kind}_published"]) for kind in RECORDS}
    behind = None if held is None else work["last_change"] - held
    return Figures(True, behind=behind, records=records, **work)


def _work() -> dict[str, ColumnElement[Any]]:
    """What each number is asked by, under the names of `Figures`."""
    waiting, unfinished = KeptDraft.state == "in-review", Upload.state.in_(UNFINISHED)
    return {
        "last_change": select(func.max(Change.seq)).scalar_subquery(),
        "drafts_waiting": _number(KeptDraft, waiting),
        "corrections_open": _number(Correction, Correction.state == "open"),
        "imports_unfinished": _number(Upload, unfinished),
        "sign_in_failures": _number(AuditEntry, AuditEntry.what == "sign-in-failed"),
    }


def _published(kind: str) -> ColumnElement[Any]:
    model = RECORDS[kind]
    return _number(model, *([Statement.state == "published"] if kind == "statement" else []))


def _number(model: Any, *which: ColumnElement[bool]) -> ColumnElement[Any]:
    return select(func.count()).select_from(model).where(*which).scalar_subquery()


def _held() -> int | None:
    """The number of the newest change that the index holds; none where it does not answer."""
    try:
        return indexing.index().seq()
    except IndexUnavailable:
        return None
