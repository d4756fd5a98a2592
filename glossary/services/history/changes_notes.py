"""Whether a record bears out what the note of a revision says: that it follows another record, or restores a state.

Both notes are written by the glossary itself (dependents.py and editing.py in services/publishing/), but whoever
publishes may write the same words. So a list goes by what the documents say, never by the note alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

Document = dict[str, Any]
COMPUTED = frozenset({"said_from", "said_to", "date_from", "date_to", "published_from", "published_to"})
"""Days that follow from a date which is a field itself."""
_FOLLOWS = re.compile(r"Follows a change of the ([a-z]+) ([a-z0-9-]+)\.")
_RESTORED = re.compile(r"Restored from revision ([0-9]+)\.")
_NAMES = {
    "term": "term",
    "actor": "actor",
    "affiliation": "actor",
    "source": "source",
    "according_to": "source",
    "event": "event",
}
"""Field that holds a record's address and names -> the kind of that record."""


def follows(note: str, before: Document, after: Document) -> bool:
    """Whether the record says of its own what it said before, and the one that the note names is told otherwise in it.

    Of statements that dispute each other, only their addresses are told: there the named one is new, or gone.
    """
    named = _FOLLOWS.fullmatch(note)
    if not named:
        return False
    kind, slug = named.groups()
    old, new = own_words(before), own_words(after)
    met, left = set(old.pop("disputes", ())), set(new.pop("disputes", ()))
    if old != new:
        return False
    if kind == "statement":
        return met ^ left == {slug}
    return met == left and _told(before, kind, slug) != _told(after, kind, slug)


def restored_number(note: str, revision: int) -> int | None:
    """The revision that a note says is restored; None where it says nothing of the kind, or names none before."""
    named = _RESTORED.fullmatch(note)
    number = int(named[1]) if named else 0
    return number if 0 < number < revision else None


def own_words(document: Document) -> Document:
    """What a record says itself: of others their addresses alone, no computed days, no state, no number."""
    left_out = COMPUTED | {"revision", "withdrawn"}
    return {name: _bare(value) for name, value in document.items() if name not in left_out}


def _bare(value: Any) -> Any:
    if isinstance(value, list):
        return [_bare(part) for part in value]
    if not isinstance(value, dict):
        return value
    return value["slug"] if "slug" in value else {name: _bare(part) for name, part in value.items()}


def _told(document: Document, kind: str, slug: str) -> list[Document]:
    """What a document says of one other record, wherever it names it."""
    return [one for field, one in _references(document) if _NAMES.get(field) == kind and one["slug"] == slug]


def _references(value: Any) -> Iterator[tuple[str, Document]]:
    if isinstance(value, list):
        for part in value:
            yield from _references(part)
    elif isinstance(value, dict):
        for field, part in value.items():
            if isinstance(part, dict) and "slug" in part:
                yield field, part
            else:
                yield from _references(part)
