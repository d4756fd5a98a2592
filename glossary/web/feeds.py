"""Feeds of searches, of records' statements and of what changed, in Atom and in JSON Feed.

A feed has the address of its page with the ending behind the path, and takes the parameters that narrow it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from flask import Response
from werkzeug.exceptions import ServiceUnavailable

from glossary import site
from glossary.errors import IndexUnavailable
from glossary.interchange.feeds import FORMATS, Entry, Feed
from glossary.services.export import exporting, feeding
from glossary.services.export.feeding import ENTRIES, Published
from glossary.services.history import pinning
from glossary.services.history.changes import Changed
from glossary.services.history.changes_asked import Selection
from glossary.services.history.changes_grouped import Publication
from glossary.services.reading import labels
from glossary.web import changes, faces, feed_entries, links, pages, search_state, wording
from glossary.web.parameters import Door, View
from glossary.web.search_state import State

RULE = f"Newest in the glossary first, at most {ENTRIES}: by when a record was published or changed here."
WITHOUT_INDEX = "The search index is not available just now, and without it the feed would list other statements."
ALL_WORDS = "Only statements that have all that was sought."


def of_search(ending: str) -> Response:
    """The statements that a search finds, without those that have only some of the words."""
    state = search_state.read(1)
    try:
        fed = feeding.of_search(state.request)
    except IndexUnavailable as missing:
        raise ServiceUnavailable(WITHOUT_INDEX) from missing
    says = [ALL_WORDS, *(f"Read as {one.read} where {one.written} was typed." for one in fed.spelled), RULE]
    pairs = links.without(state.pairs, "sort", "group")
    return _sent(_title(state), " ".join(says), "/search", pairs, _entries(fed.statements), ending)


def _title(state: State) -> str:
    named = labels.facet_values()
    sought = [wording.isolated(state.text)] if state.text else []
    values = [named.get(name, {}).get(value, value) for name, value in state.pairs if name in labels.FACET_LABELS]
    return f"Search for {', '.join([*sought, *values])}" if sought or values else "All statements"


def of_record(kind: str, ending: str, slug: str) -> Response:
    """The statements of a term, an actor, a source or an event."""
    found = pages.record(kind, slug)
    name = faces.name_of(kind, found)
    path = faces.address(kind, found)
    title = f"Statements: {wording.isolated(name)}"
    return _sent(title, RULE, path, [], _entries(feeding.of_record(**{kind: slug})), ending)


def of_changes(ending: str) -> Response:
    """What was added, changed, withdrawn, reinstated or restored, as the page of changes has it."""
    asked = changes.selection()
    entries = [_change(one, asked) for one in feeding.of_changes(asked)]
    says = f"What was added, changed, withdrawn or restored in the glossary, newest first, at most {ENTRIES} entries."
    return _sent("What changed", says, "/changes", asked.pairs, entries, ending)


def _entries(found: Sequence[Published]) -> list[Entry]:
    return [feed_entries.of_statement(one.document, one.first, one.last) for one in found]


def _change(one: Changed | Publication, asked: Selection) -> Entry:
    return feed_entries.of_change(one) if isinstance(one, Changed) else feed_entries.of_publication(one, asked)


def _sent(title: str, says: str, path: str, pairs: links.Pairs, entries: Sequence[Entry], ending: str) -> Response:
    feed = Feed(
        title=f"{title} · {site.NAME}",
        says=says,
        page=links.permanent(links.with_query(path, pairs)),
        own=links.permanent(links.with_query(f"{path}.{ending}", pairs)),
        updated=_newest(entries),
        entries=entries,
    )
    made = FORMATS[ending]
    content = made.write(feed, exporting.publisher())
    return Response(content, content_type=made.content_type)


def _newest(entries: Sequence[Entry]) -> datetime:
    return max((one.updated for one in entries), default=None) or pinning.newest_change()


def _rows(path: str, name: str, view: View, *takes: str) -> tuple[tuple[str, str, View], ...]:
    return tuple(
        (f"{path}.{ending}", f"{name}_{ending.replace('.', '_')}", Door(partial(view, ending=ending), takes))
        for ending in FORMATS
    )


ROUTES: tuple[tuple[str, str, View], ...] = (
    *_rows("/search", "search", of_search, *search_state.NAMES),
    *_rows("/changes", "changes", of_changes, *changes.NARROWING),
    *(
        row
        for kind in ("term", "actor", "source", "event")
        for row in _rows(f"/{kind}s/<slug>", kind, partial(of_record, kind))
    ),
)
"""Address, endpoint, view."""
