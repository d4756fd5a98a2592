"""What a record said before: every published state, and what changed from one to the next, word by word."""

from __future__ import annotations

import difflib
import json
import re
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import select

from glossary.db import db
from glossary.errors import NotFound
from glossary.models import RECORDS, Revision
from glossary.services.history import chain
from glossary.text import CJK, MARKS

Document = dict[str, Any]
_JOINED = rf"[{MARKS}\u200c\u200d\U000e0100-\U000e01ef]*"
"""What belongs to the sign before it: marks, joiners, and selectors of one of several shapes of a letter."""
_WORDS = re.compile(rf"(?:\s+|[{CJK}]|[^\w\s]){_JOINED}|(?:[^\W{CJK}]{_JOINED})+")
"""Blanks, words (in Chinese, Japanese and Korean each letter), signs; none is parted from its marks."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stayed, went or came."""

    kind: Literal["same", "gone", "new"]
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that changed, in pieces."""

    field: str
    pieces: tuple[Piece, ...]


def document_at(kind: str, slug: str, number: int) -> Document:
    """The public document as it was published under this number. Raises `NotFound`."""
    text = db.session.scalar(_states(kind, slug).where(Revision.number == number).with_only_columns(Revision.document))
    if text is None:
        raise NotFound(f"The {kind} {slug[:120]!r} has no revision {number}.")
    document: Document = json.loads(text)
    return document


def published_at(kind: str, slug: str, number: int) -> str:
    """When a revision of a record was published (UTC, ISO 8601). Raises `NotFound` where there is none."""
    moment = db.session.scalar(
        _states(kind, slug).with_only_columns(Revision.published_at).where(Revision.number == number)
    )
    if moment is None:
        raise NotFound(f"There is no revision {number} of the {kind} {slug!r}.")
    return str(moment.isoformat(timespec="seconds") + "Z")


def _states(kind: str, slug: str) -> Any:
    model = RECORDS[kind]
    record = select(model.id).where(model.slug == slug).scalar_subquery()
    return select(Revision).where(Revision.kind == kind, Revision.record_id == record)


def is_unbroken(kind: str, slug: str) -> bool:
    """Whether every stored hash of the record is that of its document and of the state before, redactions included."""
    states = db.session.scalars(_states(kind, slug).order_by(Revision.number)).all()
    since = chain.redacted(db.session, kind, states[0].record_id) if states else {}
    return next(chain.broken(states, since), None) is None


def differences(before: Document, after: Document) -> list[Difference]:
    """The fields in which two states differ, in the order of the document; the number of the revision is left out."""
    fields = [name for name in {**after, **before} if name != "revision"]
    changed = [name for name in fields if before.get(name) != after.get(name)]
    return [Difference(name, compare_words(text_of(before.get(name)), text_of(after.get(name)))) for name in changed]


def compare_words(before: str, after: str) -> tuple[Piece, ...]:
    """Both texts in one run of pieces; words are whole, blanks and signs stand for themselves."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    pieces: list[Piece] = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(old[i1:i2])))
            continue
        pieces += [Piece("gone", "".join(old[i1:i2]))] if i2 > i1 else []
        pieces += [Piece("new", "".join(new[j1:j2]))] if j2 > j1 else []
    return tuple(pieces)


def count_words(text: str) -> int:
    """How many words a text has, as they are compared; blanks and signs are none."""
    return sum(word[0].isalnum() for word in _WORDS.findall(text))


def text_of(value: Any) -> str:
    """A value of a document as readers see it: names of what it points at, one line a part."""
    if value is None:
        return ""
    if isinstance(value, list):
        return "\n".join(text_of(part) for part in value)
    if isinstance(value, dict):
        return ", ".join(filter(None, (text_of(part) for key, part in value.items() if key not in ("slug", "kind"))))
    return str(value)
