"""What changed: every publication, newest first, each change with its note and with the words that went and came."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import Response, request

from glossary.interchange.changes_csv import changes_csv
from glossary.models.revision import RECORD_KINDS
from glossary.services import changes, past, pinning
from glossary.services.changes import Changed
from glossary.services.changes_asked import Selection, moment_of, number_of, select_changes
from glossary.services.changes_grouped import Publication, publications
from glossary.web import faces, links, pages, wording
from glossary.web.parameters import of_form

Document = dict[str, Any]
PAGE, LISTED, MOST_LINES = 20, 50, 1000
"""Publications on a page; changes on a page of one publication; lines of a table."""
LONG = 400
"""Characters of changed fields that stand open; more are folded."""
WHAT = {
    "added": "added",
    "changed": "changed",
    "withdrawn": "withdrawn",
    "reinstated": "reinstated",
    "restored": "restored",
    "follows": "follows another record",
}
"""Kind of change -> how the page says it."""


def index() -> str:
    """The publications that the address asks for; with `at`, every change of one of them."""
    asked, before = _asked(), number_of(of_form("before"))
    if asked.at:
        some, after = changes.listed(asked, limit=LISTED, before=before)
        shown: Document = {"listed": [_change(one) for one in some], "publications": []}
    else:
        found, after = publications(asked, limit=PAGE, before=before)
        shown = {"listed": [], "publications": [_publication(one, asked) for one in found]}
    place = [("before", str(before))] if before else []
    return pages.render(
        "changes.html",
        _title(asked),
        "What was added, changed, withdrawn or restored in the glossary, newest first, with the words that changed.",
        keep=[*asked.pairs, *place],
        json=asked.pairs,
        noindex=bool(asked.pairs or place),
        asked=asked,
        moment=past.in_words(moment_of(asked.at)) if asked.at else "",
        kinds=RECORD_KINDS,
        chosen=_chosen(asked),
        newest=links.with_query(request.path, asked.pairs) if before else None,
        older=links.with_query(request.path, [*asked.pairs, ("before", str(after))]) if after else None,
        csv=links.other_form(".csv", [*asked.pairs, *place]),
        most=MOST_LINES,
        what=WHAT,
        **shown,
    )


def table() -> Response:
    """The newest changes of the selection as a table to download, at most a thousand lines."""
    found, _ = changes.listed(_asked(), limit=MOST_LINES, before=number_of(of_form("before")))
    return pages.csv(changes_csv([one.to_document() for one in found], _permanent), "changes")


def _asked() -> Selection:
    return select_changes(kind=of_form("kind"), begin=of_form("from"), until=of_form("to"), at=of_form("at"))


def _title(asked: Selection) -> str:
    return "Changes of one publication" if asked.at else "What changed"


def _publication(one: Publication, asked: Selection) -> Document:
    """A publication with the addresses that list what its numbers count."""
    there = [("at", pinning.in_address(one.at))]
    kind = [("kind", asked.kind)] if asked.kind else []
    return {
        "at": one.at,
        "id": f"at-{pinning.in_address(one.at).replace(':', '').replace('.', '-').lower()}",
        "whole": one.whole,
        "total": one.total,
        "imported": one.origin == "seed",
        "address": links.with_query(request.path, [*kind, *there]),
        "kinds": [
            (kind, number, links.with_query(request.path, [("kind", kind), *there])) for kind, number in one.kinds
        ],
        "changes": [_change(change) for change in one.changes],
    }


def _change(one: Changed) -> Document:
    differences = [] if one.what == "withdrawn" and one.note else one.differences  # the reason is its note
    told = sum(len(piece.text) for difference in differences for piece in difference.pieces)
    address = f"/{faces.PLURALS[one.kind]}/{one.slug}"
    return {
        **one.to_document(),
        "name": faces.name_of(one.kind, one.document),
        "address": address,
        "state": f"{address}/history/{one.revision}",
        "differences": differences,
        "long": told > LONG,
        "published_by": wording.published_by({"origin": one.origin, "review": one.review}),
    }


def _chosen(asked: Selection) -> list[Document]:
    """What the list is narrowed by, each with the address without it."""
    words = {"kind": "kind of record", "from": "from", "to": "until", "at": "published at"}
    return [
        {
            "name": words[name],
            "label": value,
            "address": links.with_query(request.path, links.without(asked.pairs, name)),
        }
        for name, value in asked.pairs
    ]


def _permanent(one: Mapping[str, Any]) -> str:
    return links.permanent(f"/{faces.PLURALS[one['kind']]}/{one['slug']}/history/{one['revision']}")


ROUTES: tuple[tuple[str, str, Callable[..., Any]], ...] = (
    ("/changes", "changes", index),
    ("/changes.csv", "changes_csv", table),
)
"""Address, endpoint, view."""
