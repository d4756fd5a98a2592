"""Trying drafts without publishing them: what would become of each, by the code that publishes, and then undone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from glossary.db import writing
from glossary.errors import Refused
from glossary.models import RECORDS, Revision
from glossary.services.auditing import Doer
from glossary.services.publishing.editing import Draft, put

Document = dict[str, Any]
_NOBODY = Doer("nobody")


@dataclass(frozen=True, slots=True)
class Tried:
    """What would become of a draft: its public document, and whether that is a change; or why it is refused."""

    kind: str
    document: Document | None = None
    changed: bool = False
    problems: dict[str, list[str]] = field(default_factory=dict)


def rehearse(drafts: Sequence[Draft]) -> list[Tried]:
    """Try drafts in the order given; unlike publishing, it goes on after a refusal, so that all problems are known.

    Nothing is kept. Raises `Overtaken` and `NotFound` as publishing does.
    """
    with writing() as session:
        tried = [_try(session, draft) for draft in drafts]
        session.rollback()
    return tried


def _try(session: Session, draft: Draft) -> Tried:
    try:
        with session.begin_nested():
            saved = put(session, draft, _NOBODY, "")
    except Refused as refused:
        return Tried(draft.kind, problems=refused.fields)
    record = select(RECORDS[draft.kind].id).where(RECORDS[draft.kind].slug == saved.slug).scalar_subquery()
    mine = select(Revision.document).where(Revision.kind == draft.kind, Revision.record_id == record)
    text = session.scalars(mine.where(Revision.number == saved.revision)).one()
    return Tried(draft.kind, json.loads(text), saved.changed)
