"""What changed: every publication, newest first, each change with its note and with the words that went and came."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response, request

from glossary.interchange import changes_csv
from glossary.interchange.outgoing.tables import Table
from glossary.models.revision import RECORD_KINDS
from glossary.services.history import changes, past, pinning
from glossary.services.history.changes import Changed
from glossary.services.history.changes_asked import Selection, moment_of, number_of, select_changes
from glossary.services.history.changes_grouped import Publication, publications
from glossary.web import faces, links, pages, tables, wording
from glossary.web.parameters import View, of_form

Document = dict[str, Any]
PATH = "/changes"
NARROWING = ("kind", "from", "to", "at")
"""What the changes are narrowed by."""
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
    asked, before = selection(), number_of(of_form("before"))
    if asked.at:
        some, after = changes.listed(asked, limit=LISTED, before=before)
        shown: Document = {"listed": [told(one) for one in some], "publications": []}
    else:
        found, after = publications(asked, limit=PAGE, before=before)
        shown = {"listed": [], "publications": [publication(one, asked) for one in found]}
    place = [("before", str(before))] if before else []
    return pages.render(
        "changes.html",
        _title(asked),
        "What was added, changed, withdrawn or restored in the glossary, newest first, with the words that changed.",
        keep=[*asked.pairs, *place],
        json=asked.pairs,
        feeds=asked.pairs,
        noindex=bool(asked.pairs or place),
        asked=asked,
        moment=past.in_words(moment_of(asked.at)) if asked.at else "",
        kinds=RECORD_KINDS,
        chosen=_chosen(asked),
        newest=links.with_query(request.path, asked.pairs) if before else None,
        older=links.with_query(request.path, [*asked.pairs, ("before", str(after))]) if after else None,
        tables=tables.offered(request.path, [*asked.pairs, *place]),
        most=MOST_LINES,
        what=WHAT,
        **shown,
    )


def table(ending: str) -> Response:
    """The newest changes of the selection to take along, at most a thousand."""
    found, _ = changes.listed(selection(), limit=MOST_LINES, before=number_of(of_form("before")))
    documents = [one.to_document() for one in found]
    rows = iter(list(changes_csv.rows_of(documents, _permanent)))  # now, while it is known where the site lives
    return tables.sent(Table("changes", changes_csv.HEADER, rows), documents, ending, "changes")


def selection() -> Selection:
    """What the address narrows the changes by. Raises `Invalid` and `NotFound`."""
    return select_changes(kind=of_form("kind"), begin=of_form("from"), until=of_form("to"), at=of_form("at"))


def _title(asked: Selection) -> str:
    return "Changes of one publication" if asked.at else "What changed"


def publication(one: Publication, asked: Selection) -> Document:
    """A publication with the addresses that list what its numbers count."""
    there = [("at", pinning.in_address(one.at))]
    kind = [("kind", asked.kind)] if asked.kind else []
    return {
        "at": one.at,
        "id": f"at-{pinning.in_address(one.at).replace(':', '').replace('.', '-').lower()}",
        "whole": one.whole,
        "total": one.total,
        "imported": one.origin == "seed",
        "address": links.with_query(PATH, [*kind, *there]),
        "kinds": [(kind, number, links.with_query(PATH, [("kind", kind), *there])) for kind, number in one.kinds],
        "changes": [told(change) for change in one.changes],
    }


def told(one: Changed) -> Document:
    """A change with what the page says of it."""
    differences = [] if one.what == "withdrawn" and one.note else one.differences  # the reason is its note
    length = sum(len(piece.text) for difference in differences for piece in difference.pieces)
    address = f"/{faces.PLURALS[one.kind]}/{one.slug}"
    return {
        **one.to_document(),
        "name": faces.name_of(one.kind, one.document),
        "address": address,
        "state": f"{address}/history/{one.revision}",
        "differences": differences,
        "long": length > LONG,
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


ROUTES: tuple[tuple[str, str, View], ...] = (
    ("/changes", "changes", index),
    *tables.routes("/changes", "changes", table, *NARROWING, "before"),
)
"""Address, endpoint, view."""
