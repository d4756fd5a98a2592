"""Asking the engine: what meets all that was sought, then, where that is little, what meets most of it.

Without an index the database answers with statements in which words begin as asked, and the answer says so.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from glossary.errors import IndexUnavailable
from glossary.search.port import Clause, Hits, Query
from glossary.services.index import indexing
from glossary.services.searching import narrowing, plain_search
from glossary.services.searching.interpreting import Interpretation, interpret, respelled
from glossary.services.searching.requests import SearchRequest

ENOUGH = 10
"""Fewer statements that have all the words are followed by those that have most of them."""
MOST_HITS = 100_000
MOST_VALUES = 60
"""Values of a facet that an answer lists; of the others it says how many there are, or that there are more."""
log = logging.getLogger("glossary")


@dataclass(frozen=True, slots=True)
class Found:
    """Hits from the place `start` on, how the query was understood, and how far it was loosened.

    whole: how many statements meet all that was sought. at_least: of so many clauses each hit meets so many; None where
    nothing was loosened. indexed: False where there was no index to ask.
    """

    start: int
    hits: Hits
    asked: Interpretation
    query: Query
    whole: int
    at_least: int | None = None
    indexed: bool = True


def find(request: SearchRequest, facets: tuple[str, ...]) -> Found:
    """The hits that a request asks for, with the counts of these facets."""
    asked = interpret(request.text, exact=request.exact)
    try:
        return _gradually(request, asked, facets)
    except IndexUnavailable as error:
        log.warning("search without index: %s (%r)", error, error.__cause__)
        query = _query(request, (*_required(asked), *_without(request.without)))
        found = plain_search.search(query, limit=request.limit, offset=request.offset)
        return Found(request.offset, found, asked, query, found.total, indexed=False)


def _gradually(request: SearchRequest, asked: Interpretation, facets: tuple[str, ...]) -> Found:
    """What meets everything; where that is little, also what meets all but one clause, but two, and so on."""
    query = _query(request, (*asked.plan.clauses, *_without(request.without)))
    start, hits = _slice(query, request, facets)
    if hits.total >= ENOUGH or request.exact:
        return Found(start, hits, asked, query, hits.total)
    if (again := respelled(asked, request.text)) is not asked:
        asked = again
        query = replace(query, clauses=(*asked.plan.clauses, *_without(request.without)))
        start, hits = _slice(query, request, facets)
    whole, strict = hits.total, Found(start, hits, asked, query, hits.total)
    firm = sum(clause.firm for clause in asked.sought)
    for at_least in range(len(asked.sought) - 1, max(firm, 1) - 1, -1):
        if hits.total >= ENOUGH:
            break
        query = replace(strict.query, at_least=at_least)
        start, hits = _slice(query, request, facets)
    if hits.total == whole:
        return strict
    return Found(start, hits, asked, query, whole, query.at_least)


def _query(request: SearchRequest, clauses: tuple[Clause, ...]) -> Query:
    filters = narrowing.widened(request.filters, narrower=request.narrower, affiliated=request.affiliated)
    span = request.said_from, request.said_to
    return Query(clauses, filters, *span, request.sort, most_values=None if request.group else MOST_VALUES)


def _required(asked: Interpretation) -> Iterator[Clause]:
    return (clause for clause in asked.plan.clauses if not clause.optional)


def _without(excluded: Mapping[str, tuple[str, ...]]) -> Iterator[Clause]:
    for facet, values in excluded.items():
        yield Clause(facet, tags=tuple(f"{facet}:{value}" for value in values), excluded=True)


def _slice(query: Query, request: SearchRequest, facets: tuple[str, ...]) -> tuple[int, Hits]:
    if not request.after:
        found = indexing.index().search(query, limit=request.limit, offset=request.offset, facets=facets)
        return request.offset, found
    everything = indexing.index().search(query, limit=MOST_HITS, facets=facets)
    start = _start(request, everything)
    return start, replace(everything, hits=everything.hits[start : start + request.limit])


def _start(request: SearchRequest, everything: Hits) -> int:
    """The place after the last hit seen; hits that were seen and are gone have moved what came after them up."""
    places = {hit.id: place for place, hit in enumerate(everything.hits)}
    still = [places[one] for one in request.after if one in places]
    return still[-1] + 1 if still else max(request.offset - len(request.after), 0)
