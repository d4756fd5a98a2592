"""Suggestions while a reader types: terms, actors, events and sources of which a name begins as typed.

A name is any that the record has: heading, variants and equivalents of a term, name and aliases of an actor, name of an
event, title of a source. It fits where the whole name or a word within begins as typed; case, accents, vowel marks and
hyphens do not count.

In which order they stand, and how they are found, is in `name_list.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from threading import Lock

from flask import current_app
from sqlalchemy import select

from glossary.db import db
from glossary.models import Event, Source
from glossary.services.index import indexing
from glossary.services.index.documents import EDITORS, actor_names, term_names, title_language
from glossary.services.reading import change_log, counting
from glossary.services.reading.kept import changed
from glossary.services.reading.sparing import Budget
from glossary.services.searching.name_list import KINDS, Document, Named, NameList

EXTENSION = "glossary.suggestions"
_making = Lock()


def suggest(text: str) -> list[Document]:
    """What a reader may mean who has typed this, best first, at most `MOST`. Never raises, whatever the text is."""
    return names().find(text)


def names() -> NameList:
    """The list of names, kept until the next publication. While one thread makes it, others wait for it.

    Where statements are published so fast that making it would take more than its share (services/reading/sparing.py),
    the numbers of statements, and with them the order, may be older: by ten times what making the list takes. Names
    never are.
    """
    now = change_log.state()
    with _making:
        kept: tuple[change_log.State, NameList] | None = current_app.extensions.get(EXTENSION)
        budget: Budget = current_app.extensions.setdefault(f"{EXTENSION}.budget", Budget())
        if kept is None or (kept[0] != now and (budget.allows() or changed(kept[0], now, KINDS))):
            kept = now, budget.spend(lambda: NameList(_records(), indexing.spellings()))
            current_app.extensions[EXTENSION] = kept
    return kept[1]


def _records() -> Iterator[Named]:
    """All that may be suggested: what has a name, and a page of its own. Statements are found through these."""
    known = indexing.material()
    counts = {kind: counting.statement_counts(kind) for kind in KINDS}
    for slug, term in known.terms.items():
        yield Named("term", slug, counts["term"].get(slug, 0), tuple(term_names(term)))
    for slug, actor in known.actors.items():
        yield Named("actor", slug, counts["actor"].get(slug, 0), tuple(actor_names(actor)))
    for slug, name in db.session.execute(select(Event.slug, Event.name)):
        yield Named("event", slug, counts["event"].get(slug, 0), ((name, EDITORS),))
    for slug, title, language in db.session.execute(select(Source.slug, Source.title, Source.language)):
        shown = title_language({"title": title, "language": language})
        yield Named("source", slug, counts["source"].get(slug, 0), ((title, shown),))
