"""The history of a record for everyone: each published state, what changed from one to the next, and the chain."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from flask import render_template

from glossary.services.history import changes_notes
from glossary.services.history import revisions as history
from glossary.services.reading import published as reading
from glossary.web import faces, links, pages, wording

Document = dict[str, Any]
PAGE = 50
"""Revisions on the page; older ones have their own addresses all the same."""
COMPUTED = changes_notes.COMPUTED


def index(kind: str, slug: str) -> str:
    """All revisions of a record, newest first, each with its difference to the one before."""
    found = pages.record(kind, slug)
    name = faces.name_of(kind, found)
    entries = reading.revisions(kind, slug)
    return pages.render(
        "history.html",
        f"History of {wording.isolated(name)}",
        f"Every published state of this {kind}, newest first: {wording.count(len(entries), 'revision')}, "
        "each with what changed.",
        json=False,
        kind=kind,
        name=name,
        address=faces.address(kind, found),
        total=len(entries),
        revisions=with_differences(kind, slug, entries[:PAGE]),
        whole=history.is_unbroken(kind, slug),
        blacked_out=any(entry["blacked_out"] for entry in entries),
    )


def with_differences(kind: str, slug: str, entries: Sequence[Document]) -> list[Document]:
    """The revisions, each with the fields that differ from the state before."""
    return [{**entry, "differences": _differences(kind, slug, entry["number"])} for entry in entries]


def _differences(kind: str, slug: str, number: int) -> list[history.Difference]:
    if number == 1:
        return []
    return between(history.document_at(kind, slug, number - 1), history.document_at(kind, slug, number))


def between(before: Document, after: Document) -> list[history.Difference]:
    """What differs between two states, without what merely follows from it."""
    return [one for one in history.differences(before, after) if one.field not in COMPUTED]


def revision(kind: str, slug: str, number: int) -> str:
    """The record as it was published under a number, on its own page, which says so on top."""
    present = pages.record(kind, slug)
    face = faces.FACES[kind](history.document_at(kind, slug, number))
    entry = next(one for one in reading.revisions(kind, slug) if one["number"] == number)
    address = faces.address(kind, present)
    head = {
        "title": f"{face.title} (revision {number})",
        "description": f"As published in revision {number}. {face.description}",
        "canonical": links.permanent(address),
        "json": None,
    }
    more = {"layout": "revision.html", "revision": entry, "address": address, "present": present["revision"]}
    return render_template(face.template, head=head, **{**face.more, **more})


def _rows(kind: str, plural: str) -> tuple[tuple[str, str, Callable[..., Any]], ...]:
    return (
        (f"/{plural}/<slug>/history", f"{kind}_history", partial(index, kind)),
        (f"/{plural}/<slug>/history/<int:number>", f"{kind}_revision", partial(revision, kind)),
    )


ROUTES = tuple(row for kind, plural in faces.PLURALS.items() for row in _rows(kind, plural))
