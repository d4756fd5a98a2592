"""Drafts: written by one, sent to review, published or sent back by another; the live record stands meanwhile.

A draft is a branch of the published record: it knows the revision it was made from, and publishing it is refused where
somebody was faster. Every step names the version it was decided on, so that nobody publishes words they have not seen.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from glossary.db import writing
from glossary.errors import Invalid, NotFound, Refused
from glossary.models import RECORDS, KeptDraft
from glossary.services import auditing, clock
from glossary.services.auditing import Doer
from glossary.services.drafts import reviewing, titles
from glossary.services.publishing import editing
from glossary.services.publishing.editing import Draft, Saved, plain_note
from glossary.services.publishing.left_open import completed
from glossary.services.publishing.slugs import free_slug

Row = dict[str, Any]
NEW = "+"
"""In a statement's row: the actor or source that is published together with it."""
OPEN = ("draft", "in-review")
MOST_OPEN = 200
"""Drafts that an account may have open at a time."""
MOST_CONTENT = 1_000_000
"""Characters of a draft: what a form of the desk can hold."""
LEAST_ANSWER = 10
CHANGED = "This draft was changed or decided on meanwhile. Look at it again; nothing was done."
NEVER = "The form names a revision that never was. Nothing was saved. Open the form anew."
NOTHING = "Nothing differs from what is published."
NOT_YOURS = "Only its author changes a draft."


@dataclass(frozen=True, slots=True)
class Content:
    """What a draft holds: the record's row, rows of a new actor and a new source (by kind), evidence for the quote."""

    row: Row
    new: dict[str, Row] = field(default_factory=dict)
    evidence: str = ""

    def dump(self) -> str:
        """As it is kept. Raises `Refused` where it is too long."""
        text = json.dumps({"row": self.row, "new": self.new, "evidence": self.evidence}, ensure_ascii=False)
        if len(text) > MOST_CONTENT:
            raise Refused({"": [f"A draft may have {MOST_CONTENT:,} characters at most. Nothing was saved."]})
        return text

    @classmethod
    def load(cls, text: str) -> Content:
        """As it was kept."""
        return cls(**json.loads(text))


def drafts(session: Session, kept: KeptDraft) -> list[Draft]:
    """What publishing it would publish: the new actor and source first, under addresses that are free now."""
    content = Content.load(kept.content)
    row, before = {**content.row, "id": kept.slug or content.row.get("id", "")}, []
    for kind, part in content.new.items():
        row[kind] = free_slug(session, kind, part)
        before.append(Draft(kind, {**part, "id": row[kind]}))
    if kept.kind == "statement":
        row = completed(session, row)
    return [*before, Draft(kept.kind, row, kept.base, content.evidence)]


def create(kind: str, slug: str, base: int | None, content: Content, note: str, by: Doer) -> int:
    """Keep a new draft of an account; its number. `slug` and `base` name the record it changes.

    The same words sent twice on one revision are one draft; on a newer one they are another, as the first cannot be
    published any more. Raises `Refused`, and `Invalid` for a revision that never was.
    """
    if by.account_id is None:
        raise Refused({"": ["A draft belongs to an account."]})
    text, note, now = content.dump(), plain_note(note, "change_note"), clock.now()
    with writing() as session:
        _require_base(session, kind, slug, base)
        if (same := _same(session, kind, slug, base, text, by)) is not None:
            return same
        if _open_of(session, by) >= MOST_OPEN:
            raise Refused({"": [f"You have {MOST_OPEN} drafts open. Publish or discard some of them first."]})
        kept = KeptDraft(kind=kind, slug=slug, base=base, state="draft", content=text)
        kept.title = titles.title(session, kind, content.row, content.new)
        kept.note, kept.answer, kept.published_as = note, "", ""
        kept.version, kept.author_id, kept.created_at, kept.changed_at = 1, by.account_id, now, now
        session.add(kept)
        session.flush()
        note_step(session, kept, by, "draft")
        return kept.id


def save(number: int, version: int, base: int | None, content: Content, note: str, by: Doer) -> int:
    """Keep a draft's new words, and say which version that is; one that was in review is taken back by it.

    `base` is a newer revision where its author has seen both texts. Raises `Refused` and as `_step` does.
    """
    text, note = content.dump(), plain_note(note, "change_note")
    with _step(number, version, by, "draft") as (session, kept):
        require_author(kept, by)
        _require_base(session, kept.kind, kept.slug, base)
        kept.content, kept.note, kept.state = text, note, "draft"
        kept.title = titles.title(session, kept.kind, content.row, content.new)
        kept.base = base
    return version + 1


def submit(number: int, version: int, by: Doer) -> None:
    """Send a draft to review. Whether it would publish is asked before (services/drafts/rehearsing.py)."""
    with _step(number, version, by, "submit") as (_, kept):
        require_author(kept, by)
        _require_state(kept, "draft")
        if kept.base is not None and not kept.note:
            raise Refused({"change_note": ["Say in a few words what is changed and why; readers see it."]})
        kept.state, kept.submitted_at, kept.answer = "in-review", clock.now(), ""


def take_back(number: int, version: int, by: Doer) -> None:
    """Take one's draft out of review."""
    with _step(number, version, by, "take-back") as (_, kept):
        require_author(kept, by)
        _require_state(kept, "in-review")
        kept.state = "draft"


def send_back(number: int, version: int, answer: str, by: Doer) -> None:
    """Give a draft back to its author, with what is to be put right. Raises `Refused`, `NeedsReview`."""
    answer = plain_note(answer, "answer")
    if len(answer) < LEAST_ANSWER:
        raise Refused({"answer": [f"Say what is to be put right, in {LEAST_ANSWER} to 500 characters."]})
    with _step(number, version, by, "send-back") as (session, kept):
        reviewing.review_by(session, by, kept.author_id)
        _require_state(kept, "in-review")
        kept.state, kept.answer = "draft", answer
        kept.decided_at, kept.decided_by_id = clock.now(), by.account_id


def discard(number: int, version: int, by: Doer) -> None:
    """Give one's draft up; its words are dropped. A reviewer may do so with one that a closed account left."""
    with _step(number, version, by, "discard") as (session, kept):
        if kept.author.active or not reviewing.may_review(session, by):
            require_author(kept, by)
        kept.state, kept.content, kept.note = "discarded", Content({}).dump(), ""
        kept.preview_sha256 = kept.preview = None
        kept.decided_at, kept.decided_by_id = clock.now(), by.account_id


def publish(number: int, version: int, by: Doer) -> list[Saved]:
    """Publish a draft: one in review, or one's own where its author may publish alone.

    Raises as `editing.publish` does; `Overtaken` where the record moved on since the draft was made.
    """
    with _step(number, version, by, "review") as (session, kept):
        review = reviewing.review_by(session, by, kept.author_id)
        if kept.author_id != by.account_id:
            _require_state(kept, "in-review")
        saved = [editing.put(session, one, by, kept.note, review) for one in drafts(session, kept)]
        if not any(one.changed for one in saved):
            raise Refused({"": [NOTHING]})
        kept.state, kept.published_as = "published", saved[-1].slug
        kept.preview_sha256 = kept.preview = None
        kept.decided_at, kept.decided_by_id = clock.now(), by.account_id
    editing.follow()
    return saved


@contextmanager
def _step(number: int, version: int, by: Doer, verb: str) -> Iterator[tuple[Session, KeptDraft]]:
    """One step of an open draft in one transaction, with its audit entry.

    Raises `NotFound`, and `Invalid` where the draft is not the one that was seen.
    """
    with writing() as session:
        kept = open_draft(session, number)
        if kept.version != version:
            raise Invalid(CHANGED)
        yield session, kept
        kept.version, kept.changed_at = version + 1, clock.now()
        note_step(session, kept, by, verb)


def open_draft(session: Session, number: int) -> KeptDraft:
    """A draft that is still open. Raises `NotFound`, and `Invalid` where it was decided on."""
    kept = session.get(KeptDraft, number)
    if kept is None:
        raise NotFound(f"There is no draft {number}.")
    if kept.state not in OPEN:
        raise Invalid(CHANGED)
    return kept


def require_author(kept: KeptDraft, by: Doer) -> None:
    """Raises `Invalid` unless the draft is the doer's own."""
    if kept.author_id != by.account_id:
        raise Invalid(NOT_YOURS)


def _require_state(kept: KeptDraft, state: str) -> None:
    if kept.state != state:
        raise Invalid(CHANGED)


def _require_base(session: Session, kind: str, slug: str, base: int | None) -> None:
    """A draft of a record names one of its revisions; one of a new record none."""
    model = RECORDS[kind]
    present = session.scalar(select(model.revision).where(model.slug == slug)) if slug else None
    if (base is None) != (present is None) or (base is not None and not 1 <= base <= (present or 0)):
        raise Invalid(NEVER)


def _same(session: Session, kind: str, slug: str, base: int | None, text: str, by: Doer) -> int | None:
    """The open draft of these very words on this revision, as when a button was pressed twice."""
    mine = (KeptDraft.author_id == by.account_id, KeptDraft.state.in_(OPEN))
    words = (KeptDraft.kind == kind, KeptDraft.slug == slug, KeptDraft.content == text)
    on = KeptDraft.base.is_not_distinct_from(base)
    return session.scalar(select(KeptDraft.id).where(*mine, *words, on).limit(1))


def _open_of(session: Session, by: Doer) -> int:
    mine = (KeptDraft.author_id == by.account_id, KeptDraft.state.in_(OPEN))
    return session.scalar(select(func.count()).select_from(KeptDraft).where(*mine)) or 0


def note_step(session: Session, kept: KeptDraft, by: Doer, verb: str) -> None:
    """The step in the audit log: which draft, and no words of it but its title."""
    slug = kept.published_as or kept.slug
    auditing.note(session, by, verb, kind=kept.kind, slug=slug, detail=f"Draft {kept.id}: {kept.title}"[:500])
