"""What feeds list: statements by when their record was last published in the glossary, newest first.

A feed tells what is new here, not what was said last: a statement of 2012 that is added today is today's entry. Of one
moment the order is by address. Loosened searches feed nothing: only what meets all that was sought is listed, since
whoever subscribes would else be told of statements that happen to have one of the words.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from heapq import nsmallest
from itertools import islice
from typing import Any

import msgspec
from sqlalchemy import Select, and_, select
from sqlalchemy.orm import aliased

from glossary.db import db
from glossary.errors import IndexUnavailable
from glossary.models import Revision, Statement
from glossary.services.history import changes
from glossary.services.history.changes_asked import Selection
from glossary.services.history.changes_grouped import Publication, publications
from glossary.services.index import indexing
from glossary.services.reading import published as reading
from glossary.services.searching.interpreting import Spelled
from glossary.services.searching.requests import SearchRequest
from glossary.services.searching.retrieving import MOST_HITS, find

Document = dict[str, Any]
ENTRIES = 50
"""A feed has so many entries at most."""
ASKED_BY_NAME = 1000
"""So many statements are asked for by their addresses; of more, the moments of all statements are looked through."""


@dataclass(frozen=True, slots=True)
class Published:
    """A statement, when its record was first published, and when last."""

    document: Document
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class Fed:
    """What a search feeds, and the words that it was read with instead of those that no statement has."""

    statements: list[Published]
    spelled: Sequence[Spelled]


def of_search(request: SearchRequest) -> Fed:
    """The statements that meet all that is sought. Raises `IndexUnavailable`: without it others would be found."""
    found = find(replace(request, limit=MOST_HITS, offset=0, after=(), group=""), ())
    if not found.indexed:
        raise IndexUnavailable("The search index is not available just now.")
    hits = found.hits
    if found.at_least is not None:
        hits = indexing.index().search(replace(found.query, at_least=None), limit=MOST_HITS, facets=())
    return Fed(_named({hit.id for hit in hits.hits}), found.asked.spelled)


def of_record(**filters: str) -> list[Published]:
    """The statements of a term, an actor, a source or an event (`reading.FILTERS`)."""
    return _load(reading.narrowed(_current(), filters))


def of_changes(selection: Selection) -> list[Publication | changes.Changed]:
    """The newest selected changes; publications of many changes stand as one, as on the page."""
    found, _ = publications(selection, limit=ENTRIES)
    told = (one for some in found for one in _told(some))
    return list(islice(told, ENTRIES))


def _told(one: Publication) -> list[Publication | changes.Changed]:
    return list(one.changes) if one.whole else [*one.changes, one]


def _named(ids: Collection[str]) -> list[Published]:
    if len(ids) > ASKED_BY_NAME:
        moments = db.session.execute(_current().with_only_columns(Statement.slug, Revision.published_at))
        mine = (pair for pair in moments if pair[0] in ids)
        newest = nsmallest(ENTRIES, mine, key=lambda pair: (-pair[1].timestamp(), pair[0]))
        ids = [slug for slug, _ in newest]
    return _load(_current().where(Statement.slug.in_(ids)))


def _current() -> Any:
    """The standing revisions of the published statements, each with its first."""
    first = aliased(Revision)
    mine = and_(Revision.kind == "statement", Revision.record_id == Statement.id, Revision.number == Statement.revision)
    begun = and_(first.kind == "statement", first.record_id == Statement.id, first.number == 1)
    query = select(Revision.document, first.published_at, Revision.published_at).select_from(Statement)
    return query.join(Revision, mine).join(first, begun).where(Statement.state == "published")


def _load(query: Select[Any]) -> list[Published]:
    newest = query.order_by(Revision.published_at.desc(), Statement.slug).limit(ENTRIES)
    rows = db.session.execute(newest)
    return [Published(msgspec.json.decode(text), first, last) for text, first, last in rows]
